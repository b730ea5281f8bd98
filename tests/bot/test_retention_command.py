"""`meldpost retention`, and terms in an organisation file that mean nothing."""

from pathlib import Path

import pytest
from house import SECRET

from bot.cli import main

ORGANISATION = """
key = "juist"
name = "Juist B.V."
mailbox = "mail@juist.nl"
domains = ["juist.nl"]
phone = "0492 37 00 87"
management = []
officers = []
"""
SETTINGS = """
data_folder = "data"
key = { env = "MELDPOST_KEY" }
organisations = ["juist.toml"]
[servers.juist.imap]
host = "imap.example"
user = "mail@juist.nl"
password = { env = "MELDPOST_KEY" }
[servers.juist.smtp]
host = "smtp.example"
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MELDPOST_KEY", SECRET)
    (tmp_path / "juist.toml").write_text(ORGANISATION, encoding="utf-8")
    file = tmp_path / "meldpost.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    return file


def test_the_dry_run_says_that_nothing_was_erased(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--settings", str(settings), "retention", "--dry-run"]) == 0
    assert capsys.readouterr().out == "Nothing was erased.\n"


def test_the_command_says_of_how_many_cases_something_is_erased(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--settings", str(settings), "retention"]) == 0
    assert capsys.readouterr().out == "juist: something of 0 cases is erased.\n"


@pytest.mark.parametrize("term", ['"breach.evidnce" = 30', '"breach.evidence" = 0'])
def test_a_term_that_means_nothing_stops_the_start(
    settings: Path, term: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.with_name("juist.toml").write_text(f"{ORGANISATION}\n[retention]\n{term}\n", encoding="utf-8")
    assert main(["--settings", str(settings), "retention", "--dry-run"]) == 2
    assert "retention" in capsys.readouterr().err
