"""What a digest tells of a period: times, kinds and causes, measures, what is asked; of past periods too."""

from datetime import date, datetime, timedelta
from typing import Any

from cases import MONDAY, a_case, a_finding
from conftest import SettableClock
from house import JUIST, House

from bot.digest_asks import asks_of
from bot.digest_shares import causes_of, kinds_of, measures_due
from bot.figures import figures_of
from register_store.case import ApState, CaseState, PeopleState
from register_store.event_chain import EventKind
from register_store.findings import BreachKind
from replies.digest import DigestFigures
from replies.digest_parts import Ask, Stage

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


class Year:
    """A house whose cases are entered by hand, each with what officers did in which hour."""

    def __init__(self, house: House) -> None:
        self.house = house

    def case(self, opened: datetime, *did: tuple[float, EventKind, dict[str, Any]], **values: Any) -> str:
        with self.house.bookcase.transaction() as books:
            reference = books.register.next_reference(opened)
            case = a_case(reference=reference, opened_at=opened, provisional_aware_at=opened, **values)
            case = books.register.open_case(case, "meldpost", {})
            for hours, kind, changes in did:
                at = opened + hours * HOUR
                case = books.register.change(case, changes, kind=kind, actor="officer-1", at=at)
        return reference

    def figures(self, since: datetime, until: datetime) -> DigestFigures:
        with self.house.bookcase.transaction() as books:
            return figures_of(books, since=since, until=until, organisation=JUIST)


def taken(hours: float) -> tuple[float, EventKind, dict[str, Any]]:
    return hours, EventKind.TAKEN, {"handler": "karin.vos@juist.nl"}


def decided(hours: float) -> tuple[float, EventKind, dict[str, Any]]:
    return hours, EventKind.DECIDED, {"state": CaseState.BREACH_ESTABLISHED}


def told_ap(hours: float, at: str) -> tuple[float, EventKind, dict[str, Any]]:
    return hours, EventKind.DECIDED, {"ap_state": ApState.INITIAL, "fields.ap_notified_at": at}


def test_times_stand_against_targets_with_median_and_worst(house: House) -> None:
    year = Year(house)
    for hours in (1, 3, 10):
        year.case(MONDAY, taken(hours), decided(20), told_ap(30, "24-11-2026 09:12"))
    told = {each.stage: each for each in year.figures(MONDAY, MONDAY + WEEK).timings}
    take = told[Stage.TAKE]
    assert (take.count, take.in_time, take.median, take.worst) == (3, 2, 3 * HOUR, 10 * HOUR)
    assert told[Stage.DECISION].in_time == 3
    assert told[Stage.AP].worst == 24 * HOUR  # as the officer typed it, not when he told us
    assert Stage.RECEIPT not in told


def test_of_few_cases_no_times_are_told_but_how_many_were_in_time(house: House) -> None:
    year = Year(house)
    year.case(MONDAY, taken(1))
    year.case(MONDAY, taken(9))
    (take,) = year.figures(MONDAY, MONDAY + WEEK).timings
    assert (take.count, take.in_time, take.median, take.worst) == (2, 1, None, None)


def test_a_step_counts_in_the_week_in_which_it_was_done(house: House) -> None:
    year = Year(house)
    year.case(MONDAY, taken(200))
    assert year.figures(MONDAY, MONDAY + WEEK).timings == ()
    assert len(year.figures(MONDAY + WEEK, MONDAY + 2 * WEEK).timings) == 1


def test_a_digest_of_a_past_week_shows_what_stood_open_then(house: House) -> None:
    year = Year(house)
    late = year.case(MONDAY, decided(20), (300, EventKind.DECIDED, {"state": CaseState.CLOSED}))
    year.case(MONDAY + 2 * WEEK)
    then = year.figures(MONDAY, MONDAY + WEEK)
    assert [line.reference for line in then.open_cases] == [late]
    assert (then.opened, then.overdue) == (1, 1)
    assert [asked.ask for asked in then.asks][:1] == [Ask.OVERDUE]
    now = year.figures(MONDAY + 2 * WEEK, MONDAY + 3 * WEEK)
    assert late not in [line.reference for line in now.open_cases]


def test_few_of_a_kind_are_not_named() -> None:
    wrong = [a_case() for _ in range(3)]
    lost = [a_case(findings=a_finding(kind=BreachKind.LOST_PAPER)) for _ in range(2)]
    doubt = [a_case(state=CaseState.DOUBT) for _ in range(9)]
    assert kinds_of([*wrong, *lost, *doubt]) == (("misdirected", 3), ("rest", 2))
    assert kinds_of(wrong[:2]) == ()
    assert causes_of([*wrong, *lost]) == (("mistake", 5),)


def test_measures_are_due_until_they_are_done() -> None:
    case = a_case(
        fields={"measures_preventive": "vier ogen, oktober 2026; training maart 2027; lijst gewist, gedaan; plan"}
    )
    told = [(each.due, each.is_overdue) for each in measures_due([case], date(2026, 11, 23))]
    assert told == [(date(2026, 10, 31), True), (date(2027, 3, 31), False), (None, False)]


def test_only_what_management_can_see_to_is_asked() -> None:
    now = MONDAY + 60 * HOUR
    alone = a_case(reference="DL-2026-0001")
    handled = a_case(reference="DL-2026-0002", handler="karin.vos@juist.nl")
    waiting = a_case(reference="DL-2026-0003", state=CaseState.BREACH_ESTABLISHED, ap_state=ApState.INITIAL)
    told = a_case(
        reference="DL-2026-0004",
        state=CaseState.BREACH_ESTABLISHED,
        ap_state=ApState.INITIAL,
        people_state=PeopleState.INFORMED,
    )
    asked = {each.ask: each.references for each in asks_of([alone, handled, waiting, told], (), ("DL-2026-0002",), now)}
    assert asked == {
        Ask.HANDLER: ("DL-2026-0001",),
        Ask.PEOPLE: ("DL-2026-0003",),
        Ask.SILENT: ("DL-2026-0002",),
    }
    assert asks_of([alone], (), (), MONDAY + HOUR) == ()


def test_the_letter_of_a_busy_quarter_names_nobody(house: House, clock: SettableClock) -> None:
    year = Year(house)
    for _ in range(4):
        year.case(
            MONDAY,
            taken(1),
            finder_name="Anja de Wit",
            fields={"cause": "Anja koos het verkeerde adres", "measures_preventive": "Anja belt, maart 2027"},
        )
    clock.now = MONDAY + WEEK
    text = house.office.letters.digest_text(year.figures(MONDAY, MONDAY + WEEK), clock.now)
    assert "Anja" not in text
    assert "verkeerde ontvanger 4" in text
    assert "vergissing 4" in text
    assert "klaar op 31 maart 2027" in text
    assert "mediaan 1 uur" in text
