"""Words encrypted within a text are told to be there; the words around them are read."""

import pytest
from read_parts import a_mail, in_parts

BLOCK = "-----BEGIN PGP MESSAGE-----\n\nhQEMA5vJ0iJ4b0x7AQf\n=abcd\n-----END PGP MESSAGE-----\n"
PUBLIC = BLOCK.replace("MESSAGE", "PUBLIC KEY BLOCK")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BLOCK, ""),
        (f"Zie hieronder.\n\n{BLOCK}", "Zie hieronder."),
        (f"Boven.\n{BLOCK}Onder.\n", "Boven.\n\nOnder."),
        (f"Een.\n{BLOCK}Twee.\n{BLOCK}", "Een.\n\nTwee."),
        (f"Afgebroken.\n{BLOCK[:50]}", "Afgebroken."),
    ],
)
def test_what_is_encrypted_hangs_beside_the_words(text: str, words: str) -> None:
    mail = a_mail(text)
    assert (mail.words.own, mail.words.attachment_names) == (words, ("message.asc",))
    assert "EncryptedMail" in mail.defects


@pytest.mark.parametrize(
    "text", [PUBLIC, f"Ik schreef {BLOCK[:27]} erboven.", f"> {BLOCK[:27]}\n> x\n\nDat las ik niet."]
)
def test_what_is_not_encrypted_stays_words(text: str) -> None:
    mail = a_mail(text)
    assert (mail.words.whole, mail.attachments, mail.defects) == (text.strip(), (), ())


def test_a_block_that_is_attached_stays_one_attachment() -> None:
    part = f"Content-Type: text/plain; name=brief.asc\nContent-Disposition: attachment\n\n{BLOCK}"
    assert in_parts("\nZie bijlage.", part).words.attachment_names == ("brief.asc",)
