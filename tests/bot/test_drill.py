"""The drill: marked by us alone, judged and alarmed like a report, and in no register, figure or receipt."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, FolderInbox, House, Postbox, text_of
from mails import REPORT, a_mail, proven
from servers import Mailbox, SmtpServer

from bot.drill import Sent, is_well, lines_of, send_drill, wait_for
from bot.figures import figures_of
from bot.gates.drill_mark import DRILL_HEADER, drill_code
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender
from bot.register_of import register_of
from register_store.case import CaseState
from replies.digest_parts import DrillTold


class Loop:
    """An outgoing mail server that delivers to the house's own mailbox, a second later."""

    def __init__(self, house: House, clock: SettableClock) -> None:
        self.house, self.clock = house, clock
        self.raw = b""

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        assert sender == recipient == JUIST.mailbox
        self.raw = content
        self.clock.forward(seconds=1)
        assert isinstance(self.house.inbox, FolderInbox)
        self.house.inbox.put(content, self.clock())

    def close(self) -> None:
        """Nothing to say goodbye to."""


@pytest.fixture
def loop(house: House, clock: SettableClock) -> Loop:
    return Loop(house, clock)


def turning(house: House, clock: SettableClock) -> Callable[[float], None]:
    """While we wait, the house works."""

    def turn(seconds: float) -> None:
        clock.forward(seconds=seconds)
        house.rounds.turn()

    return turn


def drilled(house: House, loop: Loop, clock: SettableClock) -> tuple[Sent, DrillTold]:
    sent = send_drill(house.office, loop)
    told = wait_for(house.office, sent, turning(house, clock), 60)
    assert told is not None
    return sent, told


def test_a_drill_tells_how_long_each_step_took(house: House, loop: Loop, clock: SettableClock) -> None:
    _, told = drilled(house, loop, clock)
    assert told.reference == "OEF-2026-001"
    assert (told.arrived_after, told.judged_after, told.alarmed_after) == tuple(map(_seconds, (1, 3, 3)))
    assert is_well(told)
    assert "alarm sent after 3 seconds" in "\n".join(lines_of(told))


def _seconds(number: int) -> timedelta:
    return timedelta(seconds=number)


def test_officers_are_told_plainly_and_nobody_else_is_written_to(
    house: House, loop: Loop, clock: SettableClock
) -> None:
    drilled(house, loop, clock)
    assert {str(letter["To"]) for letter in house.letters} == {officer.address for officer in JUIST.officers}
    for letter in house.letters:
        assert str(letter["Subject"]).startswith("OEFENING: ")
        assert "OEFENING. Dit is een oefening van Meldpost" in " ".join(text_of(letter).split()).replace("! ", "")
        html = letter.get_body(("html",))
        assert html is not None
        assert "OEFENING. Dit is een oefening" in str(html.get_content())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_drill_is_recognised_by_the_real_classifier(house: House, language: str) -> None:
    from replies.drill_report import drill_words

    subject, text = drill_words(language, "abc123", house.clock())
    sender = f"Juist <{JUIST.mailbox}>"
    examined = house.office.reader.read(a_mail(text, subject=subject, sender=sender), house.office.belief)
    findings = house.office.reader.examine(examined.mail.words, (), _internal()).findings
    assert findings.verdict == "report"


def _internal() -> object:
    from classifiers.words import SenderFacts

    return SenderFacts(is_internal=True, is_bulk=False, is_automatic=False, is_processor=False, handles_incidents=False)


def test_a_drill_stands_in_no_register_and_no_figure(house: House, loop: Loop, clock: SettableClock) -> None:
    since = clock()
    drilled(house, loop, clock)
    clock.forward(hours=1)
    with house.bookcase.transaction() as books:
        figures = figures_of(books, since=since, until=clock(), organisation=JUIST)
        book = register_of(books, JUIST, house.bookcase.keys, clock())
        assert books.register.chain.verify() is None
    assert (book.rows, book.incidents, book.elsewhere) == ((), (), ())
    assert (figures.opened, figures.open_cases, figures.mails_reports, figures.asks) == (0, (), 0, ())
    assert figures.adds_up
    assert figures.is_quiet
    assert figures.last_drill is not None
    assert "OEF-2026-001" in house.office.letters.digest_text(figures, clock())
    assert [path for path in house.bookcase.files._folder.rglob("*") if path.is_file()] == []


def test_the_next_real_case_has_the_first_number(house: House, loop: Loop, clock: SettableClock) -> None:
    drilled(house, loop, clock)
    house.receives(a_mail(REPORT))
    assert [case.reference for case in house.cases()] == ["DL-2026-0001", "OEF-2026-001"]


def test_an_officer_takes_it_and_the_answer_says_that_it_is_a_drill(
    house: House, loop: Loop, clock: SettableClock
) -> None:
    drilled(house, loop, clock)
    alarm = house.letters_to(KARIN.address)[0]
    answer = a_mail("OPPAKKEN", sender=KARIN.address, subject="Re: alarm", answers=str(alarm["Message-ID"]))
    clock.forward(minutes=7)
    house.receives(proven(answer))
    assert str(house.letters_to(KARIN.address)[-1]["Subject"]).startswith("OEFENING: ")
    with house.bookcase.transaction() as books:
        told = figures_of(books, since=clock() - timedelta(days=7), until=clock()).last_drill
    assert told is not None
    assert told.taken_after == timedelta(minutes=7, seconds=3)


def test_a_drill_ends_by_itself_after_a_day(house: House, loop: Loop, clock: SettableClock) -> None:
    drilled(house, loop, clock)
    clock.forward(hours=23)
    house.rounds.turn()
    assert house.cases()[0].is_open
    clock.forward(hours=2)
    house.rounds.turn()
    assert house.cases()[0].state is CaseState.CLOSED
    clock.forward(hours=96)
    before = len(house.letters)
    house.rounds.turn()
    assert len(house.letters) == before


FORGED = {
    "a code that is not ours": "2026-03-02T09:00:00+00:00 " + "0" * 64,
    "the code of another organisation": "doorkees",
    "the code of another mail": "<other@juist.nl>",
    "no code": "2026-03-02T09:00:00+00:00",
    "nothing": "",
    "foreign letters": "2026-03-02T09:00:00+00:00 é\udcff".encode("utf-8", "replace").decode(),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_report_with_a_forged_mark_is_a_report(house: House, what: str) -> None:
    key, moment, own = house.bookcase.keys.mark, "2026-03-02T09:00:00+00:00", "<echt@buurt.example>"
    value = FORGED[what]
    if value == "doorkees":
        value = f"{moment} {drill_code(key, 'doorkees', own, moment)}"
    elif value.startswith("<"):
        value = f"{moment} {drill_code(key, 'juist', value, moment)}"
    raw = a_mail(REPORT, message_id=own)
    house.receives(f"{DRILL_HEADER}: {value}\r\n".encode() + raw)
    (case,) = house.cases()
    assert case.reference == "DL-2026-0001"


def test_a_mark_copied_from_an_old_drill_hides_no_report(house: House, loop: Loop, clock: SettableClock) -> None:
    sent, _ = drilled(house, loop, clock)
    mark = next(line for line in loop.raw.splitlines() if line.startswith(DRILL_HEADER.encode()))
    folded = loop.raw.split(mark + b"\r\n")[1].split(b"\r\n")[0]
    header = mark + (b"\r\n" + folded if folded.startswith(b" ") else b"") + b"\r\n"
    house.receives(header + a_mail(REPORT, message_id=sent.message_id))
    assert "DL-2026-0001" in [case.reference for case in house.cases()]


def test_a_drill_that_nobody_reads_is_said(house: House, loop: Loop) -> None:
    sent = send_drill(house.office, loop)
    told = wait_for(house.office, sent, lambda seconds: None, 10)
    assert told is None
    assert not is_well(told)
    assert "Is `meldpost run` at work" in "".join(lines_of(told))


def test_two_drills_are_two_mails(house: House, loop: Loop, clock: SettableClock) -> None:
    drilled(house, loop, clock)
    clock.forward(hours=30)
    _, told = drilled(house, loop, clock)
    assert told.reference == "OEF-2026-002"


def test_a_drill_goes_through_real_servers(
    tmp_path: object, clock: SettableClock, reader: object, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    house = House(tmp_path, clock, reader=reader, inbox=ImapInbox(mailbox.access()))  # type: ignore[arg-type]
    house.start()
    delivered = 0

    def turn(seconds: float) -> None:
        nonlocal delivered
        for letter in smtp.letters[delivered:]:
            mailbox.append(letter.content)
            delivered += 1
        house.rounds.turn()

    sent = send_drill(house.office, SmtpSender(smtp.access()))
    assert is_well(wait_for(house.office, sent, turn, 10))
    assert isinstance(house.sender, Postbox)
    assert len(house.letters) == len(JUIST.officers)
