"""One folder on one IMAP server, kept open, and opened again after every trouble."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from bot.doors import ImapAccess, MailboxState
from bot.errors import InboxError
from bot.mail_servers.imap_answers import flag_names, state_from
from bot.mail_servers.imap_connection import CUT, READ_ONLY, REFUSED, STUMBLES, Client, connected, hang_up, named
from bot.mail_servers.imap_folders import NoSuchFolderError, existing_folder


class ImapSession:
    """The connection to a folder; read-only unless asked otherwise."""

    def __init__(self, access: ImapAccess, *, read_only: bool = True) -> None:
        self.access = access
        self.keywords: frozenset[str] = frozenset()  #: which keywords this folder takes, lower-case
        self._read_only = read_only
        self._client: Client | None = None
        self._state: MailboxState | None = None

    def open(self) -> MailboxState:
        """Connect if needed, open the folder anew, and say how it stands."""
        if self._client is not None:
            try:
                self._state = self._select(self._client)
            except STUMBLES:  # hung up between two rounds, or renumbered under us: no trouble yet
                self.drop()
        if self._client is None:
            self._connect()
        assert self._state is not None
        return self._state

    def ensure_open(self) -> MailboxState:
        """Open the folder if it is not."""
        return self.reopen_same() if self._client is None or self._state is None else self._state

    def reopen_same(self) -> MailboxState:
        """Opens the folder again; refuses to go on when the UIDs in hand mean something else by now."""
        before = self._state
        state = self.open()
        if before is not None and before.uidvalidity != state.uidvalidity:
            raise InboxError(f"The mailbox on {self.access.host} was renumbered; the next round starts anew.")
        return state

    @property
    def client(self) -> Client:
        """The connection; what goes wrong on it is the caller's to catch."""
        assert self._client is not None
        return self._client

    @contextmanager
    def talk(self) -> Iterator[Client]:
        """The connection; whatever goes wrong on it becomes an `InboxError`."""
        try:
            yield self.client
        except CUT as error:
            self.drop()
            raise named(error, self.access) from None
        except REFUSED as error:
            raise named(error, self.access) from None

    def holds(self, uid: int) -> bool:
        """Does this mail still lie in the folder?"""
        with self.talk() as client:
            return bool(client.search(["UID", str(uid)]))

    def close(self) -> None:
        """Say goodbye; never raises."""
        if self._client is not None:
            with suppress(Exception):
                self._client.logout()
        self.drop()

    def drop(self) -> None:
        """Hang up."""
        if self._client is not None:
            hang_up(self._client)
        self._client = None

    def _connect(self) -> None:
        try:
            self._client = connected(self.access)
            self._state = self._select(self._client)
        except (InboxError, *STUMBLES) as error:
            self.drop()
            raise named(error, self.access) from None

    def _select(self, client: Client) -> MailboxState:
        try:
            folder = existing_folder(client, self.access.folder)
        except NoSuchFolderError:
            where = f"{self.access.folder!r} on {self.access.host}"
            raise InboxError(
                f"There is no folder {where}; correct `folder` in the settings.", temporary=False
            ) from None
        answer = self._opened(client, folder)
        self.keywords = flag_names(answer.get(b"PERMANENTFLAGS", ()))
        return state_from(answer, lambda: client.search(["UID", "*"]))

    def _opened(self, client: Client, folder: str) -> Any:
        try:
            return client.select_folder(folder, readonly=self._read_only)
        except READ_ONLY:
            return client.select_folder(folder, readonly=True)
