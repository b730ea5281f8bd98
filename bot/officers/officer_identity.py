"""May this sender command us? An officer's address, proof that the mail is his, our own token (design section 6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.incoming_mail import Authenticated, IncomingMail
from bot.officer_keys.officer_key import Signature
from bot.officers.command_grammar import Command
from register_store.letter import KnownLetter
from register_store.organisation import Officer, Organisation, Proof
from register_store.verbs import Verb

#: What may be asked without our token in the thread: it shows nothing that an officer may not see, changes no case.
_WITHOUT_TOKEN = frozenset({Verb.HELP, Verb.LIST, Verb.STATUS, Verb.NEW})
#: What may be said again by anybody: the answer goes to the officer on file.
_ONLY_SHOWN = _WITHOUT_TOKEN - {Verb.NEW}
#: What nobody can take back, or what shows originals: whoever sits at an unlocked screen must reach the mailbox too.
ALWAYS_A_CODE = frozenset({Verb.SEND, Verb.EVIDENCE, Verb.MERGE, Verb.HOLD_OFF})


class Doubtful(StrEnum):
    """Why a sender is not simply believed; the answer is a one-time code to the address on file."""

    PROFILE_NONE = "profile_none"  #: this organisation's mail proves nothing: always a code
    NOT_AUTHENTICATED = "not_authenticated"
    NO_TOKEN = "no_token"  # noqa: S105  # a word, no secret
    BAD_SIGNATURE = "bad_signature"  #: by another key, over other words, too old, or of a key that is no longer valid
    SIGNED_WITHOUT_CASE = "signed_without_case"  #: the signed words could have been said about any case
    BUTTON_USED = "button_used"  #: the code of a ready command mail served already
    BUTTON_EXPIRED = "button_expired"  #: the code of a ready command mail is too old
    REPLAYED = "replayed"  #: he sent these words at this very second before: somebody may be repeating his mail
    WEIGHTY = "weighty"  #: all is proven, and this verb asks a code always


class Signed(StrEnum):
    """What the signature of a mail says, where we know the officer's key."""

    NOT = "not"  #: nothing is signed, or he has no key here
    HOLDS = "holds"  #: he wrote these words lately, about this case
    WITHOUT_CASE = "without_case"  #: he wrote these words lately, and they name no case
    BROKEN = "broken"  #: something is signed, and it proves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The officer, and why he is asked for a code (None: he is not)."""

    officer: Officer
    doubtful: Doubtful | None

    @property
    def is_proven(self) -> bool:
        """Is the mail his beyond doubt, whatever else is asked?"""
        return self.doubtful in (None, Doubtful.WEIGHTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What ties a mail to a letter of ours: a token in its thread, or the code of a ready command mail."""

    answered: KnownLetter | None = None
    reference: str | None = None  #: the case meant
    button: Doubtful | None = None  #: what is wrong with the code of a ready command mail
    is_button: bool = False  #: a code of a ready command mail that is good, for this officer and this case
    is_replay: bool = False
    signed: Signed = Signed.NOT


def what_is_signed(signature: Signature | None, reference: str | None, now: datetime) -> Signed:
    """A signature covers the words and not the thread they come in: they must say which case they are about."""
    if signature is None:
        return Signed.NOT
    if not signature.holds_at(now):
        return Signed.BROKEN
    return Signed.HOLDS if reference is None or reference in signature.names else Signed.WITHOUT_CASE


def identify(
    mail: IncomingMail,
    organisation: Organisation,
    *,
    authenticated: Authenticated,
    bond: Bond,
    commands: tuple[Command, ...],
) -> Identity | None:
    """The officer who sends this, or None: Sender and Reply-To never count, nor a broken From."""
    officer = organisation.officer(mail.sender.address) if mail.sender else None
    if officer is None:
        return None
    doubtful = _unproven(organisation, authenticated, bond.signed) or _unbound(officer, bond, commands)
    weighty = any(command.verb in ALWAYS_A_CODE for command in commands)
    return Identity(officer=officer, doubtful=doubtful or (Doubtful.WEIGHTY if weighty else None))


def _unproven(organisation: Organisation, authenticated: Authenticated, signed: Signed) -> Doubtful | None:
    if signed is Signed.HOLDS:
        return None
    if signed is Signed.BROKEN:
        return Doubtful.BAD_SIGNATURE  # also under the right domain: somebody changed his words
    if organisation.proof is not Proof.NONE and authenticated is Authenticated.PASS:
        return None
    if signed is Signed.WITHOUT_CASE:
        return Doubtful.SIGNED_WITHOUT_CASE
    return Doubtful.PROFILE_NONE if organisation.proof is Proof.NONE else Doubtful.NOT_AUTHENTICATED


def _unbound(officer: Officer, bond: Bond, commands: tuple[Command, ...]) -> Doubtful | None:
    if bond.is_replay and any(command.verb not in _ONLY_SHOWN for command in commands):
        return Doubtful.REPLAYED
    needs_token = not commands or any(command.verb not in _WITHOUT_TOKEN for command in commands)
    if not needs_token:
        return None
    if bond.is_button or _is_bound(bond.answered, officer, bond.reference):
        return None
    return bond.button or Doubtful.NO_TOKEN


def _is_bound(answered: KnownLetter | None, officer: Officer, reference: str | None) -> bool:
    """Was the answered letter sent to this very officer, about this very case? A forwarded alarm proves nothing."""
    if answered is None or answered.officer is None:
        return False
    same_officer = answered.officer.lower() == officer.address.lower()
    return same_officer and (reference is None or answered.reference == reference)
