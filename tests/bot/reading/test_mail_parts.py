"""What the parts of a mail are: pictures, things attached, its text in one version or two."""

from email.message import EmailMessage

import pytest
from read_parts import IN_BASE64, PICTURE, PNG_PART, in_parts

from bot.reading.read_mail import read_mail


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

    def test_a_name_is_read_in_the_order_of_its_letters(self) -> None:
        mail = in_parts(
            "\nx", 'Content-Type: text/plain; charset=utf-8; name="foto\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe"\n\ny'
        )
        assert mail.words.attachment_names == ("fotognp.exe",)

    def test_a_path_in_a_name_stays_words(self) -> None:
        assert in_parts("\nx", "Content-Type: text/plain; name=../../etc/x\n\ny").words.attachment_names == (
            "../../etc/x",
        )


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


def test_of_two_names_the_one_with_all_its_letters_counts() -> None:
    given = "attachment; filename=klanten.bin; filename*=utf-8''klant%C3%ABn.bin"
    mail = read_mail(f"Content-Type: application/octet-stream\nContent-Disposition: {given}\n\nx".encode())
    assert mail.attachments[0].name == "klantën.bin"


def test_no_text_of_an_attachment_holds_a_nul_which_no_database_takes() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "anja@buurt.example", "mail@juist.nl", "Brief"
    mail.set_content("Zie de brief.")
    mail.add_attachment(b"{\\rtf1 Loon\x00strook\\'00}", maintype="application", subtype="rtf", filename="brief.rtf")
    assert [each.text for each in read_mail(mail.as_bytes()).attachments] == ["Loonstrook"]
