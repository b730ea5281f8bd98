"""An officer's list of affected people: CSV or the cells of a workbook become persons, and rows that cannot be used."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.incoming_mail import Attachment
from bot.reading.document import LONGEST
from register_store.affected_people import Person
from replies.letter_headers import clean_line, is_writable
from replies.people_notices import ListProblem

MOST_PERSONS = 20_000
_LONGEST_NAME, _LONGEST_CELL = 120, 200
_SEPARATORS = ";\t,|"
_FILE = re.compile(r"\.(?:csv|tsv|txt|xlsx)$", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(r"[^\s@;,<>]{1,64}@[^\s@;,<>]{1,190}")
#: No name has these; a template, a formula or a robot does.
_NO_NAME = re.compile(r"[\[\]{}<>@|=\\]|https?:|www\.", re.IGNORECASE)

#: How columns are called, without accents, signs and capitals.
_HEADERS: Mapping[str, str] = {
    "name": "naam name volledigenaam fullname betrokkene persoon klant customer person",
    "first": "voornaam voornamen firstname givenname roepnaam voorletters initials",
    "infix": "tussenvoegsel tussenvoegsels infix voorvoegsel",
    "last": "achternaam lastname surname familienaam familyname",
    "mail": "email mail emailadres mailadres emailaddress mailaddress emails adresemail",
    "street": "adres address straat street adresregel1 address1 addressline1 straatennummer postadres",
    "number": "huisnummer nummer nr housenumber number",
    "suffix": "toevoeging huisnummertoevoeging suffix",
    "postcode": "postcode postalcode zip zipcode",
    "city": "plaats woonplaats stad city town",
    "country": "land country",
    "language": "taal language lang",
}
_ENGLISH = frozenset({"en", "eng", "engels", "english"})
_DUTCH = frozenset({"nl", "nld", "dut", "nederlands", "dutch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """Who can be written to, and which rows cannot; values of bad rows are not kept."""

    persons: tuple[Person, ...] = ()
    problems: Mapping[ListProblem, tuple[int, ...]] = field(default_factory=dict)
    shared: tuple[int, ...] = ()  #: rows whose mail address belongs to another person too


class UnreadableList(ValueError):
    """The attachment is no list of people that can be read whole."""


def lists_among(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """What an officer attached as address list, going by its name."""
    return tuple(each for each in attachments if _FILE.search(each.name.strip()))


def read_people(attachments: Sequence[Attachment], written_before: frozenset[str] = frozenset()) -> PeopleList:
    """All lists of one mail together; row numbers of a second list go on. Raises `UnreadableList`."""
    found: list[Person] = []
    for attachment in attachments:
        found += _persons(attachment, after=found[-1].row if found else 0)
    if not found or len(found) > MOST_PERSONS:
        raise UnreadableList
    return _sifted(found, written_before)


def _persons(attachment: Attachment, after: int) -> list[Person]:
    if not attachment.text.strip() or len(attachment.text) >= LONGEST:
        raise UnreadableList  # what was cut off would silently get no letter
    rows = _rows(attachment.text)
    start, columns = _columns(rows)
    if not columns:
        raise UnreadableList
    told = [(number, row) for number, row in enumerate(rows, start=1) if number > start and any(row)]
    # A workbook's text begins with the name of its sheet, which is no row.
    offset = after - (1 if attachment.name.lower().endswith(".xlsx") else 0)
    return [_person(number + offset, row, columns) for number, row in told]


def _rows(text: str) -> list[list[str]]:
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        lines[0] = "\n"
    head = "".join(lines[:5])
    separator = max(_SEPARATORS, key=head.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
    except csv.Error:
        raise UnreadableList from None


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]]:
    """The row with the names of the columns, and which is where; without such a row the cells themselves tell."""
    for number, row in enumerate(rows[:10], start=1):
        named = {key: place for place, cell in enumerate(row) if (key := _key(cell))}
        if len(named) > 1 or "mail" in named:
            return number, _with_mail(named, rows[number : number + 20])
    for row in rows[:3]:
        mails = [place for place, cell in enumerate(row) if _ADDRESS_LIKE.fullmatch(cell)]
        if mails:
            others = [place for place, cell in enumerate(row) if cell and place != mails[0]]
            return 0, {"mail": mails[0]} | ({"name": others[0]} if others else {})
    return 0, {}


def _with_mail(named: dict[str, int], below: Sequence[Sequence[str]]) -> dict[str, int]:
    """A column "Adres" may hold mail addresses."""
    street = named.get("street")
    if "mail" in named or street is None:
        return named
    cells = [row[street] for row in below if street < len(row) and row[street]]
    if cells and all(_ADDRESS_LIKE.fullmatch(cell) for cell in cells):
        return {**{key: place for key, place in named.items() if key != "street"}, "mail": street}
    return named


def _key(cell: str) -> str | None:
    plain = unicodedata.normalize("NFKD", cell.casefold())
    word = "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
    return next((key for key, words in _HEADERS.items() if word in words.split()), None)


def _person(number: int, row: Sequence[str], columns: Mapping[str, int]) -> Person:
    def cell(key: str) -> str:
        place = columns.get(key, len(row))
        return clean_line(row[place], _LONGEST_CELL) if place < len(row) else ""

    name = cell("name") or " ".join(filter(None, (cell("first"), cell("infix"), cell("last"))))
    street = " ".join(filter(None, (cell("street"), cell("number"), cell("suffix"))))
    town = " ".join(filter(None, (cell("postcode"), cell("city"))))
    # A street alone is no address for the post.
    postal = "\n".join(filter(None, (street, town, cell("country")))) if street and (town or "," in street) else ""
    spoken = cell("language").lower()
    language = "en" if spoken in _ENGLISH else "nl" if spoken in _DUTCH else ""
    return Person(row=number, name=name, address=cell("mail") or None, postal=postal, language=language)


def _sifted(persons: Sequence[Person], written_before: frozenset[str]) -> PeopleList:
    good: list[Person] = []
    problems: dict[ListProblem, list[int]] = {problem: [] for problem in ListProblem}
    seen: set[tuple[str, str]] = set()
    for person in persons:
        who = (person.name.casefold(), (person.address or person.postal).casefold())
        problem = _problem(person, written_before) or (ListProblem.DUPLICATE if who in seen else None)
        seen.add(who)
        if problem:
            problems[problem].append(person.row)
        else:
            good.append(person)
    found = {problem: tuple(rows) for problem, rows in problems.items() if rows}
    return PeopleList(persons=tuple(good), problems=found, shared=_shared(good))


def _problem(person: Person, written_before: frozenset[str]) -> ListProblem | None:
    if len(person.name) > _LONGEST_NAME or _NO_NAME.search(person.name):
        return ListProblem.BAD_NAME
    if person.address is None:
        return None if person.postal and person.name else ListProblem.NO_ADDRESS
    if person.address.lower() in written_before:
        return ListProblem.WRITTEN_BEFORE
    return None if _is_writable(person.address) else ListProblem.BAD_ADDRESS


def _is_writable(address: str) -> bool:
    """One address that a To header can carry, with a dot in its domain; nobody meant "jan@localhost"."""
    has_dot = "." in address.rpartition("@")[2].strip(".")
    return has_dot and bool(_ADDRESS_LIKE.fullmatch(address)) and is_writable(address)


def _shared(persons: Sequence[Person]) -> tuple[int, ...]:
    rows: dict[str, list[int]] = {}
    for person in persons:
        if person.address:
            rows.setdefault(person.address.lower(), []).append(person.row)
    return tuple(row for same in rows.values() if len(same) > 1 for row in same)
