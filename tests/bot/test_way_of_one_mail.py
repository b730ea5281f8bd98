"""From mailbox to outbox, letters counted after every mail."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, FolderInbox, House, text_of
from mails import ORDINARY, REPORT, a_mail, proven

from register_store.case import CaseState
from register_store.findings import Missing
from register_store.journal import MailState

FINDER = "anja@buurt.example"


def test_a_report_gives_one_case_one_receipt_and_an_alarm_to_handler_and_deputy(house: House) -> None:
    house.receives(a_mail(REPORT))
    assert [case.state for case in house.cases()] == [CaseState.REPORTED]
    assert sorted(str(letter["To"]) for letter in house.letters) == sorted([FINDER, KARIN.address, OMAR.address])
    house.rounds.turn()
    assert len(house.letters) == 3, "a second turn says nothing"


def test_an_ordinary_mail_gives_nothing_and_leaves_no_copy(house: House) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    assert house.letters == []
    assert house.cases() == []
    assert not any((house.bookcase.files._folder).rglob("*.sealed"))


def test_the_alarm_quotes_nothing_and_carries_nothing(house: House) -> None:
    house.receives(a_mail(REPORT))
    alarm = house.letters_to(KARIN.address)[0]
    assert list(alarm.iter_attachments()) == []
    for secret in ("Anja", FINDER, "loonstrook van een andere", "Vanmorgen"):
        assert secret not in alarm.as_string()


def test_the_receipt_stands_in_the_finders_thread(house: House) -> None:
    mail = a_mail(REPORT)
    house.receives(mail)
    receipt = house.letters_to(FINDER)[0]
    assert str(receipt["In-Reply-To"]).encode() in mail
    assert "DL-" in str(receipt["Subject"])


def test_the_first_start_leaves_older_mails_alone(tmp_path, clock: SettableClock, reader) -> None:  # type: ignore[no-untyped-def]
    inbox = FolderInbox()
    inbox.put(a_mail(REPORT), clock() - timedelta(days=1))
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    assert house.start().left_alone == 1
    house.rounds.turn()
    assert house.letters == []


def test_a_robot_that_reports_is_heard_but_not_answered(house: House) -> None:
    house.receives(a_mail(REPORT, Auto_Submitted="auto-generated"))
    assert len(house.cases()) == 1
    assert house.cases()[0].receipt_held == "automatic"
    assert house.letters_to(FINDER) == []
    assert len(house.letters_to(KARIN.address)) == 1


def test_mail_of_three_days_ago_gets_no_receipt_by_itself(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT), arrived_at=clock() - timedelta(days=3))
    assert house.cases()[0].receipt_held == "too_old"
    assert house.letters_to(FINDER) == []


def test_a_sender_who_fails_dmarc_gets_no_receipt(house: House) -> None:
    house.receives(proven(a_mail(REPORT), dmarc="fail"))
    assert house.cases()[0].receipt_held == "dmarc_fail"
    assert house.letters_to(FINDER) == []


def test_an_address_nobody_can_write_to_holds_the_receipt_not_the_alarm(house: House) -> None:
    house.receives(a_mail(REPORT, sender="Anja <anja@buurt.example>", Reply_To="anja..de.wit@buurt.example"))
    assert house.cases()[0].receipt_held == "no_reply"
    assert len(house.letters_to(KARIN.address)) == 1


def test_our_own_letter_in_the_mailbox_is_known_and_not_examined(house: House) -> None:
    house.receives(a_mail(REPORT))
    _, receipt = house.sender.sent[0]  # type: ignore[attr-defined]
    house.receives(receipt)
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


def test_the_clock_starts_when_the_mail_arrived_not_when_it_was_read_or_says_it_was_sent(
    house: House, clock: SettableClock
) -> None:
    arrived = clock() - timedelta(hours=20)
    house.receives(a_mail(REPORT, Date="Mon, 1 Jan 2035 10:00:00 +0100"), arrived_at=arrived)
    assert house.cases()[0].provisional_aware_at == arrived


def test_the_finder_who_answers_joins_his_case_and_only_the_officer_hears_of_it(
    house: House, a_screenshot: bytes
) -> None:
    house.receives(a_mail(REPORT))
    receipt = house.letters_to(FINDER)[0]
    answer = "Hierbij de schermafdruk. De mail heb ik verwijderd."
    house.receives(a_mail(answer, answers=str(receipt["Message-ID"]), pictures=(a_screenshot,)))
    assert len(house.cases()) == 1
    case = house.cases()[0]
    assert case.findings.screenshots == 1
    assert Missing.SCREENSHOTS not in case.findings.missing
    assert "deletion_confirmed_at" in case.fields
    assert len(house.letters_to(FINDER)) == 1, "one receipt, never a second"
    assert len(house.letters_to(KARIN.address)) == 2


def test_a_stranger_with_our_reference_joins_nothing(house: House) -> None:
    house.receives(a_mail(REPORT))
    reference = house.cases()[0].reference
    stranger = "Iemand <iemand@elders.example>"
    house.receives(a_mail("Ik hoor hier niets meer van.", sender=stranger, subject=f"Re: [{reference}]"))
    with house.bookcase.transaction() as books:
        assert len(books.register.mails_of(reference)) == 1
    assert house.letters_to("iemand@elders.example") == []


def test_a_bounce_marks_its_letter_and_is_never_answered(house: House) -> None:
    house.receives(a_mail(REPORT))
    receipt = house.letters_to(FINDER)[0]
    bounce = (
        "From: MAILER-DAEMON@mx.buurt.example\r\nTo: mail@juist.nl\r\nSubject: Undelivered Mail\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nUser unknown\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {receipt['Message-ID']}\r\nSubject: x\r\n\r\n--b--\r\n"
    )
    house.receives(bounce.encode())
    reference = house.cases()[0].reference
    with house.bookcase.transaction() as books:
        kinds = [event.kind.value for event in books.register.chain.of_case(reference)]
    assert kinds[-1] == "letter_returned"
    assert len(house.letters) == 3


def test_a_renumbered_mailbox_makes_nothing_new(house: House) -> None:
    house.receives(a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"))
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    inbox.uidvalidity = 8
    inbox.mails = {uid: replace(mail, uid=uid) for uid, mail in enumerate(inbox.mails.values(), start=1)}
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert len(house.letters) == 3
    house.receives(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    assert len(house.cases()) == 2


def test_a_mail_the_server_gives_only_in_part_is_set_aside_after_three_tries_and_the_next_goes_on(house: House) -> None:
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    inbox.put(b"", house.clock(), whole=False)
    report = house.receives(a_mail(REPORT))
    assert (report.failed, len(report.results)) == (1, 1)
    house.rounds.turn()
    report = house.rounds.turn()
    assert [result.state for result in report.results] == [MailState.SET_ASIDE]
    notices = [letter for letter in house.letters_to(KARIN.address) if "DL-" not in str(letter["Subject"])]
    assert len(notices) == 1
    house.rounds.turn()
    assert len(house.letters_to(KARIN.address)) == 2


def test_a_mail_that_kills_its_reader_is_counted_even_so(house: House, tmp_path, clock: SettableClock) -> None:  # type: ignore[no-untyped-def]
    class Killed(BaseException):
        """As a kill: no except clause of the house sees it."""

    def die(hop: int) -> None:
        if hop == 2:
            raise Killed

    for _ in range(3):
        dying = House(tmp_path, clock, inbox=house.inbox, cut=die)
        if not house.inbox.mails:  # type: ignore[attr-defined]
            house.inbox.put(a_mail(REPORT), clock())  # type: ignore[attr-defined]
        with pytest.raises(Killed):
            dying.rounds.turn()
    report = house.rounds.turn()
    assert [result.state for result in report.results] == [MailState.SET_ASIDE]


def test_letters_that_the_server_refuses_do_not_stop_the_others(house: House) -> None:
    from bot.errors import SenderError

    class Choosy:
        def __init__(self) -> None:
            self.sent: list[str] = []

        def send(self, sender: str, recipient: str, content: bytes) -> None:
            if recipient == FINDER:
                raise SenderError("No such mailbox.", permanent=True, refused=True)
            self.sent.append(recipient)

        def close(self) -> None:
            pass

    choosy = Choosy()
    object.__setattr__(house.rounds._doors, "sender", choosy)
    house.receives(a_mail(REPORT))
    assert sorted(choosy.sent) == sorted([KARIN.address, OMAR.address])


def test_in_trial_mode_every_letter_goes_to_one_address(house: House) -> None:
    object.__setattr__(house.rounds._doors, "trial_recipient", "proef@juist.nl")
    house.receives(a_mail(REPORT))
    assert {recipient for recipient, _ in house.sender.sent} == {"proef@juist.nl"}  # type: ignore[attr-defined]
    assert len(house.letters) == 3


def test_a_deadline_warning_goes_out_once_per_milestone(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT))
    clock.forward(hours=5)
    house.rounds.turn()
    house.rounds.turn()
    warnings = [one for one in house.letters_to(KARIN.address) if "Melden bij de AP" in str(one["Subject"])]
    assert len(warnings) == 1
    assert house.cases()[0].reference in str(warnings[0]["Subject"])


def test_the_digest_goes_out_on_monday_at_eight_and_after_a_standstill_once(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"))
    clock.forward(days=15)
    house.rounds.turn()
    house.rounds.turn()
    digests = [one for one in house.letters_to("directie@juist.nl") if "Nog niemand" not in str(one["Subject"])]
    assert len(digests) == 1
    assert "Anja" not in digests[0].as_string()
    assert "DL-" in text_of(digests[0])
