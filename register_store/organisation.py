"""One customer: its mailbox, people, protocol and voice (pure; filled from an organisation file)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict


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
class Officer:
    """Somebody who handles cases; his address is his name in the journal of events."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str
    address: str
    role: OfficerRole = OfficerRole.HANDLER
    language: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom affected people and the AP may ask: the FG or another contact point (GDPR art. 33(3)(b))."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str
    role: str
    address: str
    phone: str


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
    processors: tuple[str, ...] = ()  #: domains of processors whose notices we await (K13)
    proof: Proof = Proof.NONE
    authserv_id: str = ""  #: the authserv-id (RFC 8601) our receiving server writes

    def officer(self, address: str) -> Officer | None:
        """The officer with this address, compared as mail systems do: without case."""
        if not address.isascii():
            return None  # str.lower turns the Kelvin sign into a k, and so a stranger into an officer
        wanted = address.strip().lower()
        return next((officer for officer in self.officers if officer.address.lower() == wanted), None)

    def is_own_domain(self, address: str) -> bool:
        """Does this address belong to our own people?"""
        domain = address.rpartition("@")[2].lower()
        return any(domain == own.lower() or domain.endswith("." + own.lower()) for own in self.domains)
