"""Looks into a mailbox by IMAP without changing it (the only imapclient import)."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from bot.doors import FetchedMail, ImapAccess, MailboxState, Security
from bot.errors import InboxError, InboxLoginError
from bot.fetch_batches import in_batches
from bot.imap_answers import body_of, fetched_mail, flag_names, state_from
from bot.imap_folders import NoSuchFolderError, existing_folder
from bot.tls import verified_tls
from bot.trouble import in_one_sentence

LARGEST_MAIL = 128 << 20  #: of a larger mail only this much is read
SEARCH_WINDOW = 50_000  #: UIDs a SEARCH: imaplib refuses answers over 1 MB on a line
SIZES_AT_ONCE = 500  #: mails whose size is asked in one go

_CUT = (IMAPClientAbortError, OSError)
_STUMBLES = (*_CUT, IMAPClientError, ValueError)  # ValueError: an answer that cannot be read
_TEMPORARY_CODES = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.I)  # RFC 5530: no word on the password


class ImapInbox:
    """One folder on one server; looks only, unless the courtesies are switched on."""

    def __init__(
        self,
        access: ImapAccess,
        *,
        courtesies: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        largest: int = LARGEST_MAIL,
        search_window: int = SEARCH_WINDOW,
    ) -> None:
        self._access = access
        self._courtesies = courtesies
        self._clock = clock
        self._largest = largest
        self._window = search_window
        self._client: IMAPClient | None = None
        self._state: MailboxState | None = None
        self._keywords: frozenset[str] = frozenset()

    def open(self) -> MailboxState:
        """Connect if needed, open the folder anew, and say how it stands."""
        if self._client is not None:
            try:
                self._state = self._select(self._client)
            except _STUMBLES:  # hung up between two rounds, or renumbered under us: no trouble yet
                self._drop()
        if self._client is None:
            self._connect()
        assert self._state is not None
        return self._state

    def new_uids(self, above: int) -> tuple[int, ...]:
        """The UIDs above a high-water mark, ascending."""
        state = self._ensure_open()
        step = self._window if state.exists > self._window else max(state.uidnext, 1)
        found: set[int] = set()
        with self._talk() as client:
            client.noop()  # some servers search only what they have told us of
            for first in range(above + 1, max(state.uidnext, above + 2), step):
                last = str(first + step - 1) if first + step < state.uidnext else "*"
                found.update(client.search(["UID", f"{first}:{last}"]))
        # "n:*" also finds the last mail when its UID is below n (RFC 9051 section 6.4.8)
        return tuple(sorted(uid for uid in found if uid > above))

    def existing_uids_since(self, day: date) -> tuple[int, ...]:
        """The UIDs of what arrived on or after this day (in the server's own time zone), ascending."""
        self._ensure_open()
        with self._talk() as client:
            return tuple(sorted(client.search(["SINCE", day])))

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """Peek at these mails in this order; one that has vanished meanwhile is left out."""
        self._ensure_open()
        for start in range(0, len(uids), SIZES_AT_ONCE):
            chunk = uids[start : start + SIZES_AT_ONCE]
            sizes = self._sizes(chunk)
            for batch in in_batches(sizes):
                yield from self._peek(batch, sizes)

    def mark(self, uid: int, keyword: str) -> bool:
        """A courtesy: put a keyword on a mail. False when this server or folder cannot, or the mail is gone."""
        self._ensure_open()
        if not self._courtesies or not {keyword.lower(), "\\*"} & self._keywords:
            return False
        with self._talk() as client:
            return keyword.lower() in flag_names(client.add_flags([uid], [keyword]).get(uid, ()))

    def move(self, uid: int, folder: str) -> bool:
        """A courtesy: move a mail. False when this server has no MOVE, or folder or mail is gone.

        COPY with EXPUNGE would also remove what people themselves had marked as deleted.
        """
        self._ensure_open()
        with self._talk() as client:
            if not self._courtesies or not client.has_capability("MOVE") or not client.search(["UID", str(uid)]):
                return False
            try:
                client.move([uid], existing_folder(client, folder))
            except (NoSuchFolderError, IMAPClientReadOnlyError):
                return False
            return True

    def close(self) -> None:
        """Say goodbye; never raises."""
        if self._client is not None:
            with suppress(Exception):
                self._client.logout()
        self._drop()

    def _connect(self) -> None:
        try:
            self._client = _greet(self._access)
            _log_in(self._client, self._access)
            self._state = self._select(self._client)
        except (InboxError, *_STUMBLES) as error:
            self._drop()
            raise self._trouble(error) from None  # the server's own words may hold an address

    def _select(self, client: IMAPClient) -> MailboxState:
        try:
            folder = existing_folder(client, self._access.folder)
        except NoSuchFolderError:
            where = f"{self._access.folder!r} on {self._access.host}"
            raise InboxError(
                f"There is no folder {where}; correct `folder` in the settings.", temporary=False
            ) from None
        try:
            answer = client.select_folder(folder, readonly=not self._courtesies)
        except IMAPClientReadOnlyError:
            answer = client.select_folder(folder, readonly=True)
        self._keywords = flag_names(answer.get(b"PERMANENTFLAGS", ()))
        return state_from(answer, lambda: client.search(["UID", "*"]))

    def _ensure_open(self) -> MailboxState:
        return self._reopen_same() if self._client is None or self._state is None else self._state

    @contextmanager
    def _talk(self) -> Iterator[IMAPClient]:
        """The connection; whatever goes wrong on it becomes an InboxError."""
        assert self._client is not None
        try:
            yield self._client
        except _CUT as error:
            self._drop()
            raise self._trouble(error) from None
        except (IMAPClientError, ValueError) as error:
            raise self._trouble(error) from None

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """How large each one is; if the server stumbles, by halves, so that one mail cannot hide the others."""
        assert self._client is not None
        try:
            answers = self._client.fetch(uids, ["RFC822.SIZE"])
        except _STUMBLES:
            self._reopen_same()
            half = len(uids) // 2
            return self._sizes(uids[:half]) | self._sizes(uids[half:]) if half else {uids[0]: 0}
        return {uid: int(answers[uid].get(b"RFC822.SIZE") or 0) for uid in uids if uid in answers}

    def _peek(self, batch: Sequence[int], sizes: dict[int, int]) -> Iterator[FetchedMail]:
        """One batch at once; if the server stumbles, one by one, to find the mail it stumbles over."""
        try:
            answers = self._ask(batch, sizes)
        except _STUMBLES:
            answers = {}
        for uid in batch:
            answer = answers.get(uid) or self._ask_alone(uid, sizes)
            if answer is not None:
                yield fetched_mail(uid, answer, size=sizes[uid], largest=self._largest, now=self._clock())

    def _ask(self, uids: Sequence[int], sizes: dict[int, int]) -> dict[int, dict[bytes, Any]]:
        assert self._client is not None
        body = f"BODY.PEEK[]<0.{self._largest}>" if max(sizes[uid] for uid in uids) > self._largest else "BODY.PEEK[]"
        answers = self._client.fetch(uids, [body, "INTERNALDATE"])
        return {uid: answer for uid, answer in answers.items() if body_of(answer) is not None}

    def _ask_alone(self, uid: int, sizes: dict[int, int]) -> dict[bytes, Any] | None:
        """None: it has vanished. An empty answer: it is there, but the server cannot give it."""
        for _ in range(2):
            with suppress(*_STUMBLES):
                if answer := self._ask([uid], sizes).get(uid):
                    return answer
            self._reopen_same()
            with self._talk() as client:
                if not client.search(["UID", str(uid)]):
                    return None
        return {}

    def _reopen_same(self) -> MailboxState:
        """Opens the folder again; refuses to go on when the UIDs in hand mean something else by now."""
        before = self._state
        state = self.open()
        if before is not None and before.uidvalidity != state.uidvalidity:
            raise InboxError(f"The mailbox on {self._access.host} was renumbered; the next round starts anew.")
        return state

    def _trouble(self, error: Exception) -> InboxError:
        if isinstance(error, InboxError):
            return error
        if isinstance(error, CapabilityError):
            return InboxError(
                f'{self._access.host} offers no STARTTLS, so nothing was sent; use security = "tls".', temporary=False
            )
        if isinstance(error, IMAPClientError) and not isinstance(error, IMAPClientAbortError):
            return InboxError(f"{self._access.host} refused a command; Meldpost tries again by itself.")
        return InboxError(in_one_sentence(error, self._access.host, self._access.port))

    def _drop(self) -> None:
        if self._client is not None:
            with suppress(Exception):
                self._client.shutdown()
        self._client = None


def _greet(access: ImapAccess) -> IMAPClient:
    logging.getLogger("imapclient").setLevel(logging.WARNING)  # at DEBUG it writes mails into the log
    direct = access.security is Security.TLS
    context = None if access.security is Security.PLAIN else verified_tls(access.ca_file)
    client = IMAPClient(access.host, access.port, ssl=direct, ssl_context=context, timeout=access.timeout)
    client.normalise_times = False  # aware times, as the server gave them
    if access.security is Security.STARTTLS:
        client.starttls(context)
    return client


def _log_in(client: IMAPClient, access: ImapAccess) -> None:
    ascii_only = (access.user + access.password).isascii()
    try:
        if ascii_only and not client.has_capability("LOGINDISABLED"):
            client.login(access.user, access.password)
        else:  # LOGIN carries ASCII only; AUTHENTICATE PLAIN carries UTF-8 (RFC 4616)
            client.plain_login(access.user, access.password)
    except IMAPClientError as error:
        if isinstance(error.__context__, IMAPClientAbortError):
            raise error.__context__ from None
        if _TEMPORARY_CODES.search(str(error)):
            raise InboxError(f"{access.host} cannot log us in right now; Meldpost tries again by itself.") from None
        raise InboxLoginError(f"{access.host} refused our user or password; correct them in the settings.") from None
