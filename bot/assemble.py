"""Builds the house from the settings: the only place where parts meet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.child_reader import ChildReader
from bot.doors import ImapAccess, Security, SmtpAccess
from bot.errors import SettingsError
from bot.fetch_round import Courtesies, WatchedFolder
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.sign_in import token_source
from bot.mail_servers.smtp_sender import SmtpSender
from bot.office import Office, no_cut, open_office
from bot.officer_keys.key_files import read_keys_of
from bot.officer_keys.own_keys import OwnKeys, read_own_keys
from bot.officers_mailbox import officers_folder
from bot.own_models import OwnModelReader, OwnModels
from bot.rounds import Doors
from config.settings import Imap, OfficerImap, Servers, Settings, Smtp
from register_store.books import Bookcase
from register_store.database import Database, DatabaseAway, UnusableDatabase
from register_store.keys import BadKey, Keys
from register_store.leases import Lease
from register_store.organisation import Organisation

#: Seconds of silence after which a mail server is given up: slow ones need ten to open a large mailbox.
_SHORTEST_SILENCE, _LONGEST_SILENCE = 10.0, 60.0


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
    cut: Callable[[int], None] = no_cut  #: tests end the process here, hop by hop

    def lease(self, organisation: Organisation) -> Lease:
        """The right to work for an organisation, not taken yet."""
        return Lease(self.database, organisation.key)

    def bookcase(self, organisation: Organisation, lease: Lease | None = None) -> Bookcase:
        """The books of one organisation; under a lease only while no other process works on them."""
        return Bookcase(self.database, organisation.key, self.settings.data_folder / "evidence", self.keys, lease)

    def own_models(self, organisation: Organisation) -> OwnModels:
        """What its own mails trained."""
        return own_models(self.settings, organisation)

    def office(
        self, organisation: Organisation, lease: Lease | None = None, clock: Callable[[], datetime] = utc_now
    ) -> Office:
        """One organisation without its doors."""
        return open_office(
            organisation,
            self.bookcase(organisation, lease),
            OwnModelReader(self.reader, self.own_models(organisation)),
            clock,
            ops=self.settings.ops,
            passphrases=self.settings.passphrases(organisation),
            evidence_quota=self.settings.evidence_megabytes << 20,
            keys=read_keys_of(organisation, self.settings.file.parent),
            own_keys=own_keys(self.settings, organisation.key),
            cut=self.cut,
        )

    @contextmanager
    def leased_office(self, organisation: Organisation) -> Iterator[Office]:
        """The same for a while of our own: no other process works for this organisation meanwhile."""
        lease = self.lease(organisation)
        try:
            yield self.office(organisation, lease)
        finally:
            lease.give_back()

    def doors(self, organisation: Organisation) -> Doors:
        """The real servers of one organisation."""
        servers = self.settings.servers[organisation.key]
        courtesies = Courtesies(keyword=servers.imap.mark_keyword, folder=servers.imap.move_reports_to)
        access = self._watching(organisation)
        large = servers.imap.large_mail
        return Doors(
            inbox=ImapInbox(access, courtesies=courtesies.wanted, large=large),
            beside={name: ImapInbox(replace(access, folder=name), large=large) for name in servers.imap.folders},
            officers=self._officers(organisation, access),
            ear=ImapInbox(access),
            sender=SmtpSender(smtp_access(self.settings, organisation.key)),
            folder=servers.imap.folder,
            courtesies=courtesies,
            trial_recipient=self.settings.trial_recipient,
            null_sender_for_receipts=servers.smtp.null_sender_for_receipts,
        )

    def _officers(self, organisation: Organisation, general: ImapAccess) -> WatchedFolder | None:
        servers = self.settings.servers[organisation.key]
        if not servers.officer_imap.is_used:
            return None
        access = replace(officer_access(self.settings, organisation.key), timeout=general.timeout)
        name = officers_folder(organisation, access.folder)
        return WatchedFolder(name=name, inbox=ImapInbox(access, large=servers.imap.large_mail))

    def _watching(self, organisation: Organisation) -> ImapAccess:
        """A dead line is found within two turns: one until it is used, one until its silence is given up."""
        patience = min(_LONGEST_SILENCE, max(_SHORTEST_SILENCE, float(self.settings.poll_seconds)))
        return replace(imap_access(self.settings, organisation.key), timeout=patience)


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


def own_models(settings: Settings, organisation: Organisation) -> OwnModels:
    """The models that an organisation's own mails trained, beside its evidence."""
    return OwnModels(settings.data_folder / "models" / organisation.key)


def read_keys(settings: Settings) -> Keys:
    """The installation's keys; raises `SettingsError` or `SettingsFault`."""
    try:
        return Keys.from_secret(settings.secret_key(), settings.evidence_secrets())
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
    """How to reach the mailbox of an organisation; raises `SettingsFault` when its secret cannot be had."""
    return _access(settings, key, _servers(settings, key).imap, "imap")


def officer_access(settings: Settings, key: str) -> ImapAccess:
    """How to reach the officers' own mailbox; raises `SettingsFault` when its secret cannot be had."""
    return _access(settings, key, _servers(settings, key).officer_imap, "officer_imap")


def own_keys(settings: Settings, key: str) -> OwnKeys:
    """What opens mails to this organisation that arrive encrypted; raises `SettingsError` or `SettingsFault`."""
    section, place = _servers(settings, key).own_keys, f"servers.{key}.own_keys"
    named = ((section.openpgp, f"{place}.openpgp"), (section.smime, f"{place}.smime"))
    pgp, x509 = (settings.password_of(secret, name) if secret.is_given else "" for secret, name in named)
    return read_own_keys(key, pgp=pgp, x509=x509)


def watched_folders(settings: Settings, organisation: Organisation) -> tuple[str, ...]:
    """The folders of an organisation as the journal calls them."""
    servers = _servers(settings, organisation.key)
    officers = servers.officer_imap
    own = (officers_folder(organisation, officers.folder),) if officers.is_used else ()
    return (servers.imap.folder, *own, *servers.imap.folders)


def _access(settings: Settings, key: str, imap: Imap | OfficerImap, name: str) -> ImapAccess:
    token = None if imap.password else token_source(settings, key)
    return ImapAccess(
        host=imap.host,
        port=imap.port,
        security=Security(imap.security),
        user=imap.user,
        password="" if token else settings.password_of(imap.password, f"servers.{key}.{name}.password"),
        token=token,
        folder=imap.folder,
        ca_file=imap.ca_file or None,
    )


def smtp_access(settings: Settings, key: str) -> SmtpAccess:
    """How to reach the server that takes our letters; raises `SettingsFault` when its secret cannot be had."""
    smtp: Smtp = _servers(settings, key).smtp
    password = settings.password_of(smtp.password, f"servers.{key}.smtp.password") if smtp.password else None
    token = token_source(settings, key) if smtp.user and not smtp.password else None
    return SmtpAccess(
        host=smtp.host,
        port=smtp.port,
        security=Security(smtp.security),
        user=smtp.user or None,
        password=password,
        token=token,
        ca_file=smtp.ca_file or None,
    )


def _servers(settings: Settings, key: str) -> Servers:
    return settings.servers[key]
