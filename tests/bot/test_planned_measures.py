"""PLANNED: preventive measures with a day and an owner, named by the digest when they are due (J2, K4)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cases import a_case
from house import JUIST, KARIN

from bot.digest_asks import asks_of
from bot.digest_shares import measures_due
from bot.officers.command_grammar import Command, read_line
from bot.officers.desk import Refused
from bot.officers.effect import Effect, Setting
from bot.officers.planned_measures import planned
from register_store.case import Case
from register_store.verbs import Verb
from replies.digest_parts import Ask
from replies.transcript import Refusal

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def after(argument: str, case: Case | None = None) -> Case | Refusal:
    case = case or a_case()
    effect = planned(argument, Setting(case=case, officer=KARIN, now=NOW, organisation=JUIST))
    if isinstance(effect, Refused):
        return effect.why
    assert isinstance(effect, Effect)
    return replace(case, fields={**case.fields, "measures_preventive": effect.changes["fields.measures_preventive"]})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "31-03-2027 Omar Haddad: vier ogen bij verzending",
            "31-03-2027 Omar Haddad: vier ogen bij verzending (eigenaar Omar Haddad, 31-03-2027)",
        ),
        ("vier ogen, uiterlijk maart", "vier ogen, uiterlijk maart (eigenaar Karin Vos, 31-03-2027)"),
        ("four eyes by 1 April 2027", "four eyes by 1 April 2027 (eigenaar Karin Vos, 01-04-2027)"),
        ("vier ogen; training 2027-01-15", "vier ogen, training 2027-01-15 (eigenaar Karin Vos, 15-01-2027)"),
    ],
)
def test_a_measure_keeps_its_day_and_its_owner(typed: str, kept: str) -> None:
    case = after(typed)
    assert isinstance(case, Case)
    assert case.fields["measures_preventive"] == kept
    (due,) = measures_due([case], date(2026, 11, 23))
    assert f"{due.due:%d-%m-%Y}" in kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Refusal.ARGUMENT_MISSING),
        ("vier ogen bij verzending", Refusal.ARGUMENT_UNCLEAR),
        ("vier ogen, 1-11-2026", Refusal.DAY_PASSED),
        ("vier ogen, 2026-11-20", Refusal.DAY_PASSED),
        ("vier ogen, 1-3-2027, gedaan", Refusal.ARGUMENT_UNCLEAR),
        ("gedaan 1", Refusal.ARGUMENT_UNCLEAR),
        ("gedaan 0", Refusal.ARGUMENT_UNCLEAR),
    ],
)
def test_without_a_day_to_come_nothing_is_planned(typed: str, why: Refusal) -> None:
    assert after(typed) is why


def test_measures_add_up_are_due_on_their_day_and_done_when_ticked_off() -> None:
    first = after("vier ogen, 1-3-2027", a_case(fields={"measures_preventive": "lijst gewist, gedaan"}))
    assert isinstance(first, Case)
    both = after("Omar Haddad: training 1-2-2027", first)
    assert isinstance(both, Case)
    assert [one.due for one in measures_due([both], date(2026, 11, 23))] == [date(2027, 2, 1), date(2027, 3, 1)]
    overdue = measures_due([both], date(2027, 2, 2))
    assert [one.is_overdue for one in overdue] == [True, False]
    assert Ask.MEASURES in {asked.ask for asked in asks_of([both], overdue, [], datetime(2027, 2, 2, tzinfo=UTC))}
    ticked = after("gedaan 3", both)
    assert isinstance(ticked, Case)
    assert [one.due for one in measures_due([ticked], date(2027, 2, 2))] == [date(2027, 3, 1)]


@pytest.mark.parametrize(
    ("line", "is_command"),
    [
        ("GEPLAND: 31-03-2027 Omar: vier ogen", True),
        ("GEPLAND 31-03-2027 vier ogen", True),
        ("PLANNED: 31-03-2027 four eyes", True),
        ("gepland: 31-03-2027 vier ogen", True),
        ("gepland staat een overleg op 3 maart", False),
        ("planned maintenance is on Sunday", False),
    ],
)
def test_planned_is_an_everyday_word_too(line: str, is_command: bool) -> None:
    read = read_line(line)
    assert (isinstance(read, Command) and read.verb is Verb.PLANNED) == is_command
    assert is_command or read is None
