"""One customer: its mailbox, people, protocol and voice (pure; filled from an organisation file)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from register_store.authority import Authority
from register_store.protocol_version import ProtocolVersion


class AddressForm(StrEnum):
    """How letters address people in Dutch."""

    JE = "je"
    U = "u"


class Threshold(StrEnum):
    """From which risk on somebody is told; a protocol stricter than the law is followed (domain 12.3)."""

    ALL = "all"  #: every breach
    RISK = "risk"  #: unless a risk is unlikely (GDPR art. 33(1))
    HIGH_RISK = "high_risk"  #: a high risk is likely (GDPR art. 34(1))


class Proof(StrEnum):
    """By what we believe that a mail is really from the officer in its From (design section 6)."""

    AUTHSERV_ID = "authserv_id"  #: dmarc=pass in an Authentication-Results header of our own receiving server
    DKIM = "dkim"  #: a DKIM signature verified by us, aligned with the From domain
    NONE = "none"  #: nothing: every command asks a one-time code


class OfficerRole(StrEnum):
    """What somebody is to a case; the order is the order of alarm."""

    HANDLER = "handler"  #: privacy officer: gets every alarm
    DEPUTY = "deputy"  #: gets every alarm too
    DPO = "dpo"  #: functionaris gegevensbescherming: reads everything, commands nothing less


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPlace:
    """Where a secret stands: in an environment variable or in a file, never in the settings themselves."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    env: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody who handles cases; his address is his name in the journal of events."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str
    address: str
    role: OfficerRole = OfficerRole.HANDLER
    language: str = "nl"
    archive_passphrase: SecretPlace | None = None  #: agreed outside mail; without one there is no EVIDENCE for him
    openpgp_key: str = ""  #: file with his public key: what he signs is proven, what he gets is encrypted
    smime_certificate: str = ""  #: the same as X.509 certificate; with both, letters are encrypted with OpenPGP


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom affected people and the AP may ask: the FG or another contact point (GDPR art. 33(3)(b))."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str
    role: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """Between which hours of the Dutch clock people work, Monday to Friday and on no public holiday."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    opens: Annotated[int, Field(ge=0, le=23)] = 8
    closes: Annotated[int, Field(ge=1, le=24)] = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """When it is said that nobody took a case; hours are office hours, until it is urgent."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    remind_after: Annotated[int, Field(ge=1)] = 3  #: hours: all officers; before the first reminder of the 72 hours
    management_after: Annotated[int, Field(ge=1)] = 8  #: hours: management, after about a working day
    urgent_below: Annotated[int, Field(ge=1, le=72)] = 24  #: hours left of the 72: from then on nights count too
    silent_after: Annotated[int, Field(ge=1)] = 5  #: days in which nothing happened: the case stands in the digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """How many elapsed hours after awareness somebody is reminded that the AP is not yet decided about."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    milestones: tuple[Annotated[int, Field(ge=1, le=71)], ...] = (4, 24, 48, 60, 70)
    overdue_every: Annotated[int, Field(ge=1)] = 24  #: hours: from the 72nd hour on, until it is decided


class ClockSet(StrEnum):
    """Other clocks that an organisation can switch on: the sets of rules/clocks.toml (domain section 11)."""

    CBW = "cbw"  #: Cyberbeveiligingswet (NIS2)
    TELECOM = "telecom"
    DORA = "dora"  #: financial entities
    CRA = "cra"  #: Cyber Resilience Act
    WPG = "wpg"  #: police data
    CONTRACT = "contract"  #: where we are the processor: the hours of our processing agreements (K13)


class DataRole(StrEnum):
    """What the organisation is to the data (GDPR art. 4(7) and (8))."""

    CONTROLLER = "controller"  #: verwerkingsverantwoordelijke: reports to the AP
    PROCESSOR = "processor"  #: verwerker: tells the controller, who reports (art. 33(2), K10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApDetails:
    """What the AP's form asks of the organisation itself; empty: a person fills it in."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    address: str = ""  #: street and number
    postcode: str = ""
    city: str = ""
    coc_number: str = ""  #: KvK
    dpo_registration: str = ""  #: of the FG at the AP
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """How fast an organisation wants to be; the digest holds what happened against them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    receipt_minutes: Annotated[int, Field(ge=1)] = 15  #: from the arrival of a report to the receipt (J16)
    take_hours: Annotated[int, Field(ge=1)] = 4  #: until somebody handles the case (J26)
    decision_hours: Annotated[int, Field(ge=1)] = 48  #: from awareness to the decision whether it is a breach
    ap_hours: Annotated[int, Field(ge=1, le=72)] = 72  #: from awareness to the AP (GDPR art. 33(1))


class Caution(StrEnum):
    """How readily an officer is asked about a mail."""

    LESS = "less"  #: fewer questions: a report that is told strangely may be missed
    NORMAL = "normal"  #: as the model was measured
    MORE = "more"  #: more questions: fewer reports missed, and fewer receipts to somebody who reported nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Where doubts and reports begin at this organisation, against where they were measured; in log-odds."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    caution: Caution = Caution.NORMAL
    doubt_shift: Annotated[float, Field(ge=-3, le=1.5)] = 0.0  #: below 0: an officer is asked sooner
    report_shift: Annotated[float, Field(ge=-1.5, le=3)] = 0.0  #: above 0: a mail is called a report later

    @property
    def contradicts_itself(self) -> bool:
        """Are both the word and the numbers given?"""
        return self.caution is not Caution.NORMAL and bool(self.doubt_shift or self.report_shift)

    @property
    def doubt(self) -> float:
        """By how much a doubt begins elsewhere."""
        return _DOUBT[self.caution] + self.doubt_shift

    @property
    def report(self) -> float:
        """By how much a report begins elsewhere."""
        return _REPORT[self.caution] + self.report_shift


#: Half the odds, or half as much again.
_DOUBT = {Caution.LESS: 0.4, Caution.NORMAL: 0.0, Caution.MORE: -0.7}
_REPORT = {Caution.LESS: 0.0, Caution.NORMAL: 0.0, Caution.MORE: 0.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """A party that processes data for the organisation (GDPR art. 28), as agreed with it (K13)."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str
    domains: tuple[str, ...]  #: whose senders speak for it
    address: str = ""  #: where it is asked; without one it is only recognised
    answer_within: Annotated[int, Field(ge=1)] = 24  #: hours, as its contract says
    language: str = "nl"

    def speaks(self, address: str) -> bool:
        """Does this address belong to it?"""
        return any(_is_within(address, domain) for domain in self.domains)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleMail:
    """How letters to affected people go, and how long their addresses are kept."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    per_minute: Annotated[int, Field(ge=1, le=1000)] = 20  #: letters; many mail servers stop whoever sends faster
    keep_days: Annotated[int, Field(ge=1, le=366)] = 30  #: after sending, for bounces; then addresses are erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One controller and how its protocol says things are done."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    key: str  #: short name in the database and the settings: "juist"
    name: str
    mailbox: str  #: the general mailbox, "mail@juist.nl"
    domains: tuple[str, ...]  #: whose senders are our own people (K5)
    phone: str
    officers: tuple[Officer, ...]
    management: tuple[str, ...]  #: addresses that get the weekly digest
    contact: Contact | None = None
    officer_mailbox: str | None = None  #: where officers answer, if only they can read it
    address_form: AddressForm = AddressForm.U
    language: str = "nl"  #: of letters to management
    website: str = ""  #: where the privacy statement stands (GDPR art. 13)
    handle_incidents: bool = False  #: security incidents without personal data are reports too (K2)
    ap_threshold: Threshold = Threshold.RISK
    inform_threshold: Threshold = Threshold.HIGH_RISK
    police_line: bool = False  #: the receipt may say that misuse is reported to the police (J25)
    processors: tuple[Processor | str, ...] = ()  #: whose notices we await (K13); a mere domain is recognised only
    it_contacts: tuple[str, ...] = ()  #: addresses that find causes and repair them (K21, K22)
    office_hours: OfficeHours = OfficeHours()
    escalation: Escalation = Escalation()
    people_mail: PeopleMail = PeopleMail()
    retention: Mapping[str, int] = field(default_factory=dict)  #: days, in place of those of rules/retention.toml
    targets: Targets = Targets()
    reminders: Reminders = Reminders()
    clocks: tuple[ClockSet, ...] = ()  #: other clocks than the 72 hours, shown with every case
    judgement: Judgement = Judgement()
    contract_hours: Annotated[int, Field(ge=1)] = 24  #: within which a controller hears of a breach at us as processor
    data_role: DataRole = DataRole.CONTROLLER  #: for most of its processing; a case may say otherwise (K10)
    ap_details: ApDetails = ApDetails()
    authority: Authority = field(default_factory=Authority)  #: J7
    protocols: tuple[ProtocolVersion, ...] = ()  #: which version of its own protocol holds from when (K7)
    form_senders: tuple[str, ...] = ()  #: addresses our own contact forms write from: their Reply-To is the finder
    proof: Proof = Proof.NONE
    authserv_id: str = ""  #: the authserv-id (RFC 8601) our receiving server writes

    def officer(self, address: str) -> Officer | None:
        """The officer with this address, compared as mail systems do: without case."""
        if not address.isascii():
            return None  # str.lower turns the Kelvin sign into a k, and so a stranger into an officer
        wanted = address.strip().lower()
        return next((officer for officer in self.officers if officer.address.lower() == wanted), None)

    def is_processor(self, address: str) -> bool:
        """Does this address speak for one of our processors?"""
        return any(
            _is_within(address, known) if isinstance(known, str) else known.speaks(address) for known in self.processors
        )

    def is_own_form(self, address: str) -> bool:
        """Does one of our own contact forms write from this address?"""
        return address.isascii() and address.lower() in {sender.lower() for sender in self.form_senders}

    def is_own_domain(self, address: str) -> bool:
        """Does this address belong to our own people?"""
        return any(_is_within(address, own) for own in self.domains)


def _is_within(address: str, domain: str) -> bool:
    """Is the address in this domain, or in one below it?"""
    of_address, wanted = address.rpartition("@")[2].lower(), domain.lower()
    return of_address == wanted or of_address.endswith("." + wanted)
