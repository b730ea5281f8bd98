"""`explain --html` shows a mail with its clues in place, its gates, findings and pictures, and asks nothing."""

import re
import stat
from pathlib import Path

import pytest
from mails import REPORT, a_mail

from bot.cli import main
from bot.marked_text import Piece, marked
from register_store.findings import Clue, Where


def clue(text: str, weight: float = 1.0) -> Clue:
    return Clue(label=f"clue {text[:3]}", text=text, weight=weight, where=Where.BODY)


@pytest.mark.parametrize(
    ("text", "clues", "cut"),
    [
        ("een twee drie", [], ["een twee drie"]),
        ("een twee drie", [clue("twee")], ["een ", "[twee]", " drie"]),
        ("een twee drie", [clue("een"), clue("drie")], ["[een]", " twee ", "[drie]"]),
        ("een\n> twee drie", [clue("een twee")], ["[een\n> twee]", " drie"]),
        ("Een Twee", [clue("twee")], ["Een ", "[Twee]"]),
        ("een twee", [clue("vier")], ["een twee"]),
        ("een (twee) [a-z]+", [clue("(twee) [a-z]+")], ["een ", "[(twee) [a-z]+]"]),
        ("", [clue("een")], []),
        ("een twee", [clue("")], ["een twee"]),
    ],
)
def test_a_text_is_cut_where_its_clues_stand(text: str, clues: list[Clue], cut: list[str]) -> None:
    pieces = marked(text, clues)
    assert [f"[{piece.text}]" if piece.clues else piece.text for piece in pieces] == cut
    assert "".join(piece.text for piece in pieces) == text


def test_clues_that_share_words_share_a_piece_the_heaviest_first() -> None:
    light, heavy = clue("twee", 0.5), clue("een twee drie", 3.0)
    assert marked("een twee drie", [light, heavy]) == (Piece(text="een twee drie", clues=(heavy, light)),)


@pytest.fixture
def page(tmp_path: Path, a_screenshot: bytes) -> str:
    """The page of a report with a screenshot, a mail that is no HTML, and a robot's mail."""
    odd = a_mail("<script>alert(1)</script> & <b>dik</b>", subject="<i>onderwerp</i>")
    robot = a_mail("Ik ben er niet.", Auto_Submitted="auto-replied")
    files = []
    for number, mail in enumerate((a_mail(pictures=(a_screenshot,)), odd, robot)):
        files.append(tmp_path / f"{number}.eml")
        files[-1].write_bytes(mail)
    target = tmp_path / "page.html"
    assert main(["explain", "--html", str(target), *map(str, files)]) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    return target.read_text(encoding="utf-8")


def test_the_page_shows_clues_in_place_findings_gates_and_pictures(page: str) -> None:
    assert re.search(r"<mark class=\"for\">[^<]*loonstrook van een andere medewerker", page)
    assert "personal_data" in page
    assert "stated" in page
    assert "<strong>Evidence</strong>" in page
    assert "data:image/png;base64," in page
    assert "automatic" in page
    assert 'class="no"' in page
    assert "the sender may not be answered" in page


def test_the_page_needs_nothing_else_and_runs_nothing_of_a_mail(page: str) -> None:
    assert "<script" not in page
    assert "<b>dik</b>" not in page
    assert "<i>onderwerp</i>" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)


def test_a_mail_that_cannot_be_had_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "een.eml"
    there.write_bytes(a_mail(REPORT))
    target = tmp_path / "page.html"
    assert main(["explain", "--html", str(target), str(there), str(tmp_path / "weg.eml")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert target.is_file()
