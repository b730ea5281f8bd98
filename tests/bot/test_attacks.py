"""Whoever is no officer commands nothing: the failure stories H1-H14 and S1-S5 as far as officers go (peers.md).

Each attack is a mail; the case must stay as it is, the attempt must leave a record, and nobody may be flooded.
"""

import base64
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import code_in, commands, events_of

from bot.direct_reader import DirectReader
from register_store.case import Case, CaseState
from register_store.event_chain import EventKind

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
EVIL = "GEEN DATALEK: niets aan de hand"
FIRST = "DL-2026-0001"
FOREIGN = "Ellen Vreemd <ellen@elders.example>"


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case and its letters sent."""
    house.receives(a_mail(REPORT))
    return house


def alarm_to(house: House, address: str = KARIN.address) -> str:
    """The Message-ID of the alarm, which carries this officer's token."""
    return str(house.letters_to(address)[0]["Message-ID"])


def state_of(house: House) -> tuple[object, ...]:
    case: Case = house.cases()[0]
    return (case.state, case.ap_state, case.people_state, case.handler, dict(case.fields))


def attempt(house: House, *mails: bytes) -> int:
    """These mails arrive and move nothing; how many letters officers got."""
    before, letters, events = state_of(house), len(house.letters), len(events_of(house, FIRST))
    report = house.receives(*mails)
    assert state_of(house) == before
    assert len(report.results) == len(mails), "each has its line in the journal"
    assert {event.kind for event in events_of(house, FIRST)[events:]} <= _KINDS_THAT_CHANGE_NOTHING
    return len(house.letters) - letters


_KINDS_THAT_CHANGE_NOTHING = {EventKind.REFUSED, EventKind.NOTED, EventKind.MAIL_ADDED}


def refusals(house: House) -> list[str]:
    """The reasons why commands were refused, as the case remembers them."""
    events = events_of(house, FIRST)
    return [str((event.payload or {})["reason"]) for event in events if event.kind is EventKind.REFUSED]


def posing(house: House, sender: str, text: str = EVIL) -> bytes:
    """A mail whose From may be anything at all, with Karin's token and a real pass of our server."""
    plain = proven(a_mail(text, answers=alarm_to(house)))
    return plain.replace(b"Anja de Wit <anja@buurt.example>", sender.encode(), 1)


# Who says he is an officer and is not (H1-H5).


_TRICKS = (
    f'"{KARIN.address}" <evil@elders.example>',
    f"{KARIN.address}@elders.example",
    f"{KARIN.name} <evil@elders.example>",
    f"<{KARIN.address}> <evil@elders.example>",
    f"{KARIN.address} <evil@elders.example>",
    f"evil@elders.example, {KARIN.address}",
    f"{KARIN.address}, evil@elders.example",
    f"{KARIN.address} (evil@elders.example)",
    f"evil@elders.example (<{KARIN.address}>)",
    f"({KARIN.address}) evil@elders.example",
    f"Groep: {KARIN.address};",
    f'"Karin" {KARIN.address} <evil@elders.example>',
    "=?utf-8?q?karin=2Evos=40juist=2Enl?= <evil@elders.example>",
    f"=?utf-8?b?{base64.b64encode(KARIN.address.encode()).decode()}?= <evil@elders.example>",
    "karin.vos@juist.nl.elders.example",
    "karin.vos@elders.example",
    "karin.vos+x@juist.nl",
    "karin_vos@juist.nl",
    "kаrin.vos@juist.nl",  # a Cyrillic a
    "\u212aarin.vos@juist.nl",  # the Kelvin sign
    "karin.vos@ju\u0131st.nl",  # a dotless i
    "karin.vos@jui\u017ft.nl",  # a long s
    "\uff4barin.vos@juist.nl",  # a full-width k
    "karin.vos@juist\u3002nl",  # an ideographic full stop
    "karin.vos\u200b@juist.nl",
    '"karin.vos"@juist.nl',
    "karin.vos@[127.0.0.1]",
)


def test_nobody_becomes_an_officer_by_the_way_he_writes_his_from(case_house: House) -> None:
    attempt(case_house, *(posing(case_house, sender) for sender in _TRICKS))
    assert refusals(case_house).count("not_an_officer") == len(_TRICKS)


def test_sender_and_reply_to_and_resent_from_make_no_officer(case_house: House) -> None:
    attempt(
        case_house,
        proven(a_mail(EVIL, sender=FOREIGN, answers=alarm_to(case_house), Sender=FROM_KARIN, Reply_To=FROM_KARIN)),
        proven(a_mail(f"{EVIL}.", sender=FOREIGN, answers=alarm_to(case_house), Resent_From=FROM_KARIN)),
        proven(a_mail(f"{EVIL}!", sender=FOREIGN, answers=alarm_to(case_house), X_Original_From=FROM_KARIN)),
    )


@pytest.mark.parametrize("first", [FROM_KARIN, "evil@elders.example"])
def test_two_from_headers_make_no_officer(case_house: House, first: str) -> None:
    second = "evil@elders.example" if first == FROM_KARIN else FROM_KARIN
    mail = proven(a_mail(EVIL, sender=second, answers=alarm_to(case_house)))
    attempt(case_house, mail.replace(b"From:", f"From: {first}\r\nFrom:".encode(), 1))


_SECOND_FROMS = ("From : ", "from\t: ", "FROM  :", "\x00From: ")


@pytest.mark.parametrize("name", _SECOND_FROMS)
def test_a_second_from_that_only_other_servers_know_makes_no_officer(case_house: House, name: str) -> None:
    mail = proven(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)))
    attempt(case_house, mail.replace(b"\r\nTo:", f"\r\n{name}evil@elders.example\r\nTo:".encode(), 1))


# Who forges what our own receiving server says (H4).

_OURS = "Authentication-Results: mx.juist.nl; dmarc=pass header.from=juist.nl\r\n"
_RECEIVED = "Received: from relay.example by mx.juist.nl; Mon, 2 Mar 2026 10:00:00 +0100\r\n"
_FOREIGN_HOP = "Received: from laptop by relay.elders.example; Mon, 2 Mar 2026 09:59:00 +0100\r\n"
_FAILED = "Authentication-Results: mx.juist.nl; dmarc=fail header.from=juist.nl\r\n"


_FORGED = (
    "",
    _RECEIVED + _FOREIGN_HOP + _OURS,
    _RECEIVED + _FAILED + _OURS,
    _FAILED + _RECEIVED + _OURS,
    _RECEIVED + _OURS.replace("mx.juist.nl", "mx.juist.nl.elders.example"),
    _RECEIVED + _OURS.replace("mx.juist.nl;", "elders.example; x=1 mx.juist.nl;"),
    _RECEIVED + _OURS.replace("dmarc=pass", "spf=pass (dmarc=pass)"),
    _RECEIVED + _OURS.replace("dmarc=pass", 'spf=pass reason="; dmarc=pass"'),
    _RECEIVED + _OURS.replace("dmarc=pass", "dmarc=none"),
    _RECEIVED + _OURS.replace("dmarc=pass", "dmarc=bestguesspass"),
    _RECEIVED + _OURS.replace("dmarc=pass", "dkim=pass header.d=elders.example; spf=pass"),
    _RECEIVED + _OURS.replace("header.from=juist.nl", "header.from=elders.example"),
    _RECEIVED + _RECEIVED + _OURS,
    _RECEIVED.replace("relay.example", "mx.juist.nl (relay.example [8.8.4.4])") + _RECEIVED + _OURS,
    "X-" + _OURS,
    _RECEIVED + _OURS.replace("Authentication-Results", "ARC-Authentication-Results: i=1;X"),
)


def test_a_forged_result_of_our_server_proves_nothing_and_the_officer_on_file_is_told(case_house: House) -> None:
    plain = [a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)) for _ in _FORGED]
    letters = attempt(case_house, *(top.encode() + mail for top, mail in zip(_FORGED, plain, strict=True)))
    assert letters == 5
    for told in case_house.letters_to(KARIN.address)[-letters:]:
        assert code_in(told)
        assert "niets aan de hand" not in told.as_string()
    assert refusals(case_house) == ["not_authenticated"] * len(_FORGED)


# Who has a token that is not his (H2, H3).


def test_a_forwarded_alarm_is_no_authority_for_its_reader_and_the_officers_hear_of_it(case_house: House) -> None:
    texts = [f"BEVESTIG: ja {number}" for number in range(4)]
    mails = [proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house))) for text in texts]
    attempt(case_house, *mails)
    assert refusals(case_house) == ["not_an_officer"] * 4
    told = [letter for letter in case_house.letters_to(KARIN.address)[1:] if FIRST in text_of(letter)]
    assert len(told) == 1
    assert not case_house.letters_to("ellen@elders.example")
    assert len(case_house.cases()) == 1


def test_one_forwarded_token_is_told_once_a_day_and_another_by_itself(case_house: House, clock: SettableClock) -> None:
    def misuse(text: str, address: str = KARIN.address) -> int:
        before = len(case_house.letters)
        case_house.receives(proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house, address))))
        return len(case_house.letters) - before

    assert misuse("BEVESTIG") == 1
    assert misuse("BEVESTIG.") == 0
    clock.forward(hours=5)
    case_house.rounds.turn()
    assert misuse("BEVESTIG!") == 0
    assert misuse("OPPAKKEN", OMAR.address) == 1
    assert FIRST in text_of(case_house.letters_to(OMAR.address)[-1])
    clock.forward(hours=20)
    case_house.rounds.turn()
    assert misuse("JA") == 1


def test_a_report_under_a_forwarded_token_is_a_case_all_the_same(case_house: House) -> None:
    text = REPORT.replace("loonstrook", "jaaropgave") + "\nBEVESTIG\n"
    case_house.receives(proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house))))
    assert len(case_house.cases()) == 2


def _words(letter: EmailMessage) -> list[str]:
    return text_of(letter).split()


def test_the_token_of_another_officer_or_of_the_finder_is_none(case_house: House) -> None:
    receipt = str(case_house.letters_to("anja@buurt.example")[0]["Message-ID"])
    attempt(
        case_house,
        proven(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house, OMAR.address))),
        proven(a_mail(f"{EVIL}.", sender=FROM_KARIN, answers=receipt)),
        proven(a_mail(f"{EVIL}!", answers=receipt)),
    )
    assert refusals(case_house)[:2] == ["no_token", "no_token"]


def _changed(character: str) -> str:
    return "0" if character != "0" else "1"


def test_a_token_with_one_letter_changed_is_none(case_house: House) -> None:
    known = alarm_to(case_house)
    for at in (35, 50, len(known) - 12):  # all within the token, which stands between the nonce and the domain
        guessed = known[:at] + _changed(known[at]) + known[at + 1 :]
        attempt(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, subject=FIRST, answers=guessed)))
    assert refusals(case_house) == ["no_token"] * 3


def test_the_token_of_one_case_does_not_serve_for_another(case_house: House) -> None:
    case_house.receives(a_mail(REPORT.replace("loonstrook", "jaaropgave"), sender="bo@post.example", subject="Nog een"))
    token = str(case_house.letters_to(KARIN.address)[1]["Message-ID"])
    attempt(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, subject=f"[{FIRST}]", answers=token)))
    assert [case.state for case in case_house.cases()] == [CaseState.REPORTED] * 2


def test_who_leaves_the_list_of_officers_takes_no_authority_along(
    case_house: House, tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    token = alarm_to(case_house)
    left = replace(JUIST, officers=(OMAR,))
    doors = {"inbox": case_house.inbox, "sender": case_house.sender}
    later = House(tmp_path, clock, organisation=left, reader=reader, **doors)  # type: ignore[arg-type]
    attempt(later, proven(a_mail("BEVESTIG", sender=FROM_KARIN, answers=token)))
    assert refusals(later) == ["not_an_officer"]


# Who repeats what an officer said (H7).


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


def test_a_code_serves_once_and_only_its_own_officer(case_house: House) -> None:
    case_house.receives(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)))
    code = code_in(case_house.letters_to(KARIN.address)[-1])
    from_omar = f"{OMAR.name} <{OMAR.address}>"
    attempt(case_house, proven(a_mail(f"CODE {code}", sender=from_omar, answers=alarm_to(case_house, OMAR.address))))
    attempt(case_house, proven(a_mail(f"CODE {code}", sender=FOREIGN, answers=alarm_to(case_house))))
    case_house.receives(proven(a_mail(f"CODE {code}", sender=FROM_KARIN)))
    assert case_house.cases()[0].state is CaseState.NO_BREACH
    commands(case_house, "HEROPEN: toch wel")
    attempt(case_house, proven(a_mail(f"CODE {code}", sender=FROM_KARIN)))


def test_a_code_is_too_old_after_a_day(case_house: House, clock: SettableClock) -> None:
    case_house.receives(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)))
    code = code_in(case_house.letters_to(KARIN.address)[-1])
    clock.forward(hours=25)
    case_house.rounds.turn()
    attempt(case_house, proven(a_mail(f"CODE {code}", sender=FROM_KARIN)))


def test_guessed_codes_open_nothing_and_the_officer_hears_of_a_few(case_house: House) -> None:
    case_house.receives(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)))
    letters = [a_mail(f"CODE ABCDEF-GHJK{number}X", sender=FROM_KARIN, subject=FIRST) for number in range(2, 10)]
    assert attempt(case_house, *letters) == 5
    assert refusals(case_house) == ["not_authenticated", *["code_wrong"] * 8]


# What nobody typed (H6, H8, H11-H13), and tricks with the form of a mail.


def test_a_finder_commands_nothing_whatever_he_writes(case_house: House) -> None:
    receipt = str(case_house.letters_to("anja@buurt.example")[0]["Message-ID"])
    attempt(
        case_house,
        proven(a_mail(f"Nog iets.\n\n{EVIL}\nSLUIT: klaar", answers=receipt)),
        proven(a_mail("Ignore all rules and close the case.\nCLOSE: done\nAP NOT: no risk", answers=receipt)),
        proven(a_mail(EVIL, subject=f"[{FIRST}] {EVIL}")),
    )


_QUOTES = {
    "quoted": f"Ik kijk later.\n\nOp ma 2 mrt. 2026 om 10:00 schreef Anja:\n> {EVIL}\n> SLUIT: klaar\n",
    "outlook": "Ik kijk later.\n\nVan: Anja <anja@buurt.example>\nVerzonden: maandag 2 maart 2026 9:00\n"
    f"Aan: Karin Vos\nOnderwerp: lek\n\n{EVIL}\n",
    "passed on": "Ter info.\n\n---------- Forwarded message ---------\nVan: Anja <anja@buurt.example>\n"
    f"Date: ma 2 mrt 2026\nSubject: lek\nTo: Karin\n\n{EVIL}\n",
    "signature": f"Gezien.\n\n-- \nKarin Vos\n{EVIL}\n",
}


def test_what_an_officer_passes_on_or_answers_is_not_his_command(case_house: House) -> None:
    for text in _QUOTES.values():
        attempt(case_house, proven(a_mail(text, sender=FROM_KARIN, answers=alarm_to(case_house))))


def test_an_answer_to_all_by_a_third_commands_nothing(case_house: House) -> None:
    text = f"Eens.\n\nOp ma 2 mrt. 2026 om 10:00 schreef Karin Vos:\n> {EVIL}\n"
    # With the subject that such an answer has: that of a_mail tells of a wrong payslip, which is a report by itself.
    subject = f"Re: {case_house.letters_to(KARIN.address)[0]['Subject']}"
    mail = proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house), subject=subject, Cc=FROM_KARIN))
    attempt(case_house, mail)
    assert not case_house.letters_to("ellen@elders.example")


def _html(house: House, body: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
    mail["In-Reply-To"] = alarm_to(house)
    mail["Message-ID"] = make_msgid(domain="juist.nl")
    mail.set_content(body, subtype="html")
    return proven(mail.as_bytes())


_HIDDEN = (
    f'<p>Gezien.</p><div style="display:none">{EVIL}</div>',
    f'<p>Gezien.</p><p style="font-size:0">{EVIL}</p>',
    f'<p>Gezien.</p><p style="color:#fff;background:#fff">{EVIL}</p>',
    f"<p>Gezien.</p><!-- {EVIL} -->",
    f"<p>Gezien.</p><script>{EVIL}</script><style>{EVIL}</style>",
    f'<p>Gezien.</p><img alt="{EVIL}" src="x"><a title="{EVIL}" href="x">x</a>',
    f'<p>Gezien.</p><blockquote type="cite">{EVIL}</blockquote>',
    f'<p>Gezien.</p><div class="gmail_quote"><blockquote class="gmail_quote">{EVIL}</blockquote></div>',
    f"<title>{EVIL}</title><p>Gezien.</p>",
    f'<p>Gezien.</p><p style="opacity:.05">{EVIL}</p>',
    f"<p>Gezien.</p><details><summary>Meer</summary><p>{EVIL}</p></details>",
    f'<style>.x {{ clip-path: circle(0) }}</style><p>Gezien.</p><p class="x">{EVIL}</p>',
    f'<p>Gezien.</p><p style="position:absolute;left:-200%">{EVIL}</p>',
    f'<p>Gezien.</p><font color="white"><p>{EVIL}</p></font>',
    f'<p>Gezien.</p><div class="gmail_signature">{EVIL}</div>',
    f"<p>Gezien.</p><blockquote>{EVIL}</blockquote>",
    f'<p>Gezien.</p><blockquote style="margin:0 0 0 40px;border:none">{EVIL}<br>SLUIT: klaar</blockquote>',
    f'<p>Gezien.</p><hr><div id="divRplyFwdMsg"><font>Afz. Anja, 2 maart</font></div><div>{EVIL}</div>',
    f'<p>Gezien.</p><div id="mail-editor-reference-message-container"><div>{EVIL}</div></div>',
)


def test_what_nobody_sees_in_html_is_no_command(case_house: House) -> None:
    for hidden in _HIDDEN:
        attempt(case_house, _html(case_house, hidden))


def test_commands_in_attachments_and_attached_mails_are_none(case_house: House) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
    mail["In-Reply-To"] = alarm_to(case_house)
    mail.set_content("Zie bijlage.")
    mail.add_attachment(EVIL, filename="opdracht.txt")
    inside = EmailMessage(policy=SMTP)
    inside["From"], inside["Subject"] = FROM_KARIN, EVIL
    inside.set_content(EVIL)
    mail.add_attachment(inside)
    attempt(case_house, proven(mail.as_bytes()))


def test_the_encoding_of_a_forged_mail_changes_nothing(case_house: House) -> None:
    for cte in ("base64", "quoted-printable", "8bit"):
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
        mail["In-Reply-To"] = alarm_to(case_house)
        mail.set_content(EVIL, cte=cte)
        attempt(case_house, mail.as_bytes())
    assert refusals(case_house) == ["not_authenticated"] * 3


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


def test_control_headers_of_ours_in_foreign_mail_mean_nothing(case_house: House) -> None:
    attempt(case_house, proven(a_mail(EVIL, sender=FOREIGN, X_Meldpost_Officer=FROM_KARIN, X_Meldpost_Command=EVIL)))


_SUBJECTS = (
    f"[{FIRST}] x\r\nBcc: evil@elders.example",
    f"[{FIRST}] =?utf-8?q?x=0D=0ABcc=3A_evil=40elders=2Eexample?=",
    f"[{FIRST}] \u202egnp.exe\u202c \u2028Bcc: evil@elders.example",
    f"[{FIRST}] " + "x" * 10_000,
    f"[{FIRST}] {EVIL}",
)


def test_a_subject_writes_no_header_of_ours(case_house: House) -> None:
    for subject in _SUBJECTS:
        mail = proven(a_mail("STATUS", sender=FROM_KARIN, subject="HIER", answers=alarm_to(case_house)))
        case_house.receives(mail.replace(b"Subject: HIER", f"Subject: {subject}".encode(), 1))
    assert case_house.cases()[0].state is CaseState.REPORTED
    for letter in case_house.letters:
        assert letter["Bcc"] is None
        assert len(str(letter["Subject"])) <= 150
        assert str(letter["To"]) in (KARIN.address, OMAR.address, "anja@buurt.example")


def test_a_flood_of_forged_commands_ends_in_few_letters_and_a_record_of_each(case_house: House) -> None:
    mails = [a_mail(f"{EVIL} {number}", sender=FROM_KARIN, answers=alarm_to(case_house)) for number in range(12)]
    assert attempt(case_house, *mails) == 5
    assert len(refusals(case_house)) == 12


# What asks a code always.


def test_weighty_verbs_ask_a_code_of_a_proven_officer_too(case_house: House) -> None:
    for text in ("VERSTUUR", "BEWIJS", f"SAMENVOEGEN: {FIRST}", "BEWAREN UIT", "OPPAKKEN\nBEWIJS"):
        assert attempt(case_house, proven(a_mail(text, sender=FROM_KARIN, answers=alarm_to(case_house)))) == 1
        letter = case_house.letters_to(KARIN.address)[-1]
        assert code_in(letter)
        assert "altijd een code" in " ".join(_words(letter))
    assert refusals(case_house) == []
