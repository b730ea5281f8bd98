"""Where a mail goes, and whether its sender may get an answer: the gates in their order (pure)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.continued import Continued, Sign
from bot.gates.automatic_mail import is_automatic
from bot.gates.bounces import is_bounce
from bot.gates.bulk_mail import is_bulk
from bot.gates.mail_loops import is_from_robot_of_our_kind
from bot.gates.no_reply import is_no_reply
from bot.gates.own_mail import is_own
from bot.gates.spam import is_marked_spam
from bot.incoming_mail import Authenticated, IncomingMail
from register_store.findings import Verdict
from register_store.letter import KnownLetter

OLDEST_ANSWERED = timedelta(hours=48)  #: later a receipt only puzzles; after a standstill it would be a flood


class Route(StrEnum):
    """Which lane a mail takes."""

    EXAMINE = "examine"  #: is it a report? Everything that no other lane takes, strangers with our reference too
    FOLLOW_UP = "follow_up"  #: somebody who takes part in a case wrote again
    OFFICER = "officer"  #: an officer answers or commands; what he may is decided by officer_identity
    BOUNCE = "bounce"  #: a letter came back
    OWN = "own"  #: we wrote it ourselves: nothing to do


class WhyNot(StrEnum):
    """The first gate that forbids an answer to the sender."""

    OWN = "own"  #: we would answer ourselves
    BOUNCE = "bounce"  #: a mail server does not read
    AUTOMATIC = "automatic"  #: nobody typed it
    BULK = "bulk"  #: a list would send our answer to all
    NO_REPLY = "no_reply"  #: the address says that nobody reads it, or there is none
    LOOP = "loop"  #: another robot would answer us, and we it
    DMARC_FAIL = "dmarc_fail"  #: the sender is forged: the answer would hit a bystander
    TOO_OLD = "too_old"  #: it arrived more than 48 hours ago
    SPAM = "spam"  #: a filter says so


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFacts:
    """What the register and the settings know about this mail's thread, sender and time."""

    mark_key: bytes
    answered: KnownLetter | None  #: newest letter of ours whose token stands in In-Reply-To or References
    returned: KnownLetter | None  #: the letter that a bounce returns
    subject_reference: str | None  #: an existing case named in the subject, or quoted by a finder at once
    participants: frozenset[str]  #: lower-case addresses taking part in that case
    is_officer: bool
    authenticated: Authenticated
    arrived_at: datetime
    now: datetime
    beside_inbox: bool = False  #: a filter or a person laid it in a further folder such as Junk
    continued: Continued | None = None  #: the case whose finder goes on without our token or reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """The decision; only `may_answer` is about letters, every route but own and bounce is read."""

    route: Route
    may_answer: bool
    why_not: WhyNot | None
    reference: str | None


def triage(mail: IncomingMail, facts: ThreadFacts, *, looks_like_command: bool) -> Triage:
    """The first rule that fits decides the route, the first gate that says no forbids the answer."""
    why_not = next(objections(mail, facts), None)
    route = _route(mail, facts, looks_like_command, why_not)
    return Triage(route=route, may_answer=why_not is None, why_not=why_not, reference=_reference(route, facts))


def after_verdict(decided: Triage, facts: ThreadFacts, verdict: Verdict) -> Triage:
    """What a finder adds under the same subject joins his case; a whole report may be another breach, with a clock."""
    if decided.route is not Route.EXAMINE or facts.continued is None or verdict is Verdict.REPORT:
        return decided
    if facts.answered is not None or facts.subject_reference is not None:
        return decided  # he names another case
    return replace(decided, route=Route.FOLLOW_UP, reference=facts.continued.reference)


def _route(mail: IncomingMail, facts: ThreadFacts, looks_like_command: bool, why_not: WhyNot | None) -> Route:
    if why_not == WhyNot.OWN:
        return Route.OWN
    if why_not == WhyNot.BOUNCE:
        return Route.BOUNCE
    in_our_thread = facts.answered is not None or facts.subject_reference is not None
    if facts.is_officer and (in_our_thread or looks_like_command):
        return Route.OFFICER
    if in_our_thread and mail.sender is not None and mail.sender.address in facts.participants:
        return Route.FOLLOW_UP
    goes_on = facts.continued is not None and facts.continued.sign is Sign.THREAD
    return Route.FOLLOW_UP if goes_on and not in_our_thread else Route.EXAMINE


def _reference(route: Route, facts: ThreadFacts) -> str | None:
    """The case this mail belongs to. A stranger who names a case is told nothing of it and adds nothing to it."""
    if route == Route.BOUNCE:
        return facts.returned.reference if facts.returned else None
    if route in (Route.OFFICER, Route.FOLLOW_UP):
        answered = facts.answered.reference if facts.answered else None
        continued = facts.continued.reference if facts.continued else None
        return answered or facts.subject_reference or continued
    return None


def objections(mail: IncomingMail, facts: ThreadFacts) -> Iterator[WhyNot]:
    """The gates that say no, in their order; the first decides."""
    address = mail.answer_address
    gates: tuple[tuple[WhyNot, Callable[[], bool]], ...] = (
        (WhyNot.OWN, lambda: is_own(mail, facts.mark_key)),
        (WhyNot.BOUNCE, lambda: is_bounce(mail)),
        (WhyNot.LOOP, lambda: is_from_robot_of_our_kind(mail)),
        (WhyNot.AUTOMATIC, lambda: is_automatic(mail)),
        (WhyNot.BULK, lambda: is_bulk(mail)),
        (WhyNot.NO_REPLY, lambda: address is None or is_no_reply(address)),
        (WhyNot.SPAM, lambda: facts.beside_inbox or is_marked_spam(mail)),
        (WhyNot.DMARC_FAIL, lambda: facts.authenticated == Authenticated.FAIL),
        (WhyNot.TOO_OLD, lambda: facts.now - facts.arrived_at > OLDEST_ANSWERED),
    )
    return (name for name, says_no in gates if says_no())
