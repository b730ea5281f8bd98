"""Lines of an officer's mail that say nothing about a case: greetings, thanks, sign-offs, his name (pure)."""

import re
import unicodedata

_LONGEST = 80

_GREETING = re.compile(
    r"(?:beste|hallo|hoi|hai|hey|hi|dag|dear|hello|geachte|l\.s\.?|goede?(?:morgen|middag|navond|nacht)"
    r"|good (?:morning|afternoon|evening))\b[^.:;?]{0,40}[,.!]*",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:alvast |heel |hartelijk |nogmaals |many |heel erg )?(?:dank(?: je| u)?(?: wel| zeer)?|dankjewel|dankuwel"
    r"|bedankt|thanks|thank you|thx|tnx)(?: alvast| very much| a lot| so much| in advance)?)\b.{0,20}",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:met )?(?:(?:vriendelijke|hartelijke|beste|collegiale|warme|zonnige|lieve|m\.?) )?"
    r"(?:groet(?:en|jes)?|gr\.?|grtz?)\b[^:;?]{0,40}"
    r"|m\.?v\.?g\.?\b[^:;?]{0,40}|vr\.? ?gr\.?\b.{0,40}|hgr\b.{0,40}|hoogachtend\b.{0,40}"
    r"|fijn(?:e dag| weekend)\b.{0,30}"
    r"|(?:(?:kind|best|warm|many) )?regards\b.{0,40}|(?:yours )?(?:sincerely|faithfully|truly)\b.{0,40}"
    r"|(?:all the best|best wishes|cheers|best)[,.!]?(?: \w{1,20}){0,2}",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.?\s?s\b", re.IGNORECASE)


def is_courtesy(line: str) -> bool:
    """Is this line nothing but a greeting, thanks or a sign-off?"""
    return len(line) <= _LONGEST and bool(
        _GREETING.fullmatch(line) or _THANKS.fullmatch(line) or _SIGN_OFF.fullmatch(line)
    )


def is_sign_off(line: str) -> bool:
    """Does this line end the mail, so that a name follows?"""
    return len(line) <= _LONGEST and bool(_SIGN_OFF.fullmatch(line))


def is_name(line: str, writer: str) -> bool:
    """Is this the writer's name, a part of it or his initials, perhaps behind a dash?"""
    typed = _letters(line.strip(" -–—~/,."))
    parts = [_letters(part) for part in writer.split()]
    if not typed or not parts:
        return False
    initials = "".join(part[:1] for part in parts)
    return typed in (initials, "".join(parts), *(part for part in parts if len(part) > 1), parts[0][:1] + parts[-1])


def greets(line: str, writer: str) -> bool:
    """ "Beste Karin Vos," in a mail of Karin Vos: nobody greets himself, so a letter to him stands among his words."""
    name = re.fullmatch(r"\s*(?:Beste|Dear)\s(?P<name>[^,]{3,60}),\s*", line[:_LONGEST])
    return name is not None and " " in writer.strip() and _letters(name["name"]) == _letters(writer)


def is_told(line: str) -> bool:
    """Below a sign-off: does the line tell something, rather than name the writer and where he works?"""
    words = line.split()
    return bool(_POSTSCRIPT.match(line)) or (len(words) > 4 and line.rstrip().endswith((".", "!", "?")))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
