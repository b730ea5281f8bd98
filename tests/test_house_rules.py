"""The rules of the house that no linter knows: one door per library, settings explained, README true."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import _parser
from config.settings import EXAMPLE_FILE, Imap, OfficerImap, Servers, Smtp, _File
from register_store.verbs import DUTCH, Verb

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "classifiers", "replies", "register_store", "config")

#: Library -> the files that may import it; the demo plays the other side of the doors.
DOORS = {
    "imapclient": {"bot/mail_servers/imap_connection.py"},
    "smtplib": {"bot/mail_servers/smtp_sender.py"},
    "apscheduler": {"bot/scheduler.py"},
    "jinja2": {"replies/render.py"},
    "mailparser": {"bot/reading/header_facts.py"},
    "tesserocr": {"classifiers/picture_words.py"},
    "pymap": {"bot/demo/servers.py"},
    "matplotlib": {"replies/digest_plot.py"},
    "dns": {"bot/reading/resolver.py"},
    "msal": {"bot/mail_servers/sign_in.py"},
    "pypdf": {"bot/reading/pdf_document.py"},
    "olefile": {"bot/reading/outlook_message.py"},
    "typst": {"replies/typeset.py"},
    "pyzipper": {"bot/evidence_archive.py"},
    "asn1crypto": {"bot/reading/signed_data.py"},
    "pysequoia": {"bot/officer_keys/openpgp.py"},
}


def python_files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    importers = {str(path.relative_to(ROOT)) for path in python_files() if library in imports_of(path)}
    assert importers == DOORS[library]


def test_only_the_register_store_speaks_sql() -> None:
    importers = {path.relative_to(ROOT).parts[0] for path in python_files() if "sqlalchemy" in imports_of(path)}
    assert importers == {"register_store"}


@pytest.mark.parametrize("path", list(python_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_says_first_what_it_is_for(path: Path) -> None:
    if path.is_relative_to(ROOT / "register_store" / "migrations" / "versions"):
        return
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, "the first line of a file is one sentence saying what it is for"


@pytest.mark.parametrize("path", list(python_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_idea_long(path: Path) -> None:
    if path.is_relative_to(ROOT / "register_store" / "migrations" / "versions"):
        return
    if path == ROOT / "register_store" / "tables.py":
        return  # tables may be long
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_setting_stands_with_a_comment_in_the_example() -> None:
    text = EXAMPLE_FILE.read_text(encoding="utf-8")
    example = tomllib.loads(text)
    juist = example["servers"]["juist"]
    assert set(example) == set(_File.model_fields)
    assert set(juist) == set(Servers.model_fields)
    assert set(juist["imap"]) == set(Imap.model_fields)
    assert set(juist["smtp"]) == set(Smtp.model_fields)
    assert set(juist["officer_imap"]) == set(OfficerImap.model_fields)


def test_the_example_starts_in_trial_mode() -> None:
    assert tomllib.loads(EXAMPLE_FILE.read_text(encoding="utf-8"))["trial_recipient"]


def test_the_readme_names_every_command_and_every_verb() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = next(action for action in _parser()._actions if action.choices).choices
    assert commands is not None
    assert [name for name in commands if f"meldpost {name}" not in readme] == []
    assert [verb for verb in Verb if DUTCH[verb] not in readme or verb.value not in readme] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("make demo") < readme.index("make test") < readme.index("##")


def test_pictures_of_the_readme_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)|<img[^>]+src=\"([^\"]+)\"", readme)
    assert pictures
    assert [name for pair in pictures for name in pair if name and not (ROOT / name).is_file()] == []


def test_importing_does_nothing() -> None:
    code = "import bot.cli, sys; sys.exit('spacy' in sys.modules or 'tesserocr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_there_is_no_registry_host_or_machine_path_in_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    release, digest, why = (
        r"[a-z0-9._-]+==[\w.+]+(?: ; [^/]+)? \\",
        r"    --hash=sha256:[0-9a-f]{64}(?: \\)?",
        r"    # [\w .()\[\]-]*",
    )
    assert [line for line in lock.splitlines() if not re.fullmatch(f"{release}|{digest}|{why}|", line)] == []
    names = re.findall(r"^([a-z0-9._-]+)==", lock, re.M)
    assert len(names) > 50
    assert lock.count("--hash=sha256:") >= len(names)
