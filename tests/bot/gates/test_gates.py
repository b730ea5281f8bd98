"""Each gate answers one question: tables of hits with the near misses beside them."""

import os
from pathlib import Path

import pytest

from bot.gates.automatic_mail import is_automatic
from bot.gates.bounces import is_bounce
from bot.gates.bulk_mail import is_bulk
from bot.gates.mail_loops import is_from_robot_of_our_kind
from bot.gates.no_reply import is_no_reply
from bot.gates.own_mail import is_own, own_mark
from bot.gates.spam import is_marked_spam
from bot.incoming_mail import IncomingMail
from bot.reading.read_mail import read_mail

CORPORA = Path(os.environ.get("MELDPOST_CORPORA", Path(__file__).resolve().parents[4] / "shared" / "corpora"))
KEY = b"k" * 32


def a_mail(header: str = "", subject: str = "Vraag", body: str = "Ik vond een lijst.") -> IncomingMail:
    head = f"From: piet@x.example\nMessage-ID: <1@x.example>\nSubject: {subject}\n{header}\n"
    return read_mail(f"{head.rstrip()}\nContent-Type: text/plain; charset=utf-8\n\n{body}".encode())


def collected(folder: str) -> list[tuple[str, IncomingMail]]:
    if not (CORPORA / folder).is_dir():
        pytest.skip("no collected mail: set MELDPOST_CORPORA to its folder")
    return [(path.name, read_mail(path.read_bytes())) for path in sorted((CORPORA / folder).glob("*.eml"))]


class TestOwnMail:
    def test_a_letter_with_our_mark_is_ours(self) -> None:
        assert is_own(a_mail(f"X-Meldpost-Mark: {own_mark(KEY, '<1@x.example>')}"), KEY)

    @pytest.mark.parametrize(
        "mark", ["", "forged", own_mark(KEY, "<2@x.example>"), own_mark(b"other", "<1@x.example>"), "\u00e9"]
    )
    def test_a_forged_or_missing_mark_is_not(self, mark: str) -> None:
        assert not is_own(a_mail(f"X-Meldpost-Mark: {mark}" if mark else ""), KEY)

    def test_a_mail_without_message_id_is_never_ours(self) -> None:
        assert not is_own(read_mail(b"X-Meldpost-Mark: x\n\nx"), KEY)


MACHINE_HEADERS = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: Auto-Generated; owner-email=a@x.example",
    "auto-submitted: auto-notified (by cron)",
    "Precedence: auto_reply",
    "Precedence: Auto-Reply",
    "X-Auto-Response-Suppress: All",
    "X-Auto-Response-Suppress: DR, RN, OOF, AutoReply",
    "X-Autoreply: yes",
    "X-Autorespond: 1",
    "X-Autoresponder: yes",
    "X-Autoresponse: yes",
    "X-AutoReply-From: a@x.example",
    "X-Mail-Autoreply: yes",
    "X-FC-MachineGenerated: true",
    "X-Amazon-Mail-Relay-Type: notification",
    "X-MS-Exchange-Inbox-Rules-Loop: a@x.example",
    "X-Apple-Action: VACATION",
    "Return-Path: <>",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    "Delivered-To: Autoresponder",
]
PERSON_HEADERS = [
    "",
    "Auto-Submitted: no",
    "Auto-Submitted: No",
    "Auto-Submitted: no (a person)",
    "Auto-Submitted:",
    "Precedence: first-class",
    "Precedence: bulk",
    "X-Auto-Response-Suppress: DR, RN, NRN",
    "X-Autoreply: no",
    "Return-Path: <piet@x.example>",
]


@pytest.mark.parametrize("header", MACHINE_HEADERS)
def test_a_machine_says_so_in_its_headers(header: str) -> None:
    assert is_automatic(a_mail(header))


@pytest.mark.parametrize("header", PERSON_HEADERS)
def test_these_headers_are_a_persons(header: str) -> None:
    assert not is_automatic(a_mail(header))


@pytest.mark.parametrize("name", ["mailer-daemon", "MAILER-DAEMON", "postmaster"])
def test_a_daemon_is_a_machine(name: str) -> None:
    assert is_automatic(read_mail(f"From: {name}@x.example\nSubject: x\n\nx".encode()))


AWAY = [
    "Automatisch antwoord: Melding",
    "Afwezig: Melding",
    "Re: Afwezigheidsbericht",
    "Afwezig tot 5 mei",
    "Automatic reply: Melding",
    "Out of Office: Melding",
    "Out of the office",
    "Auto-Reply: x",
    "Automatische Antwort: x",
    "Abwesenheitsnotiz: x",
    "Abwesend bis 5. Mai",
    "Réponse automatique : x",
    "Absence du bureau : x",
    "Respuesta automática: x",
    "Fuera de la oficina",
    "Odpowiedź automatyczna: x",
    "Poza biurem: x",
    "Risposta automatica: x",
    "Fuori sede: x",
]
NOT_AWAY = [
    "Automatisch antwoord bevat gegevens van anderen",
    "Afwezigheidslijst van collega's online",
    "Datalek: automatic reply toont adressen",
    "Out of office lijst gelekt",
    "Vakantiegegevens van klanten zichtbaar",
    "Autorijschool lekt namen",
    "Assenter BV: lek",
]


@pytest.mark.parametrize("subject", AWAY)
def test_an_absent_persons_program_writes_such_subjects(subject: str) -> None:
    assert is_automatic(a_mail(subject=subject))


@pytest.mark.parametrize("subject", NOT_AWAY)
def test_a_report_may_speak_of_absence(subject: str) -> None:
    assert not is_automatic(a_mail(subject=subject))


ABSENT = [
    "Ik ben tot en met 5 mei afwezig. Ik ben met vakantie en weer bereikbaar op 6 mei.",
    "Beste,\n\nIk ben momenteel niet op kantoor. Voor dringende zaken kunt u contact opnemen met de receptie.",
    "Dit is een automatisch gegenereerd bericht. Wij hebben uw mail ontvangen.",
    "I am currently out of the office. I will respond upon my return.",
    "I am on annual leave. In urgent cases please contact my colleague.",
    "Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich an die Zentrale.",
    "Je suis actuellement absent. En cas d'urgence appelez le standard.",
    "Estoy fuera de la oficina. En caso de urgencia llame.",
    "Jestem na urlopie. W pilnych sprawach proszę o kontakt.",
    "Sono assente, in caso di urgenza chiamate.",
]
PRESENT = [
    "BEVESTIG\nIk ben vrijdag vrij, dus bel Jan maar.",
    "Ik ben afwezig geweest en zag toen iemands dossier op mijn bureau.",
    "Wij hebben uw mail ontvangen en er stond een ander in.",
    "Please contact me about this.",
    "Uw automatische systeem stuurde mij de brief van een ander.",
]


@pytest.mark.parametrize("words", ABSENT)
def test_an_answer_that_only_speaks_of_absence_is_automatic(words: str) -> None:
    assert is_automatic(a_mail("In-Reply-To: <letter@juist.example>", "Re: DL-2026-0001", words))


@pytest.mark.parametrize("words", ABSENT)
def test_the_same_words_in_a_first_mail_are_a_persons(words: str) -> None:
    assert not is_automatic(a_mail(body=words))


@pytest.mark.parametrize("words", PRESENT)
def test_an_answer_of_a_person_is_not_automatic(words: str) -> None:
    assert not is_automatic(a_mail("In-Reply-To: <letter@juist.example>", "Re: DL-2026-0001", words))


BULK = ["List-Id: <a.x.example>", "List-Unsubscribe: <mailto:u@x.example>", "Precedence: BULK", "Precedence: list",
        "precedence: Junk", "Mailing-List: list a@x.example", "X-BeenThere: a@x"]  # fmt: skip
# Proton Mail writes Feedback-ID on every mail a person sends.
NOT_BULK = [
    "",
    "Feedback-ID: 8812044:user:proton",
    "List-Id:",
    "Precedence: normal",
    "Precedence: first-class",
    "X-Priority: 1",
]


@pytest.mark.parametrize("header", BULK)
def test_mail_to_many_is_bulk(header: str) -> None:
    assert is_bulk(a_mail(header))


@pytest.mark.parametrize("header", NOT_BULK)
def test_mail_to_one_is_not_bulk(header: str) -> None:
    assert not is_bulk(a_mail(header))


@pytest.mark.parametrize(
    "address",
    ["noreply@x.example", "No-Reply@x.example", "no_reply+1@x.example", "donotreply@x", "do-not-reply@x.example",
     "niet-beantwoorden@x.example", "geen.antwoord@x.example", "nepasrepondre@x.example", "keine-antwort@x.example",
     "noresponder@x.example", "bounce+abc@x.example", "bounces@x.example", "mailer-daemon@x.example",
     "facturen-noreply@x.example", "noreply2@x.example"],
)  # fmt: skip
def test_nobody_reads_these_addresses(address: str) -> None:
    assert is_no_reply(address)


@pytest.mark.parametrize(
    "address",
    ["piet@noreply.example", "anoreply@x.example", "noortje@x.example", "not.ander@x.example", "nomen@x.example", ""],
)
def test_somebody_reads_these_addresses(address: str) -> None:
    assert not is_no_reply(address)


@pytest.mark.parametrize(
    "header", ["X-Loop: a@x.example", "X-RT-Loop-Prevention: x", "X-OTRS-Loop: y", "X-No-Loop: 1", "X-Meldpost-Mark: x",
               "X-Zammad-Loop: true"]
)  # fmt: skip
def test_another_robot_of_our_kind_is_known(header: str) -> None:
    assert is_from_robot_of_our_kind(a_mail(header))


@pytest.mark.parametrize("header", ["", "X-Loophole: 1", "X-Loop: no", "X-Loopback-Test: 1"])
def test_no_robot_is_seen_where_none_is(header: str) -> None:
    assert not is_from_robot_of_our_kind(a_mail(header))


def test_a_mail_that_runs_in_a_circle_is_a_loop() -> None:
    assert is_from_robot_of_our_kind(a_mail("Received: by a.example\n" * 51))


@pytest.mark.parametrize(
    "header", ["X-Spam-Flag: YES", "X-Spam-Flag: yes", "X-Spam-Status: Yes, score=9.1", "X-Rspamd-Action: add header",
               "X-MS-Exchange-Organization-SCL: 5", "X-MS-Exchange-Organization-SCL: 9",
               "X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:SPM;SCL:6;"]
)  # fmt: skip
def test_marked_spam_is_known(header: str) -> None:
    assert is_marked_spam(a_mail(header))


@pytest.mark.parametrize(
    "header", ["", "X-Spam-Flag: NO", "X-Spam-Status: No, score=0.1 tests=YES", "X-MS-Exchange-Organization-SCL: -1",
               "X-MS-Exchange-Organization-SCL: 1", "X-Forefront-Antispam-Report: SCL:1;", "X-Rspamd-Action: no action"]
)  # fmt: skip
def test_ordinary_mail_is_not_marked_spam(header: str) -> None:
    assert not is_marked_spam(a_mail(header))


def test_every_collected_delivery_report_is_a_bounce_or_automatic() -> None:
    missed = [name for name, mail in collected("bounces") if not (is_bounce(mail) or is_automatic(mail))]
    assert missed == []


def test_every_collected_automatic_answer_is_automatic() -> None:
    assert [name for name, mail in collected("autoreplies") if not is_automatic(mail)] == []


def test_collected_mail_of_people_is_no_bounce_and_hardly_ever_automatic() -> None:
    """One of the 599 is an out-of-office that somebody's program sent to a list."""
    mails = collected("ham")
    assert [name for name, mail in mails if is_bounce(mail)] == []
    assert sum(is_automatic(mail) for _, mail in mails if not is_bulk(mail)) <= 1
