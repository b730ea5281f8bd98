"""The officers' language, line by line: command, near miss that is asked back, or prose (pure; design section 6)."""

import re
import unicodedata
from dataclasses import dataclass

from bot.officers.line_dress import undressed
from bot.officers.near_misses import closest
from bot.officers.verb_forms import (
    CAPITALS_ONLY,
    COLON_ONLY,
    DECISIONS,
    DENIABLE,
    EVERYDAY,
    FORMS,
    LONGEST_NAME,
    MERELY,
    NAMES,
    NAMES_BY_LETTER,
    ONE_LINERS,
    ONLY_SHOW,
    UNMISTAKABLE,
    Form,
)
from register_store.verbs import Verb
from replies.transcript import NotUnderstood

_HESITATION = re.compile(
    r"(?:nog|nooit|pas|eerst|wacht|liever|misschien|never|yet|wait|maybe|later|morgen|tomorrow)\b", re.IGNORECASE
)
#: "BEVESTIG NIET" denies; "SLUIT DE ZAAK" is no lesson.
_DENIAL = re.compile(r"(?:niet|geen|not|no|don't)\b", re.IGNORECASE)
_OBJECT = re.compile(r"(?:de|het|deze|dit|the|it|this)\b", re.IGNORECASE)
_OFF = re.compile(r"(?:uit|off)\W*", re.IGNORECASE)
_REFERENCE = re.compile(r"^\W{0,3}(?:DL|OEF)-\d{4}-\d{1,6}\W{0,4}\s?", re.IGNORECASE)
_ENDINGS = " \t.!,;:"
_POLITE = re.compile(
    r"\W*(?:graag|svp|s\.v\.p\.|aub|a\.u\.b\.|alsje?blieft|alstublieft|please|pls|even)\W*", re.IGNORECASE
)
_MERELY_ASKED = re.compile(
    r"(?:\W*\b(?:graag|svp|aub|alsje?blieft|alstublieft|please|pls|even|nu|now|maar|meteen|direct|dan|het|it|ze|them"
    r"|de brie(?:f|ven)|the letters?)\b){1,4}\W*",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(r"(?:graag|please|svp|aub)\b[,:]?\s(?:(?:het|de|een|the|a)\s)?", re.IGNORECASE)
#: A code of ours alone on a line: he pasted no more than that. Words such as "backup-server" are none.
_CODE_ALONE = re.compile(r"(?=.*\d|[A-Z-]+$)[A-HJ-NP-Za-hj-np-z2-9]{6}[-‐‑–][A-HJ-NP-Za-hj-np-z2-9]{6}[.,!]?")
#: What a telephone writes when somebody dictates ":".
_SPOKEN_COLON = re.compile(r"^(?:dubbele ?punt|colon)\b", re.IGNORECASE)
#: A sentence of more words that begins with a verb in lower case is prose.
_FEW_WORDS = 6
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing an officer asks."""

    verb: Verb
    argument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Everything an officer typed, sorted."""

    commands: tuple[Command, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    note: str = ""  #: prose around the commands
    too_many: bool = False
    names: tuple[str, ...] = ()  #: references of cases that his words name, outside texts that may name any


def read_line(line: str) -> Command | NotUnderstood | None:
    """What one line asks; None: it is prose."""
    line = cleaned(line)
    bare = undressed(line)
    if _CODE_ALONE.fullmatch(bare):
        return Command(verb=Verb.CODE, argument=bare.rstrip(".,!"))
    begin = plain(bare[:LONGEST_NAME])
    for name, verb in NAMES_BY_LETTER.get(begin[:1], ()):
        if begin.startswith(name) and _ends_here(bare[len(name) :]):
            read = _fitted(verb, bare, len(name))
            return NotUnderstood(line=line, meant=read.meant) if isinstance(read, NotUnderstood) else read
    return _near_miss(line, bare)


def takes_more(command: Command, line: str) -> bool:
    """May the text of this command go on in the next line? Not where it is one number, name or day."""
    if command.verb in ONE_LINERS:
        return False
    form = FORMS.get(command.verb, Form.ARGUMENT)
    if form in (Form.LIGHT, Form.ALONE):
        return False
    return bool(command.argument) or ends_in_colon(line) or form in (Form.ARGUMENT, Form.TEXT)


def ends_in_colon(line: str) -> bool:
    """Does a value begin in the next line?"""
    return undressed(cleaned(line)).rstrip("*_ ").endswith((":", "："))


def is_emphatic(line: str) -> bool:
    """Is the first word in capitals, or is there a colon close behind it?"""
    words = undressed(cleaned(line)).split()
    return bool(words) and (words[0].strip(_ENDINGS).isupper() or any(word.endswith(":") for word in words[:2]))


def is_in_capitals(line: str) -> bool:
    """Is the first word in capitals?"""
    return undressed(cleaned(line)).split(" ")[0].strip(_ENDINGS).isupper()


def cleaned(line: str) -> str:
    """One line with single spaces, its accents each one character."""
    return " ".join(unicodedata.normalize("NFC", line).split())


def plain(text: str) -> str:
    """Upper case without accents; letters stay one for one, so that lengths agree."""
    return "".join(unicodedata.normalize("NFD", letter)[0].upper()[:1] for letter in text)


def _ends_here(rest: str) -> bool:
    """Does the verb's last letter end a word? "NO-REPLY" and "IT'er" begin with no verb."""
    return not rest or not (rest[0].isalnum() or (rest[0] in "-'’/@_&+." and rest[1:2].isalnum()))


def _fitted(verb: Verb, line: str, length: int) -> Command | NotUnderstood | None:
    """The line begins with a verb: is it a command in the form this verb asks?"""
    typed, rest = line[:length], _SPOKEN_COLON.sub(":", line[length:].strip(), count=1)
    has_colon = rest.startswith((":", "："))
    argument = re.sub(r"^(?:[:：]|[-–—=]+\s|[.,;]\s)\s*", "", rest).strip()
    emphatic = has_colon or typed.isupper()
    form = FORMS.get(verb, Form.ARGUMENT)
    if not any(letter.isalnum() for letter in argument):
        return _bare(verb, line, form, emphatic=emphatic, asks="?" in argument and verb not in ONLY_SHOW)
    if form is Form.LIGHT and _POLITE.fullmatch(argument) and ("?" not in argument or verb in ONLY_SHOW):
        return Command(verb=verb)
    if verb in COLON_ONLY and not has_colon:
        return None
    if verb in CAPITALS_ONLY and not typed.isupper():
        return NotUnderstood(line=line, meant=verb) if has_colon else None
    if verb in MERELY and not has_colon and _MERELY_ASKED.fullmatch(argument[:_LONGEST_WORD]):
        return NotUnderstood(line=line, meant=verb)
    if _is_doubtful(verb, argument, has_colon=has_colon):
        return NotUnderstood(line=line, meant=_meant(verb, argument))
    if form is Form.TEXT or (form in (Form.OPTIONAL, Form.ARGUMENT) and emphatic):
        return Command(verb=verb, argument=argument)
    # "No mail was lost, says IT" answers nothing; "Nee, dit is reclame van de buren" does.
    answers = verb not in (Verb.YES, Verb.NO) or rest[0] in ",.;!"
    is_prose = verb in EVERYDAY or not (verb in DECISIONS and answers)
    is_long = len(line.split()) > _FEW_WORDS
    return None if not emphatic and is_prose and (is_long or verb in EVERYDAY) else NotUnderstood(line=line, meant=verb)


def _bare(verb: Verb, line: str, form: Form, *, emphatic: bool, asks: bool) -> Command | NotUnderstood:
    if not asks and (emphatic or form in (Form.LIGHT, Form.ALONE, Form.OPTIONAL)):
        return Command(verb=verb)
    return NotUnderstood(line=line, meant=verb)


def _is_doubtful(verb: Verb, argument: str, *, has_colon: bool) -> bool:
    """Two verbs on one line, a decision that is asked or denied: done only when typed plainly."""
    if verb is Verb.HOLD and _OFF.fullmatch(argument):
        return True
    hesitates = (
        _HESITATION.match(argument)
        or (verb in DENIABLE and _DENIAL.match(argument))
        or (verb in (Verb.CONFIRM, Verb.CLOSE) and _OBJECT.match(argument))
    )
    if verb in DECISIONS and (argument.endswith("?") or (not has_colon and hesitates)):
        return True
    other = re.sub(r"^(?:[,;+&/]|(?:en|and)\b)\s*", "", argument, flags=re.IGNORECASE).strip(_ENDINGS)
    if not has_colon and any(plain(other) == name for name, _ in NAMES if len(name) > 3):
        return True
    return not has_colon and other.isupper() and any(plain(other).startswith(name) for name, _ in UNMISTAKABLE)


def _meant(verb: Verb, argument: str) -> Verb:
    return Verb.HOLD_OFF if verb is Verb.HOLD and _OFF.fullmatch(argument) else verb


def _near_miss(line: str, bare: str) -> NotUnderstood | None:
    """A line that looks like a command, mistyped: a short one alone, in capitals or before a colon."""
    if (rest := _REFERENCE.sub("", bare)) != bare:
        inner = read_line(rest) if rest else None
        meant = inner.verb if isinstance(inner, Command) else inner.meant if inner else None
        return NotUnderstood(line=line, meant=meant) if meant else None
    if asked := _ASKED_FIRST.match(bare):
        wanted = plain(bare[asked.end() :][:_LONGEST_WORD].strip(_ENDINGS))
        if found := next((verb for name, verb in NAMES if len(name) > 3 and name == wanted), None):
            return NotUnderstood(line=line, meant=found)
    head, colon, _ = bare.partition(":")
    words = head.split()
    if not words or len(words) > _FEW_WORDS:
        return None
    capitals = [word for word in words[:2] if word.isupper() and len(word) > 1]
    candidates = (
        [*([" ".join(words[:3])] if colon else []), " ".join(words[:2]), words[0]]
        if colon or capitals or len(words) <= 2
        else []
    )
    for candidate in candidates:
        typed = plain(candidate.strip(_ENDINGS + "?\"'“”„‘’«»()[]"))
        if len(typed) <= _LONGEST_WORD and (found := closest(typed, NAMES)):
            return NotUnderstood(line=line, meant=found)
    if found := _inside(bare.split()):
        return NotUnderstood(line=line, meant=found)
    looks_like_one = len(capitals) == len(words[:2]) and len(words) <= 4 and (bool(colon) or len(words) == 1)
    return NotUnderstood(line=line) if looks_like_one else None


def _inside(words: list[str]) -> Verb | None:
    """ "Graag BEVESTIG": an unmistakable verb in capitals among a few words that are not."""
    if len(words) > _FEW_WORDS or all(word.isupper() for word in words):
        return None
    typed = [plain(word.strip(_ENDINGS + "?\"'“”")) for word in words if word.isupper()]
    return next((verb for name, verb in UNMISTAKABLE if name in typed), None)
