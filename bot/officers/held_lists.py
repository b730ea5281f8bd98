"""An officer's list of addresses, while his LETTER waits for a code: sealed, and erased with the code."""

import json
from dataclasses import asdict, dataclass
from io import BytesIO

from bot.incoming_mail import Attachment
from bot.officers.list_mails import brings_addresses
from bot.officers.people_list import lists_among
from bot.officers_mailbox import lies_with_officers
from bot.received import Received
from register_store.keys import Keys
from register_store.organisation import Organisation
from register_store.sealed_frames import DamagedEvidence, WrongKey, seal, unseal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What an officer attached as address lists, and how it came."""

    attached: tuple[Attachment, ...] = ()
    came_to_officers: bool = True  #: to the mailbox that officers alone can read, and not to the general one as well
    left_out: bool = False  #: a mail so large that its attachments were left on the server


def lists_of(received: Received, organisation: Organisation) -> Lists:
    """The lists of this mail; where a list may not stand it is not even kept."""
    attached = lists_among(received.mail.attachments)
    is_closed = _came_to_officers(received, organisation)
    return Lists(
        attached=attached
        if is_closed
        else tuple(Attachment(name=each.name, content_type="", size=0) for each in attached),
        came_to_officers=is_closed,
        left_out=not attached and bool(received.fetched.left_out),
    )


def sealed_lists(received: Received, organisation: Organisation, keys: Keys) -> bytes | None:
    """What is kept until the code comes; None where no list came."""
    lists = lists_of(received, organisation)
    if not (brings_addresses(received.mail) or lists.left_out):
        return None
    target = BytesIO()
    seal([json.dumps(asdict(lists)).encode()], target, keys.evidence)
    return target.getvalue()


def opened_lists(sealed: bytes | None, keys: Keys) -> Lists:
    """The lists again; one that cannot be opened any more counts as left out, so that nobody thinks it was read."""
    if sealed is None:
        return Lists()
    for key in (keys.evidence, *keys.older_evidence):
        try:
            told = json.loads(b"".join(unseal(BytesIO(sealed), key)))
        except WrongKey:
            continue
        except DamagedEvidence:
            break
        return Lists(**{**told, "attached": tuple(Attachment(**each) for each in told["attached"])})
    return Lists(left_out=True)


def _came_to_officers(received: Received, organisation: Organisation) -> bool:
    """Does it lie in the mailbox that officers alone can read, and was it not sent to the general one as well?"""
    to = {recipient.address for recipient in received.mail.recipients}
    return lies_with_officers(received.place, organisation) and organisation.mailbox.lower() not in to
