"""Bytes become an IncomingMail: any bytes, within bounds, without losing what a report needs."""

import base64
import os
import struct
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.incoming_mail import IncomingMail
from bot.reading.read_mail import read_mail

CORPORA = Path(os.environ.get("MELDPOST_CORPORA", Path(__file__).resolve().parents[4] / "shared" / "corpora"))

PICTURE = b"\x89PNG\r\n\x1a\n" + b"not really a picture" * 3
IN_BASE64 = base64.b64encode(PICTURE).decode()
PNG_PART = f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n{IN_BASE64}\n"


def a_mail(
    body: str, headers: str = "From: Piet <piet@x.example>\nSubject: melding\n", charset: str = "utf-8"
) -> IncomingMail:
    return read_mail(f"{headers}Content-Type: text/plain; charset={charset}\n\n{body}".encode(charset))


def in_parts(*parts: str, kind: str = "mixed", headers: str = "From: piet@x.example\n") -> IncomingMail:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return read_mail(f"{headers}Content-Type: multipart/{kind}; boundary=b\n\n{body}--b--\n".encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x00",
        b"\xff\xfe\xfd",
        b"only words",
        b"Content-Type: text/plain; charset=undefined\n\nx",
        b'Content-Type: text/plain; charset="a\x00b"\n\nx',
        b"Subject: =?a\x00b?q?x?=\n\nx",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n\nx\n----",
        b"Content-Disposition: attachment; filename*=x'y\n\nx",
        b"From: (((\nTo: <<<,,;;:\nMessage-ID: <<<<\n\n",
        b"To: unlisted-recipients:; (no To-header on input)\n\nx",
    ],
)
def test_broken_bytes_are_read_all_the_same(raw: bytes) -> None:
    assert read_mail(raw).size == len(raw)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "8bit", "x-uuencode"]))
def test_random_bytes_are_read_all_the_same(body: bytes, encoding: str) -> None:
    head = f"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: {encoding}\n\n--b\n".encode()
    read_mail(head + body)
    read_mail(body)


NESTED = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(1500))
HOSTILE = {
    "files in the text that never end": b"\n" + b"begin 644 x\n#86)C\n" * 50_000,
    "charset that takes quadratic time": b"Content-Type: text/plain; charset=punycode\n\n" + b"a" * 400_000 + b"-abc",
    "parts in parts in parts": b"From: a@x.example\n" + NESTED + b"\nlek",
    "mails in mails in mails": b"Content-Type: message/rfc822\n\n" * 1500 + b"\nlek",
    "header parameters": b"Content-Type: text/plain" + b";" * 1_000_000 + b"\n\nlek",
    "recipients": b"To: " + b", ".join(b"a%d@x.example" % i for i in range(50_000)) + b"\n\nlek",
    "headers": b"X-A: b\n" * 200_000 + b"\nlek",
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
    "comments in comments": b"From: " + b"(" * 100_000 + b"\n\nlek",
    "encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nlek",
    "one endless name": b"From: " + b"a " * 50_000 + b"\n\nlek",
    "html": b"Content-Type: text/html\n\n" + b"<div>" * 20_000 + b"lek",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_in_bounded_time(name: str) -> None:
    assert read_mail(HOSTILE[name]).size == len(HOSTILE[name])


def test_the_parts_of_an_ordinary_mail_are_found() -> None:
    mail = a_mail(
        "Ik vond een lijst.\n",
        "From: Zoë <Zoe@X.example>\nTo: mail@juist.example, b@x.example\n"
        "Subject: =?utf-8?q?Pati=C3?= =?utf-8?q?=ABnten?=\n"
        "Message-ID: <1@x.example>\nIn-Reply-To: <0@x.example>\nReferences: <a@x.example>\n <0@x.example>\n"
        "Reply-To: zoe2@x.example\nReturn-Path: <zoe@x.example>\nDate: Mon, 3 Mar 2025 10:15:00 +0100\n",
    )
    assert (mail.subject, mail.words.own) == ("Patiënten", "Ik vond een lijst.")
    assert mail.sender is not None
    assert (mail.sender.name, mail.sender.address, mail.answer_address) == ("Zoë", "zoe@x.example", "zoe2@x.example")
    assert (mail.message_id, mail.references) == ("<1@x.example>", ("<a@x.example>", "<0@x.example>"))
    assert [address.address for address in mail.recipients] == ["mail@juist.example", "b@x.example"]
    assert mail.written_at == datetime(2025, 3, 3, 9, 15, tzinfo=UTC)


def test_the_null_return_path_differs_from_none() -> None:
    assert a_mail("x", "Return-Path: <>\n").return_path == ""
    assert a_mail("x", "").return_path is None


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Patiënt".encode("cp1252"), "utf-8"),
        ("Patiënt".encode(), "us-ascii"),
        ("Patiënt".encode("cp1252"), "no-such-charset"),
        ("Patiënt".encode("cp1252"), "iso-8859-1"),
        ("Patiënt".encode("utf-16"), "utf-16"),
        ("Patiënt".encode(), "unicode_escape"),
        ("\u200bPatiënt".encode(), "utf-8"),
    ],
)
def test_words_survive_a_wrong_charset(content: bytes, charset: str) -> None:
    encoded = base64.b64encode(content).decode()
    mail = read_mail(
        f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{encoded}".encode()
    )
    assert mail.words.whole == "Patiënt"


LABELS = [
    ("x-mac-roman", "mac-roman", "patiënt één"),
    ("x-unicode-2-0-utf-7", "utf-7", "patiënt"),
    ("cp-850", "cp850", "patiënt"),
    ("gb_2312-80", "gb2312", "我看到了名单"),
    ("GB2312", "gb18030", "我看到了名單"),
    ("x-gbk", "gbk", "我看到了名單"),
    ("x-sjis", "shift_jis", "名簿が見えます"),
    ("shift_jis", "cp932", "①名簿"),
    ("cseucpkdfmtjapanese", "euc_jp", "名簿"),
    ("iso-2022-jp", "iso2022_jp_ext", "名簿ｶﾅ"),
    ("x-windows-949", "cp949", "고객 명단"),
    ("x-x-big5", "big5", "客戶名單"),
    ("windows-874", "cp874", "รายชื่อ"),
    ("dos-866", "cp866", "список"),
    ("x-cp1251", "cp1251", "список"),
    ("x-mac-ce", "mac-latin2", "źródło"),
    ("x-nonsense", "cp1252", "patiënt"),
]


@pytest.mark.parametrize(("label", "charset", "words"), LABELS)
def test_the_labels_of_old_programs_are_known(label: str, charset: str, words: str) -> None:
    encoded = base64.b64encode(words.encode(charset)).decode()
    raw = f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: base64\n\n{encoded}".encode()
    assert read_mail(raw).words.own == words


def test_a_long_subject_in_one_encoded_word_is_read() -> None:
    word = base64.b64encode(("patiënt " * 700).encode()).decode()
    assert read_mail(f"Subject: =?utf-8?b?{word}?=\n\nx".encode()).subject.startswith("patiënt patiënt")


def test_of_two_names_the_one_with_all_its_letters_counts() -> None:
    given = "attachment; filename=klanten.bin; filename*=utf-8''klant%C3%ABn.bin"
    mail = read_mail(f"Content-Type: application/octet-stream\nContent-Disposition: {given}\n\nx".encode())
    assert mail.attachments[0].name == "klantën.bin"


def test_eight_bit_letters_in_headers_are_read() -> None:
    mail = read_mail("From: Zoë <z@x.example>\nSubject: privé\n\nx".encode("latin-1"))
    assert mail.from_shown is not None
    assert (mail.subject, mail.from_shown.name) == ("privé", "Zoë")


def test_the_mbox_line_is_no_part_of_the_mail() -> None:
    mail = read_mail(b"From piet@x.example Mon Mar  3 10:15:00 2025\nFrom: piet@x.example\nSubject: a\n\nb")
    assert (mail.subject, mail.words.whole) == ("a", "b")


class TestPictures:
    def test_a_nameless_picture_is_a_picture(self) -> None:
        (picture,) = in_parts("\nzie beeld", PNG_PART).pictures
        assert (picture.content, picture.content_type, picture.name) == (PICTURE, "image/png", "")

    def test_a_picture_called_octet_stream_is_a_picture(self) -> None:
        (picture,) = in_parts("\nzie", PNG_PART.replace("image/png", 'application/octet-stream; name="s.png"')).pictures
        assert (picture.name, picture.content_type) == ("s.png", "image/png")

    def test_a_picture_in_a_forwarded_mail_counts(self) -> None:
        headers = "From: q@x.example\nSubject: in\nContent-Type: multipart/mixed; boundary=z"
        inner = f"Content-Type: message/rfc822\n\n{headers}\n\n--z\n{PNG_PART}--z--\n"
        assert [picture.content for picture in in_parts("\nzie", inner).pictures] == [PICTURE]

    def test_a_picture_written_into_the_html_counts(self) -> None:
        mail = in_parts(f'Content-Type: text/html\n\n<p>zie</p><img src="data:image/png;base64,{IN_BASE64}">')
        assert [(picture.content, picture.is_inline) for picture in mail.pictures] == [(PICTURE, True)]

    def test_a_picture_under_the_sign_off_is_signature_art_and_one_above_is_not(self) -> None:
        html = (
            'Content-Type: text/html\n\n<p>Zie: <img src="cid:1@x"></p>'
            '<p>Met vriendelijke groet,<br>Jan<br><img src="cid:2@x"></p>'
        )
        first, second = (PNG_PART.replace("image/png", f"image/png\nContent-ID: <{n}@x>") for n in (1, 2))
        mail = in_parts(html, first, second, kind="related")
        assert [(picture.is_inline, picture.is_in_signature) for picture in mail.pictures] == [
            (True, False),
            (True, True),
        ]

    def test_a_drawing_in_xml_is_an_attachment(self) -> None:
        mail = in_parts("\nzie", "Content-Type: image/svg+xml; name=a.svg\n\n<svg/>")
        assert (mail.pictures, [each.name for each in mail.attachments]) == ((), ["a.svg"])


class TestAttachments:
    def test_an_attached_list_is_read(self) -> None:
        part = "Content-Type: text/csv; name=lijst.csv\nContent-Disposition: attachment\n\nnaam;nummer\nJan;1"
        mail = in_parts("\nzie", part)
        assert mail.words.attachment_names == ("lijst.csv",)
        assert "Jan;1" in mail.words.attachments[0]
        assert "Jan;1" not in mail.words.whole

    def test_a_pdf_is_named_only(self) -> None:
        mail = in_parts("\nzie", "Content-Type: application/pdf; name*=utf-8''schr%C3%ABef.pdf\n\n%PDF")
        assert (mail.words.attachment_names, mail.words.attachments) == (("schrëef.pdf",), ())

    def test_a_path_in_a_name_stays_words(self) -> None:
        assert in_parts("\nx", "Content-Type: text/plain; name=../../etc/x\n\ny").words.attachment_names == (
            "../../etc/x",
        )


def tnef(*files: tuple[str, bytes]) -> str:
    def attribute(name: int, value: bytes) -> bytes:
        return struct.pack("<BHHI", 2, name, 1, len(value)) + value + b"\x00\x00"

    content = b"\x78\x9f\x3e\x22\x01\x00" + b"".join(
        attribute(0x9002, b"x") + attribute(0x8010, name.encode() + b"\x00") + attribute(0x800F, file)
        for name, file in files
    )
    return base64.b64encode(content).decode()


class TestWinmail:
    HEAD = "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"

    def test_pictures_and_lists_inside_are_found(self) -> None:
        mail = in_parts("\nzie", self.HEAD + tnef(("scherm.png", PICTURE), ("lijst.csv", b"Jan;1")))
        assert [(picture.name, picture.content) for picture in mail.pictures] == [("scherm.png", PICTURE)]
        assert (mail.words.attachment_names, mail.words.attachments) == (("lijst.csv",), ("Jan;1",))

    def test_a_broken_one_stays_an_attachment(self) -> None:
        mail = in_parts("\nzie", self.HEAD + tnef(("scherm.png", PICTURE))[:60])
        assert mail.words.attachment_names == ("winmail.dat",)


class TestTexts:
    def test_html_that_says_more_than_its_plain_twin_is_heard(self) -> None:
        said = "Ik kreeg per ongeluk de gegevens van een collega toegestuurd door uw afdeling"
        mail = in_parts(
            "\nUw programma toont geen HTML", f"Content-Type: text/html\n\n<p>{said}</p>", kind="alternative"
        )
        assert mail.words.own == said
        assert "geen HTML" in mail.words.whole

    def test_html_that_says_the_same_is_not_repeated(self) -> None:
        mail = in_parts(
            "\nIk vond een lijst", "Content-Type: text/html\n\n<b>Ik vond een lijst</b>", kind="alternative"
        )
        assert mail.words.whole == "Ik vond een lijst"

    def test_one_paragraph_of_a_long_page_that_its_plain_twin_leaves_out_is_heard(self) -> None:
        same = " ".join(f"woord{number}" for number in range(300))
        more = "Ik kreeg gisteren per ongeluk het dossier van een andere patiënt te zien"
        page = f"Content-Type: text/html; charset=utf-8\n\n<p>{same}</p><p>{more}</p>"
        assert more in in_parts(f"\n{same}", page, kind="alternative").words.whole

    def test_text_between_attachments_is_read_in_order(self) -> None:
        assert in_parts("\neerst", PNG_PART, "\ndaarna").words.whole == "eerst\n\ndaarna"

    @pytest.mark.parametrize("header", ["multipart/mixed", "multipart/mixed; boundary=other"])
    def test_parts_behind_a_wrong_boundary_are_found(self, header: str) -> None:
        raw = (
            f"From: a@x.example\nContent-Type: {header}\n\n--b\nContent-Type: text/plain\n\nlek\n--b\n{PNG_PART}--b--\n"
        )
        mail = read_mail(raw.encode())
        assert (mail.words.whole, len(mail.pictures)) == ("lek", 1)


class TestForwards:
    BLOCK = "Van: Piet <piet@y.example>\nVerzonden: maandag\nAan: Jan\nOnderwerp: lek\n\nIk vond iets"

    @pytest.mark.parametrize(
        "text",
        [
            f"Ter info\n\n{BLOCK}",
            f"Ter info\n\n---------- Forwarded message ---------\n{BLOCK}",
            f"Ter info\n\n-------- Doorgestuurd bericht --------\n{BLOCK}",
            "Ter info\n\nBegin doorgestuurd bericht:\n\n" + "\n".join(f"> {line}" for line in BLOCK.splitlines()),
        ],
    )
    def test_a_mail_passed_on_in_the_text_is_heard(self, text: str) -> None:
        mail = a_mail(text, "From: jan@x.example\nSubject: Fwd: lek\n")
        assert [sender.address for sender in mail.forwarded_senders] == ["piet@y.example"]
        assert mail.words.forwarded == ("lek\n\nIk vond iets",)
        assert mail.words.own == "Ter info"

    def test_what_an_ordinary_answer_quotes_is_no_forward(self) -> None:
        mail = a_mail(f"Dank\n\n{self.BLOCK}", "From: jan@x.example\nSubject: RE: lek\n")
        assert (mail.words.forwarded, mail.words.own) == ((), "Dank")

    @pytest.mark.parametrize("encoding", ["7bit", "base64"])
    def test_a_mail_attached_is_heard(self, encoding: str) -> None:
        inner = "From: Piet <piet@y.example>\nSubject: lek\n\nIk vond iets"
        content = base64.b64encode(inner.encode()).decode() if encoding == "base64" else inner
        mail = in_parts(
            "\nTer info", f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{content}"
        )
        assert mail.words.forwarded == ("lek\nIk vond iets",)
        assert [sender.address for sender in mail.forwarded_senders] == ["piet@y.example"]
        assert mail.words.whole == "Ter info"


class TestDeliveryReports:
    REPORT = (
        "\nYour mail could not be delivered",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.x.example\n\nAction: failed\nStatus: 5.2.2",
        "Content-Type: text/rfc822-headers\n\nMessage-ID: <letter@juist.example>\nSubject: alarm",
    )

    def test_a_delivery_report_tells_which_letter_came_back(self) -> None:
        mail = in_parts(*self.REPORT, kind="report; report-type=delivery-status")
        assert (mail.is_delivery_report, mail.original_message_ids) == (True, ("<letter@juist.example>",))

    def test_an_old_bounce_tells_it_in_its_text(self) -> None:
        mail = a_mail(
            "Hi. This is the qmail-send program.\nuser unknown\n--- Below\nMessage-ID: <letter@juist.example>\n",
            "Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: failure notice\n",
        )
        assert (mail.is_delivery_report, mail.original_message_ids) == (True, ("<letter@juist.example>",))

    @pytest.mark.parametrize(
        "line",
        ["Message-ID: <letter@juist.example>", "> message-id: <letter@juist.example>",
         "Message ID: <letter@juist.example>",
         "Original message ID is <letter@juist.example>.", "Internet-Message-ID:\n <letter@juist.example>",
         "Nachrichten-ID: <letter@juist.example>", "*Message-Id:* <letter@juist.example>"],
    )  # fmt: skip
    def test_a_bounce_may_tell_it_anywhere_in_its_words(self, line: str) -> None:
        head = "Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: Mail delivery failed\n"
        assert a_mail(f"user unknown\n\n{line}\n", head).original_message_ids == ("<letter@juist.example>",)

    def test_a_bounce_may_put_the_returned_headers_where_those_of_a_part_belong(self) -> None:
        returned = "Received: from x.example\nMessage-ID: <letter@juist.example>\nSubject: alarm\n\nGeachte"
        assert in_parts("\nuser unknown", returned).original_message_ids == ("<letter@juist.example>",)

    def test_a_person_who_speaks_of_undelivered_mail_is_no_mail_server(self) -> None:
        assert not a_mail("Uw brief was onbestelbaar, user unknown").is_delivery_report

    def test_a_postmaster_who_reports_something_is_a_person(self) -> None:
        mail = a_mail("Mail to security@ was undeliverable.", "From: postmaster@x.example\nSubject: lek\n")
        assert not mail.is_delivery_report


def test_every_torture_mail_is_read() -> None:
    folder = CORPORA / "torture"
    if not folder.is_dir():
        pytest.skip("no collected mail: set MELDPOST_CORPORA to its folder")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        read_mail(path.read_bytes())


def test_no_word_of_a_mail_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    read_mail(b"Subject: =?ISO-2022-JP?B?geheim--?=\nFrom: =?x?q?geheim?= <geheim\nDate: geheim\n\ngeheim")
    assert "geheim" not in caplog.text


def test_no_text_of_an_attachment_holds_a_nul_which_no_database_takes() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "anja@buurt.example", "mail@juist.nl", "Brief"
    mail.set_content("Zie de brief.")
    mail.add_attachment(b"{\\rtf1 Loon\x00strook\\'00}", maintype="application", subtype="rtf", filename="brief.rtf")
    assert [each.text for each in read_mail(mail.as_bytes()).attachments] == ["Loonstrook"]
