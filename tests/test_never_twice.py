"""Nobody hears from us twice, and no loop goes on: how other programs failed (D and R), and that we do not.

D2, two processes at once, is told in test_two_processes.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, FolderInbox, House, text_of
from mails import ORDINARY, REPORT, a_mail, proven

from bot.direct_reader import DirectReader
from bot.receipt_caps import MOST_IN_ALL, MOST_TO_ONE_SENDER
from register_store.case import CaseState
from register_store.event_chain import CaseEvent, EventKind
from register_store.organisation import Officer, OfficerRole, Organisation

FINDER = "anja@buurt.example"
ID = "<melding.1@buurt.example>"
DATE = "Mon, 02 Mar 2026 09:55:00 +0100"
DOORKEES = replace(
    JUIST,
    key="doorkees",
    name="doorKees",
    mailbox="info@doorkees.nl",
    domains=("doorkees.nl",),
    officers=(Officer(name="Siebe Hoekwater", address="siebe@doorkees.nl"),),
    management=("bestuur@doorkees.nl",),
)
LIST_FOOTER = "\n\n_______________________________________________\nTeam mailing list\nteam@juist.nl\n"


def the_report(text: str = REPORT, **headers: str) -> bytes:
    """Anja's report, always with the same Message-ID and Date."""
    return a_mail(text, message_id=ID, Date=DATE, **headers)  # type: ignore[arg-type]


def by_way_of(address: str, mail: bytes) -> bytes:
    """The mail as it comes in through one of our addresses."""
    trace = f"Return-Path: <{FINDER}>\r\nX-Original-To: {address}\r\nDelivered-To: {address}\r\nReceived: by mx\r\n"
    return trace.encode() + mail


def events_of(house: House, reference: str) -> list[CaseEvent]:
    with house.bookcase.transaction() as books:
        return books.register.chain.of_case(reference)


def a_bounce_of(letter: EmailMessage, *, action: str = "failed", sender: str = "MAILER-DAEMON@mx.example") -> bytes:
    return (
        f"From: {sender}\r\nTo: mail@juist.nl\r\nSubject: Undelivered Mail: {letter['Subject']}\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nMailbox full\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: {action}\r\nStatus: 5.2.2\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {letter['Message-ID']}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


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


AUTORESPONDERS: dict[str, Callable[[EmailMessage], bytes]] = {
    "keeps our thread": lambda letter: a_mail(
        "Wij hebben uw bericht ontvangen.", subject=f"Re: {letter['Subject']}", answers=str(letter["Message-ID"])
    ),
    "keeps our subject": lambda letter: a_mail("Wij hebben uw bericht ontvangen.", subject=f"Re: {letter['Subject']}"),
    "has its own subject": lambda letter: a_mail("Wij hebben uw bericht ontvangen.", subject="Ticket 4711"),
    "has its own subject and quotes us": lambda letter: a_mail(
        f"Wij hebben uw bericht ontvangen:\n\n{text_of(letter)}", subject="Uw melding"
    ),
    "reports a breach each time": lambda letter: a_mail(REPORT, subject="Verkeerde loonstrook"),
}


@pytest.mark.parametrize("responder", AUTORESPONDERS.values(), ids=AUTORESPONDERS)
def test_r1_an_autoresponder_without_any_header_gets_one_letter(
    house: House, responder: Callable[[EmailMessage], bytes], clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    for _ in range(12):
        clock.forward(minutes=1)
        house.receives(responder(house.letters_to(FINDER)[-1]))
    assert len(house.letters_to(FINDER)) == 1
    assert len(house.cases()) == 1


def test_r1_an_autoresponder_that_reports_anew_in_other_words_each_time_ends_at_the_cap(
    house: House, clock: SettableClock
) -> None:
    for number in range(6):
        clock.forward(minutes=20)
        house.receives(a_mail(f"Ticket {number}.\n\n{REPORT}", subject=f"Ticket {number}: loonstrook"))
    assert len(house.letters_to(FINDER)) == 2
    assert [case.receipt_held for case in house.cases()] == [None, None, "capped", "capped", "capped", "capped"]
    assert "kort geleden al" in text_of(house.letters_to(KARIN.address)[-1])


def test_r1_a_sender_with_a_new_subject_each_time_ends_at_the_other_cap(house: House) -> None:
    for word in ["aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur", "gijs", "lam", "kees", "bok"]:
        house.receives(a_mail(f"Over {word}.\n\n{REPORT}", subject=f"Loonstrook van {word}"))
    assert len(house.letters_to(FINDER)) == MOST_TO_ONE_SENDER
    assert len(house.letters_to(KARIN.address)) == 12, "alarms are never held"


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


@pytest.mark.parametrize("officer", ["mail@juist.nl", "MAIL@juist.nl", "info@juist.nl"])
def test_r4_our_own_letters_in_our_own_mailbox_end_there(
    tmp_path: Path, clock: SettableClock, reader: DirectReader, officer: str
) -> None:
    itself = replace(JUIST, officers=(Officer(name="Balie", address=officer),), management=(officer,))
    house = House(tmp_path, clock, organisation=itself, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    for _ in range(4):
        house.receives(*(letter.as_bytes() for letter in house.letters))
        clock.forward(days=7)
    assert len(house.cases()) == 1
    assert len(house.letters_to(FINDER)) == 1


def test_r5_an_officers_robot_that_answers_our_answers_is_answered_twice_at_most(
    house: House, clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    for number in range(12):
        clock.forward(minutes=1)
        newest = house.letters_to(KARIN.address)[-1]
        words = f"Uw bericht {number} is ontvangen en wordt behandeld."
        house.receives(proven(a_mail(words, sender=KARIN.address, answers=str(newest["Message-ID"]))))
    assert len(house.letters_to(KARIN.address)) == 1 + 2


def another_house(folder: Path, clock: SettableClock, house: House, organisation: Organisation) -> House:
    (folder / organisation.key).mkdir()
    other = House(folder / organisation.key, clock, organisation=organisation, reader=house.office.reader)
    other.start()
    return other


def carried(*houses: House) -> Iterator[int]:
    """Every letter that one house sends to another's mailbox is delivered there; how many, round by round."""
    read = {house.organisation.key: 0 for house in houses}
    while True:
        delivered = 0
        for house in houses:
            fresh = house.letters[read[house.organisation.key] :]
            read[house.organisation.key] += len(fresh)
            for other in houses:
                theirs = [letter.as_bytes() for letter in fresh if str(letter["To"]) == other.organisation.mailbox]
                delivered += len(theirs)
                other.receives(*theirs)
        yield delivered


def test_r6_two_meldposts_that_write_to_each_other_end_after_one_letter(
    tmp_path: Path, clock: SettableClock, house: House
) -> None:
    other = another_house(tmp_path, clock, house, DOORKEES)
    house.receives(a_mail(REPORT, sender="doorKees <info@doorkees.nl>"))
    rounds = carried(house, other)
    assert [next(rounds) for _ in range(5)] == [1, 0, 0, 0, 0]
    assert house.letters_to("mail@juist.nl") == other.letters_to("mail@juist.nl") == []


MACHINES = [
    ("Auto_Submitted", "no", True),
    ("Auto_Submitted", "auto-replied; owner-email=x@y.example", False),
    ("Precedence", "BULK", False),
    ("X_Auto_Response_Suppress", "DR, RN, NRN", True),
    ("X_Auto_Response_Suppress", "All", False),
]


@pytest.mark.parametrize(("header", "value", "answered"), MACHINES)
def test_r7_signs_of_a_machine_hold_the_receipt_and_never_the_case(
    house: House, header: str, value: str, answered: bool
) -> None:
    house.receives(a_mail(REPORT, **{header: value}))  # type: ignore[arg-type]
    assert len(house.cases()) == 1
    assert len(house.letters_to(FINDER)) == (1 if answered else 0)


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
