"""What recurs: mails fetched, pictures read, deadlines watched, the digest, letters posted, old traces forgotten."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from bot.correspondence import thread_of
from bot.doors import FetchedMail, Inbox, MailboxState, Sender
from bot.errors import DoorError, MailError, SenderError
from bot.figures import figures_of
from bot.intake import receive
from bot.office import Office
from bot.picture_round import read_waiting_pictures
from bot.received import Result
from register_store.database import DatabaseAway
from register_store.deadlines import warning_due
from register_store.due_rounds import DIGEST, next_digest
from register_store.event_chain import EventKind
from register_store.journal import Entry, MailState, Place

logger = logging.getLogger(__name__)

#: Verdicts on ordinary mail are forgotten after this (design section 3).
VERDICTS_KEPT = timedelta(days=30)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtesies:
    """What may be changed in the mailbox after the commit, where the settings ask for it."""

    keyword: str = ""
    folder: str = ""

    @property
    def wanted(self) -> bool:
        """Is anything asked for?"""
        return bool(self.keyword or self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What one look into the mailbox brought."""

    left_alone: int | None = None  #: older mails, said on the very first start
    results: tuple[Result, ...] = ()
    gone: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The two servers of one organisation, and what letters pass through them."""

    inbox: Inbox
    sender: Sender
    folder: str = "INBOX"
    courtesies: Courtesies = field(default_factory=Courtesies)
    trial_recipient: str | None = None


class Rounds:
    """The recurring work of one organisation; two rounds never run at once."""

    def __init__(self, office: Office, doors: Doors, stopping: Event | None = None) -> None:
        self._office = office
        self._doors = doors
        self._stopping = stopping or Event()

    def turn(self) -> FetchReport:
        """Every round once, in the order in which they feed each other."""
        report = self.fetch_mail()
        self.read_pictures()
        self.warn_of_deadlines()
        self.send_digest()
        self.forget()
        self.post_letters()
        return report

    def fetch_mail(self) -> FetchReport:
        """Hops 1 to 9 for everything new, oldest first; one bad mail never stops the next."""
        state = self._doors.inbox.open()
        left_alone = self._note_new(state)
        results: list[Result] = []
        gone = failed = 0
        for entry, fetched in self._unfinished(state):
            if self._stopping.is_set():
                break
            if fetched is None:
                gone += self._gone(entry)
                continue
            result = self._receive(entry.place, fetched)
            results += [result] if result else []
            failed += result is None
        with self._office.bookcase.transaction() as books:
            books.journal.succeeded(self._doors.folder, self._office.clock())
        return FetchReport(left_alone=left_alone, results=tuple(results), gone=gone, failed=failed)

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
        with self._office.bookcase.transaction() as books:
            waiting = books.outbox.due(self._office.clock())
        sent = 0
        for letter in waiting:
            recipient = self._doors.trial_recipient or letter.recipient
            try:
                self._doors.sender.send(self._office.organisation.mailbox, recipient, letter.content)
            except SenderError as error:
                with self._office.bookcase.transaction() as books:
                    books.outbox.failed(letter, self._office.clock(), str(error), permanent=error.permanent)
                logger.warning("letter %s: not sent, %s", letter.kind.value, error)
                if not error.refused:
                    break  # the server itself is the trouble: the other letters wait for it too
                continue
            self._office.cut(10)
            with self._office.bookcase.transaction() as books:
                books.outbox.sent(letter.message_id, self._office.clock())
            sent += 1
        self._doors.sender.close()
        return sent

    def _note_new(self, state: MailboxState) -> int | None:
        """Hop 1: write down what is new above the high-water mark; the first start takes the present as its mark."""
        folder = self._doors.folder
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            known = books.journal.folder_state(folder)
            if known is None:
                books.journal.begin_folder(folder, state.uidvalidity, state.uidnext - 1, now)
                return state.exists
            if known.uidvalidity != state.uidvalidity:
                # Renumbered: everything is looked at again, and known again by its fingerprint.
                logger.warning("folder %s: renumbered by the server, all mails are compared anew", folder)
                books.journal.renumbered(folder, state.uidvalidity, state.uidnext)
            mark = known.high_water if known.uidvalidity == state.uidvalidity else 0
        uids = self._doors.inbox.new_uids(mark)
        with self._office.bookcase.transaction() as books:
            books.journal.note(folder, state.uidvalidity, uids, now)
        return None

    def _unfinished(self, state: MailboxState) -> Iterator[tuple[Entry, FetchedMail | None]]:
        with self._office.bookcase.transaction() as books:
            entries = books.journal.unfinished(self._doors.folder, state.uidvalidity)
        by_uid = {entry.place.uid: entry for entry in entries}
        for fetched in self._doors.inbox.fetch(tuple(by_uid)):
            yield by_uid.pop(fetched.uid), fetched
        for entry in by_uid.values():
            yield entry, self._from_spool(entry)

    def _from_spool(self, entry: Entry) -> FetchedMail | None:
        """A mail that people removed after our first attempt: its bytes lie with us."""
        if entry.spool is None:
            return None
        raw = self._office.bookcase.files.get(entry.spool)
        return FetchedMail(uid=entry.place.uid, raw=raw, arrived_at=entry.arrived_at or entry.noted_at, size=len(raw))

    def _receive(self, place: Place, fetched: FetchedMail) -> Result | None:
        try:
            result = receive(self._office, place, fetched)
        except MailError as error:
            logger.warning("mail %s: will be tried again, %s", place.uid, error)
            return None
        except (DoorError, DatabaseAway):
            raise
        except Exception as error:
            # The one broad net of the house, around one mail: a bug costs this mail a try, never the next mail.
            logger.error("mail %s: a fault of ours (%s), will be tried again", place.uid, type(error).__name__)
            return None
        self._be_courteous(result)
        self._office.cut(9)
        return result

    def _be_courteous(self, result: Result) -> None:
        """Hop 9, only after the commit: a keyword, a move, if the settings ask for it."""
        courtesies = self._doors.courtesies
        if not (courtesies.wanted and result.settled and result.settled.is_report):
            return
        if courtesies.keyword:
            self._doors.inbox.mark(result.uid, courtesies.keyword)
        if courtesies.folder:
            self._doors.inbox.move(result.uid, courtesies.folder)

    def _gone(self, entry: Entry) -> int:
        with self._office.bookcase.transaction() as books:
            books.journal.finish(entry.place, MailState.GONE, self._office.clock())
        logger.info("mail %s: vanished before it could be read", entry.place.uid)
        return 1
