"""What a ready command mail is worth: is its code ours, this officer's, in time, and not used before?"""

from dataclasses import dataclass
from datetime import datetime

from bot.incoming_mail import IncomingMail
from bot.officers.officer_identity import Doubtful
from bot.officers.ready_commands import ReadyCodes, ready_in
from register_store.held_commands import HeldCommands


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A code that we made for this sender; whether the mail is really his is asked elsewhere."""

    reference: str
    until: datetime
    mark: str  #: by which a second use is known
    fault: Doubtful | None

    def serves(self, reference: str | None) -> bool:
        """Does it tie the mail to this case?"""
        return self.fault is None and self.reference == reference


def pressed_button(mail: IncomingMail, codes: ReadyCodes, held: HeldCommands, now: datetime) -> Button | None:
    """The button behind this mail; None where there is none, or one of another officer or case."""
    ready = ready_in(mail.words.own)
    if ready is None or mail.sender is None:
        return None
    until = codes.expires_at(ready, mail.sender.address)
    if until is None:
        return None
    mark = f"button:{ready.code}"
    used = Doubtful.BUTTON_USED if held.is_spent(mark) else None
    late = Doubtful.BUTTON_EXPIRED if now >= until else None
    return Button(reference=ready.reference, until=until, mark=mark, fault=late or used)
