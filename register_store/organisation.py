"""One customer: its mailbox, people, protocol and voice (pure; filled from an organisation file)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from register_store.authority import Authority
from register_store.due_times import Escalation, OfficeHours, Reminders, Targets
from register_store.judgement import Judgement
from register_store.own_clock import OwnClock
from register_store.processor import Processor, is_within
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
    websites: tuple[str, ...] = ()  #: hosts of our websites and portals: what is seen there is seen with us (J15)
    handle_incidents: bool = False  #: security incidents without personal data are reports too (K2)
    ap_threshold: Threshold = Threshold.RISK
    inform_threshold: Threshold = Threshold.HIGH_RISK
    police_line: bool = False  #: the receipt may say that misuse is reported to the police (J25)
    processors: tuple[Processor | str, ...] = ()  #: whose notices we await (K13); a mere domain is recognised only
    it_contacts: tuple[str, ...] = ()  #: addresses that find causes and repair them (K21, K22)
    office_hours: OfficeHours = field(default_factory=OfficeHours)
    escalation: Escalation = field(default_factory=Escalation)
    people_mail: PeopleMail = PeopleMail()
    retention: Mapping[str, int] = field(default_factory=dict)  #: days, in place of those of rules/retention.toml
    targets: Targets = field(default_factory=Targets)
    reminders: Reminders = field(default_factory=Reminders)
    clocks: tuple[ClockSet, ...] = ()  #: other clocks than the 72 hours, shown with every case
    own_clocks: tuple[OwnClock, ...] = ()  #: of the cyber insurance, or of contracts with customers
    judgement: Judgement = field(default_factory=Judgement)
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
            is_within(address, known) if isinstance(known, str) else known.speaks(address) for known in self.processors
        )

    def processor_of(self, address: str) -> Processor | None:
        """The processor with a contract for whom this address speaks."""
        contracts = (one for one in self.processors if isinstance(one, Processor))
        return next((one for one in contracts if one.speaks(address)), None)

    def is_own_form(self, address: str) -> bool:
        """Does one of our own contact forms write from this address?"""
        return address.isascii() and address.lower() in {sender.lower() for sender in self.form_senders}

    def is_own_website(self, host: str) -> bool:
        """Is this one of our websites, or a host below one or below our own domains?"""
        ours = (*self.websites, *self.domains)
        return any(host.lower() == own.lower() or host.lower().endswith("." + own.lower()) for own in ours)

    def is_own_domain(self, address: str) -> bool:
        """Does this address belong to our own people?"""
        return any(is_within(address, own) for own in self.domains)
