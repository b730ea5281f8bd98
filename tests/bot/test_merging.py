"""Many finders, one breach: one clock, each finder answered once, none told of the other, and all of it undone."""

from datetime import datetime, timedelta

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import answer, commands, events_of, newest_to

from bot.register_of import register_of
from register_store.case import ApState, Case, CaseState
from register_store.deadlines import deadline_of

FIRST, SECOND = "DL-2026-0001", "DL-2026-0002"
ANJA, BRAM = "anja@buurt.example", "bram@elders.example"
OTHER_REPORT = (
    "Goedemiddag,\n\nIk zag zojuist in het portaal de loonstroken van andere mensen staan, met rekeningnummers en BSN. "
    "Volgens mij hoort dat niet zo.\n\nBram Peters\n"
)


@pytest.fixture
def two(house: House, clock: SettableClock) -> House:
    """Two finders told of the same breach, an hour and a half apart."""
    house.receives(a_mail(REPORT))
    clock.forward(minutes=90)
    house.receives(a_mail(OTHER_REPORT, sender=f"Bram Peters <{BRAM}>", subject="Portaal"))
    assert [case.reference for case in house.cases()] == [FIRST, SECOND]
    return house


def case_of(house: House, reference: str) -> Case:
    return next(case for case in house.cases() if case.reference == reference)


def merge(house: House) -> str:
    """Karin answers the alarm of the later case."""
    return commands(house, f"SAMENVOEGEN: {FIRST}")


def test_the_later_case_goes_on_in_the_earlier(two: House) -> None:
    told = merge(two)
    first, second = case_of(two, FIRST), case_of(two, SECOND)
    assert (first.state, second.state) == (CaseState.REPORTED, CaseState.MERGED)
    assert second.fields["merged_into"] == FIRST
    assert first.fields["merged_from"] == SECOND
    assert first.findings.personal_data >= case_of(two, SECOND).findings.personal_data[:1]
    assert set(second.findings.personal_data) <= set(first.findings.personal_data)
    assert FIRST in str(newest_to(two, KARIN.address)["Subject"])
    assert "samengevoegd" in told
    with two.bookcase.transaction() as books:
        assert [case.reference for case in books.register.open_cases()] == [FIRST]
        assert books.register.chain.verify() is None


def test_it_may_be_said_in_the_thread_of_the_earlier_too_or_the_other_way_round(two: House) -> None:
    commands(two, f"SAMENVOEGEN: {SECOND}", letter=two.letters_to(KARIN.address)[0])
    assert case_of(two, SECOND).state is CaseState.MERGED
    commands(two, "HERSTEL")
    commands(two, f"MERGE: {FIRST} in {SECOND}", letter=two.letters_to(KARIN.address)[0])
    assert case_of(two, FIRST).state is CaseState.MERGED
    assert case_of(two, SECOND).state is CaseState.REPORTED


def test_there_is_one_clock_and_it_is_the_earliest(two: House, clock: SettableClock) -> None:
    commands(two, "KENNISNAME vandaag 09:45 de receptie wist het eerder")
    merge(two)
    first = case_of(two, FIRST)
    assert first.aware_at < first.opened_at
    assert deadline_of(first) == first.aware_at + timedelta(hours=72)
    clock.forward(hours=70)
    two.rounds.turn()
    warned = [str(one["Subject"]) for one in two.letters_to(KARIN.address) if "nog 1 uur" in str(one["Subject"])]
    assert all(FIRST in subject for subject in warned)
    assert not [one for one in two.letters_to(KARIN.address)[-3:] if SECOND in str(one["Subject"])]


def test_no_finder_hears_of_it_or_of_the_other(two: House) -> None:
    merge(two)
    for mine, other in ((ANJA, BRAM), (BRAM, ANJA)):
        letters = two.letters_to(mine)
        assert len(letters) == 1
        assert other not in letters[0].as_string()
    assert FIRST not in two.letters_to(BRAM)[0].as_string()


def test_mails_of_the_merged_finder_join_the_case_that_goes_on(two: House) -> None:
    merge(two)
    answer(two, "Ik heb alles verwijderd.", two.letters_to(BRAM)[0], BRAM)
    letter = newest_to(two, KARIN.address)
    assert f"[{FIRST}] De melder schreef opnieuw" in str(letter["Subject"])
    with two.bookcase.transaction() as books:
        assert books.register.mails_of(FIRST)[-1]["sender"] == BRAM
    assert len(two.letters_to(BRAM)) == 1


def test_who_deleted_is_not_asked_again_and_the_other_finder_is(two: House) -> None:
    merge(two)
    answer(two, "Ik heb alles verwijderd.", two.letters_to(BRAM)[0], BRAM)
    noted = {each: "deletion_confirmed_at" in case_of(two, each).fields for each in (FIRST, SECOND)}
    assert noted == {FIRST: False, SECOND: True}
    commands(two, "GEEN DATALEK: oefening")
    commands(two, "VERSTUUR")
    asked = {finder: "verwijder" in text_of(two.letters_to(finder)[-1]).lower() for finder in (ANJA, BRAM)}
    assert asked == {ANJA: True, BRAM: False}


def test_the_same_report_sent_again_by_the_merged_finder_opens_nothing(two: House) -> None:
    merge(two)
    two.receives(a_mail(OTHER_REPORT, sender=f"Bram Peters <{BRAM}>", subject="Portaal nogmaals"))
    assert len(two.cases()) == 2
    assert len(two.letters_to(BRAM)) == 1


@pytest.mark.parametrize("text", ["BEVESTIG", "OPPAKKEN", "AP NIET: geen risico", "IT", "SLUIT"])
def test_what_is_decided_about_a_merged_case_is_sent_on_to_the_other(two: House, text: str) -> None:
    alarm = newest_to(two, KARIN.address)
    merge(two)
    told = commands(two, text, letter=alarm)
    assert FIRST in told
    assert "Niet gedaan" in told
    assert case_of(two, FIRST).state is CaseState.REPORTED


@pytest.mark.parametrize("text", ["STATUS", "WAAROM", "NOTITIE gebeld met melder", "HELP"])
def test_every_letter_about_a_merged_case_names_the_other(two: House, text: str) -> None:
    alarm = newest_to(two, KARIN.address)
    merge(two)
    assert FIRST in commands(two, text, letter=alarm)


def test_undo_takes_both_apart_again(two: House) -> None:
    before = two.cases()
    merge(two)
    told = commands(two, "HERSTEL")
    assert "SAMENVOEGEN" in told
    assert two.cases() == before


def test_undo_in_the_thread_of_the_merged_case_does_the_same(two: House) -> None:
    alarm, before = newest_to(two, KARIN.address), two.cases()
    merge(two)
    commands(two, "HERSTEL", letter=alarm)
    assert two.cases() == before


def test_what_came_after_the_merge_outlives_its_undoing(two: House) -> None:
    alarm = newest_to(two, KARIN.address)
    merge(two)
    answer(two, "Ik heb alles verwijderd. Zie http://portaal.example/loon", two.letters_to(BRAM)[0], BRAM)
    commands(two, "HERSTEL", letter=alarm)
    first = case_of(two, FIRST)
    assert first.findings.urls == ("http://portaal.example/loon",)
    assert "deletion_confirmed_at" in case_of(two, SECOND).fields
    assert "merged_from" not in first.fields
    assert case_of(two, SECOND).state is CaseState.REPORTED


def test_what_the_ap_was_told_about_one_counts_for_both_and_that_it_need_not_be_told_does_not(two: House) -> None:
    commands(two, "AP GEMELD 2026-77 vandaag 11:00 op tijd")
    merge(two)
    first = case_of(two, FIRST)
    assert (first.ap_state, first.fields["ap_reference"]) == (ApState.INITIAL, "2026-77")
    commands(two, "HERSTEL")
    commands(two, "HERSTEL", letter=two.letters_to(KARIN.address)[1])
    commands(two, "AP NIET: geen risico", letter=two.letters_to(KARIN.address)[1])
    commands(two, f"SAMENVOEGEN: {FIRST}", letter=two.letters_to(KARIN.address)[1])
    assert case_of(two, FIRST).ap_state is ApState.UNDECIDED


@pytest.mark.parametrize(
    "text",
    [
        "SAMENVOEGEN: DL-2026-0009",
        f"SAMENVOEGEN: {SECOND}",
        "SAMENVOEGEN",
        "SAMENVOEGEN: met die van gisteren",
        f"SAMENVOEGEN: {FIRST} en {SECOND} en DL-2026-0003",
        f"SAMENVOEGEN: {FIRST}\nBEVESTIG",
    ],
)
def test_what_is_unclear_merges_nothing(two: House, text: str) -> None:
    before = two.cases()
    commands(two, text)
    assert two.cases() == before


def test_a_settled_case_takes_nothing_in(two: House) -> None:
    commands(two, "GEEN DATALEK: oefening", letter=two.letters_to(KARIN.address)[0])
    assert "Niet gedaan" in commands(two, f"SAMENVOEGEN: {FIRST}", letter=two.letters_to(KARIN.address)[1])
    assert case_of(two, SECOND).state is CaseState.REPORTED


def test_a_third_report_joins_and_all_finders_are_thanked_under_their_own_reference(two: House) -> None:
    merge(two)
    two.receives(
        a_mail(OTHER_REPORT + "\nGezien door Cor.", sender="cor@verder.example", subject="Loonstroken te zien")
    )
    commands(two, f"SAMENVOEGEN: {FIRST}")
    assert case_of(two, FIRST).fields["merged_from"] == f"{SECOND}, DL-2026-0003"
    told = commands(two, "GEEN DATALEK: oefening")
    assert "bedankje" in told


def test_another_officer_is_told_by_the_case_that_goes_on(two: House) -> None:
    merge(two)
    assert FIRST in commands(two, "LIJST", officer=OMAR)
    events = [event.kind.value for event in events_of(two, SECOND)]
    assert events[-1] == "decided"


def test_a_merged_doubt_still_releases_the_receipt_of_its_own_finder(house: House) -> None:
    house.receives(a_mail(REPORT))
    house.receives(proven(a_mail(OTHER_REPORT, sender=f"Bram Peters <{BRAM}>", subject="Portaal"), dmarc="fail"))
    alarm = newest_to(house, KARIN.address)
    merge(house)
    assert house.letters_to(BRAM) == []
    commands(house, "ONTVANGST", letter=alarm)
    assert SECOND in text_of(house.letters_to(BRAM)[0])


def test_the_register_of_a_past_moment_knows_nothing_of_a_later_merge_or_rejection(
    two: House, clock: SettableClock
) -> None:
    moments = [clock()]
    for typed in (f"SAMENVOEGEN: {FIRST}", "HERSTEL", "GEEN DATALEK: het waren testgegevens", "HEROPEN: toch niet"):
        clock.forward(minutes=20)
        commands(two, typed)
        moments.append(clock())
    told = [register_at(two, moment) for moment in moments]
    assert told == [
        ([FIRST, SECOND], [], []),
        ([FIRST], [], [SECOND]),
        ([FIRST, SECOND], [], []),
        ([SECOND], [FIRST], []),
        ([FIRST, SECOND], [], []),
    ]


def register_at(house: House, at: datetime) -> tuple[list[str], list[str], list[str]]:
    """The numbers among the breaches, among the incidents, and among those that stand elsewhere."""
    with house.bookcase.transaction() as books:
        book = register_of(books, JUIST, house.bookcase.keys, at)
    listed = [[str(row["register_no"]) for row in rows] for rows in (book.rows, book.incidents)]
    return listed[0], listed[1], [number for number, _ in book.elsewhere]
