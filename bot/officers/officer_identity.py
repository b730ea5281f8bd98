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


class Doubtful(StrEnum):
    """What is missing to believe a sender; the answer is a one-time code to the address on file."""

    PROFILE_NONE = "profile_none"  #: this organisation's mail proves nothing: always a code
    NOT_AUTHENTICATED = "not_authenticated"
    NO_TOKEN = "no_token"  # noqa: S105  # a word, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The officer, and what is missing (None: nothing)."""

    officer: Officer
    doubtful: Doubtful | None


def identify(
    mail: IncomingMail,
    organisation: Organisation,
    *,
    authenticated: Authenticated,
    answered: KnownLetter | None,
    reference: str | None,
    commands: tuple[Command, ...],
) -> Identity | None:
    """The officer who sends this, or None: Sender and Reply-To never count, nor a broken From."""
    officer = organisation.officer(mail.sender.address) if mail.sender else None
    if officer is None:
        return None
    if organisation.proof is Proof.NONE:
        return Identity(officer=officer, doubtful=Doubtful.PROFILE_NONE)
    if authenticated is not Authenticated.PASS:
        return Identity(officer=officer, doubtful=Doubtful.NOT_AUTHENTICATED)
    needs_token = not commands or any(command.verb not in _WITHOUT_TOKEN for command in commands)
    if needs_token and not _is_bound(answered, officer, reference):
        return Identity(officer=officer, doubtful=Doubtful.NO_TOKEN)
    return Identity(officer=officer, doubtful=None)


def _is_bound(answered: KnownLetter | None, officer: Officer, reference: str | None) -> bool:
    """Was the answered letter sent to this very officer, about this very case? A forwarded alarm proves nothing."""
    if answered is None or answered.officer is None:
        return False
    same_officer = answered.officer.lower() == officer.address.lower()
    return same_officer and (reference is None or answered.reference == reference)
