"""The demo's mails are real ones: well formed, from invented people, no two alike."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

import pytest

from bot.demo.mails import DemoMail, demo_mails
from bot.reading.read_mail import read_mail
from classifiers.screenshots import evidence_pictures

ORGANISATIONS = ("juist", "doorkees")
MAILS = {f"{organisation}/{mail.name}": mail for organisation in ORGANISATIONS for mail in demo_mails(organisation)}
OURS = re.compile(r"(.+\.)?(juist\.nl|doorkees\.nl)|.+\.example", re.IGNORECASE)
HOSTS = re.compile(r"(?:@|://)([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,63})\b", re.IGNORECASE)
ENCODINGS = {"base64", "quoted-printable", "8bit", "7bit"}

every_mail = pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)


def texts_of(message: Message) -> Iterator[str]:
    """All headers, and all text in whatever encoding."""
    for part in message.walk():
        yield from (str(value) for value in part.values())
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            yield content.decode(part.get_content_charset("ascii"))


def parsed(mail: DemoMail) -> Message:
    return message_from_bytes(mail.raw, policy=compat32)


@pytest.mark.parametrize(("organisation", "count"), [("juist", 16), ("doorkees", 9)])
def test_each_mailbox_gets_its_mails_in_the_order_of_their_numbers(organisation: str, count: int) -> None:
    numbers = [mail.name[:3] for mail in demo_mails(organisation)]
    assert numbers == [f"{number:02d}-" for number in range(1, count + 1)]


@every_mail
def test_a_mail_is_read_without_defects_from_exactly_one_sender(mail: DemoMail) -> None:
    read = read_mail(mail.raw)
    assert read.defects == ()
    assert len(read.all_headers("from")) == 1
    assert read.from_shown is not None
    assert read.words.own.strip()
    assert read.subject


@every_mail
def test_a_mail_says_when_and_in_what_form_it_was_written(mail: DemoMail) -> None:
    read = read_mail(mail.raw)
    assert read.written_at is not None
    assert (read.written_at.year, read.written_at.month, read.written_at.day) == (2026, 11, 23)
    assert (read.header("mime-version") or "").startswith("1.0")
    assert read.header("content-type")


@every_mail
def test_a_mail_travels_with_crlf_ascii_headers_and_lines_that_servers_take(mail: DemoMail) -> None:
    head, _, _ = mail.raw.partition(b"\r\n\r\n")
    lines = mail.raw.split(b"\r\n")
    assert head.isascii()
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 998, "RFC 5322 section 2.1.1"


@every_mail
def test_a_mail_names_nobody_who_could_exist(mail: DemoMail) -> None:
    hosts = [host for text in texts_of(parsed(mail)) for host in HOSTS.findall(text)]
    assert hosts
    assert [host for host in hosts if not OURS.fullmatch(host)] == []


def test_no_two_mails_have_the_same_message_id() -> None:
    ids = [read_mail(mail.raw).message_id for mail in MAILS.values()]
    assert None not in ids
    assert len(set(ids)) == len(MAILS)


def test_a_mail_with_two_screenshots_and_a_logo_counts_two() -> None:
    read = read_mail(MAILS["juist/04-schermafdrukken-van-het-portaal"].raw)
    evidence = evidence_pictures(read.pictures)
    assert len(read.pictures) == 3
    assert [picture.name for picture in evidence] == ["image001.png", "image002.png"]
    assert all(len(picture.content) < 25_000 for picture in evidence)


def test_the_mails_show_every_encoding_that_real_mail_has() -> None:
    parts = [part for mail in MAILS.values() for part in parsed(mail).walk()]
    assert {part["Content-Transfer-Encoding"] for part in parts} >= ENCODINGS
    assert any(part.get_param("format") == "flowed" for part in parts)
    assert any(parsed(mail).get_content_type() == "text/html" for mail in MAILS.values())


@pytest.mark.parametrize(
    ("name", "typed_now", "written_by_others"),
    [
        ("juist/05-collega-stuurt-door", "bij mij binnen", "verzuim Q3"),
        ("juist/08-vraag-van-een-klant", "het tarief voor de nachtdienst", "Zullen we een"),
        ("doorkees/02-uitnodiging-met-alle-adressen", "87 adressen", "Lieve ouders"),
        ("doorkees/03-melding-van-de-verwerker", "niet uitsluiten", "uitsluitend bestemd"),
    ],
)
def test_own_words_end_where_those_of_others_begin(name: str, typed_now: str, written_by_others: str) -> None:
    words = read_mail(MAILS[name].raw).words
    assert typed_now in words.own
    assert written_by_others in words.whole
    assert written_by_others not in words.own


def test_a_forwarding_colleague_names_the_client_who_reports() -> None:
    read = read_mail(MAILS["juist/05-collega-stuurt-door"].raw)
    assert [sender.address for sender in read.forwarded_senders] == ["h.vrielink@zorghofdevlinder.example"]


@pytest.mark.parametrize("name", ["juist/01-loonstrook-van-een-ander", "juist/06-vanaf-de-telefoon"])
def test_who_reports_need_not_know_the_word(name: str) -> None:
    words = read_mail(MAILS[name].raw).words
    assert "lek" not in f"{words.subject} {words.whole}".lower()


def test_only_the_bounce_is_a_delivery_report() -> None:
    bounces = [name for name, mail in MAILS.items() if read_mail(mail.raw).is_delivery_report]
    assert bounces == ["doorkees/05-onbestelbaar"]


def test_only_the_mail_server_writes_a_from_that_proves_nobody() -> None:
    nobody = [name for name, mail in MAILS.items() if read_mail(mail.raw).sender is None]
    assert nobody == ["doorkees/05-onbestelbaar"]
