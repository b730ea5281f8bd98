"""Finds the address that a visitor typed into a contact form, which the website mailed to us as lines of fields."""

import re

from bot.incoming_mail import Address
from bot.reading.addresses import addresses_in
from bot.reading.header_text import header_text

_FEWEST_FIELDS = 3  # "Naam: ...", "E-mail: ..." may stand under any mail; three fields are a form
_LONGEST = 20_000  # letters in which fields are sought
_FIELD = re.compile(
    r"^[ \t*_|-]{0,4}([^\W\d_][\w .'/-]{1,40}?)[ \t*_]{0,3}[:|][ \t*_]{0,60}(\S[^\n]{0,300})?$", re.MULTILINE
)
_ADDRESS_LABELS = frozenset({
    "e-mail", "email", "e-mailadres", "emailadres", "e-mail adres", "email adres", "uw e-mailadres", "je e-mailadres",
    "uw e-mail", "mailadres", "e-mail address", "email address", "your email", "e-mail-adresse", "adresse e-mail",
    "from", "van", "von", "courriel", "correo electrónico", "adres e-mail",
})  # fmt: skip
_NAME_LABELS = frozenset({
    "naam", "uw naam", "je naam", "volledige naam", "voor- en achternaam", "name", "your name", "full name", "nom",
    "nombre", "imię i nazwisko", "achternaam",
})  # fmt: skip


def form_sender(own_words: str) -> Address | None:
    """Who filled in the form; None when these words are none, or say nothing of an address. Never proof of anything."""
    fields = [(label.strip().lower(), value.strip()) for label, value in _FIELD.findall(own_words[:_LONGEST])]
    if len(fields) < _FEWEST_FIELDS:
        return None
    typed = next((value for label, value in fields if label in _ADDRESS_LABELS and value), "")
    name = next((value for label, value in fields if label in _NAME_LABELS and value), "")
    found = addresses_in(typed)[:1]
    return Address(name=header_text(name)[:200] or found[0].name, address=found[0].address) if found else None
