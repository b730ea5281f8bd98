"""Fetches mail from one folder: what is new is noted, what is noted is judged, oldest first."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Event

from bot.count_round import agrees
from bot.doors import FetchedMail, Inbox, MailboxState
from bot.errors import DoorError, MailError
from bot.intake import receive
from bot.mail_servers.imap_peek import MOST_AT_ONCE
from bot.near_miss_round import tell_if_called_back
from bot.office import Office
from bot.patience import Patience
from bot.received import Result
from bot.rest_of_mails import RestOfMails
from register_store.database import DatabaseAway
from register_store.journal import Entry, FolderState, MailState, Place
from register_store.sealed_frames import DamagedEvidence

logger = logging.getLogger(__name__)


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
class WatchedFolder:
    """One folder and the way to it."""

    name: str
    inbox: Inbox
    beside_inbox: bool = False  #: such as Junk: judged and shown to the officers, senders never answered
    courtesies: Courtesies = field(default_factory=Courtesies)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What one look into the mailbox brought."""

    left_alone: int | None = None  #: older mails, said on the very first start
    results: tuple[Result, ...] = ()
    gone: int = 0
    failed: int = 0
    unread: tuple[str, ...] = ()  #: further folders that could not be looked into
    adds_up: bool = True  #: False: mails were passed by, or the digest's figures do not agree

    def __add__(self, other: "FetchReport") -> "FetchReport":
        """Two folders together."""
        firsts = [each.left_alone for each in (self, other) if each.left_alone is not None]
        return FetchReport(
            left_alone=sum(firsts) if firsts else None,
            results=self.results + other.results,
            gone=self.gone + other.gone,
            failed=self.failed + other.failed,
            unread=self.unread + other.unread,
            adds_up=self.adds_up and other.adds_up,
        )


class FetchRound:
    """Hops 1 to 9 for one folder; it remembers how long the server has been away."""

    def __init__(self, office: Office, folder: WatchedFolder, stopping: Event) -> None:
        self._office = office
        self._folder = folder
        self._stopping = stopping
        self._patience = Patience()
        self._trouble: DoorError | None = None
        self._uidvalidity: int | None = None
        self._rest = RestOfMails(office, folder.inbox, stopping)

    def turn(self) -> FetchReport:
        """One look; raises `DoorError` when the server is away, and then leaves it alone for a while."""
        if self._trouble and not self._patience.may_try(self._office.clock()):
            raise self._trouble.with_traceback(None)
        try:
            report = self._look()
        except DoorError as error:
            self._trouble = error
            self._patience.failed(self._office.clock())
            raise
        self._trouble = None
        self._patience.succeeded()
        return report

    @property
    def is_away(self) -> bool:
        """Did the last look fail?"""
        return self._trouble is not None

    def agrees(self) -> bool:
        """Does the journal know what lies on the server? True as well when the server cannot be asked now."""
        return self.is_away or agrees(self._office, self._folder.name, self._folder.inbox)

    def rest(self) -> None:
        """What is still owed of large mails, after the letters went: it may take long."""
        if self._trouble or self._uidvalidity is None:
            return
        self._rest.follow(self._folder.name, self._uidvalidity)

    def _look(self) -> FetchReport:
        with self._office.bookcase.transaction() as books:  # before the server is asked: is it ours to read?
            known = books.journal.folder_state(self._folder.name)
        state = self._folder.inbox.open()
        self._uidvalidity = state.uidvalidity
        left_alone = self._note_new(state, known)
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
        self._note_success()
        return FetchReport(left_alone=left_alone, results=tuple(results), gone=gone, failed=failed)

    def _note_success(self) -> None:
        if self._stopping.is_set():
            return
        with self._office.bookcase.transaction() as books:
            books.journal.succeeded(self._folder.name, self._office.clock())

    def _note_new(self, state: MailboxState, known: FolderState | None) -> int | None:
        """Hop 1: write down what is new above the high-water mark; the first start takes the present as its mark."""
        folder = self._folder.name
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            if known is None:
                books.journal.begin_folder(folder, state.uidvalidity, state.uidnext - 1, now)
                return state.exists
            if known.uidvalidity != state.uidvalidity:
                # Renumbered: everything is looked at again, and known again by its fingerprint.
                logger.warning("folder %s: renumbered by the server, all mails are compared anew", folder)
                books.journal.renumbered(folder, state.uidvalidity, state.uidnext)
            mark = known.high_water if known.uidvalidity == state.uidvalidity else 0
        uids = self._folder.inbox.new_uids(mark)
        with self._office.bookcase.transaction() as books:
            books.journal.note(folder, state.uidvalidity, uids, now)
        return None

    def _unfinished(self, state: MailboxState) -> Iterator[tuple[Entry, FetchedMail | None]]:
        with self._office.bookcase.transaction() as books:
            entries = books.journal.unfinished(self._folder.name, state.uidvalidity)
        by_uid = {entry.place.uid: entry for entry in entries}
        for fetched in self._folder.inbox.fetch(tuple(by_uid)):
            yield by_uid.pop(fetched.uid), replace(fetched, beside_inbox=self._folder.beside_inbox)
        with self._office.bookcase.transaction() as books:
            stranded = books.spools.stranded(self._folder.name, state.uidvalidity)
        for entry in (*by_uid.values(), *stranded):
            yield entry, self._from_spool(entry)

    def _from_spool(self, entry: Entry) -> FetchedMail | None:
        """A mail that people removed after our first attempt: its bytes lie with us."""
        if entry.spool is None:
            return None
        raw = self._spooled(entry.spool)
        return FetchedMail(
            uid=entry.place.uid,
            raw=raw,
            arrived_at=entry.arrived_at or entry.noted_at,
            size=len(raw),
            whole=bool(raw),
            beside_inbox=self._folder.beside_inbox,
        )

    def _spooled(self, sha256: str) -> bytes:
        """Nothing when the disk has lost them: then a person is told, and the next mail goes on."""
        try:
            return self._office.bookcase.files.get(sha256)
        except (FileNotFoundError, DamagedEvidence) as error:
            logger.error("a spooled mail cannot be read (%s)", type(error).__name__)
            return b""

    def _receive(self, place: Place, fetched: FetchedMail) -> Result | None:
        try:
            result = receive(self._office, place, fetched)
        except MailError as error:
            logger.warning("mail %s: will be tried again, %s", place.uid, error)
            return None
        except DatabaseAway:
            self._forgive(place)
            raise
        except Exception as error:
            # The one broad net of the house, around one mail: a bug costs this mail a try, never the next mail.
            logger.error("mail %s: a fault of ours (%s), will be tried again", place.uid, type(error).__name__)
            return None
        has_all = self._has_all(place, fetched)
        self._be_courteous(place, result, may_move=has_all)
        self._office.cut(9)
        return result

    def _be_courteous(self, place: Place, result: Result, *, may_move: bool) -> None:
        """Hop 9, only after the commit: a keyword, a move, if the settings ask for it."""
        courtesies = self._folder.courtesies
        if not (
            place.uidvalidity == self._uidvalidity and courtesies.wanted and result.settled and result.settled.is_report
        ):
            return
        if courtesies.keyword:
            self._folder.inbox.mark(result.uid, courtesies.keyword)
        if courtesies.folder and may_move:
            self._folder.inbox.move(result.uid, courtesies.folder)

    def _has_all(self, place: Place, fetched: FetchedMail) -> bool:
        """Does nothing of this mail follow any more? What is moved is out of sight, so its rest comes first.

        A few screenshots are fetched now, so that the alarm can tell what stands in them; a film has time.
        """
        if not fetched.left_out:
            return True
        is_urgent = fetched.size <= MOST_AT_ONCE or bool(self._folder.courtesies.folder)
        return is_urgent and self._rest.is_settled(place)

    def _forgive(self, place: Place) -> None:
        """The attempt does not count: not the mail was the trouble, but our own disk or database."""
        with suppress(DatabaseAway), self._office.bookcase.transaction() as books:
            books.journal.forgive_attempt(place)

    def _gone(self, entry: Entry) -> int:
        tell_if_called_back(self._office, entry)
        with self._office.bookcase.transaction() as books:
            books.journal.finish(entry.place, MailState.GONE, self._office.clock())
        logger.info("mail %s: vanished before it could be read", entry.place.uid)
        return 1
