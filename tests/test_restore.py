"""A real installation is lost and put back from an old back-up: nobody gets a letter twice, officers hear of it."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from house import KARIN, OMAR, SECRET, parsed
from mails import REPORT, a_mail
from servers import Mailbox, SmtpServer
from serving.machine import server_folder
from sqlalchemy import update
from torture.installation import Installation

from register_store.database import Database
from register_store.keys import new_secret
from register_store.tables import outbox

pytestmark = pytest.mark.slow

OPS = "beheer@juist.nl"


@pytest.fixture
def installation(mailbox: Mailbox, smtp: SmtpServer) -> Iterator[Installation]:
    with server_folder("restore") as folder:
        installation = Installation(folder=folder, imap=mailbox.access(), smtp=smtp.access(), more=f'ops = "{OPS}"\n')
        installation.write()
        assert installation.start(("run", "--once")).wait() == 0
        yield installation


def report_of(name: str) -> bytes:
    return a_mail(REPORT, sender=f"Sam <{name}@buurt-{name}.example>")


def recipients(smtp: SmtpServer) -> Counter[str]:
    return Counter(letter.recipient.partition("@")[0] for letter in smtp.letters)


def test_after_a_restore_no_receipt_goes_twice_and_no_report_is_lost(
    installation: Installation, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    backup = installation.folder / "meldpost.backup"
    once = ("run", "--once")
    mailbox.append(report_of("before"))
    assert installation.start(once).wait() == 0
    smtp.answers["RCPT"] = "451 not now"  # these letters wait when the back-up is made ...
    mailbox.append(report_of("waiting"))
    assert installation.start(once).wait() == 0
    assert installation.start(("backup", str(backup))).wait() == 0
    smtp.answers.clear()
    _let_waiting_letters_go(installation)  # ... and go before the installation is lost
    mailbox.append(report_of("after"))
    assert installation.start(once).wait() == 0
    assert recipients(smtp) == {"before": 1, "waiting": 1, "after": 1, "karin.vos": 3, "omar.haddad": 3}

    shutil.rmtree(installation.data)
    assert installation.start(("restore", str(backup))).wait() == 0
    # INTERNALDATE has whole seconds: within the second of the restore, a mail may as well have come before it.
    mailbox.append(report_of("later"), at=datetime.now(UTC) + timedelta(seconds=2))
    for _ in range(2):
        assert installation.start(once).wait() == 0

    # Officers: the alarm of "after" again, of "later", and what is uncertain. Finders: nobody twice.
    assert recipients(smtp) == {
        "before": 1, "waiting": 1, "after": 1, "later": 1, "karin.vos": 6, "omar.haddad": 6, "beheer": 1,
    }  # fmt: skip
    told = [parsed(letter.content) for letter in smtp.letters if letter.recipient in (OPS, KARIN.address, OMAR.address)]
    assert sum("hulp nodig" in str(letter["Subject"]) for letter in told) == 3


def test_another_key_is_one_sentence(installation: Installation) -> None:
    backup = installation.folder / "meldpost.backup"
    assert installation.start(("backup", str(backup))).wait() == 0
    shutil.rmtree(installation.data)
    life = installation.start(("restore", str(backup)), MELDPOST_KEY=new_secret())
    assert life.wait() == 2
    assert b"another key" in life.log.read_bytes()
    assert SECRET.encode() not in life.log.read_bytes()


def test_a_running_meldpost_is_backed_up_and_never_restored_over(installation: Installation, tmp_path: Path) -> None:
    running = installation.start()
    assert running.wait_until_ready()
    assert installation.start(("backup", str(tmp_path / "b"))).wait() == 0
    assert installation.start(("restore", str(tmp_path / "b"))).wait() == 2
    assert running.stop() == 0


def _let_waiting_letters_go(installation: Installation) -> None:
    database = Database(installation.database_url)
    with database.transaction() as connection:
        connection.execute(update(outbox).values(not_before=None))
    database.close()
