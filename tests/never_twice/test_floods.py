"""R8 to R10: a full mailbox, thousands of forged senders and wrong dates make us no mail gun."""

from datetime import timedelta
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, FolderInbox, House, text_of
from mails import ORDINARY, REPORT, a_mail, proven
from never_twice.between_houses import FINDER

from bot.direct_reader import DirectReader
from bot.receipt_caps import MOST_IN_ALL


def test_r8_the_first_start_on_a_full_mailbox_sends_nothing(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    inbox = FolderInbox()
    for number in range(2000):
        inbox.put(a_mail(REPORT if number % 2 else ORDINARY), clock() - timedelta(hours=number))
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    assert house.start().left_alone == 2000
    house.rounds.turn()
    assert house.letters == []


class TestR9ForgedSenders:
    """Thousands of forged reports make us no mail gun."""

    def test_who_fails_dmarc_gets_nothing(self, house: House) -> None:
        house.receives(
            *(proven(a_mail(REPORT, sender=f"Slachtoffer <s{n}@doel.example>"), dmarc="fail") for n in range(5))
        )
        assert len(house.cases()) == 5
        assert {str(letter["To"]) for letter in house.letters} == {KARIN.address, OMAR.address}

    def test_the_breaker_holds_receipts_never_alarms_and_says_so(self, house: House, clock: SettableClock) -> None:
        wave = [a_mail(REPORT, sender=f"Melder <m{n}@golf.example>") for n in range(MOST_IN_ALL + 3)]
        house.receives(*wave)
        receipts = [letter for letter in house.letters if str(letter["To"]).endswith("@golf.example")]
        assert len(receipts) == MOST_IN_ALL
        assert len(house.letters_to(KARIN.address)) == MOST_IN_ALL + 3
        assert [case.receipt_held for case in house.cases()][-3:] == ["breaker"] * 3
        assert "inhoudt" in text_of(house.letters_to(KARIN.address)[-1])
        clock.forward(hours=2)
        house.receives(a_mail(REPORT, sender="Later <later@golf.example>"))
        assert house.cases()[-1].receipt_held is None
        clock.forward(days=7)
        house.rounds.turn()
        digest = " ".join(text_of(house.letters_to("directie@juist.nl")[-1]).split())
        assert "hield Meldpost ontvangstbevestigingen in: 3" in digest

    def test_a_receipt_repeats_nothing_of_the_mail(self, house: House) -> None:
        bait = "Koop nu goedkope horloges op https://verdacht.example/aanbieding"
        house.receives(a_mail(f"{REPORT}\n{bait}", subject=f"Datalek {bait}"))
        assert "verdacht.example" not in text_of(house.letters_to(FINDER)[0])


@pytest.mark.parametrize("date", ["Mon, 1 Jan 1900 00:00:00 +0000", "Fri, 1 Jan 2099 00:00:00 +0000", "Mon, 32 Foo"])
def test_r10_what_a_mail_says_of_its_time_moves_no_clock(house: House, clock: SettableClock, date: str) -> None:
    arrived = clock() - timedelta(hours=3)
    house.receives(
        a_mail(REPORT).replace(b"MIME-Version", f"Date: {date}\r\nMIME-Version".encode(), 1), arrived_at=arrived
    )
    assert house.cases()[0].provisional_aware_at == arrived
