"""D1, D3, D4: one report is one case, however often and by whatever way it comes in.

D2, two processes at once, is told in test_two_processes.py.
"""

from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from mails import REPORT, a_mail, proven
from never_twice.between_houses import DOORKEES, FINDER, another_house, events_of

from register_store.case import CaseState
from register_store.event_chain import EventKind

ID = "<melding.1@buurt.example>"
DATE = "Mon, 02 Mar 2026 09:55:00 +0100"
LIST_FOOTER = "\n\n_______________________________________________\nTeam mailing list\nteam@juist.nl\n"


def the_report(text: str = REPORT, **headers: str) -> bytes:
    """Anja's report, always with the same Message-ID and Date."""
    return a_mail(text, message_id=ID, Date=DATE, **headers)  # type: ignore[arg-type]


def by_way_of(address: str, mail: bytes) -> bytes:
    """The mail as it comes in through one of our addresses."""
    trace = f"Return-Path: <{FINDER}>\r\nX-Original-To: {address}\r\nDelivered-To: {address}\r\nReceived: by mx\r\n"
    return trace.encode() + mail


class TestD1TheSameReport:
    """One report is one case, however often and by whatever way it comes in."""

    @pytest.mark.parametrize("at_once", [True, False])
    def test_to_three_of_our_addresses_is_one_case(self, house: House, at_once: bool) -> None:
        copies = [by_way_of(address, the_report()) for address in ("mail@juist.nl", "info@juist.nl", "ict@juist.nl")]
        for turn in [copies] if at_once else [[copy] for copy in copies]:
            house.receives(*turn)
        assert len(house.cases()) == 1
        assert len(house.letters) == 3
        added = [
            event.payload["to"] for event in events_of(house, "DL-2026-0001") if event.payload and "to" in event.payload
        ]
        assert added == ["info@juist.nl", "ict@juist.nl"], "the case knows where else it came in"

    def test_through_a_mailing_list_is_one_case(self, house: House) -> None:
        house.receives(the_report())
        house.receives(
            the_report(REPORT + LIST_FOOTER, subject="[team] Verkeerde loonstrook", List_Id="<team.juist.nl>")
        )
        assert len(house.cases()) == 1
        assert len(house.letters) == 3

    def test_moved_to_another_folder_and_back_is_not_new(self, house: House) -> None:
        house.receives(the_report())
        before = events_of(house, "DL-2026-0001")
        house.receives(the_report())
        assert len(house.cases()) == 1
        assert len(house.letters) == 3
        assert events_of(house, "DL-2026-0001") == before

    def test_the_same_message_id_with_other_contents_is_kept_and_flagged(self, house: House) -> None:
        house.receives(the_report())
        other = REPORT.replace("de loonstrook van een andere medewerker", "het dossier van een patiënt")
        house.receives(the_report(other))
        assert [case.reference for case in house.cases()] == ["DL-2026-0001", "DL-2026-0002"]
        alarm = house.letters_to(KARIN.address)[-1]
        assert "DL-2026-0001" in text_of(alarm)
        told = [event.payload["text"] for event in events_of(house, "DL-2026-0001") if event.kind == "noted"]  # type: ignore[index]
        assert any("DL-2026-0002" in text for text in told)

    def test_sent_again_under_a_new_message_id_joins_its_open_case(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        house.receives(a_mail(REPORT), a_mail(REPORT))
        assert len(house.cases()) == 1
        assert len(house.letters_to(FINDER)) == 1
        assert len(house.letters_to(KARIN.address)) == 2, "she hears once that the finder wrote again"

    def test_by_two_finders_is_two_cases(self, house: House) -> None:
        house.receives(a_mail(REPORT), a_mail(REPORT, sender="Bea <bea@elders.example>"))
        assert len(house.cases()) == 2

    def test_to_two_organisations_is_a_case_at_each(self, tmp_path: Path, clock: SettableClock, house: House) -> None:
        other = another_house(tmp_path, clock, house, DOORKEES)
        house.receives(the_report())
        other.receives(the_report())
        assert (len(house.cases()), len(other.cases())) == (1, 1)

    def test_a_command_to_two_of_our_addresses_is_carried_out_once(self, house: House) -> None:
        house.receives(the_report())
        alarm = house.letters_to(KARIN.address)[0]
        command = a_mail(
            "NIEUW: vandaag belde iemand over een brief", sender=KARIN.address, answers=str(alarm["Message-ID"])
        )
        for address in ("mail@juist.nl", "info@juist.nl"):
            house.receives(proven(by_way_of(address, command)))
        assert len(house.cases()) == 2
        assert len(house.letters_to(KARIN.address)) == 2


def test_d3_an_answer_to_a_closed_case_is_one_event_and_stays_one(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT))
    with house.bookcase.transaction() as books:
        case = books.register.every_case()[0]
        books.register.change(case, {"state": CaseState.CLOSED}, kind=EventKind.DECIDED, actor="officer", at=clock())
    answer = a_mail("Nog iets: het was er niet één maar twee.", answers=str(house.letters_to(FINDER)[0]["Message-ID"]))
    house.receives(answer)
    for _ in range(5):
        clock.forward(minutes=1)
        house.rounds.turn()
    assert [event.kind.value for event in events_of(house, "DL-2026-0001")].count("mail_added") == 1
    assert len(house.cases()) == 1
    assert len(house.letters_to(KARIN.address)) == 2


@pytest.mark.parametrize("address", ["mail@juist.nl", "info@juist.nl"])
def test_d4_a_mail_of_an_erased_case_does_not_bring_it_back(house: House, address: str) -> None:
    house.receives(by_way_of("mail@juist.nl", the_report()))
    with house.bookcase.transaction() as books:
        assert books.same.bury("DL-2026-0001", house.clock()) == 1
        assert books.same.bury("DL-2026-0001", house.clock()) == 0
        books.register.chain.erase("DL-2026-0001", "meldpost", house.clock())
        books.register.forget_mails("DL-2026-0001")
    house.receives(by_way_of(address, the_report()))
    assert len(house.cases()) == 1
    assert len(house.letters) == 3
    assert len(list((house.bookcase.files._folder).rglob("*.sealed"))) == 1, "and no copy of it is kept"
