"""Who told of a breach, and whether he may get a receipt by itself: senders, contact forms, mails passed on."""

from dataclasses import dataclass

from bot.incoming_mail import Address, Authenticated, IncomingMail
from bot.reading.alignment import organisational_domain
from bot.received import Received
from bot.triage import WhyNot
from register_store.findings import Fact, Origin
from register_store.organisation import Organisation

#: Letters of a finder's address or name that the register keeps (RFC 5321 section 4.5.3.1).
LONGEST = 320
#: Why no receipt goes out by itself: the finder is only named inside a mail that an officer passed on.
HELD_AS_FORWARDED = "forwarded"
#: Why not: the answer would go elsewhere than to the sender, and nothing proves that he wants that.
HELD_BY_REPLY_TO = "reply_to"

#: The facts that name people of a mail passed on, for the officer's eyes only.
FINDER_INSIDE, FORWARDED_BY = "finder_inside", "forwarded_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """The one a case calls its finder."""

    address: str | None
    name: str | None
    held: str | None  #: why he gets no receipt by itself, None when he does
    facts: tuple[Fact, ...] = ()


def finder_of(received: Received, organisation: Organisation) -> Finder:
    """The sender, the visitor behind our own form, or, where an officer passes a mail on, its writer."""
    mail = received.mail
    inside, facts = passed_on_by(mail, organisation), people_named(mail, organisation)
    if inside and received.facts.is_officer:
        return Finder(address=_kept(inside.address), name=_kept(inside.name), held=HELD_AS_FORWARDED, facts=facts)
    answered = _answered(mail, organisation, received.read.authenticated)
    asked_elsewhere = answered is None and mail.answer_address is not None
    told = answered or mail.reply_to or mail.from_shown
    return Finder(
        address=_kept(answered.address if answered else mail.answer_address),
        name=_kept(told.name) if told else None,
        held=_gate(received, organisation) or (HELD_BY_REPLY_TO if asked_elsewhere else None),
        facts=facts,
    )


def passed_on_by(mail: IncomingMail, organisation: Organisation) -> Address | None:
    """The outsider whose mail one of our own people passes on; never proof: inner headers are anybody's to write.

    An outsider who passes on what we sent him is the finder himself.
    """
    if mail.from_shown is None or not organisation.is_own_domain(mail.from_shown.address):
        return None
    return next((one for one in reversed(mail.forwarded_senders) if not organisation.is_own_domain(one.address)), None)


def people_named(mail: IncomingMail, organisation: Organisation) -> tuple[Fact, ...]:
    """The finder inside and the colleague who passed his mail on, as facts of the findings."""
    inside = passed_on_by(mail, organisation)
    if inside is None or mail.from_shown is None:
        return ()
    return (
        Fact(name=FINDER_INSIDE, value=_shown(inside), origin=Origin.DERIVED),
        Fact(name=FORWARDED_BY, value=_shown(mail.from_shown), origin=Origin.DERIVED),
    )


def _answered(mail: IncomingMail, organisation: Organisation, proven: Authenticated) -> Address | None:
    """Where a receipt may go: to the Reply-To only from our own form, from the same house, or with proof (DMARC)."""
    if mail.from_shown and organisation.is_own_form(mail.from_shown.address):
        return mail.reply_to or mail.form_sender
    sender = None if mail.is_from_ambiguous else mail.from_shown
    if mail.reply_to is None or proven is Authenticated.PASS or _share_house(mail.reply_to, sender):
        return mail.reply_to or sender
    # one of our own addresses that asks for answers elsewhere looks like a form nobody told us of
    return None if sender is None or organisation.is_own_domain(sender.address) else sender


def _share_house(one: Address, other: Address | None) -> bool:
    domains = {organisational_domain(each.address.rpartition("@")[2]) for each in (one, other) if each}
    return other is not None and len(domains) == 1


def _gate(received: Received, organisation: Organisation) -> str | None:
    """What triage says; but a form is a machine that speaks for a person."""
    why_not, shown = received.triage.why_not, received.mail.from_shown
    if received.triage.may_answer:
        return None
    if why_not is WhyNot.AUTOMATIC and shown and organisation.is_own_form(shown.address):
        return None
    return why_not.value if why_not else "unknown"


def _kept(text: str | None) -> str | None:
    """What is too long for an address or a name is none."""
    return text if text and len(text) <= LONGEST else None


def _shown(address: Address) -> str:
    return f"{address.name} <{address.address}>" if address.name else address.address
