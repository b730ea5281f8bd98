"""No number or address of a person stands in what officers and management get, or in the log: a scan by other means."""

import logging
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import SettableClock
from house import House
from leaks import SHOWN, leaks_in
from lexical import lexical_model
from mails import a_mail

from bot.direct_reader import DirectReader
from bot.reader import Examined
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, is_test, read_corpus
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import Verdict

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3_600)]

#: All training mails take a quarter of an hour: MELDPOST_LEAKS=1 takes each, the small form every so many.
EVERY = int(os.environ.get("MELDPOST_LEAKS", "12"))
MAILS = [mail for mail in read_corpus(CORPUS_FOLDER) if not is_test(mail.batch)][::EVERY]

#: Who reads and who serves may be named: officers, management, the mailbox, the contact, the telephone at the desk.
OURS = re.compile(r"@juist\.nl$|@meldpost\.example$|^0492370087$")
#: as it stands in names of files, on the web, and where programs put unseen characters
ODDLY = (
    "Zie scan_999990019.pdf en https://portaal.example/d/999990019?mail=jan.tester%40post.example, "
    "NL91_ABNA_0417_1643_00, 999\u200b990\u200b019, 06\u201187654321, jan.tester\u200b@post.example."
)
LEAK = f"Nog even: {SHOWN} {ODDLY}"


def as_mail(mail: CorpusMail, number: int) -> bytes:
    """A mail of the corpus as it would come in, and every third with values that must not go on."""
    text = f"{mail.text}\n\n{LEAK}" if number % 3 == 0 else mail.text
    subject = (
        mail.subject.replace("\n", " ")
        if number % 5
        else f"{mail.subject} 999990019 06_87654321 jan.tester@post.example"
    )
    return a_mail(text, sender=f"Finder {number} <finder{number}@post.example>", subject=subject)


def words_of(letter: EmailMessage) -> str:
    """Subject, text and HTML; the pictures of a digest hold no words of people."""
    parts = (part for part in letter.walk() if part.get_content_maintype() == "text")
    return "\n".join([str(letter["Subject"]), *(str(part.get_content()) for part in parts)])


def pieces_of(letter: EmailMessage) -> list[str]:
    """Each line with the next, so that nothing hides in a break; what letters share is looked at once."""
    lines = [line for line in words_of(letter).splitlines() if line.strip()]
    return ["\n".join(pair) for pair in pairwise([*lines, ""])]


class Suspicious(DirectReader):
    """Takes every mail for a report or a doubt, so that all of them show what letters make of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(lexical_model(folder))

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        examined = super().examine(words, pictures, sender)
        verdict = max(examined.findings.verdict, Verdict.DOUBT, key=lambda each: each.weight)
        return replace(examined, findings=replace(examined.findings, verdict=verdict))


class Remembering(logging.Handler):
    """Keeps every line, with its traceback, as it would stand in the log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[EmailMessage], list[str]]:
    """All letters to officers and management, and all log lines, of a house that got these mails and eight days."""
    clock, log = SettableClock(), Remembering()
    reader = Suspicious(tmp_path_factory.mktemp("model"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    try:
        house = House(Path(tmp_path_factory.mktemp("house")), clock, reader=reader, ops="ops@juist.nl")
        house.start()
        house.receives(*(as_mail(mail, number) for number, mail in enumerate(MAILS)))
        for days in (3, 5):  # reminders, silent finders, and a Monday
            clock.now += timedelta(days=days)
            house.rounds.turn()
    finally:
        root.removeHandler(log)
        root.setLevel(level)
    ours = [letter for letter in house.letters if OURS.search(str(letter["To"]))]
    return ours, log.lines


def test_the_scan_sees_what_is_not_masked() -> None:
    assert set(leaks_in(LEAK)) == {"bsn", "iban", "e-mail", "phone"}


def test_no_letter_to_officers_or_management_leaks(written: tuple[list[EmailMessage], list[str]]) -> None:
    letters, _ = written
    subjects = " ".join(str(letter["Subject"]) for letter in letters)
    assert len(letters) > len(MAILS) / 3
    assert all(word in subjects for word in ("Nieuwe melding", "nog niet geantwoord", "Weekbericht"))
    pieces = {piece: str(letter["Subject"]) for letter in letters for piece in pieces_of(letter)}
    leaks = {piece: (subject, kinds) for piece, subject in pieces.items() if (kinds := set(leaks_in(piece, ours=OURS)))}
    assert leaks == {}


def test_no_line_of_the_log_leaks(written: tuple[list[EmailMessage], list[str]]) -> None:
    _, lines = written
    assert len(lines) > len(MAILS)
    assert [kind for line in lines if line for kind in leaks_in(line, ours=OURS)] == []
    assert not any("Finder " in line or "loonstrook" in line.lower() for line in lines)
