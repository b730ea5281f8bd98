"""Looks into a mailbox by IMAP without changing it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from threading import Event
from time import monotonic

from bot.doors import FetchedMail, ImapAccess, LeftOut, MailboxState
from bot.mail_servers.imap_answers import flag_names
from bot.mail_servers.imap_connection import READ_ONLY, Client
from bot.mail_servers.imap_folders import NoSuchFolderError, existing_folder
from bot.mail_servers.imap_peek import Peek
from bot.mail_servers.imap_session import ImapSession

LARGE_MAIL = 1 << 20  #: of a larger mail only headers and texts are fetched for the judgement
SEARCH_WINDOW = 50_000  #: UIDs a SEARCH: imaplib refuses answers over 1 MB on a line
_BREATH = 1.0  #: seconds after which a listener looks up, to see whether it shall stop


class ImapInbox:
    """One folder on one server; looks only, unless the courtesies are switched on."""

    def __init__(
        self,
        access: ImapAccess,
        *,
        courtesies: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        large: int = LARGE_MAIL,
        search_window: int = SEARCH_WINDOW,
    ) -> None:
        self._session = ImapSession(access, read_only=not courtesies)
        self._peek = Peek(session=self._session, clock=clock, large=large)
        self._courtesies = courtesies
        self._window = search_window

    def open(self) -> MailboxState:
        """Connect if needed, open the folder anew, and say how it stands."""
        return self._session.open()

    def new_uids(self, above: int) -> tuple[int, ...]:
        """The UIDs above a high-water mark, ascending."""
        state = self._session.ensure_open()
        step = self._window if state.exists > self._window else max(state.uidnext, 1)
        found: set[int] = set()
        with self._session.talk() as client:
            client.noop()  # some servers search only what they have told us of
            for first in range(above + 1, max(state.uidnext, above + 2), step):
                last = str(first + step - 1) if first + step < state.uidnext else "*"
                found.update(client.search(["UID", f"{first}:{last}"]))
        # "n:*" also finds the last mail when its UID is below n (RFC 9051 section 6.4.8)
        return tuple(sorted(uid for uid in found if uid > above))

    def existing_uids_since(self, day: date) -> tuple[int, ...]:
        """The UIDs of what arrived on or after this day (in the server's own time zone), ascending."""
        self._session.ensure_open()
        with self._session.talk() as client:
            return tuple(sorted(client.search(["SINCE", day])))

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """Peek at these mails in this order; one that has vanished meanwhile is left out."""
        return self._peek.mails(uids)

    def pieces(self, uid: int) -> Iterator[bytes]:
        """The exact bytes of one mail, piece by piece; nothing at all when it has vanished."""
        return self._peek.pieces(uid)

    def part_pieces(self, uid: int, part: LeftOut) -> Iterator[bytes]:
        """One part of a mail, still in its transfer encoding, piece by piece."""
        return self._peek.pieces(uid, part.section)

    def left_out(self, uid: int) -> tuple[LeftOut, ...]:
        """What a mail holds besides headers and texts."""
        return self._peek.left_out(uid)

    def listen(self, seconds: float, stopping: Event, begun: Callable[[], None]) -> bool | None:
        """IDLE for so long (RFC 2177): has the server announced anything? None when it has no IDLE.

        `begun` is called when the server listens: what came before is then found by a look, what comes after is told.
        """
        self._session.ensure_open()
        with self._session.talk() as client:
            if not client.has_capability("IDLE"):
                return None
            client.idle()
            begun()
            told = _heard(client, monotonic() + seconds, stopping)
            return bool(client.idle_done()[1]) or told  # whether anybody is still there shows here

    def mark(self, uid: int, keyword: str) -> bool:
        """A courtesy: put a keyword on a mail. False when this server or folder cannot, or the mail is gone."""
        self._session.ensure_open()
        if not self._courtesies or not {keyword.lower(), "\\*"} & self._session.keywords:
            return False
        with self._session.talk() as client:
            return keyword.lower() in flag_names(client.add_flags([uid], [keyword]).get(uid, ()))

    def move(self, uid: int, folder: str) -> bool:
        """A courtesy: move a mail. False when this server has no MOVE, or folder or mail is gone.

        COPY with EXPUNGE would also remove what people themselves had marked as deleted.
        """
        self._session.ensure_open()
        with self._session.talk() as client:
            if not self._courtesies or not client.has_capability("MOVE") or not client.search(["UID", str(uid)]):
                return False
            try:
                client.move([uid], existing_folder(client, folder))
            except (NoSuchFolderError, READ_ONLY):
                return False
            return True

    def close(self) -> None:
        """Say goodbye; never raises."""
        self._session.close()


def _heard(client: Client, until: float, stopping: Event) -> bool:
    """Something was said, or the line is dead: `idle_check` gives nothing at once then, and `idle_done` will tell."""
    while not stopping.is_set() and (left := until - monotonic()) > 0:
        wait, began = min(_BREATH, left), monotonic()
        if client.idle_check(timeout=wait):
            return True
        if monotonic() - began < wait / 2:
            return False
    return False
