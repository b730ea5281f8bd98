"""Who says that he is an officer, or that our server said so, and is not (peers.md H4, H5)."""

import base64

import pytest
from attacks import EVIL, FOREIGN, FROM_KARIN, alarm_to, attempt, posing, refusals
from house import KARIN, House
from mails import a_mail, proven
from officer_talk import code_in

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
