"""Buttons that open a ready command mail: mailto links (RFC 6068) with verb, case and a code that serves once."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from register_store.organisation import Organisation
from register_store.verbs import Verb, name_of
from replies.letter_headers import Envelope, Stamp
from replies.wordbook import wordbook

#: Verbs that say all by themselves; behind the others a blank waits, and left blank nothing is done.
BARE = frozenset(
    {Verb.YES, Verb.NO, Verb.TAKE, Verb.CONFIRM, Verb.RECEIPT, Verb.STATUS, Verb.WHY, Verb.HELP, Verb.LIST, Verb.UNDO}
    | {Verb.SEVERITY, Verb.AP_DRAFT, Verb.DOSSIER, Verb.EVIDENCE, Verb.SEND}
)
#: Verbs that show or note, and decide nothing: their buttons are paler.
_LIGHT = frozenset({Verb.STATUS, Verb.WHY, Verb.NOTE, Verb.HELP, Verb.LIST, Verb.AP_DRAFT, Verb.DOSSIER, Verb.SEVERITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLink:
    """One button."""

    label: str
    href: str
    moves: bool  #: it decides something


def ready_links(
    organisation: Organisation, envelope: Envelope, stamp: Stamp, verbs: Sequence[Verb]
) -> tuple[ReadyLink, ...]:
    """One button a verb, in their order; none where the letter is bound to no officer and case."""
    if not envelope.officer or not envelope.reference:
        return ()
    to = organisation.officer_mailbox or organisation.mailbox
    codes = zip(verbs, stamp.codes, strict=False)
    return tuple(_link(to, verb, f"{envelope.reference} {code}", envelope) for verb, code in codes)


def _link(to: str, verb: Verb, bound: str, envelope: Envelope) -> ReadyLink:
    name = name_of(verb, envelope.language)
    keep = wordbook(envelope.language).word("ready", "keep" if verb in BARE else "fill")
    line = name if verb in BARE else f"{name}: "
    subject, body = f"[{envelope.reference}] {name}", f"{line}\r\n\r\n[{bound}]\r\n{keep}"
    return ReadyLink(
        label=name if verb in BARE else f"{name} …",
        href=f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}",
        moves=verb not in _LIGHT,
    )
