"""What recurs: mails fetched, pictures read, deadlines watched, the digest, letters posted, old traces forgotten."""

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from threading import Event
from types import TracebackType

from bot.correspondence import thread_of
from bot.doors import Ear, Inbox, Sender
from bot.drill_round import end_drills
from bot.errors import DoorError
from bot.evidence_round import keep_evidence
from bot.fetch_round import Courtesies, FetchReport, FetchRound, WatchedFolder
from bot.figures import figures_of
from bot.label_round import keep_labelled_words
from bot.ladder_round import climb
from bot.near_miss_round import list_near_misses
from bot.office import Office
from bot.owed_round import remind_of_debts
from bot.picture_round import read_waiting_pictures
from bot.post_round import PostDoor, PostRound
from bot.retention_round import retain
from bot.send_round import send_people_letters
from bot.silent_finder_round import ask_about_silence
from bot.task_round import remind
from register_store.database import DatabaseAway
from register_store.deadlines import warning_due
from register_store.due_rounds import COUNT, DIGEST, next_digest
from register_store.event_chain import EventKind
from register_store.evidence_files import EvidenceAway

logger = logging.getLogger(__name__)

#: Verdicts on ordinary mail are forgotten after this (design section 3).
VERDICTS_KEPT = timedelta(days=30)
WEEK = timedelta(days=7)
#: So often all mails on the server are compared with the journal; before a digest as well.
COUNTED_EVERY = timedelta(days=1)


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
    officers: WatchedFolder | None = None  #: the mailbox that officers alone can read: their commands and lists
    ear: Ear | None = None  #: wakes the rounds when mail comes


class Rounds:
    """The recurring work of one organisation; two rounds never run at once."""

    def __init__(self, office: Office, doors: Doors, stopping: Event | None = None) -> None:
        self._office = office
        self._doors = doors
        self._stopping = stopping or Event()
        self._post = PostRound(office, self._stopping)
        self._fetch = FetchRound(office, _inbox_of(doors), self._stopping)
        self._beside = {folder.name: FetchRound(office, folder, self._stopping) for folder in _folders_beside(doors)}
        self._inboxes: Mapping[str, Inbox] = {doors.folder: doors.inbox, **doors.beside}
        self._is_swept = False
        self._adds_up = True

    @property
    def ear(self) -> Ear | None:
        """What hears at once when mail comes, where there is such a thing."""
        return self._doors.ear

    def turn(self) -> FetchReport:
        """Every round once, in the order in which they feed each other.

        What goes wrong in one keeps no other from its turn, and is raised at the end: without the mailbox deadlines
        run on, and a fault in any of them never keeps letters from going.
        """
        rounds = (
            self.count_mails,
            self.read_pictures,
            self.warn_of_deadlines,
            self.call_for_help,
            self.send_digest,
            partial(list_near_misses, self._office, self._inboxes),
            self.keep_evidence,
            self.forget,
            partial(end_drills, self._office),
            partial(keep_labelled_words, self._office, self._inboxes),
            partial(retain, self._office),
            partial(send_people_letters, self._office),
            self.post_letters,
            self.fetch_rests,
        )
        self._adds_up = True
        with ExitStack() as after:
            for each in reversed(rounds):
                after.push(partial(_unless_books_are_away, each))
            self._sweep()
            report = self.fetch_mail()
        if self._post.login_refused:
            raise self._post.login_refused
        return replace(report, adds_up=self._adds_up)

    def fetch_mail(self) -> FetchReport:
        """Hops 1 to 9 for everything new, oldest first; one bad mail never stops the next."""
        report = self._fetch.turn()
        for name, folder in self._beside.items():
            try:
                report += folder.turn()
            except DoorError as error:
                logger.warning("further folder: %s", error)  # it never keeps the inbox from being read
                report += FetchReport(unread=(name,))
        return report

    def count_mails(self) -> None:
        """Once a day, and before a digest: what lies on the server against what the journal knows."""
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            due = [books.agenda.due_at(name) for name in (COUNT, DIGEST)]
        if self._fetch.is_away or self._stopping.is_set() or all(moment and now < moment for moment in due):
            return
        try:
            agreed = [folder.agrees() for folder in (self._fetch, *self._beside.values())]
        except DoorError as error:
            logger.warning("mails not counted: %s", error)
            return
        self._adds_up &= all(agreed)
        with self._office.bookcase.transaction() as books:
            books.agenda.plan(COUNT, now + COUNTED_EVERY)

    def fetch_rests(self) -> None:
        """What is still owed of large mails, after the letters went: it may take long."""
        for folder in (self._fetch, *self._beside.values()):
            folder.rest()

    def read_pictures(self) -> None:
        """OCR off the intake's way; what it finds joins alarms that still wait."""
        read_waiting_pictures(self._office)

    def warn_of_deadlines(self) -> None:
        """One letter per milestone of a running clock, to whoever handles the case."""
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            for case in books.register.open_cases():
                warned = books.agenda.warned(case.reference, case.aware_at)
                warning = warning_due(case, now, warned, self._office.organisation.reminders)
                if warning is None:
                    continue
                thread = thread_of(books.outbox.of_case(case.reference))
                asked = any(one.answered_at is None for one in books.requests.of_case(case.reference))
                for letter in self._office.letters.deadline_warnings(case, warning, now, thread, helpers_asked=asked):
                    books.outbox.put(letter)
                books.agenda.remember_warning(warning, case.aware_at)
                payload = {"milestone": warning.milestone}
                books.register.record(case, kind=EventKind.WARNED, actor="meldpost", at=now, payload=payload)

    def call_for_help(self) -> None:
        """Cases that nobody took, questions that nobody answered, finders who do not write back."""
        climb(self._office)
        remind(self._office)
        ask_about_silence(self._office)
        remind_of_debts(self._office)

    def send_digest(self) -> None:
        """Mondays at eight, Dutch time; after a standstill once."""
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            due = books.agenda.due_at(DIGEST)
            if due is not None and due <= now:
                watched = (self._doors.folder, *self._beside)
                ours = self._office.organisation
                figures = figures_of(books, since=due - WEEK, until=now, organisation=ours, folders=watched)
                self._adds_up &= figures.adds_up
                for letter in self._office.letters.digests(figures, now):
                    books.outbox.put(letter)
            if due is None or due <= now:
                books.agenda.plan(DIGEST, next_digest(now))

    def keep_evidence(self) -> None:
        """Once a day: remainders go, older keys are replaced, and what is missing or too much is told."""
        keep_evidence(self._office)

    def forget(self) -> None:
        """Ordinary mail leaves no verdict after a month, and no bytes once it is judged."""
        with self._office.bookcase.transaction() as books:
            books.journal.forget_verdicts(self._office.clock() - VERDICTS_KEPT)
            for sha256 in books.spools.left_behind():
                if not books.spools.is_needed(sha256):
                    self._office.bookcase.files.erase(sha256)
                books.spools.let_go(sha256)

    def post_letters(self) -> int:
        """Hop 10: send what the outbox holds; returns how many went."""
        door = PostDoor(
            sender=self._doors.sender,
            trial_recipient=self._doors.trial_recipient,
            null_sender_for_receipts=self._doors.null_sender_for_receipts,
        )
        return self._post.turn(door)

    def _sweep(self) -> None:
        """Once, at the start: under our lease nobody else writes evidence."""
        if self._is_swept:
            return
        with self._office.bookcase.transaction():
            swept = self._office.bookcase.files.sweep()
        self._is_swept = True
        if swept:
            logger.info("evidence: %s unfinished files of an earlier life are removed", swept)


def _unless_books_are_away(
    work: Callable[[], object],
    _kind: type[BaseException] | None,
    error: BaseException | None,
    _trace: TracebackType | None,
) -> None:
    """Without the database no round can do anything; without the evidence folder most can."""
    if isinstance(error, DatabaseAway) and not isinstance(error, EvidenceAway):
        return
    if error is None or isinstance(error, Exception):  # a process that is being ended does nothing more
        work()


def _inbox_of(doors: Doors) -> WatchedFolder:
    return WatchedFolder(name=doors.folder, inbox=doors.inbox, courtesies=doors.courtesies)


def _folders_beside(doors: Doors) -> list[WatchedFolder]:
    beside = [WatchedFolder(name=name, inbox=inbox, beside_inbox=True) for name, inbox in doors.beside.items()]
    return [*([doors.officers] if doors.officers else []), *beside]
