"""Every column that may hold personal data is erased by something; who adds one says by what."""

import pytest
from sqlalchemy import JSON, LargeBinary, String

from register_store.tables import metadata

#: Columns of text or bytes that hold nothing of people: keys, digests, closed choices, our own numbers.
HARMLESS = {
    "mailboxes": {"organisation", "folder"},
    "journal": {
        *("organisation", "folder", "state", "fingerprint", "likeness", "spool", "rest_for", "route", "verdict"),
        "said",
    },
    "counters": {"organisation", "series"},
    "case_events": {"organisation", "reference", "actor", "kind", "payload_digest", "previous", "digest"},
    "evidence": {"organisation", "sha256", "reference", "kind", "content_type"},
    "warnings": {"organisation", "reference"},
    "rounds": {"organisation", "name"},
    "tombstones": {"organisation", "likeness"},
    "leases": {"organisation", "holder"},
}
#: Columns that may hold something of people, and what erases them. Rows of "row" go whole.
ERASED_BY = {
    "cases": "Part.FINDER, Part.CASE_FILE, Part.ROW",
    "event_payloads": "Part.FINDER, Part.CASE_FILE",
    "case_mails": "row: Part.FINDER",
    "letters": "Part.FINDER, Part.CASE_FILE; people: Subjects.erase",
    "outbox": "Part.FINDER; people: Subjects.forget_contents",
    "labels": "row: Part.FINDER, label.loose",
    "mailings": "row: Part.CASE_FILE",
    "subjects": "row: Subjects.erase",
    "held_commands": "row: Part.FINDER, held.commands",
    "requests": "row: Part.CASE_FILE",
    "drafts": "row: Part.FINDER",
    "hallmarks": "row: Part.FINDER",
}


@pytest.mark.parametrize("name", sorted(table.name for table in metadata.sorted_tables))
def test_every_column_that_may_hold_personal_data_is_erased_by_somebody(name: str) -> None:
    table = metadata.tables[name]
    columns = {column.name for column in table.columns if isinstance(column.type, String | JSON | LargeBinary)}
    if name in ERASED_BY:
        return
    assert columns <= HARMLESS.get(name, set()), "say in ERASED_BY what erases this column, or here why it is harmless"
