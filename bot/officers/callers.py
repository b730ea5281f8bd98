"""Who called or wrote, as an officer tells it: "vandaag 09:10 van Jan Jansen, 06 12345678, over een brief" (pure)."""

import re
from dataclasses import dataclass

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

#: So much of a text is looked through; who called stands at its beginning.
_LONGEST = 300
_TITLE = r"(?:(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|de heer|mrs\.?|mr\.?|ms\.?)\s)"
_PARTICLE = r"(?:(?:van der|van den|van de|van het|van|der|den|de|ten|ter|te|el|al)\s)"
_WORD = r"[A-ZÀ-Ý](?:[\w’'-]{1,30}|\.(?:[A-Z]\.){0,4})"
_NAME = rf"(?:{_PARTICLE}?{_WORD})(?:\s{_PARTICLE}?{_WORD}){{0,3}}"
_CALLER = re.compile(rf"\b(?:[Vv]an|[Dd]oor|[Bb]elde|[Ff]rom|[Bb]y)\s(?P<name>{_TITLE}?{_NAME})")
#: "mevrouw Jansen belde"; without a title it may be "Gisteren belde".
_CALLED = re.compile(rf"\b(?P<name>{_TITLE}{_NAME})\s(?:belde|heeft gebeld|called|phoned|rang)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who reported a breach otherwise than by mail (J18)."""

    name: str | None
    phone: str | None  #: as it is dialled in the Netherlands, or with its country

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.phone) if part)


def caller_in(text: str) -> Caller | None:
    """The first name at "van" or "belde", and the first telephone number; None when there is neither."""
    beginning = " ".join(text.split())[:_LONGEST]
    named = _CALLED.search(beginning) or _CALLER.search(beginning)
    numbers = PhoneNumberMatcher(beginning, "NL", leniency=Leniency.VALID, max_tries=20)
    phone = next((found.number for found in numbers), None)
    if named is None and phone is None:
        return None
    is_dutch = phone is not None and phone.country_code == 31
    style = PhoneNumberFormat.NATIONAL if is_dutch else PhoneNumberFormat.INTERNATIONAL
    return Caller(name=named["name"] if named else None, phone=format_number(phone, style) if phone else None)
