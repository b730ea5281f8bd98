"""Builds the house from the settings: the only place where parts meet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event

from bot.child_reader import ChildReader
from bot.doors import ImapAccess, Security, SmtpAccess
from bot.errors import SettingsError
from bot.imap_inbox import ImapInbox
from bot.office import Office, open_office
from bot.rounds import Courtesies, Doors, Rounds
from bot.smtp_sender import SmtpSender
from config.settings import Imap, Servers, Settings, Smtp
from register_store.books import Bookcase
from register_store.database import Database, DatabaseAway, UnusableDatabase
from register_store.keys import BadKey, Keys
from register_store.organisation import Organisation


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything of one installation, put together."""

    settings: Settings
    database: Database
    keys: Keys
    reader: ChildReader

    def bookcase(self, organisation: Organisation) -> Bookcase:
        """The books of one organisation."""
        return Bookcase(self.database, organisation.key, self.settings.data_folder / "evidence", self.keys)

    def office(self, organisation: Organisation, clock: Callable[[], datetime] = utc_now) -> Office:
        """One organisation without its doors."""
        return open_office(organisation, self.bookcase(organisation), self.reader, clock)

    def rounds(self, organisation: Organisation, stopping: Event | None = None) -> Rounds:
        """One organisation at work on its real servers."""
        servers = self.settings.servers[organisation.key]
        courtesies = Courtesies(keyword=servers.imap.mark_keyword, folder=servers.imap.move_reports_to)
        doors = Doors(
            inbox=ImapInbox(imap_access(self.settings, organisation.key), courtesies=courtesies.wanted),
            sender=SmtpSender(smtp_access(self.settings, organisation.key)),
            folder=servers.imap.folder,
            courtesies=courtesies,
            trial_recipient=self.settings.trial_recipient,
        )
        return Rounds(self.office(organisation), doors, stopping)


@contextmanager
def assembled(settings: Settings) -> Iterator[House]:
    """Open the database and start the reader; raises `SettingsError` with one sentence when that cannot be."""
    keys = read_keys(settings)
    database = open_database(settings)
    reader = ChildReader()
    try:
        yield House(settings=settings, database=database, keys=keys, reader=reader)
    finally:
        reader.close()
        database.close()


def read_keys(settings: Settings) -> Keys:
    """The installation's keys; raises `SettingsError` or `SettingsFault`."""
    try:
        return Keys.from_secret(settings.secret_key())
    except BadKey as error:
        raise SettingsError(f"key: {error}") from None


def open_database(settings: Settings) -> Database:
    """The database with its tables up to date; raises `SettingsError`."""
    try:
        settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = settings.data_folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise SettingsError(f"data_folder: {settings.data_folder} cannot be written ({error.strerror}).") from None
    try:
        database = Database(settings.database)
        database.migrate()
    except (UnusableDatabase, DatabaseAway) as error:
        raise SettingsError(f"database: {error}") from None
    return database


def imap_access(settings: Settings, key: str) -> ImapAccess:
    """How to reach the mailbox of an organisation; raises `SettingsFault` when its password cannot be had."""
    imap: Imap = _servers(settings, key).imap
    return ImapAccess(
        host=imap.host,
        port=imap.port,
        security=Security(imap.security),
        user=imap.user,
        password=settings.password_of(imap.password, f"servers.{key}.imap.password"),
        folder=imap.folder,
        ca_file=imap.ca_file or None,
    )


def smtp_access(settings: Settings, key: str) -> SmtpAccess:
    """How to reach the server that takes our letters; raises `SettingsFault` when its password cannot be had."""
    smtp: Smtp = _servers(settings, key).smtp
    password = settings.password_of(smtp.password, f"servers.{key}.smtp.password") if smtp.password else None
    return SmtpAccess(
        host=smtp.host,
        port=smtp.port,
        security=Security(smtp.security),
        user=smtp.user or None,
        password=password,
        ca_file=smtp.ca_file or None,
    )


def _servers(settings: Settings, key: str) -> Servers:
    return settings.servers[key]
