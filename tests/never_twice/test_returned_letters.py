"""R2, R3: a letter bounces, or an officer is away: somebody else is told, once, and nobody answers a bounce."""

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from never_twice.between_houses import FINDER, a_bounce_of, events_of

from bot.direct_reader import DirectReader
from register_store.organisation import Officer, OfficerRole


class TestR2ReceiptsThatBounce:
    """Nobody answers a bounce, and the address gets no further letter."""

    def test_the_bounce_is_noted_and_the_address_left_in_peace(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        house.receives(a_bounce_of(house.letters_to(FINDER)[0]))
        assert house.cases()[0].receipt_held == "returned"
        house.receives(a_mail(f"Nu iets anders.\n\n{REPORT}", subject="Nog een loonstrook"))
        assert house.cases()[1].receipt_held == "returned"
        assert len(house.letters_to(FINDER)) == 1
        assert "kwam niet aan" in text_of(house.letters_to(KARIN.address)[-1])

    def test_not_even_when_an_officer_asks(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        house.receives(a_bounce_of(house.letters_to(FINDER)[0]))
        alarm = house.letters_to(KARIN.address)[0]
        house.receives(proven(a_mail("ONTVANGST", sender=KARIN.address, answers=str(alarm["Message-ID"]))))
        assert len(house.letters_to(FINDER)) == 1

    def test_a_bounce_of_a_bounce_says_nothing(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        bounce = a_bounce_of(house.letters_to(FINDER)[0])
        for _ in range(3):
            house.receives(bounce)
        assert len(house.letters) == 3
        assert [event.kind.value for event in events_of(house, "DL-2026-0001")].count("letter_returned") == 1

    @pytest.mark.parametrize("action", ["delayed", "relayed", "delivered"])
    def test_a_letter_that_is_only_late_has_not_come_back(self, house: House, action: str) -> None:
        house.receives(a_mail(REPORT))
        house.receives(a_bounce_of(house.letters_to(FINDER)[0], action=action))
        assert house.cases()[0].receipt_held is None


class TestR3AlarmsThatBounce:
    """The next officer is told, once; no new case."""

    def test_the_deputy_is_told_once(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        alarm = house.letters_to(KARIN.address)[0]
        for sender in ("MAILER-DAEMON@mx.example", "postmaster@mx.example"):
            house.receives(a_bounce_of(alarm, sender=sender))
        to_omar = house.letters_to(OMAR.address)
        assert len(to_omar) == 2
        assert KARIN.name in str(to_omar[1]["Subject"])
        assert "DL-2026-0001" in str(to_omar[1]["Subject"])
        assert len(house.cases()) == 1
        assert len(house.letters_to(KARIN.address)) == 1

    def test_when_his_bounces_too_the_dpo_is_told_and_then_the_administrator(
        self, tmp_path: Path, clock: SettableClock, reader: DirectReader
    ) -> None:
        fenna = Officer(name="Fenna Groot", address="fg@juist.nl", role=OfficerRole.DPO)
        staffed = replace(JUIST, officers=(*JUIST.officers, fenna))
        house = House(tmp_path, clock, organisation=staffed, reader=reader, ops="beheer@elders.example")
        house.start()
        house.receives(a_mail(REPORT))
        for officer in (KARIN, OMAR, fenna):
            house.receives(a_bounce_of(house.letters_to(officer.address)[-1]))
        assert len(house.letters_to(fenna.address)) == 1
        assert len(house.letters_to("beheer@elders.example")) == 2
        house.receives(a_bounce_of(house.letters_to("beheer@elders.example")[-1]))
        assert len(house.letters_to("beheer@elders.example")) == 2, "there is nobody left to tell"

    def test_a_forged_bounce_of_a_letter_that_never_was_changes_nothing(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        forged = EmailMessage()
        forged["Message-ID"], forged["Subject"] = "<meldpost.0.0@juist.nl>", "[DL-2026-0001]"
        house.receives(a_bounce_of(forged))
        assert len(house.letters) == 3


class TestAwayOfficers:
    """An out-of-office is a signal: where nobody else looks, the deputy is told."""

    AWAY = "Ik ben op vakantie en kom maandag terug op kantoor."

    def away(self, house: House, **changes: str) -> None:
        alarm = house.letters_to(KARIN.address)[0]
        values = {"subject": f"Automatisch antwoord: {alarm['Subject']}", "sender": KARIN.address, **changes}
        house.receives(proven(a_mail(self.AWAY, Auto_Submitted="auto-replied", **values)))  # type: ignore[arg-type]

    def test_the_deputy_is_told_once_a_case(self, house: House) -> None:
        house.receives(a_mail(REPORT))
        for _ in range(3):
            self.away(house)
        assert len(house.letters_to(OMAR.address)) == 2
        assert "afwezig" in str(house.letters_to(OMAR.address)[1]["Subject"])
        kinds = [event.kind.value for event in events_of(house, "DL-2026-0001")]
        assert kinds.count("mail_added") == 3

    def test_nobody_is_told_where_another_handler_looks(
        self, tmp_path: Path, clock: SettableClock, reader: DirectReader
    ) -> None:
        lotte = Officer(name="Lotte Baas", address="lotte@juist.nl")
        house = House(tmp_path, clock, organisation=replace(JUIST, officers=(KARIN, lotte, OMAR)), reader=reader)
        house.start()
        house.receives(a_mail(REPORT))
        before = len(house.letters)
        self.away(house)
        assert len(house.letters) == before
