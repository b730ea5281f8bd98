"""Papers: foreign text stays plain text, the same input gives the same bytes, nothing comes from outside."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from replies.typeset import typeset

ATTACKS = [
    '#import "/etc/passwd": *',
    '#read("/etc/passwd")',
    "$ sum_(i=0)^n $",
    "*vet* _schuin_ `code` = kop",
    "\\ \\u{41} \\#panic()",
    "#panic[x]",
    "] #set page(width: 1cm) [",
    '"); #panic("',
    "<label> @reference // comment /* block */",
    "https://elders.example/?a=1&b=#x",
]


def sheet(text: str) -> dict[str, Any]:
    return {
        "language": "nl",
        "reference": "DL-2026-0001",
        "organisation": text,
        "title": text,
        "notice": text,
        "made": text,
        "page": "pagina",
        "of": "van",
        "nothing": text,
        "parts": [
            {"kind": "rows", "title": text, "rows": [[text, text]]},
            {"kind": "timeline", "title": text, "heads": [text] * 4, "rows": [[text] * 4]},
            {"kind": "evidence", "title": text, "heads": [text] * 4, "rows": [[text, text, text, [text, text]]]},
        ],
    }


def words(paper: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages)


@pytest.mark.parametrize("text", ATTACKS)
def test_markup_in_a_value_stays_plain_text(text: str) -> None:
    shown = words(typeset("dossier", sheet(text)))
    assert "".join(text.split()) in shown
    assert "root:" not in shown


def test_a_very_long_word_and_a_very_long_text_stay_on_the_page() -> None:
    """In all that people type; headers and titles are our own and short."""
    data, long = sheet("kort"), "x" * 400 + " " + "woord " * 900
    data["parts"][0]["rows"] = [[long, long]]
    data["parts"][1]["rows"] = [[long] * 4] * 2
    assert len(PdfReader(io.BytesIO(typeset("dossier", data))).pages) > 2


def test_the_same_values_give_the_same_bytes() -> None:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert typeset("dossier", sheet("a"), made_at=at) == typeset("dossier", sheet("a"), made_at=at)
