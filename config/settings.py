"""The settings: one TOML file that names its organisation files, read once, frozen; it says which key is wrong."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from config.secret import Secret, SettingsFault, Strict
from register_store.organisation import Officer, Organisation, SecretPlace
from register_store.retention import unknown_terms

__all__ = ["Secret", "SettingsFault"]

#: The settings file that is taken when none is named.
DEFAULT_FILE = Path("meldpost.toml")

#: The settings of a fresh installation, with a comment over every key.
EXAMPLE_FILE = Path(__file__).parent / "example.toml"


#: A passphrase that guards an archive may be tried as often as somebody likes.
SHORTEST_PASSPHRASE = 16


class Imap(Strict):
    """The mailbox that is read."""

    host: str
    port: int = 993
    security: Literal["tls", "starttls", "plain"] = "tls"
    user: str
    password: Secret | None = None
    folder: str = "INBOX"
    folders: tuple[str, ...] = ()
    large_mail: Annotated[int, Field(ge=65536)] = 1048576
    ca_file: str = ""
    mark_keyword: str = ""
    move_reports_to: str = ""


class OfficerImap(Strict):
    """The mailbox that officers alone can read: their commands and address lists; without a host it is not used."""

    host: str = ""
    port: int = 993
    security: Literal["tls", "starttls", "plain"] = "tls"
    user: str = ""
    password: Secret | None = None
    folder: str = "INBOX"
    ca_file: str = ""

    @property
    def is_used(self) -> bool:
        """Is it read?"""
        return bool(self.host)


class Smtp(Strict):
    """The server that takes our letters."""

    host: str
    port: int = 465
    security: Literal["tls", "starttls", "plain"] = "tls"
    user: str = ""
    password: Secret | None = None
    ca_file: str = ""
    null_sender_for_receipts: bool = False


class OAuth2(Strict):
    """What signs in where no password stands: a command that prints a token, or an application at Microsoft."""

    token_command: tuple[str, ...] = ()
    authority: str = ""
    client_id: str = ""
    client_secret: Secret = Secret()
    certificate_file: str = ""
    ca_file: str = ""

    @property
    def used(self) -> bool:
        """Does it give tokens?"""
        return bool(self.token_command or self.authority)

    @model_validator(mode="after")
    def _is_one_way(self) -> "OAuth2":
        if self.token_command and self.authority:
            raise _fault("give either `token_command` or `authority`")
        if self.authority and not self.authority.startswith("https://"):
            raise _fault("`authority` must begin with https://")
        if self.authority and not self.client_id:
            raise _fault("`authority` needs a `client_id`")
        if self.authority and bool(self.certificate_file) == (self.client_secret != Secret()):
            raise _fault("`authority` needs either a `client_secret` or a `certificate_file`")
        return self


class OwnPrivateKeys(Strict):
    """Private keys of the mailbox itself: what arrives encrypted to them is opened in memory."""

    openpgp: Secret = Secret()
    smime: Secret = Secret()


class Servers(Strict):
    """The two servers of one organisation."""

    imap: Imap
    smtp: Smtp
    officer_imap: OfficerImap = OfficerImap()
    oauth2: OAuth2 = OAuth2()
    own_keys: OwnPrivateKeys = OwnPrivateKeys()

    @model_validator(mode="after")
    def _can_sign_in(self) -> "Servers":
        if not self.imap.password and not self.oauth2.used:
            raise _fault("give `imap.password`, or fill in `oauth2`")
        officers = self.officer_imap
        if officers.is_used and not officers.password and not self.oauth2.used:
            raise _fault("give `officer_imap.password`, or fill in `oauth2`")
        if (officers.host, officers.user, officers.folder) == (self.imap.host, self.imap.user, self.imap.folder):
            raise _fault("`officer_imap` is the general mailbox; give one that officers alone can read")
        if self.smtp.user and not self.smtp.password and not self.oauth2.used:
            raise _fault("give `smtp.password`, or fill in `oauth2`, or empty `smtp.user`")
        return self


class _File(Strict):
    """The keys of `meldpost.toml`."""

    data_folder: Path
    database: str = ""
    key: Secret
    evidence_keys: tuple[Secret, ...] = ()
    evidence_megabytes: Annotated[int, Field(ge=0)] = 10240
    organisations: Annotated[list[Path], Field(min_length=1)]
    trial_recipient: str = ""
    ops: str = ""
    poll_seconds: Annotated[int, Field(ge=5)] = 60
    servers: dict[str, Servers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an administrator chose, checked for form; secrets are read when asked for."""

    file: Path
    data_folder: Path
    database: str  #: SQLAlchemy URL
    organisations: tuple[Organisation, ...]
    trial_recipient: str | None
    ops: str | None
    poll_seconds: int
    servers: Mapping[str, Servers]
    evidence_megabytes: int  #: of evidence of one organisation, from which on people are told; 0: never
    _key: Secret = field(repr=False)
    _evidence_keys: tuple[Secret, ...] = field(repr=False)

    def secret_key(self) -> str:
        """The installation's one secret, as text; raises `SettingsFault`."""
        return self._key.read("key", self.file.parent)

    def evidence_secrets(self) -> tuple[str, ...]:
        """Later secrets for the evidence alone, the newest first; raises `SettingsFault`."""
        return tuple(secret.read("evidence_keys", self.file.parent) for secret in self._evidence_keys)

    def password_of(self, secret: Secret | None, key: str) -> str:
        """A password named in the settings; raises `SettingsFault`."""
        if secret is None:
            raise SettingsFault(f'{key} is missing; give {{ env = "NAME" }} or {{ file = "PATH" }}.')
        return secret.read(key, self.file.parent)

    def passphrases(self, organisation: Organisation) -> Mapping[str, str]:
        """By address in small letters, what opens the archives of each officer; raises `SettingsFault`."""
        return {
            officer.address.lower(): _passphrase(officer, officer.archive_passphrase, self.file.parent)
            for officer in organisation.officers
            if officer.archive_passphrase
        }

    def organisation(self, key: str) -> Organisation:
        """The organisation with this key; raises `SettingsFault`."""
        for organisation in self.organisations:
            if organisation.key == key:
                return organisation
        known = ", ".join(organisation.key for organisation in self.organisations)
        raise SettingsFault(f"There is no organisation {key!r} in {self.file.name}; known are: {known}.")


def read_settings(path: Path) -> Settings:
    """Read and check the settings; raises `SettingsFault` with one line per fault."""
    try:
        file = _File.model_validate(_toml(path))
    except ValidationError as error:
        raise SettingsFault("\n".join(_sentences(path, error))) from None
    organisations = tuple(read_organisation(path.parent / name) for name in file.organisations)
    without = [organisation.key for organisation in organisations if organisation.key not in file.servers]
    if without:
        raise SettingsFault(f"{path.name}: [servers.{without[0]}] is missing; say where its mail servers are.")
    for organisation in organisations:
        _check_officers(path, organisation, file.servers[organisation.key].officer_imap)
    folder = (path.parent / file.data_folder).absolute()
    return Settings(
        file=path,
        data_folder=folder,
        database=file.database or f"sqlite:///{folder / 'meldpost.db'}",
        organisations=organisations,
        trial_recipient=file.trial_recipient or None,
        ops=file.ops or None,
        poll_seconds=file.poll_seconds,
        servers=file.servers,
        evidence_megabytes=file.evidence_megabytes,
        _key=file.key,
        _evidence_keys=file.evidence_keys,
    )


def _check_officers(path: Path, organisation: Organisation, imap: OfficerImap) -> None:
    """What officers answer must come where it is read, and address lists where only they can read."""
    section = f"[servers.{organisation.key}.officer_imap]"
    if organisation.officer_mailbox and not imap.is_used:
        raise SettingsFault(f"{path.name}: {section} is missing; nobody would read {organisation.officer_mailbox}.")
    if imap.is_used and not organisation.officer_mailbox:
        raise SettingsFault(f"{path.name}: {section} needs `officer_mailbox` in the file of {organisation.key}.")


def read_organisation(path: Path) -> Organisation:
    """Read one organisation file; raises `SettingsFault`."""
    adapter: TypeAdapter[Organisation] = TypeAdapter(Organisation)
    try:
        organisation = adapter.validate_python(_toml(path))
    except ValidationError as error:
        raise SettingsFault("\n".join(_sentences(path, error))) from None
    if unknown := unknown_terms(organisation.retention):
        raise SettingsFault(f"{path.name}: [retention] {unknown[0]!r} is no term of retention.toml, or under a day.")
    if organisation.judgement.contradicts_itself:
        raise SettingsFault(f"{path.name}: judgement: give either `caution` or the two shifts, not both.")
    return organisation


def _passphrase(officer: Officer, place: SecretPlace, folder: Path) -> str:
    key = f"officers: archive_passphrase of {officer.name}"
    passphrase = Secret(env=place.env, file=place.file).read(key, folder)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise SettingsFault(f"{key}: it must have {SHORTEST_PASSPHRASE} characters or more: four unusual words.")
    return passphrase


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsFault(f"{path}: there is no such file; copy {EXAMPLE_FILE.name} and fill it in.") from None
    except OSError as error:
        raise SettingsFault(f"{path}: the file cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsFault(f"{path.name}: this is not TOML ({error}).") from None


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("settings", "{sentence}", {"sentence": sentence})


def _sentences(path: Path, error: ValidationError) -> list[str]:
    return [_sentence(path, fault) for fault in error.errors()]


def _sentence(path: Path, fault: Any) -> str:
    key = ".".join(str(part) for part in fault["loc"])
    match fault["type"]:
        case "extra_forbidden" | "unexpected_keyword_argument":
            return f"{path.name}: the key {key!r} is unknown; remove it, or see {EXAMPLE_FILE.name} for the right name."
        case "missing":
            return f"{path.name}: the key {key!r} is missing; see {EXAMPLE_FILE.name} for what it means."
        case _:
            return f"{path.name}: {key!r} is not right: {fault['msg']}."
