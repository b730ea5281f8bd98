"""SEVERITY: the score by values or by four short questions, what it advises, and all of it kept with the case."""

from collections.abc import Mapping

from bot.officers.command_grammar import Command
from bot.officers.counts import read_count
from bot.officers.desk import Desk, Done, refuse
from register_store.advice import Advice, advice_of
from register_store.case import Case
from register_store.data_at_stake import data_at_stake
from register_store.event_chain import EventKind
from register_store.severity import Severity, described, severity_by_values
from register_store.severity_questions import read_answers, severity_of_answers
from replies.transcript import Refusal
from replies.weighing import Weighing

_HELP = frozenset({"hulp", "help", "uitleg", "tabellen", "tables"})


def severity(desk: Desk, command: Command, case: Case) -> Done:
    """ERNST: alone it asks the four questions, with HULP it shows what helps, with letters or values it weighs."""
    if not command.argument:
        return Done(case=case, shows={"weighing": Weighing()})
    if command.argument.strip(" .!?").lower() in _HELP:
        return Done(case=case, shows={"weighing": Weighing(wants_help=True)})
    if not case.is_open:
        refuse(Refusal.FORBIDDEN_MOVE, case.state.value)
    weighed = _weighed(command.argument, case)
    if weighed is None:
        refuse(Refusal.ARGUMENT_UNCLEAR)
    advice = advice_of(weighed, desk.office.organisation)
    order = desk.order
    changed = desk.books.register.change(
        case,
        {f"fields.{key}": value for key, value in fields_of(weighed, advice, command.argument).items()},
        kind=EventKind.RECORDED,
        actor=order.actor,
        at=order.now,
        payload={"verb": command.verb.value, "by": order.officer.name, "text": described(weighed)},
    )
    return Done(case=changed, detail=described(weighed), shows={"weighing": Weighing(severity=weighed, advice=advice)})


def fields_of(weighed: Severity, advice: Advice, typed: str) -> Mapping[str, str | None]:
    """What is kept: the column of the register, how it was reached, and the advice with its reasons."""
    return {
        "severity": described(weighed),
        "severity_level": weighed.level.value,
        "severity_score": f"{weighed.score:g}",
        "severity_answers": typed[:40],
        "severity_reasons": ", ".join(weighed.reasons) or None,
        "advice_ap": "yes" if advice.ap else "no",
        "advice_people": "yes" if advice.people else "no",
        "advice_notes": ", ".join(advice.notes) or None,
    }


def _weighed(typed: str, case: Case) -> Severity | None:
    data, affected = data_at_stake(case), _affected(case)
    if letters := read_answers(typed):
        return severity_of_answers(letters, data, affected)
    values = _values(typed)
    if values is None:
        return None
    context, identification, circumstances = values
    try:
        return severity_by_values(int(context), identification, circumstances, data=data, affected=affected)
    except ValueError:
        return None


def _values(typed: str) -> tuple[float, float, float] | None:
    """Three numbers as Dutch or English people write them: `2 0,75 0.5`."""
    parts = typed.replace(";", " ").replace("/", " ").split()
    try:
        context, identification, circumstances = (float(part.strip(",").replace(",", ".")) for part in parts[:3])
    except ValueError:
        return None
    return (context, identification, circumstances) if len(parts) == 3 and context == int(context) else None


def _affected(case: Case) -> int | None:
    """The most people it may be: what an officer recorded, else what the mail said."""
    count = read_count(case.fields.get("subject_count", ""))
    return (count.high or count.low if count else None) or case.findings.affected_count
