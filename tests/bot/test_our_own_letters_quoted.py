"""Nothing that our own letters say is ever done or asked back, however a program quotes them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.officers.typed_mail import read_commands, read_mail_commands
from bot.reading.html_text import html_to_text
from bot.reading.own_words import own_words
from classifiers.words import Words
from register_store.letter import Letter
from register_store.verbs import Verb
from replies.sample_values import DOORKEES, JUIST
from replies.samples import sample_letters
from replies.transcript import Place

TO_OFFICERS = [letter for letter in sample_letters() if letter.officer]
IDS = [f"{number}-{letter.kind.value}" for number, letter in enumerate(TO_OFFICERS)]


def text_of(letter: Letter, kind: str) -> str:
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()) if kind == "plain" else html_to_text(str(body.get_content()))


def words_of(text: str) -> Words:
    parts = own_words(text)
    return Words(subject="", own=parts.own, whole=text, quoted=parts.quoted)


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("letter", TO_OFFICERS, ids=IDS)
def test_a_program_that_marks_nothing_has_us_do_nothing(letter: Letter, kind: str) -> None:
    text = text_of(letter, kind)
    officer = next(one for each in (JUIST, DOORKEES) for one in each.officers if one.address == letter.officer)
    assert read_commands(text, officer.name).commands == ()
    assert {command.verb for command in read_commands(f"BEVESTIG\n\n{text}").commands} <= {Verb.CONFIRM}


@pytest.mark.parametrize("letter", TO_OFFICERS, ids=IDS)
def test_a_quoted_letter_is_not_asked_back(letter: Letter) -> None:
    text = text_of(letter, "plain")
    quoted = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
    outlook = "Van: Juist B.V. <mail@juist.nl>\nVerzonden: maandag 23 november 2026 09:14\nAan: K\nOnderwerp: zaak\n"
    for answer in (
        f"OPPAKKEN\n\nOp ma 23 nov 2026 om 09:14 schreef Juist B.V. <mail@juist.nl>:\n\n{quoted}",
        f"OPPAKKEN\n\n{outlook}\n{text}",
    ):
        typed = read_mail_commands(words_of(answer))
        assert [command.verb for command in typed.commands] == [Verb.TAKE]
        assert typed.not_understood == ()


def test_a_command_typed_into_our_letter_is_asked_back() -> None:
    text = text_of(TO_OFFICERS[0], "plain").replace("Beste", "BEVESTIG: dit is er een\n\nBeste", 1)
    typed = read_mail_commands(words_of(f"Zie hieronder\n\n-----Oorspronkelijk bericht-----\n{text}"))
    assert typed.commands == ()
    assert [(odd.meant, odd.place) for odd in typed.not_understood] == [(Verb.CONFIRM, Place.OLD_TEXT)]
