"""What recurs: mails fetched, pictures read, deadlines watched, the digest, letters posted, old traces forgotten."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from bot.correspondence import thread_of
from bot.doors import Ear, Inbox, Sender
from bot.errors import DoorError
from bot.fetch_round import Courtesies, FetchReport, FetchRound, WatchedFolder
from bot.figures import figures_of
from bot.office import Office
from bot.picture_round import read_waiting_pictures
from bot.post_round import PostDoor, PostRound
from register_store.deadlines import warning_due
from register_store.due_rounds import DIGEST, next_digest
from register_store.event_chain import EventKind

logger = logging.getLogger(__name__)

#: Verdicts on ordinary mail are forgotten after this (design section 3).
VERDICTS_KEPT = timedelta(days=30)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The two servers of one organisation, and what letters pass through them."""

    inbox: Inbox
    sender: Sender
    folder: str = "INBOX"
    courtesies: Courtesies = field(default_factory=Courtesies)
    trial_recipient: str | None = None
    null_sender_for_receipts: bool = False
    beside: Mapping[str, Inbox] = field(default_factory=dict)  #: further folders, read and never answered from
    ear: Ear | None = None  #: wakes the rounds when mail comes


class Rounds:
    """The recurring work of one organisation; two rounds never run at once."""

    def __init__(self, office: Office, doors: Doors, stopping: Event | None = None) -> None:
        self._office = office
        self._doors = doors
        self._stopping = stopping or Event()
        self._post = PostRound(office, self._stopping)
        self._fetch = FetchRound(office, _inbox_of(doors), self._stopping)
        self._beside = [FetchRound(office, folder, self._stopping) for folder in _folders_beside(doors)]

    @property
    def ear(self) -> Ear | None:
        """What hears at once when mail comes, where there is such a thing."""
        return self._doors.ear

    def turn(self) -> FetchReport:
        """Every round once, in the order in which they feed each other.

        Without the mailbox all else goes on: deadlines run and letters wait; then its `DoorError` is raised.
        """
        report, trouble = self._fetched()
        self.read_pictures()
        self.warn_of_deadlines()
        self.send_digest()
        self.forget()
        self.post_letters()
        for folder in (self._fetch, *self._beside):
            folder.rest()
        if trouble:
            raise trouble
        return report

    def fetch_mail(self) -> FetchReport:
        """Hops 1 to 9 for everything new, oldest first; one bad mail never stops the next."""
        report = self._fetch.turn()
        for folder in self._beside:
            try:
                report += folder.turn()
            except DoorError as error:
                logger.warning("further folder: %s", error)  # it never keeps the inbox from being read
        return report

    def _fetched(self) -> tuple[FetchReport, DoorError | None]:
        try:
            return self.fetch_mail(), None
        except DoorError as error:
            return FetchReport(), error

    def read_pictures(self) -> None:
        """OCR off the intake's way; what it finds joins alarms that still wait."""
        read_waiting_pictures(self._office)

    def warn_of_deadlines(self) -> None:
        """One letter per milestone of a running clock, to whoever handles the case."""
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            for case in books.register.open_cases():
                warning = warning_due(case, now, books.agenda.warned(case.reference, case.aware_at))
                if warning is None:
                    continue
                thread = thread_of(books.outbox.of_case(case.reference))
                for letter in self._office.letters.deadline_warnings(case, warning, now, thread):
                    books.outbox.put(letter)
                books.agenda.remember_warning(warning, case.aware_at)
                payload = {"milestone": warning.milestone}
                books.register.record(case, kind=EventKind.WARNED, actor="meldpost", at=now, payload=payload)

    def send_digest(self) -> None:
        """Mondays at eight, Dutch time; after a standstill once."""
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            due = books.agenda.due_at(DIGEST)
            if due is not None and due <= now:
                figures = figures_of(books, since=due - WEEK, until=now)
                for letter in self._office.letters.digests(figures, now):
                    books.outbox.put(letter)
            if due is None or due <= now:
                books.agenda.plan(DIGEST, next_digest(now))

    def forget(self) -> None:
        """Ordinary mail leaves no verdict after a month."""
        with self._office.bookcase.transaction() as books:
            books.journal.forget_verdicts(self._office.clock() - VERDICTS_KEPT)

    def post_letters(self) -> int:
        """Hop 10: send what the outbox holds; returns how many went."""
        door = PostDoor(
            sender=self._doors.sender,
            trial_recipient=self._doors.trial_recipient,
            null_sender_for_receipts=self._doors.null_sender_for_receipts,
        )
        return self._post.turn(door)


def _inbox_of(doors: Doors) -> WatchedFolder:
    return WatchedFolder(name=doors.folder, inbox=doors.inbox, courtesies=doors.courtesies)


def _folders_beside(doors: Doors) -> list[WatchedFolder]:
    return [WatchedFolder(name=name, inbox=inbox, beside_inbox=True) for name, inbox in doors.beside.items()]
