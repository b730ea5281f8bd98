"""Whatever people type and however an organisation is called: every paper comes to an end, with every page readable."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from replies.paper_text import LONGEST_VALUE, fit_for_paper

ROOT = Path(__file__).parents[2]
#: A paper that does not end in this time hangs: a typical one takes a tenth of a second.
_PATIENCE = 120

HOSTILE = {
    "one word of ten thousand letters": "x" * 10_000,
    "a text of ten thousand letters": "woord " * 1_700,
    "markup": "#panic() $ sum $ \\ *vet* _schuin_ ] [ <a> @b // " * 200,
    "turned around": "\u202e" + "abc \u2067 שלום \u0627\u0644\u0633 " * 300,
    "pictures in letters": "👩‍👩‍👧‍👦🏳️‍🌈" * 400,
    "accents upon accents": "a" + "\u0301" * 5_000,
    "nothing to see": "\u200b" * 5_000,
    "control characters": "".join(map(chr, range(32))) * 40,
    "half a character": "\udfff naam \ud800",
    "line upon line": "a\n" * 5_000,
}

_CHILD = """
import json, pathlib, sys
from replies.typeset import typeset
for template, data in json.loads(sys.stdin.read()).items():
    pathlib.Path(sys.argv[1], template).write_bytes(typeset(template, data))
"""


def compile_all(papers: dict[str, dict[str, object]], folder: Path) -> None:
    """In a process of its own: a typesetter that hangs cannot be stopped otherwise."""
    command = [sys.executable, "-c", _CHILD, str(folder)]
    subprocess.run(command, input=json.dumps(papers).encode(), timeout=_PATIENCE, check=True, cwd=ROOT)


def the_papers(text: str) -> dict[str, dict[str, object]]:
    """Every paper of ours with this text in each value."""
    entry = {"title": text, "pairs": [[text, text]]}
    row = {
        "number": "5.1",
        "question": text,
        "article": text,
        "lines": [text],
        "standing": "missing",
        "choices": [text],
    }
    head = {
        "language": "nl",
        "reference": text,
        "organisation": text,
        "title": text,
        "made": text,
        "page": "p",
        "of": "v",
    }
    letter = {
        "language": "nl",
        "date": text,
        "subject": text,
        "postal": [text],
        "blocks": [{"kind": kind, "text": text} for kind in ("heading", "bullet", "text")],
    }
    ap = {
        **head,
        **dict.fromkeys(("notice", "version", "privacy", "gaps_title", "no_gaps", "unchanged_words", "unknown"), text),
        "gaps": [[text] * 3],
        "gap_heads": [text] * 3,
        "unchanged": False,
        "standings": {"recorded": "r", "to_confirm": "t", "missing": "m"},
        "sections": [{"title": text, "rows": [row]}],
    }
    register = {
        "organisation": text,
        "as_of": text,
        "made": text,
        "intro": text,
        "overview_head": [text] * 6,
        "overview": [[text] * 6],
        "breaches": [entry],
        "incidents": [entry],
        "corrections_head": [text] * 6,
        "corrections": [[text] * 6],
        "account": [[text, text]],
    }
    people = {"title": text, "organisation": text, "reference": text, "sender": [text], "letters": [letter]}
    parts = [
        {"kind": "rows", "title": text, "rows": [[text, text]]},
        {"kind": "timeline", "title": text, "heads": [text] * 4, "rows": [[text] * 4]},
        {"kind": "evidence", "title": text, "heads": [text] * 4, "rows": [[text, text, text, [text, text]]]},
    ]
    dossier = {**head, "notice": text, "nothing": text, "parts": parts}
    return {"dossier": dossier, "ap_sheet": ap, "register": register, "people_letters": people}


def test_every_paper_is_tried() -> None:
    templates = {path.stem for path in (ROOT / "replies" / "papers").glob("*.typ")} - {"paper"}
    assert templates == set(the_papers(""))


@pytest.mark.parametrize("what", HOSTILE)
def test_papers_of_hostile_texts_come_to_an_end(tmp_path: Path, what: str) -> None:
    papers = the_papers(HOSTILE[what])
    compile_all(papers, tmp_path)
    for template in papers:
        pages = PdfReader(BytesIO((tmp_path / template).read_bytes())).pages
        assert 1 <= len(pages) <= 60, template


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        ("organisation", "Stichting\nZorg  en\tWelzijn", "Stichting Zorg en Welzijn"),
        ("organisation", "x" * 71, "x" * 69 + "…"),
        ("organisation", "x" * 70, "x" * 70),
        ("reference", "DL-2026-0001", "DL-2026-0001"),
        ("rows", "regel één\nregel twee", "regel één\nregel twee"),
        ("rows", "a\u202eb\x00c\ud800", "a b c?"),
        ("rows", "x" * LONGEST_VALUE, "x" * LONGEST_VALUE),
        ("rows", "x" * (LONGEST_VALUE + 1), "x" * (LONGEST_VALUE - 1) + "…"),
        ("rows", "é 👍 שלום $ # \\", "é 👍 שלום $ # \\"),
    ],
)
def test_a_text_is_made_fit_and_never_more_than_needed(key: str, text: str, shown: str) -> None:
    assert fit_for_paper({key: [text]}) == {key: [shown]}
    assert fit_for_paper({key: text, "number": 3, "known": True}) == {key: shown, "number": 3, "known": True}
