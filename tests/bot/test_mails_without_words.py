"""Pictures or attachments that come with no words are for a person to look at, whatever way they hang on the mail."""

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pypdf
import pytest
from house import KARIN, House, text_of
from lexical import lexical_reader
from PIL import Image

from bot.direct_reader import DirectReader
from register_store.case import CaseState

Hung = Callable[[EmailMessage, bytes], None]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


def picture_attached(mail: EmailMessage, screenshot: bytes) -> None:
    mail.set_content("")
    mail.add_attachment(screenshot, maintype="image", subtype="png", filename="IMG_2041.png")


def picture_as_the_whole_mail(mail: EmailMessage, screenshot: bytes) -> None:
    mail.set_content(screenshot, maintype="image", subtype="png")


def picture_in_a_page(mail: EmailMessage, screenshot: bytes) -> None:
    mail.set_content('<html><body><div><img src="cid:een@post"></div></body></html>', subtype="html")
    mail.add_related(screenshot, maintype="image", subtype="png", cid="<een@post>")


def picture_below_a_telephone_signature(mail: EmailMessage, screenshot: bytes) -> None:
    mail.set_content("\nVerstuurd vanaf mijn iPhone\n")
    mail.add_attachment(screenshot, maintype="image", subtype="png")


def picture_called_a_file(mail: EmailMessage, screenshot: bytes) -> None:
    mail.set_content("")
    mail.add_attachment(screenshot, maintype="application", subtype="octet-stream")


def picture_passed_on(mail: EmailMessage, screenshot: bytes) -> None:
    inner = a_bare_mail(subject="")
    picture_attached(inner, screenshot)
    mail.set_content("")
    mail.add_attachment(inner)


def scanned_page(mail: EmailMessage, screenshot: bytes) -> None:
    page = io.BytesIO()
    Image.open(io.BytesIO(screenshot)).save(page, "PDF")
    mail.set_content("")
    mail.add_attachment(page.getvalue(), maintype="application", subtype="pdf", filename="scan0012.pdf")


def page_without_a_name(mail: EmailMessage, _screenshot: bytes) -> None:
    writer, page = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(page)
    mail.set_content("")
    mail.add_attachment(page.getvalue(), maintype="application", subtype="pdf")


def file_that_nobody_can_read(mail: EmailMessage, _screenshot: bytes) -> None:
    mail.set_content("")
    mail.add_attachment(b"\x00\x01" * 400, maintype="application", subtype="octet-stream")


def archive(mail: EmailMessage, screenshot: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr("1.png", screenshot)
    mail.set_content("")
    mail.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename="map.zip")


def empty_part_beside_a_film(mail: EmailMessage, _screenshot: bytes) -> None:
    mail.set_content("\n\n \n")
    mail.add_attachment(b"\x00\x00\x00\x18ftypmp42" + bytes(4000), maintype="video", subtype="mp4")


def voice(mail: EmailMessage, _screenshot: bytes) -> None:
    mail.set_content("")
    mail.add_attachment(b"OggS" + bytes(4000), maintype="audio", subtype="ogg", filename="PTT-20260302.ogg")


WORDLESS: tuple[Hung, ...] = (
    picture_attached,
    picture_as_the_whole_mail,
    picture_in_a_page,
    picture_below_a_telephone_signature,
    picture_called_a_file,
    picture_passed_on,
    scanned_page,
    page_without_a_name,
    file_that_nobody_can_read,
    archive,
    empty_part_beside_a_film,
    voice,
)


def a_bare_mail(*, subject: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "bo@post.example", "mail@juist.nl", subject
    mail["Message-ID"] = "<een@post.example>"
    return mail


@pytest.mark.parametrize("subject", ["", "FW: IMG_2041"])
@pytest.mark.parametrize("hung", WORDLESS, ids=lambda hung: hung.__name__)
def test_what_comes_without_words_is_a_doubt(house: House, a_screenshot: bytes, hung: Hung, subject: str) -> None:
    mail = a_bare_mail(subject=subject)
    hung(mail, a_screenshot)
    house.receives(mail.as_bytes())
    assert [case.state for case in house.cases()] == [CaseState.DOUBT]
    assert house.letters_to("bo@post.example") == [], "nobody is thanked for a doubt"
    assert "bijna geen woorden" in " ".join(text_of(house.letters_to(KARIN.address)[0]).split())


def test_a_mail_with_nothing_at_all_is_ordinary(house: House) -> None:
    mail = a_bare_mail(subject="")
    mail.set_content("")
    house.receives(mail.as_bytes())
    assert house.cases() == []


def test_a_logo_alone_shows_nothing(house: House) -> None:
    logo = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(logo, "PNG")
    mail = a_bare_mail(subject="")
    mail.set_content(logo.getvalue(), maintype="image", subtype="png")
    house.receives(mail.as_bytes())
    assert house.cases() == []


def test_an_attachment_beside_words_is_judged_by_the_words(house: House) -> None:
    mail = a_bare_mail(subject="Factuur stoelen")
    mail.set_content("Bijgaand de factuur voor de veertig stoelen en tien tafels die u in week 50 bij ons bestelde.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf")
    house.receives(mail.as_bytes())
    assert house.cases() == []
