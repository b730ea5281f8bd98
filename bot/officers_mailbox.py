"""The officers' own mailbox: how its folder is called in the journal, and what lies in it (design section 6)."""

from dataclasses import replace

from bot.reader import Examined
from register_store.findings import Verdict
from register_store.journal import Place
from register_store.organisation import Organisation


def officers_folder(organisation: Organisation, folder: str) -> str:
    """Its name in the journal, which no folder of the general mailbox has: `privacy@juist.nl INBOX`."""
    return f"{organisation.officer_mailbox} {folder}"


def lies_with_officers(place: Place, organisation: Organisation) -> bool:
    """Does this mail lie in the mailbox that officers alone can read?"""
    return organisation.officer_mailbox is not None and place.folder.startswith(officers_folder(organisation, ""))


def mailbox_of(place: Place, organisation: Organisation) -> str:
    """Where an officer finds a mail: `mail@juist.nl INBOX`."""
    if lies_with_officers(place, organisation):
        return place.folder
    return f"{organisation.mailbox} {place.folder}"


def plainly(examined: Examined) -> Examined:
    """Officers talk of breaches all day: in their mailbox only a plain report counts, a doubt is what they work on."""
    if examined.findings.verdict is not Verdict.DOUBT:
        return examined
    return replace(examined, findings=replace(examined.findings, verdict=Verdict.ORDINARY))
