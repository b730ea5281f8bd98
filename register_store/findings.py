"""What a mail says: the findings that all floors share (pure).

The JSON keys and values are those of the design, section 5; they do not drift.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter


class Verdict(StrEnum):
    """What a mail is to us."""

    REPORT = "report"  #: tells of a (possible) breach
    DOUBT = "doubt"  #: honest people would disagree: an officer decides
    ORDINARY = "ordinary"  #: everything else

    @property
    def weight(self) -> int:
        """Order of suspicion: what is added later may raise a verdict, never lower it."""
        return [Verdict.ORDINARY, Verdict.DOUBT, Verdict.REPORT].index(self)


class Where(StrEnum):
    """In which part of the mail a clue was found."""

    SUBJECT = "subject"
    BODY = "body"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    ATTACHMENT = "attachment"
    PICTURE = "picture"
    HEADER = "header"


class BreachKind(StrEnum):
    """What happened, as far as the mail tells."""

    MISDIRECTED = "misdirected"
    EXPOSED_ONLINE = "exposed_online"
    LOST_OR_STOLEN_DEVICE = "lost_or_stolen_device"
    LOST_PAPER = "lost_paper"
    UNAUTHORISED_ACCESS = "unauthorised_access"
    MALWARE_RANSOMWARE = "malware_ransomware"
    PROCESSOR_INCIDENT = "processor_incident"
    DISPOSED_CARELESSLY = "disposed_carelessly"
    SPAM_TO_UNIQUE_ADDRESS = "spam_to_unique_address"
    DATA_LOST_OR_ALTERED = "data_lost_or_altered"
    VERBAL_OR_OTHER = "verbal_or_other"


class DataKind(StrEnum):
    """Kinds of personal data said or seen to be exposed."""

    NAME = "name"  #: told, or on a thing that always bears one: a letter, a list, an account
    ADDRESS = "address"  #: where somebody lives; an envelope for another house
    EMAIL = "email"
    PHONE = "phone"
    DATE_OF_BIRTH = "date_of_birth"
    BSN = "bsn"  #: or another country's national number
    IBAN = "iban"  #: or a card number
    FINANCIAL = "financial"  #: income, debts, invoices, benefits, tax, payslips
    ID_DOCUMENT = "id_document"  #: passport, identity card, driving licence
    HEALTH = "health"  #: illness, care, medication, disability, sick leave
    LOGIN = "login"  #: passwords, codes, accounts that somebody else now has
    EMPLOYMENT = "employment"  #: applications, contracts, evaluations, rosters; a payslip is financial
    LOCATION = "location"  #: where somebody is or goes: routes, visits, travel, a hidden shelter; a home is an address
    PHOTO = "photo"  #: pictures, film and camera images that show people
    CHILDREN = "children"  #: whose data they are: people under 18
    CRIMINAL = "criminal"
    OTHER = "other"  #: religion, sexuality, family trouble, school results, private messages, purchases, signatures


class Origin(StrEnum):
    """How we know: an officer confirms what is only derived."""

    STATED = "stated"  #: the mail says so in words
    SEEN = "seen"  #: read in a picture or attachment
    DERIVED = "derived"  #: concluded by us


class Missing(StrEnum):
    """What Juist's protocol asks of a finder (J21-J23) and he has not given."""

    SCREENSHOTS = "screenshots"
    DESCRIPTION = "description"
    REPRODUCTION = "reproduction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One phrase or fact that speaks for (weight > 0) or against (weight < 0) a report."""

    label: str  #: names the clue in Dutch without quoting: may stand in an alarm
    text: str  #: in the words of the mail: never leaves in an alarm
    weight: float
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Anything else found: wish for anonymity, call-back number, dates, who has seen it."""

    name: str
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a mail says. `None` means: not found."""

    verdict: Verdict
    probability: float  #: 0..1, calibrated
    clues: tuple[Clue, ...] = ()
    language: str = "nl"  #: ISO 639-1
    kind: BreachKind | None = None
    personal_data: tuple[DataKind, ...] = ()
    affected_count: int | None = None
    screenshots: int = 0  #: pictures that are evidence, not logos or signature art
    description: str | None = None  #: the finder's own words, without quotes, signature, disclaimer
    mentions_reproduction: bool = False
    reproduction: str | None = None
    urls: tuple[str, ...] = ()  #: as found, never opened
    extortion: bool = False
    processor: bool = False
    internal: bool = False
    missing: tuple[Missing, ...] = ()
    facts: tuple[Fact, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)  #: key of Findings -> how we know


_adapter: TypeAdapter[Findings] = TypeAdapter(Findings)


def findings_to_json(findings: Findings) -> dict[str, Any]:
    """The findings as plain JSON values, keys in the order of the design."""
    plain: dict[str, Any] = _adapter.dump_python(findings, mode="json")
    return plain


def findings_from_json(plain: Mapping[str, Any]) -> Findings:
    """The inverse of `findings_to_json`; raises `pydantic.ValidationError` when the keys have drifted."""
    return _adapter.validate_python(dict(plain))
