"""May this sender command us? An officer's address, proof that the mail is his, our own token (design section 6)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.incoming_mail import Authenticated, IncomingMail
from bot.officers.command_grammar import Command
from register_store.letter import KnownLetter
from register_store.organisation import Officer, Organisation, Proof
from register_store.verbs import Verb

#: What may be asked without our token in the thread: it shows nothing that an officer may not see, changes no case.
_WITHOUT_TOKEN = frozenset({Verb.HELP, Verb.LIST, Verb.STATUS, Verb.NEW})
#: What nobody can take back, or what shows originals: whoever sits at an unlocked screen must reach the mailbox too.
ALWAYS_A_CODE = frozenset({Verb.SEND, Verb.EVIDENCE, Verb.MERGE, Verb.HOLD_OFF})


class Doubtful(StrEnum):
    """Why a sender is not simply believed; the answer is a one-time code to the address on file."""

    PROFILE_NONE = "profile_none"  #: this organisation's mail proves nothing: always a code
    NOT_AUTHENTICATED = "not_authenticated"
    NO_TOKEN = "no_token"  # noqa: S105  # a word, no secret
    BUTTON_USED = "button_used"  #: the code of a ready command mail served already
    BUTTON_EXPIRED = "button_expired"  #: the code of a ready command mail is too old
    REPLAYED = "replayed"  #: he sent these words at this very second before: somebody may be repeating his mail
    WEIGHTY = "weighty"  #: all is proven, and this verb asks a code always


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
    doubtful = _unproven(organisation, authenticated) or _unbound(officer, bond, commands)
    weighty = any(command.verb in ALWAYS_A_CODE for command in commands)
    return Identity(officer=officer, doubtful=doubtful or (Doubtful.WEIGHTY if weighty else None))


def _unproven(organisation: Organisation, authenticated: Authenticated) -> Doubtful | None:
    if organisation.proof is Proof.NONE:
        return Doubtful.PROFILE_NONE
    return None if authenticated is Authenticated.PASS else Doubtful.NOT_AUTHENTICATED


def _unbound(officer: Officer, bond: Bond, commands: tuple[Command, ...]) -> Doubtful | None:
    needs_token = not commands or any(command.verb not in _WITHOUT_TOKEN for command in commands)
    if not needs_token:
        return None
    if bond.is_replay:
        return Doubtful.REPLAYED
    if bond.is_button or _is_bound(bond.answered, officer, bond.reference):
        return None
    return bond.button or Doubtful.NO_TOKEN


def _is_bound(answered: KnownLetter | None, officer: Officer, reference: str | None) -> bool:
    """Was the answered letter sent to this very officer, about this very case? A forwarded alarm proves nothing."""
    if answered is None or answered.officer is None:
        return False
    same_officer = answered.officer.lower() == officer.address.lower()
    return same_officer and (reference is None or answered.reference == reference)
