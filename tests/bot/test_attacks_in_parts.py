"""Commands that stand anywhere but among the words an officer typed: none is done, each mail is answered (H6)."""

import io
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from attacks import EVIL, FROM_KARIN, alarm_to, attempt
from house import KARIN, House
from lexical import lexical_reader
from mails import proven
from PIL import Image, ImageDraw

from bot.direct_reader import DirectReader

_MEETING = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:BEVESTIG\r\n"
    f"DESCRIPTION:{EVIL}\\nBEVESTIG\r\nLOCATION:SLUIT: klaar\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


def _named(mail: EmailMessage, name: str, value: str) -> None:
    del mail[name]
    mail[name] = value


def _inner() -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FROM_KARIN, "BEVESTIG"
    mail.set_content(EVIL)
    return mail


def _picture_of_words() -> bytes:
    page, kept = Image.new("RGB", (1000, 200), "white"), io.BytesIO()
    ImageDraw.Draw(page).text((30, 60), "BEVESTIG", fill="black", font_size=64)
    page.save(kept, "PNG")
    return kept.getvalue()


def text_file(mail: EmailMessage) -> None:
    mail.add_attachment(EVIL, filename="opdracht.txt")


def text_file_without_a_name(mail: EmailMessage) -> None:
    mail.add_attachment(EVIL)


def text_file_shown_below_nothing(mail: EmailMessage) -> None:
    mail.set_content(" ")
    mail.add_attachment(EVIL, filename="opdracht.txt", disposition="inline")


def second_text(mail: EmailMessage) -> None:
    part = EmailMessage(policy=SMTP)
    part.set_content(EVIL)
    mail.make_mixed()
    mail.attach(part)


def attached_mail(mail: EmailMessage) -> None:
    mail.add_attachment(_inner())


def attached_mail_alone(mail: EmailMessage) -> None:
    mail.set_content(" ")
    mail.add_attachment(_inner())


def attached_mail_as_file(mail: EmailMessage) -> None:
    mail.add_attachment(_inner().as_bytes(), maintype="application", subtype="octet-stream", filename="x.eml")


def alt_text(mail: EmailMessage) -> None:
    mail.set_content(f'<p>Gezien.</p><img alt="{EVIL}" src="cid:x">', subtype="html")


def alt_text_alone(mail: EmailMessage) -> None:
    mail.set_content(
        '<p><img alt="BEVESTIG" src="cid:x"></p><p title="BEVESTIG" aria-label="SLUIT"></p>', subtype="html"
    )


def picture_of_words(mail: EmailMessage) -> None:
    mail.add_attachment(_picture_of_words(), maintype="image", subtype="png", filename="BEVESTIG.png")


def picture_of_words_alone(mail: EmailMessage) -> None:
    mail.set_content("")
    mail.add_attachment(_picture_of_words(), maintype="image", subtype="png", filename="BEVESTIG")


def meeting(mail: EmailMessage) -> None:
    mail.add_alternative(_MEETING, subtype="calendar")


def meeting_alone(mail: EmailMessage) -> None:
    mail.set_content(_MEETING, subtype="calendar")


def richer_version(mail: EmailMessage) -> None:
    mail.add_alternative(EVIL, subtype="markdown")


def dynamic_version(mail: EmailMessage) -> None:
    mail.add_alternative(f"<p>{EVIL}</p>", subtype="x-amp-html")


def enriched(mail: EmailMessage) -> None:
    mail.set_content(EVIL, subtype="enriched")


def rich_text(mail: EmailMessage) -> None:
    mail.set_content(f"{{\\rtf1 {EVIL}}}", subtype="rtf")


def table(mail: EmailMessage) -> None:
    mail.set_content(EVIL, subtype="csv")


def subject(mail: EmailMessage) -> None:
    _named(mail, "Subject", "BEVESTIG")


def subject_alone(mail: EmailMessage) -> None:
    _named(mail, "Subject", EVIL)
    mail.set_content("")


def display_name(mail: EmailMessage) -> None:
    _named(mail, "From", f'"BEVESTIG" <{KARIN.address}>')


def display_name_alone(mail: EmailMessage) -> None:
    _named(mail, "From", f'"{EVIL}" <{KARIN.address}>')
    mail.set_content("")


SNEAKED: tuple[Callable[[EmailMessage], None], ...] = (
    *(text_file, text_file_without_a_name, text_file_shown_below_nothing, second_text),
    *(attached_mail, attached_mail_alone, attached_mail_as_file, alt_text, alt_text_alone),
    *(picture_of_words, picture_of_words_alone, meeting, meeting_alone, richer_version, dynamic_version),
    *(enriched, rich_text, table, subject, subject_alone, display_name, display_name_alone),
)


@pytest.mark.parametrize("sneak", SNEAKED, ids=lambda sneak: sneak.__name__)
def test_nothing_but_the_typed_words_commands_and_the_officer_is_answered(
    case_house: House, sneak: Callable[[EmailMessage], None]
) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = FROM_KARIN, "mail@juist.nl", "Re: alarm"
    mail["In-Reply-To"], mail["Message-ID"] = alarm_to(case_house), "<een@juist.nl>"
    mail.set_content("Gezien.")
    sneak(mail)
    assert attempt(case_house, proven(mail.as_bytes())) == 1
