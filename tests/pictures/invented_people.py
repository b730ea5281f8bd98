"""People who do not exist, with test BSNs and the account numbers that banks print in their manuals."""

import random
from dataclasses import dataclass

from stdnum.nl import bsn

FIRST = ("Anja", "Bram", "Carmen", "Dirk", "Elif", "Freek", "Greet", "Hakan", "Ineke", "Joris", "Kaat", "Lotte", "Mees")
LAST = ("de Wit", "Bakker", "van der Horst", "Yilmaz", "Kuipers", "Smeets", "Terpstra", "Vonk", "Zwart", "Okafor")
STREETS = ("Beukenlaan", "Kerkstraat", "Wilgenhof", "Molenweg", "Lindeplein", "Havenkade", "Dorpsdijk")
LETTERS = "BCDEGHKLNP"
PLACES = ("Aarle", "Beekdorp", "Cuijkveen", "Driehuis", "Eikenrode")
IBANS = (
    "NL91 ABNA 0417 1643 00",
    "NL20 INGB 0001 2345 67",
    "NL69 INGB 0123 4567 89",
    "NL02 ABNA 0123 4567 89",
    "NL39 RABO 0300 0652 64",
    "NL44 RABO 0123 4567 89",
    "NL86 INGB 0002 4455 88",
    "NL13 TEST 0123 4567 89",
    "BE71 0961 2345 6769",
    "DE89 3704 0044 0532 0130 00",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody invented."""

    name: str
    bsn: str
    iban: str
    street: str
    place: str
    born: str
    mail: str
    phone: str


def invented(chance: random.Random) -> Person:
    """Another person at each call; the same for the same chance."""
    first, last = chance.choice(FIRST), chance.choice(LAST)
    return Person(
        name=f"{first} {last}",
        bsn=_test_bsn(chance),
        iban=chance.choice(IBANS),
        street=f"{chance.choice(STREETS)} {chance.randint(1, 240)}",
        place=f"{chance.randint(1000, 9999)} {chance.choice(LETTERS)}{chance.choice(LETTERS)} {chance.choice(PLACES)}",
        born=f"{chance.randint(1, 28):02}-{chance.randint(1, 12):02}-{chance.randint(1950, 2005)}",
        mail=f"{first.lower()}.{last.split()[-1].lower()}@buurt.example",
        phone=f"06 {chance.randint(10, 99)} {chance.randint(100, 999)} {chance.randint(100, 999)}",
    )


def _test_bsn(chance: random.Random) -> str:
    """Passes the 11-test, in a range that is never given out."""
    while True:
        number = f"9999{chance.randint(0, 99_999):05}"
        if bsn.is_valid(number):
            return number
