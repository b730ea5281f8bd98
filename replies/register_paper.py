"""The register as a paper for the AP: an overview, every breach in full, incidents, corrections, the chain's head."""

from collections.abc import Sequence

from register_store.deadlines import AMSTERDAM
from register_store.register_book import Correction, RegisterBook, Row
from register_store.register_columns import COLUMNS, INCIDENT_COLUMNS, Cell, Column, as_text
from replies.typeset import typeset

_OVERVIEW = ("register_no", "status", "found_on", "incident_type", "ap_notified", "subjects_notified")
_CORRECTIONS = ("Nummer", "Wanneer", "Door", "Kolom", "Was", "Is geworden")
#: Marks the seven that Juist's protocol names.
_MARK = " *"


def register_pdf(book: RegisterBook) -> bytes:
    """A4 across, page numbers, tables that break over pages; the same register gives the same bytes."""
    as_of = f"{book.as_of.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    by_key = {column.key: column for column in COLUMNS}
    data = {
        "organisation": book.organisation,
        "as_of": as_of,
        "made": f"Stand van {as_of} (Nederlandse tijd)",
        "intro": _intro(book, as_of),
        "overview_head": ["Nummer", *(_short(by_key[key].header) for key in _OVERVIEW[1:])],
        "overview": [[_shown(row[key]) for key in _OVERVIEW] for row in book.rows],
        "breaches": [_entry(row, COLUMNS) for row in book.rows],
        "incidents": [_entry(row, INCIDENT_COLUMNS) for row in book.incidents],
        "corrections_head": list(_CORRECTIONS),
        "corrections": [_correction(each) for each in book.corrections],
        "account": _account(book),
    }
    return typeset("register", data, made_at=book.as_of)


def _intro(book: RegisterBook, as_of: str) -> str:
    count = "één datalek" if len(book.rows) == 1 else f"{len(book.rows)} datalekken"
    return (
        f"Register van {book.organisation} als bedoeld in artikel 33, vijfde lid, AVG, zoals het stond op {as_of}: "
        f"{count}. Een ster staat bij de zeven gegevens die het protocol noemt."
    )


def _entry(row: Row, columns: Sequence[Column]) -> dict[str, object]:
    pairs = [[_header(column), _shown(row[column.key])] for column in columns if column.key != "register_no"]
    return {"title": as_text(row["register_no"]), "pairs": pairs}


def _header(column: Column) -> str:
    return f"{column.header}{_MARK}" if column.protocol else column.header


def _short(header: str) -> str:
    return header.partition(" (")[0]


def _shown(cell: Cell) -> str:
    return as_text(cell) or "–"


def _correction(each: Correction) -> list[str]:
    when = f"{each.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    return [each.reference, when, each.by, _short(each.header), _shown(each.before), _shown(each.after)]


def _account(book: RegisterBook) -> list[list[str]]:
    return [
        ["Laatste schakel van de keten", book.chain_head],
        ["Aantal gebeurtenissen", str(book.events)],
        *([reference, why] for reference, why in book.elsewhere),
        *([reference, "eerdere inhoud is na de bewaartermijn gewist"] for reference in book.erased),
    ]
