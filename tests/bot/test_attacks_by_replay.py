"""What an officer said before, what robots say in his name, and floods of either (peers.md H7)."""

from attacks import EVIL, FROM_KARIN, alarm_to, attempt, refusals
from house import KARIN, House
from mails import a_mail, proven
from officer_talk import code_in, commands

from register_store.case import CaseState


def test_the_same_bytes_again_do_nothing(case_house: House) -> None:
    mail = proven(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)))
    case_house.receives(mail)
    commands(case_house, "HEROPEN: toch wel")
    assert attempt(case_house, mail) == 0
    assert attempt(case_house, b"Received: from relay.elders.example by mx.juist.nl; now\r\n" + mail) == 0
    assert case_house.cases()[0].state is CaseState.INVESTIGATING


def test_the_same_words_of_the_same_second_with_a_new_message_id_ask_a_code(case_house: House) -> None:
    said = {"sender": FROM_KARIN, "answers": alarm_to(case_house), "Date": "Mon, 02 Mar 2026 09:55:00 +0100"}
    case_house.receives(proven(a_mail(EVIL, **said)))  # type: ignore[arg-type]
    commands(case_house, "HEROPEN: toch wel")
    assert attempt(case_house, proven(a_mail(EVIL, **said))) == 1  # type: ignore[arg-type]
    assert refusals(case_house) == ["replayed"]
    assert code_in(case_house.letters_to(KARIN.address)[-1])


_AUTOMATIC = (
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated"},
    {"X_Autoreply": "yes"},
    {"X_Auto_Response_Suppress": "All", "Precedence": "auto_reply"},
)


def test_an_automatic_answer_in_an_officers_name_commands_nothing(case_house: House) -> None:
    for marks in _AUTOMATIC:
        said = {"sender": FROM_KARIN, "answers": alarm_to(case_house), **marks}
        assert attempt(case_house, proven(a_mail(EVIL, **said))) <= 1  # type: ignore[arg-type]


def test_our_own_letters_that_come_back_command_nothing(case_house: House) -> None:
    assert attempt(case_house, *(letter.as_bytes() for letter in case_house.letters)) == 0


def test_another_meldpost_is_answered_by_nobody(case_house: House) -> None:
    alarm = case_house.letters_to(KARIN.address)[0]
    other = alarm.as_bytes().replace(b"X-Meldpost-Mark: ", b"X-Meldpost-Mark: 00", 1)
    attempt(case_house, proven(a_mail(EVIL, sender="Meldpost <mail@elders.example>", X_Meldpost_Mark="00")), other)
    assert not case_house.letters_to("mail@elders.example")


def test_a_flood_of_forged_commands_ends_in_few_letters_and_a_record_of_each(case_house: House) -> None:
    mails = [a_mail(f"{EVIL} {number}", sender=FROM_KARIN, answers=alarm_to(case_house)) for number in range(12)]
    assert attempt(case_house, *mails) == 5
    assert len(refusals(case_house)) == 12
