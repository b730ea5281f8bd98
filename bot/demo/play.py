"""The demo: a week at two organisations in under a minute, through real IMAP and SMTP servers on this machine."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.child_reader import ChildReader
from bot.demo.leftovers import keep_letters, keep_registers
from bot.demo.mails import demo_mails
from bot.demo.people import KARIN, demo_organisations
from bot.demo.screen import act, mail_line, quote, say
from bot.demo.servers import DemoServers
from bot.demo.writers import finders_answer, officers_answer, strangers_try
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender
from bot.office import Office, open_office
from bot.reader import Reader
from bot.received import Result
from bot.rounds import Doors, Rounds
from classifiers.picture_words import ocr_available
from register_store.books import Bookcase
from register_store.case import Case
from register_store.database import Database
from register_store.deadlines import AMSTERDAM
from register_store.due_rounds import next_digest
from register_store.findings import Verdict
from register_store.keys import Keys, new_secret
from register_store.letter import LetterKind
from register_store.organisation import Organisation
from replies.gallery import text_of

#: The demo's first morning; its mails are dated so.
MONDAY = datetime(2026, 11, 23, 9, 12, tzinfo=AMSTERDAM)


class DemoClock:
    """The demo's time: it stands still between acts, so that every run tells the same story."""

    def __init__(self) -> None:
        self._now = MONDAY.astimezone(UTC)

    def __call__(self) -> datetime:
        return self._now

    def jump_to(self, moment: datetime) -> None:
        """Let time pass until this moment."""
        self._now = moment.astimezone(UTC)

    def pass_by(self, **passed: float) -> None:
        """`clock.pass_by(minutes=20)`"""
        self._now += timedelta(**passed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One organisation at work in the demo."""

    office: Office
    rounds: Rounds

    @property
    def organisation(self) -> Organisation:
        """Whose desk this is."""
        return self.office.organisation


def play(out: Path) -> int:
    """Play the whole demo; what it leaves lies in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    clock = DemoClock()
    say("Meldpost: two mailboxes, a real IMAP and a real SMTP server in this process. Nothing leaves this machine.")
    if not ocr_available():
        say("(No OCR here: screenshots are kept as evidence, but their words are not read. See README.)")
    with _at_work(clock) as (servers, desks):
        juist, _ = desks
        _monday_morning(servers, desks)
        untouched = {desk.organisation.key: servers.flags(desk.organisation.mailbox) for desk in desks}
        case = _first_report(juist)
        clock.pass_by(minutes=24)
        _officer_at_work(servers, juist, case)
        _stranger(servers, juist, case)
        clock.pass_by(hours=2)
        _finder_writes_again(servers, juist, case)
        _time_passes(servers, desks, clock)
        _what_is_left(servers, desks, untouched, out)
    return 0


@contextmanager
def _at_work(clock: DemoClock) -> Iterator[tuple[DemoServers, tuple[Desk, ...]]]:
    keys = Keys.from_secret(new_secret())
    reader = ChildReader()
    with tempfile.TemporaryDirectory(prefix="meldpost-demo-") as folder, DemoServers(clock=clock) as servers:
        database = Database(f"sqlite:///{folder}/meldpost.db")
        database.migrate()
        desks = tuple(
            _desk(organisation, Bookcase(database, organisation.key, Path(folder), keys), reader, clock, servers)
            for organisation in demo_organisations()
        )
        try:
            yield servers, desks
        finally:
            reader.close()
            database.close()


def _desk(
    organisation: Organisation, bookcase: Bookcase, reader: Reader, clock: DemoClock, servers: DemoServers
) -> Desk:
    office = open_office(organisation, bookcase, reader, clock)
    inbox = ImapInbox(servers.imap_access(organisation.mailbox))
    return Desk(office=office, rounds=Rounds(office, Doors(inbox=inbox, sender=SmtpSender(servers.smtp_access()))))


def _monday_morning(servers: DemoServers, desks: tuple[Desk, ...]) -> None:
    act(1, "A morning's mail comes in, and every mail is judged")
    for desk in desks:
        desk.rounds.turn()  # the first start: what lies there already is left alone
        mails = demo_mails(desk.organisation.key)
        names = {servers.deliver(mail.raw, desk.organisation.mailbox): mail.name for mail in mails}
        say(f"\n{desk.organisation.mailbox}: {len(mails)} mails")
        report = desk.rounds.turn()
        for result in report.results:
            _show(desk, names[result.uid], result)


def _show(desk: Desk, name: str, result: Result) -> None:
    settled, received = result.settled, result.received
    if settled is None or received is None:
        mail_line(name, "SET ASIDE", None, (), ())
        return
    clues = received.examined.findings.clues if received.examined else ()
    labels = dict.fromkeys(clue.label for clue in clues if settled.verdict != Verdict.ORDINARY or clue.weight < 0)
    why = [*labels, *([f"no answer: {received.triage.why_not.value}"] if received.triage.why_not else [])]
    verdict = (settled.verdict or received.triage.route.value).upper()
    mail_line(name, verdict, settled.score, why[:5], _letters_of(desk, settled.reference))


def _letters_of(desk: Desk, reference: str | None) -> list[str]:
    if reference is None:
        return []
    with desk.office.bookcase.transaction() as books:
        return [f"{letter.kind.value} to {letter.recipient}" for letter in books.outbox.of_case(reference)]


def _first_report(desk: Desk) -> Case:
    with desk.office.bookcase.transaction() as books:
        return next(case for case in books.register.every_case() if not case.receipt_held)


def _officer_at_work(servers: DemoServers, desk: Desk, case: Case) -> None:
    act(2, f"{KARIN.name} answers the alarm of {case.reference} from her phone")
    alarm = _newest_letter(desk, case, LetterKind.ALARM, KARIN.address)
    for text in (
        "STATUS",
        "OPPAKKEN\nBEVESTIG: loonstrook aan de verkeerde gestuurd\nNOTITIE ontvanger gebeld, mail is gewist",
        "GEGEVENS: naam, adres, BSN, salaris van 1 medewerker\nBEVSTIG",
        "AP GEMELD 2026-118734 vandaag 09:30 risico niet uit te sluiten",
    ):
        say(f"She types: {' / '.join(text.splitlines())}")
        officers_answer(servers, desk.organisation, alarm, text)
        desk.rounds.turn()
        quote(text_of(servers.letters_to(KARIN.address)[-1]), lines=24)


def _stranger(servers: DemoServers, desk: Desk, case: Case) -> None:
    act(3, "A stranger tries the same, in her name")
    before = len(servers.received)
    alarm = _newest_letter(desk, case, LetterKind.ALARM, KARIN.address)
    strangers_try(servers, desk.organisation, alarm, "GEEN DATALEK: niets aan de hand\nSLUIT: klaar")
    desk.rounds.turn()
    with desk.office.bookcase.transaction() as books:
        now = books.register.find(case.reference)
    assert now is not None
    say(f"Nothing was executed: {case.reference} is still {now.state.value}. The address on file gets a code:")
    for _, letter in servers.received[before:]:
        quote(text_of(letter), lines=10)


def _finder_writes_again(servers: DemoServers, desk: Desk, case: Case) -> None:
    act(4, "The finder answers the receipt, with a screenshot")
    receipt = _newest_letter(desk, case, LetterKind.RECEIPT, case.finder_address or "")
    finders_answer(servers, desk.organisation, case, receipt)
    report = desk.rounds.turn()
    for result in report.results:
        _show(desk, "the finder's answer", result)
    quote(text_of(servers.letters_to(KARIN.address)[-1]), lines=10)


def _time_passes(servers: DemoServers, desks: tuple[Desk, ...], clock: DemoClock) -> None:
    act(5, "Two days and a few hours later: the clock of open cases is spoken of")
    before = len(servers.received)
    clock.pass_by(hours=47)
    for desk in desks:
        desk.rounds.turn()
    warnings = servers.received[before:]
    say(f"{len(warnings)} warnings went out. One of them:")
    quote(text_of(warnings[0][1]), lines=10)
    act(6, "Monday, eight o'clock: management gets its digest")
    before = len(servers.received)
    clock.jump_to(next_digest(clock()))
    for desk in desks:
        desk.rounds.turn()
    digests = [raw for recipient, raw in servers.received[before:] if recipient == "directie@juist.nl"]
    quote(text_of(digests[0]), lines=30)


def _what_is_left(
    servers: DemoServers, desks: tuple[Desk, ...], untouched: dict[str, dict[int, frozenset[str]]], out: Path
) -> None:
    act(7, "What is left")
    for desk in desks:
        with desk.office.bookcase.transaction() as books:
            cases = books.register.every_case()
            holds = books.register.chain.verify() is None
        say(f"{desk.organisation.name}: {len(cases)} cases; the chain of events {'holds' if holds else 'IS BROKEN'}.")
        for case in cases:
            say(f"  {case.reference}  {case.state.value}, AP: {case.ap_state.value}, people: {case.people_state.value}")
        now = servers.flags(desk.organisation.mailbox)
        before = untouched[desk.organisation.key]
        same = all(now.get(uid) == flags for uid, flags in before.items())
        say(
            f"  {len(before)} mails in the mailbox, {'none touched: all unread as before' if same else 'SOME CHANGED'}."
        )
    letters = keep_letters(servers.received, out)
    keep_registers([desk.office for desk in desks], out)
    say(f"\n{letters} letters are in {out}/letters; open {out}/letters.html to read them as a mail program shows them.")
    say(f"The registers are {out}/register-juist.xlsx and {out}/register-doorkees.xlsx.")


def _newest_letter(desk: Desk, case: Case, kind: LetterKind, recipient: str) -> str:
    with desk.office.bookcase.transaction() as books:
        letters = books.outbox.of_case(case.reference, kind)
    return next(letter.message_id for letter in reversed(letters) if letter.recipient == recipient)
