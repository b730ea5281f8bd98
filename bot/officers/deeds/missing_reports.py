"""MISSED: a mail that was judged ordinary was a report; it becomes a case as if it were judged so now."""

import re

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.findings import Verdict
from register_store.labels import Decision
from register_store.near_misses import NearMiss
from replies.transcript import Refusal

_ARGUMENT = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2})[:,]?\s{1,3})?(?:(\d{1,2}(?:[ ,]{1,3}\d{1,2}){0,9})|(none|geen))[.!]{0,3}", re.IGNORECASE
)


def missed(desk: Desk, command: Command, case: Case | None) -> Done:
    """GEMIST: numbers of the newest list, or of the one of a day; or none of them."""
    asked = _ARGUMENT.fullmatch((command.argument or "").strip())
    if asked is None:
        refuse(Refusal.ARGUMENT_UNCLEAR)
    suspects = desk.books.near_misses.newest_list(asked[1] or "")
    if not suspects:
        refuse(Refusal.LIST_FORGOTTEN)
    if asked[3]:
        _let_be(desk, suspects)
    else:
        _call_back(desk, [_numbered(suspects, int(number)) for number in re.findall(r"\d+", asked[2])])
    payload = {"verb": command.verb.value, "text": command.argument}
    desk.books.register.chain.append(EventKind.NOTED, desk.order.actor, desk.order.now, payload)
    return Done(case=case, detail=asked[2] or "")


def _numbered(suspects: list[NearMiss], number: int) -> NearMiss:
    found = next((each for each in suspects if each.number == number), None)
    if found is None:
        refuse(Refusal.ARGUMENT_UNCLEAR, str(number))
    if found.said == Decision.REPORT:
        refuse(Refusal.ALREADY_DONE, str(number))
    return found


def _call_back(desk: Desk, called: list[NearMiss]) -> None:
    """The next look into the mailbox reads it again and opens the case."""
    for miss in called:
        place = desk.books.near_misses.place_now(miss.fingerprint)
        if place is None:
            refuse(Refusal.MAIL_GONE, str(miss.number))
        desk.books.near_misses.call_back(miss, place)
        _label(desk, miss, Decision.REPORT)


def _let_be(desk: Desk, suspects: list[NearMiss]) -> None:
    unsaid = [miss for miss in suspects if miss.said is None]
    if not unsaid:
        refuse(Refusal.ALREADY_DONE)
    for miss in unsaid:
        desk.books.near_misses.let_be(miss)
        _label(desk, miss, Decision.ORDINARY)


def _label(desk: Desk, miss: NearMiss, decision: Decision) -> None:
    before = Verdict.ORDINARY.value
    desk.books.labels.decide(decision, desk.order.now, before=before, mail=miss.fingerprint)
