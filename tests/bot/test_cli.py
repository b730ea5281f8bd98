"""The command line on real servers, and one clear sentence for whatever a user gets wrong."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from house import SECRET
from mails import ORDINARY, REPORT, a_mail
from servers import Mailbox, SmtpServer, dovecot
from serving.tokens import TokenIssuer, token_smtp

from bot.cli import main
from bot.mail_servers.sign_in import xoauth2

pytestmark = pytest.mark.slow

ORGANISATION = """
key = "juist"
name = "Juist B.V."
mailbox = "mail@juist.nl"
domains = ["juist.nl"]
phone = "0492 37 00 87"
address_form = "je"
website = "https://www.juist.nl"
management = ["directie@juist.nl"]
proof = "authserv_id"
authserv_id = "mx.juist.nl"
[[officers]]
name = "Karin Vos"
address = "karin.vos@juist.nl"
[contact]
name = "Fenna Groot"
role = "FG"
address = "fg@juist.nl"
phone = "0492 37 00 87"
"""


class Installation:
    """A folder with settings that a test may spoil."""

    def __init__(self, folder: Path, mailbox: Mailbox, smtp: SmtpServer) -> None:
        self.folder = folder
        imap, post = mailbox.access(), smtp.access()
        (folder / "juist.toml").write_text(ORGANISATION, encoding="utf-8")
        self.file = folder / "meldpost.toml"
        self.text = f"""
data_folder = "data"
key = {{ env = "MELDPOST_KEY" }}
organisations = ["juist.toml"]
[servers.juist.imap]
host = "{imap.host}"
port = {imap.port}
user = "{imap.user}"
password = {{ file = "imap-password" }}
ca_file = "{imap.ca_file}"
[servers.juist.smtp]
host = "{post.host}"
port = {post.port}
user = "{post.user}"
password = {{ env = "SMTP_PASSWORD" }}
ca_file = "{post.ca_file}"
"""
        (folder / "imap-password").write_text(imap.password, encoding="utf-8")
        self.write(self.text)

    def write(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def spoil(self, before: str, after: str) -> None:
        assert before in self.text
        self.write(self.text.replace(before, after))

    def __call__(self, *arguments: str) -> int:
        return main(["--settings", str(self.file), *arguments])


@pytest.fixture
def installation(tmp_path: Path, mailbox: Mailbox, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setenv("MELDPOST_KEY", SECRET)
    monkeypatch.setenv("SMTP_PASSWORD", smtp.access().password or "")
    return Installation(tmp_path, mailbox, smtp)


def test_check_is_content_with_a_complete_installation(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installation("check") == 0
    assert "Everything is ready." in capsys.readouterr().out


def test_run_once_takes_its_mark_then_answers_a_report(
    installation: Installation, mailbox: Mailbox, smtp: SmtpServer, capsys: pytest.CaptureFixture[str]
) -> None:
    mailbox.append(a_mail(REPORT, sender="Vroeger <vroeger@buurt.example>"))
    assert installation("run", "--once") == 0
    assert "1 older mails are left alone" in capsys.readouterr().out
    assert smtp.letters == []
    mailbox.append(a_mail(REPORT))
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"))
    before = mailbox.flags()
    assert installation("run", "--once") == 0
    assert sorted(letter.recipient for letter in smtp.letters) == ["anja@buurt.example", "karin.vos@juist.nl"]
    assert mailbox.flags() == before
    assert installation("verify") == 0
    target = installation.folder / "register.csv"
    assert installation("register", "--format", "csv", "--output", str(target)) == 0
    assert "DL-" in target.read_text(encoding="utf-8-sig")
    assert installation("digest") == 0
    assert "DL-" in capsys.readouterr().out


def test_scan_tells_what_would_be_done_and_does_nothing(
    installation: Installation, mailbox: Mailbox, smtp: SmtpServer, capsys: pytest.CaptureFixture[str]
) -> None:
    mailbox.append(a_mail(REPORT))
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"))
    before = mailbox.flags()
    assert installation("scan", "--since", "30d") == 0
    told = capsys.readouterr().out
    assert "report (receipt)" in told
    assert "ordinary (no letter to the sender)" in told
    assert "Anja" not in told
    assert smtp.letters == []
    assert mailbox.flags() == before


def test_a_mailbox_and_a_server_that_take_only_tokens_are_in_order(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    issuer = TokenIssuer()
    with dovecot(issuer=issuer) as server, token_smtp() as post:
        token, imap = issuer.token("mail@juist.nl"), server.mailbox("mail@juist.nl").access()
        post.taken = {xoauth2("mail@juist.nl", token)}
        (installation.folder / "token").write_text(token, encoding="utf-8")
        installation.write(f"""
data_folder = "data"
key = {{ env = "MELDPOST_KEY" }}
organisations = ["juist.toml"]
[servers.juist]
imap = {{ host = "{imap.host}", port = {imap.port}, user = "mail@juist.nl", ca_file = "{imap.ca_file}" }}
oauth2 = {{ token_command = ["cat", "token"] }}
[servers.juist.smtp]
host = "127.0.0.1"
port = {post.port}
user = "mail@juist.nl"
ca_file = "{post.certificates.ca_file}"
""")
        assert installation("check") == 0
        assert "Everything is ready." in capsys.readouterr().out
        (installation.folder / "token").write_text("verlopen", encoding="utf-8")
        assert installation("check") != 0
        assert capsys.readouterr().out.count("refused our token") == 3  # IMAP, clock, SMTP


SPOILED = {
    "an unknown key": ("data_folder", "data_map", "data_map"),
    "an unknown key of a server": ("port =", "poort =", "poort"),
    "a number that is none": ("[servers.juist.imap]", 'poll_seconds = "often"\n[servers.juist.imap]', "poll_seconds"),
    "a secret that is not set": ('env = "MELDPOST_KEY"', 'env = "MELDPOST_NO_KEY"', "MELDPOST_NO_KEY"),
    "a password file that is not there": ('file = "imap-password"', 'file = "nowhere"', "nowhere"),
    "a secret without a place": ('{ env = "SMTP_PASSWORD" }', "{ }", "smtp.password"),
    "an organisation file that is not there": ("juist.toml", "juust.toml", "juust.toml"),
    "a database nobody knows": ("[servers.juist.imap]", 'database = "mysql://x"\n[servers.juist.imap]', "database"),
    "a text that is not TOML": ("[servers.juist.smtp]", "[servers.juist.smtp", "TOML"),
    "plain text to another machine": (
        'host = "127.0.0.1"',
        'host = "imap.elders.example"\nsecurity = "plain"',
        "plain",
    ),
}


@pytest.mark.parametrize("what", SPOILED)
def test_what_is_wrong_in_the_settings_is_one_sentence(
    installation: Installation, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, named = SPOILED[what]
    installation.spoil(before, after)
    assert installation("run", "--once") == 2
    told = capsys.readouterr()
    assert named in told.err
    assert "Traceback" not in told.err
    assert len(told.err.strip().splitlines()) <= 2


def test_a_wrong_password_is_one_sentence(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    (installation.folder / "imap-password").write_text("wrong", encoding="utf-8")
    assert installation("run", "--once") == 2
    told = capsys.readouterr().err
    assert "password" in told
    assert "wrong" not in told.replace("wrong password", "")


def test_a_certificate_nobody_vouches_for_is_refused(
    installation: Installation, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.spoil(f'ca_file = "{mailbox.access().ca_file}"', 'ca_file = ""')
    assert installation("run", "--once") == 2
    assert "certificate" in capsys.readouterr().err.lower()


def test_a_key_that_is_none_is_one_sentence(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MELDPOST_KEY", "much too short")
    assert installation("verify") == 2
    told = capsys.readouterr().err
    assert "32 bytes" in told
    assert "much too short" not in told


def test_a_data_folder_that_cannot_be_written_is_one_sentence(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    (installation.folder / "data").write_text("a file stands in the way", encoding="utf-8")
    assert installation("run", "--once") == 2
    assert "data_folder" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_data_folder_is_one_sentence(installation: Installation) -> None:
    (installation.folder / "data").mkdir(mode=stat.S_IRUSR)
    assert installation("run", "--once") == 2


@pytest.mark.parametrize("name", ["juist", "doorkees"])
def test_check_fails_until_officers_are_filled_in(
    installation: Installation, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Path(__file__).parents[2] / "config" / "organisations" / f"{name}.toml"
    installation.write(installation.text.replace("juist.toml", str(source)).replace("servers.juist", f"servers.{name}"))
    assert installation("check") == 1
    told = capsys.readouterr().out
    for what in ("officers", "management", "contact"):
        assert f"NO    {name}: {what}" in told


EXPLAIN_KEYS = {
    *("file", "verdict", "probability", "clues", "language", "kind", "personal_data", "affected_count", "screenshots"),
    *("description", "mentions_reproduction", "reproduction", "urls", "extortion", "processor", "internal", "missing"),
    *("route", "may_answer", "why_not", "own_words", "commands", "not_understood", "facts", "origins"),
}


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["explain", "--json", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_explain_prints_one_object_per_mail_with_every_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = [tmp_path / "report.eml", tmp_path / "ordinary.eml", tmp_path / "empty.eml"]
    for path, raw in zip(files, (a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"), b""), strict=True):
        path.write_bytes(raw)
    report, ordinary, empty = explained(capsys, *map(str, files))
    for told in (report, ordinary, empty):
        assert set(told) == EXPLAIN_KEYS
    assert (report["verdict"], ordinary["verdict"]) == ("report", "ordinary")
    assert report["clues"][0].keys() == {"label", "text", "weight", "where"}
    assert report["file"] == str(files[0])


def test_explain_answers_for_every_mail_of_the_torture_corpus(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = sorted(str(path) for path in (corpora / "torture").rglob("*") if path.is_file())[::4]
    assert len(explained(capsys, *files)) == len(files) > 20


def test_explain_of_a_file_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "nowhere.eml"]) == 2
    assert "nowhere.eml" in capsys.readouterr().err


def test_help_needs_no_model_and_no_settings() -> None:
    done = subprocess.run([sys.executable, "-m", "bot.cli", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "explain" in done.stdout
