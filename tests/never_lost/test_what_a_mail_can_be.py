"""L14 to L18: copies, mad headers, too much of everything, wrappings, charsets: a report stays a report.

Told elsewhere as well: L16 `test_large_mail.py` (150 MB), L18 `bot/reading/`.
"""

import struct
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, House
from mails import REPORT, a_mail
from never_lost.at_a_mailbox import FINDER, evidence_of, opened
from servers import Mailbox

from bot.direct_reader import DirectReader
from bot.mail_servers.imap_inbox import ImapInbox


def test_l14_one_report_to_mail_info_and_security_is_one_case(house: House) -> None:
    mail = a_mail(REPORT, message_id="<een@buurt.example>", to="mail@juist.nl, info@juist.nl, security@juist.nl")
    house.receives(*(f"Delivered-To: {name}@juist.nl\r\n".encode() + mail for name in ("mail", "info", "security")))
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


@pytest.mark.parametrize(
    ("header", "instead"),
    [
        (b"Message-ID", b""),
        (b"From", b""),
        (b"Subject", b""),
        (b"Date", b"Date: Mon, 32 Foo 2026 99:99:99 +9999\r\n"),
        (b"Date", b"Date: Mon, 1 Jan 1900 00:00:00 +0000\r\n"),
        (b"Date", b"Date: Fri, 1 Jan 2099 00:00:00 +0000\r\n"),
        (b"Date", b"Date: \r\n"),
        (b"To", b"To: unlisted-recipients:; (no To-header on input)\r\n"),
    ],
)
def test_l15_a_mail_with_missing_or_mad_headers_is_a_case_whose_clock_starts_at_its_arrival(
    house: House, clock: SettableClock, header: bytes, instead: bytes
) -> None:
    lines = a_mail(REPORT, Date="Mon, 02 Mar 2026 09:00:00 +0100").splitlines(keepends=True)
    house.receives(instead + b"".join(line for line in lines if not line.startswith(header + b":")))
    (case,) = house.cases()
    assert case.provisional_aware_at == clock()
    assert len(house.letters_to(KARIN.address)) == 1


def test_l16_of_a_mail_too_large_the_texts_make_the_case_the_rest_follows_and_others_go_on(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader, a_page: bytes
) -> None:
    inbox = ImapInbox(mailbox.access(), large=100_000)
    house = opened(tmp_path, inbox, reader)
    raw = large_report(a_page)
    mailbox.append(raw)
    mailbox.append(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    before = mailbox.flags()
    house.rounds.turn()
    large, _ = sorted(house.cases(), key=lambda case: case.finder_address or "")
    assert large.findings.screenshots == 1
    named = [fact.value for fact in large.findings.facts if fact.name == "not_fetched"]
    assert [value.partition(",")[0] for value in named] == ["image/png", "application/zip"]
    kept = evidence_of(house, large)
    assert raw in kept.values()
    assert a_page in kept.values()
    assert mailbox.flags() == before
    assert len(house.letters) == 6
    inbox.close()


def test_l16_the_rest_of_a_large_mail_is_owed_until_it_is_there(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader, a_page: bytes
) -> None:
    """Killed between the case and the rest, and renumbered as well."""

    class Killed(BaseException):
        pass

    def die(hop: int) -> None:
        if hop == 8:
            raise Killed

    inbox = ImapInbox(mailbox.access(), large=100_000)
    opened(tmp_path, inbox, reader)
    raw = large_report(a_page)
    mailbox.append(raw)
    with pytest.raises(Killed):
        House(tmp_path, lambda: datetime.now(UTC), inbox=inbox, reader=reader, cut=die).rounds.turn()
    mailbox.renumber()
    house = House(tmp_path, lambda: datetime.now(UTC), inbox=inbox, reader=reader)
    (case,) = house.cases()
    assert raw not in evidence_of(house, case).values()
    house.rounds.turn()
    assert raw in evidence_of(house, case).values()
    assert len(house.cases()) == 1
    inbox.close()


def test_l16_a_large_mail_of_few_words_is_read_whole(tmp_path: Path, mailbox: Mailbox, reader: DirectReader) -> None:
    inbox = ImapInbox(mailbox.access(), large=100_000)
    house = opened(tmp_path, inbox, reader)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Zie bijlage"
    mail.set_content("Zie bijlage.\n")
    mail.add_attachment(REPORT.encode(), maintype="application", subtype="octet-stream", filename="brief.txt")
    mail.add_attachment(bytes(200_000), maintype="application", subtype="octet-stream", filename="leeg.bin")
    mailbox.append(mail.as_bytes())
    house.rounds.turn()
    (case,) = house.cases()
    assert mail.as_bytes() in evidence_of(house, case).values()
    inbox.close()


def test_l16_seventy_attachments_are_one_case(house: House) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Verkeerde loonstrook"
    mail.set_content(REPORT)
    for number in range(70):
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=f"strook{number}.pdf")
    house.receives(mail.as_bytes())
    assert len(house.cases()) == 1


def large_report(page: bytes) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = f"Anja de Wit <{FINDER}>", "Verkeerde loonstrook"
    mail["Message-ID"] = "<groot@buurt.example>"
    mail.set_content(REPORT)
    mail.add_attachment(page, maintype="image", subtype="png", filename="scherm.png")
    mail.add_attachment(bytes(range(256)) * 2000, maintype="application", subtype="zip", filename="alles.zip")
    return mail.as_bytes()


@pytest.fixture
def a_page() -> bytes:
    """A picture of a portal, large enough not to be an icon."""
    import io

    from PIL import Image

    kept = io.BytesIO()
    Image.effect_noise((400, 300), 90).save(kept, "PNG")
    return kept.getvalue()


def in_winmail(page: bytes) -> bytes:
    """Outlook's own wrapping (TNEF), which hides every attachment in one."""

    def attribute(name: int, value: bytes) -> bytes:
        return struct.pack("<BHHI", 2, name, 1, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Verkeerde loonstrook"
    mail.set_content(REPORT)
    parts = attribute(0x9002, b"x") + attribute(0x8010, b"scherm.png\0") + attribute(0x800F, page)
    wrapped = b"\x78\x9f\x3e\x22\x01\x00" + parts
    mail.add_attachment(wrapped, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return mail.as_bytes()


def in_a_nameless_mail(page: bytes) -> bytes:
    """Passed on as an attachment that has no name."""
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "bea@elders.example", "Dit zag ik"
    inner.set_content(REPORT)
    inner.add_attachment(page, maintype="image", subtype="png")
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Zie bijgaande mail"
    mail.set_content("Dit kwam bij mij binnen.\n")
    mail.add_attachment(inner)
    return mail.as_bytes()


@pytest.mark.parametrize(
    "wrapped",
    [lambda page: a_mail("", subject="", pictures=(page,)), in_winmail, in_a_nameless_mail],
    ids=["alone", "in winmail.dat", "in a nameless attached mail"],
)
def test_l17_a_screenshot_wherever_it_hides_is_looked_at_and_its_bytes_are_kept(
    house: House, a_page: bytes, wrapped: Callable[[bytes], bytes]
) -> None:
    mail = wrapped(a_page)
    house.receives(mail)
    (case,) = house.cases()
    kept = evidence_of(house, case)
    assert {sha256(piece).hexdigest() for piece in kept.values()} >= {
        sha256(mail).hexdigest(),
        sha256(a_page).hexdigest(),
    }


@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "koi8-r", "x-unknown", "us-ascii"])
@pytest.mark.parametrize("meant", ["utf-8", "cp1252"])
def test_l18_whatever_the_charset_the_bytes_are_kept_as_they_came(house: House, said: str, meant: str) -> None:
    text = REPORT.replace("Beste mensen", "Geachte collega’s, beste Zoë").replace("\n", "\r\n").encode(meant)
    head = f"From: {FINDER}\r\nSubject: loonstrook\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={said}\r\n"
    mail = head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + text
    house.receives(mail)
    (case,) = house.cases()
    assert mail in evidence_of(house, case).values()
