"""The process as a supervisor sees it: what one turn by hand says and with which status it ends."""

from dataclasses import replace
from pathlib import Path

from mails import REPORT, a_mail
from servers import Mailbox, SmtpServer
from torture.installation import Installation

OTHER = """
key = "doorkees"
name = "doorKees"
mailbox = "info@doorkees.nl"
domains = ["doorkees.nl"]
phone = "0492 37 00 87"
management = []
proof = "none"
[[officers]]
name = "Siebe Hoekwater"
address = "siebe@doorkees.nl"
"""


def with_another_organisation(installation: Installation) -> None:
    """A second one, before the first in the settings, whose mail server is away."""
    (installation.folder / "doorkees.toml").write_text(OTHER, encoding="utf-8")
    text = installation.file.read_text(encoding="utf-8")
    servers = text[text.index("[servers.juist.imap]") :].replace("servers.juist", "servers.doorkees")
    away = servers.replace(f"port = {installation.imap.port}", "port = 1")
    text = text.replace('organisations = ["juist.toml"]', 'organisations = ["doorkees.toml", "juist.toml"]')
    installation.file.write_text(f"{text}\n{away}", encoding="utf-8")


def test_an_organisation_whose_server_is_away_keeps_no_other_from_its_turn(
    tmp_path: Path, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    installation = Installation(folder=tmp_path, imap=mailbox.access(), smtp=smtp.access())
    installation.write()
    with_another_organisation(installation)
    life = installation.start(("run", "--once"))
    assert life.wait() == 2, life.log.read_text()
    assert "juist: first start, 0 older mails are left alone." in life.log.read_text()
    assert "Nothing listens at 127.0.0.1:1" in life.log.read_text()
    mailbox.append(a_mail(REPORT))
    assert installation.start(("run", "--once")).wait() == 2
    assert len(smtp.letters) == 3, life.log.read_text()


def test_a_password_for_sending_that_is_refused_is_said_and_costs_no_mail(
    tmp_path: Path, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    wrong = Installation(folder=tmp_path, imap=mailbox.access(), smtp=smtp.access(password="fout"))
    wrong.write()
    assert wrong.start(("run", "--once")).wait() == 0
    mailbox.append(a_mail(REPORT))
    life = wrong.start(("run", "--once"))
    assert life.wait() == 2, life.log.read_text()
    assert "refused our user or password (535); correct them in the settings." in life.log.read_text()
    right = replace(wrong, smtp=smtp.access(), _numbers=wrong._numbers)
    assert right.start(("run", "--once")).wait() == 0
    assert len(smtp.letters) == 3
