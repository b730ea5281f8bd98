"""A mail passed on is heard, in the text or attached, and its sender named."""

import base64

import pytest
from read_parts import a_mail, in_parts

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
def test_a_mail_passed_on_in_the_text_is_heard(text: str) -> None:
    mail = a_mail(text, "From: jan@x.example\nSubject: Fwd: lek\n")
    assert [sender.address for sender in mail.forwarded_senders] == ["piet@y.example"]
    assert mail.words.forwarded == ("lek\n\nIk vond iets",)
    assert mail.words.own == "Ter info"


def test_what_an_ordinary_answer_quotes_is_no_forward() -> None:
    mail = a_mail(f"Dank\n\n{BLOCK}", "From: jan@x.example\nSubject: RE: lek\n")
    assert (mail.words.forwarded, mail.words.own) == ((), "Dank")


@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_a_mail_attached_is_heard(encoding: str) -> None:
    inner = "From: Piet <piet@y.example>\nSubject: lek\n\nIk vond iets"
    content = base64.b64encode(inner.encode()).decode() if encoding == "base64" else inner
    mail = in_parts("\nTer info", f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{content}")
    assert mail.words.forwarded == ("lek\nIk vond iets",)
    assert [sender.address for sender in mail.forwarded_senders] == ["piet@y.example"]
    assert mail.words.whole == "Ter info"
