"""No report is lost: the failure stories L1 to L20 of other systems, each as a test of ours.

Told elsewhere as well: L2 `test_power_cut.py` (every hop), L12 `bot/test_listener.py`, L13 `bot/test_sign_in.py` and
`bot/test_watch.py` (who is told), L16 `test_large_mail.py` (150 MB), L18 `bot/reading/`, L19 `bot/test_post_round.py`.
"""

import sqlite3
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, FolderInbox, House, Postbox
from mails import ORDINARY, REPORT, a_mail
from servers import Dovecot, Mailbox, SmtpServer, dovecot
from serving.machine import wait_until
from torture.installation import Installation

from bot.direct_reader import DirectReader
from bot.doors import FetchedMail
from bot.errors import InboxError, InboxLoginError, MailError, SenderError
from bot.fetch_round import Courtesies
from bot.mail_servers.imap_inbox import ImapInbox
from bot.reader import Belief, Examined, Read
from bot.rounds import Doors, Rounds
from classifiers.words import Picture, SenderFacts, Words
from register_store.case import Case
from register_store.database import DatabaseAway
from register_store.evidence_files import EvidenceKind, Piece
from register_store.journal import MailState

FINDER = "anja@buurt.example"
POISON = b"X-Poison: yes"


@dataclass
class FussyReader(DirectReader):
    """Cannot read mails with a certain header; counts what it is asked."""

    asked: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def read(self, raw: bytes, belief: Belief) -> Read:
        self.asked.append(raw)
        if POISON in raw:
            raise MailError
        return super().read(raw, belief)


def poisoned(text: str = REPORT) -> bytes:
    return POISON + b"\r\n" + a_mail(text)


def opened(tmp_path: Path, inbox: ImapInbox, reader: DirectReader, **doors: object) -> House:
    """A house at a real mailbox, started."""
    house = House(tmp_path, lambda: datetime.now(UTC), inbox=inbox, reader=reader)
    house.rounds = Rounds(house.office, Doors(inbox=inbox, sender=house.sender, **doors))  # type: ignore[arg-type]
    house.start()
    return house


def quarantine(house: House) -> list[Piece]:
    with house.bookcase.transaction() as books:
        return books.evidence.of_case("", EvidenceKind.SET_ASIDE)


def evidence_of(house: House, case: Case) -> dict[str, bytes]:
    with house.bookcase.transaction() as books:
        pieces = books.evidence.of_case(case.reference)
    return {f"{piece.kind.value} {piece.sha256}": house.bookcase.files.get(piece.sha256) for piece in pieces}


# --- L1: mail that crashes the parser was marked read, and gone -------------------------------------------------------


def test_l1_a_mail_that_cannot_be_read_stays_is_tried_three_times_then_set_aside_and_told(
    tmp_path: Path, mailbox: Mailbox
) -> None:
    reader = FussyReader()
    inbox = ImapInbox(mailbox.access())
    house = opened(tmp_path, inbox, reader)
    mail = poisoned()
    mailbox.append(mail)
    states = [[result.state for result in house.rounds.turn().results] for _ in range(4)]
    assert states == [[], [], [MailState.SET_ASIDE], []]
    assert reader.asked == [mail] * 3
    assert mailbox.flags() == {1: frozenset()}
    assert [house.bookcase.files.get(piece.sha256) for piece in quarantine(house)] == [mail]
    assert {recipient for recipient, _ in house.sender.sent} == {KARIN.address, OMAR.address}  # type: ignore[attr-defined]
    inbox.close()


# --- L2: killed between the commit and the move -----------------------------------------------------------------------


def test_l2_killed_before_the_mailbox_is_touched_makes_nothing_twice(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    """The courtesy is lost with the process: a mail that was not moved stays where people find it."""

    class Killed(BaseException):
        """As a kill: no except clause of the house sees it."""

    def die(hop: int) -> None:
        if hop == 8:
            raise Killed

    inbox = FolderInbox()
    House(tmp_path, clock, inbox=inbox, reader=reader).start()
    inbox.put(a_mail(REPORT), clock())
    dying = House(tmp_path, clock, inbox=inbox, reader=reader, cut=die)
    with pytest.raises(Killed):
        dying.rounds.turn()
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    house.rounds.turn()
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


# --- L3: killed by the mail itself ------------------------------------------------------------------------------------


def test_l3_a_mail_that_killed_us_three_times_is_set_aside_without_being_read_again(
    tmp_path: Path, clock: SettableClock
) -> None:
    class Killed(BaseException):
        pass

    def die(hop: int) -> None:
        if hop == 2:
            raise Killed

    inbox, reader = FolderInbox(), FussyReader()
    House(tmp_path, clock, inbox=inbox, reader=reader).start()
    inbox.put(a_mail(REPORT), clock())
    for _ in range(3):
        with pytest.raises(Killed):
            House(tmp_path, clock, inbox=inbox, reader=reader, cut=die).rounds.turn()
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    report = house.rounds.turn()
    assert [result.state for result in report.results] == [MailState.SET_ASIDE]
    assert reader.asked == []


# --- L4, L16: our own database or disk is away for days ---------------------------------------------------------------


def test_l4_a_database_that_is_away_for_many_turns_costs_no_mail(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    is_away = True

    def cut(hop: int) -> None:
        if hop == 6 and is_away:
            raise DatabaseAway("OperationalError")

    house = House(tmp_path, clock, reader=reader, cut=cut)
    house.start()
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    inbox.put(a_mail(REPORT), clock())
    inbox.put(a_mail(REPORT, sender="Bea <bea@elders.example>"), clock())
    for _ in range(6):
        with pytest.raises(DatabaseAway):
            house.rounds.turn()
    assert (house.cases(), house.letters, len(inbox.mails)) == ([], [], 2)
    is_away = False
    house.rounds.turn()
    house.rounds.turn()
    assert len(house.cases()) == 2
    assert len(house.letters) == 6


def test_l16_a_full_disk_costs_no_mail(house: House, tmp_path: Path) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    blocked = tmp_path / "evidence"
    blocked.write_bytes(b"no folder can be made here")
    house.inbox.put(a_mail(REPORT), house.clock())  # type: ignore[attr-defined]
    for _ in range(5):
        with pytest.raises(DatabaseAway):
            house.rounds.turn()
    assert house.letters == []
    blocked.unlink()
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


# --- L5, L19: a letter that was refused is not sent, and blocks no other ----------------------------------------------


@dataclass
class Moody(Postbox):
    """A server that refuses what its mood refuses."""

    refuses: Callable[[str], SenderError | None] = lambda recipient: None

    def send(self, sender: str, recipient: str, content: bytes, **options: object) -> None:
        if error := self.refuses(recipient):
            raise error
        self.sent.append((recipient, content))


def test_l5_a_server_error_is_no_success(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    moody = Moody(refuses=lambda _: SenderError("Later.", refused=False))
    house = House(tmp_path, clock, sender=moody, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    assert moody.sent == []
    moody.refuses = lambda _: None
    for _ in range(4):
        clock.forward(minutes=20)
        house.rounds.turn()
    assert sorted(recipient for recipient, _ in moody.sent) == sorted([FINDER, KARIN.address, OMAR.address])


def test_l19_a_letter_that_can_never_be_sent_blocks_no_other(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    refused = SenderError("No such mailbox.", permanent=True, refused=True)
    moody = Moody(refuses=lambda recipient: refused if recipient == FINDER else None)
    house = House(tmp_path, clock, sender=moody, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    house.receives(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    assert sum(recipient == "bea@elders.example" for recipient, _ in moody.sent) == 1
    assert sum(recipient == KARIN.address for recipient, _ in moody.sent) >= 2


# --- L6: UIDVALIDITY changes ------------------------------------------------------------------------------------------


def test_l6_a_renumbered_mailbox_is_read_anew_and_known_again(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    mailbox.append(a_mail(REPORT, sender="Oud <oud@buurt.example>"), at=datetime.now(UTC) - timedelta(days=9))
    inbox = ImapInbox(mailbox.access())
    house = opened(tmp_path, inbox, reader)
    mailbox.append(a_mail(REPORT))
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"))
    house.rounds.turn()
    mailbox.expunge(1)
    mailbox.renumber()
    mailbox.append(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    house.rounds.turn()
    house.rounds.turn()
    assert sorted(case.finder_address or "" for case in house.cases()) == [FINDER, "bea@elders.example"]
    assert len(house.letters) == 6
    inbox.close()


# --- L7, L8: people and filters are first -----------------------------------------------------------------------------


def test_l7_what_people_read_answer_flag_or_mark_as_deleted_is_judged_and_left_as_it_is(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    inbox = ImapInbox(mailbox.access())
    house = opened(tmp_path, inbox, reader)
    touched = (b"\\Seen", b"\\Answered", b"\\Flagged", b"\\Deleted", b"Belangrijk")
    for number, flag in enumerate(touched):
        mailbox.append(a_mail(REPORT, sender=f"Melder <melder{number}@buurt.example>"))
        mailbox.touch(number + 1, flag)
    before = mailbox.flags()
    assert len(before) == 5
    house.rounds.turn()
    assert len(house.cases()) == 5
    assert mailbox.flags() == before
    inbox.close()


def with_junk(tmp_path: Path, mailbox: Mailbox, reader: DirectReader) -> Iterator[House]:
    mailbox.make_folder("Junk")
    inbox, junk = ImapInbox(mailbox.access()), ImapInbox(mailbox.access(folder="Junk"))
    yield opened(tmp_path, inbox, reader, beside={"Junk": junk})
    inbox.close()
    junk.close()


@pytest.fixture
def watched(tmp_path: Path, mailbox: Mailbox, reader: DirectReader) -> Iterator[House]:
    """A house that watches a Junk folder too."""
    yield from with_junk(tmp_path, mailbox, reader)


def test_l7_a_mail_that_people_moved_first_is_found_in_the_folder_beside(watched: House, mailbox: Mailbox) -> None:
    mailbox.append(a_mail(REPORT))
    mailbox.moved_by_people(1, "Junk")
    watched.rounds.turn()
    (case,) = watched.cases()
    assert case.mailbox.endswith("Junk")


def test_l7_a_mail_that_people_moved_afterwards_makes_nothing_new(watched: House, mailbox: Mailbox) -> None:
    mailbox.append(a_mail(REPORT))
    watched.rounds.turn()
    mailbox.moved_by_people(1, "Junk")
    watched.rounds.turn()
    assert len(watched.cases()) == 1
    assert len(watched.letters) == 3


def test_l8_a_report_in_junk_is_shown_to_the_officers_and_its_sender_gets_nothing(
    watched: House, mailbox: Mailbox
) -> None:
    mailbox.append(a_mail(REPORT), folder="Junk")
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"), folder="Junk")
    watched.rounds.turn()
    (case,) = watched.cases()
    assert case.receipt_held == "spam"
    assert {str(letter["To"]) for letter in watched.letters} == {KARIN.address, OMAR.address}
    assert mailbox.flags("Junk") == {1: frozenset(), 2: frozenset()}


def test_l8_a_further_folder_that_is_missing_never_keeps_the_inbox_from_being_read(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    inbox, junk = ImapInbox(mailbox.access()), ImapInbox(mailbox.access(folder="Bestaat niet"))
    house = opened(tmp_path, inbox, reader, beside={"Bestaat niet": junk})
    mailbox.append(a_mail(REPORT))
    house.rounds.turn()
    assert len(house.cases()) == 1
    inbox.close()


# --- L9: a backlog of days --------------------------------------------------------------------------------------------


class Remembering(DirectReader):
    """Judges the same words once: 600 mails in a moment."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Words, Examined] = {}

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        if words not in self._known:
            self._known[words] = super().examine(words, pictures, sender)
        return self._known[words]


class Crumbling(FolderInbox):
    """While it is read, people delete every hundredth mail that is still to come."""

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        for uid in uids:
            if uid % 100 == 50:
                self.mails.pop(uid + 5, None)
            if uid in self.mails:
                yield self.mails[uid]


def test_l9_after_72_hours_600_mails_are_all_read_oldest_first_without_a_window(
    tmp_path: Path, clock: SettableClock
) -> None:
    inbox = Crumbling()
    house = House(tmp_path, clock, inbox=inbox, reader=Remembering())
    house.start()
    for number in range(600):
        is_report = number % 60 == 0
        text, subject = (REPORT, "Verkeerde loonstrook") if is_report else (ORDINARY, "Openingstijden")
        mail = a_mail(text, sender=f"melder{number}@buurt.example", subject=subject)
        inbox.put(mail, clock() + timedelta(minutes=7 * number))
    clock.forward(hours=72)
    report = house.rounds.turn()
    judged = [result.uid for result in report.results]
    assert judged == sorted(judged)
    assert (len(judged), report.gone, report.failed) == (594, 6, 0)
    assert len(house.cases()) == 10
    held = [case.receipt_held for case in house.cases()]
    assert held == ["too_old"] * 4 + [None] * 6, "what waited longer than 48 hours gets no receipt by itself"


# --- L10: others expunge while we work --------------------------------------------------------------------------------


def test_l10_nothing_that_people_marked_as_deleted_is_expunged_and_no_wrong_mail_is_moved(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    mailbox.make_folder("Gemeld")
    inbox = ImapInbox(mailbox.access(), courtesies=True)
    house = opened(tmp_path, inbox, reader, courtesies=Courtesies(keyword="$Meldpost", folder="Gemeld"))
    for text in (ORDINARY, REPORT, ORDINARY, ORDINARY):
        mailbox.append(a_mail(text, subject="Bericht"))
    mailbox.touch(3, b"\\Deleted")
    uids = inbox.new_uids(0)
    mailbox.expunge(1)
    assert [mail.uid for mail in inbox.fetch(uids)] == [2, 3, 4]
    house.rounds.turn()
    assert mailbox.flags() == {3: frozenset({"\\Deleted"}), 4: frozenset()}
    assert mailbox.flags("Gemeld") == {1: frozenset({"$Meldpost"})}
    inbox.close()


# --- L11: servers that can little -------------------------------------------------------------------------------------


def test_l11_a_server_without_move_uidplus_idle_and_with_points_in_its_folders_is_enough(
    tmp_path: Path, reader: DirectReader
) -> None:
    with dovecot(capability="IMAP4rev1", separator=".", prefix="INBOX.") as server:
        mailbox = server.mailbox("mail@juist.nl")
        mailbox.make_folder("INBOX.Privé.Ongewenst")
        inbox = ImapInbox(mailbox.access(), courtesies=True)
        beside = {"Privé/Ongewenst": ImapInbox(mailbox.access(folder="Privé/Ongewenst"))}
        house = opened(tmp_path, inbox, reader, beside=beside, courtesies=Courtesies(folder="Privé/Ongewenst"))
        mailbox.append(a_mail(REPORT))
        mailbox.append(a_mail(REPORT, sender="Bea <bea@elders.example>"), folder="INBOX.Privé.Ongewenst")
        house.rounds.turn()
        assert len(house.cases()) == 2
        assert mailbox.flags() == {1: frozenset()}, "without MOVE it stays where it is"
        inbox.close()


# --- L12: IDLE, in a real process -------------------------------------------------------------------------------------


@pytest.fixture
def restartable() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


def test_l12_a_process_that_polls_once_an_hour_hears_of_mail_at_once_and_ends_when_told(
    tmp_path: Path, restartable: Dovecot, smtp: SmtpServer
) -> None:
    mailbox = restartable.mailbox("mail@juist.nl")
    mailbox.flags()
    house = Installation(folder=tmp_path, imap=mailbox.access(), smtp=smtp.access())
    house.write()
    house.file.write_text(house.file.read_text().replace("poll_seconds = 5\n", "poll_seconds = 3600\n"))
    life = house.start()
    try:
        assert life.wait_until_ready()
        wait_until(lambda: has_looked(tmp_path / "data" / "meldpost.db"), f"it has looked (see {life.log})", 60)
        mailbox.append(a_mail(REPORT))
        wait_until(lambda: len(smtp.letters) == 3, f"receipt and alarms are sent (see {life.log})", 90)
        assert life.stop() == 0
    finally:
        life.kill()
    assert mailbox.flags() == {1: frozenset()}


def has_looked(database: Path) -> bool:
    """The turn of its start is over: what comes now is found by listening, or an hour later."""
    with closing(sqlite3.connect(database)) as books:
        row = books.execute("select last_success_at from mailboxes").fetchone()
    return bool(row and row[0])


# --- L13: the login is refused ----------------------------------------------------------------------------------------


def test_l13_while_the_login_is_refused_letters_and_deadlines_go_on_and_afterwards_all_is_caught_up(
    house: House, clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    asked = 0

    def refused() -> None:
        nonlocal asked
        asked += 1
        raise InboxLoginError

    inbox.open = refused  # type: ignore[method-assign, assignment]
    inbox.put(a_mail(REPORT, sender="Bea <bea@elders.example>"), clock())
    for _ in range(300):
        clock.forward(minutes=1)
        with pytest.raises(InboxLoginError):
            house.rounds.turn()
    assert 20 < asked < 60, "pauses grow: a server that is asked every minute locks the account"
    assert len(house.letters_to(KARIN.address)) > 1, "the alarm, and the warning of the running clock"
    del inbox.open  # type: ignore[method-assign]
    clock.forward(minutes=10)
    house.rounds.turn()
    assert len(house.cases()) == 2


def test_l13_a_server_that_is_away_is_read_again_at_the_first_turn_after_its_pause(house: House) -> None:
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    kept, inbox.open = inbox.open, _away  # type: ignore[method-assign]
    with pytest.raises(InboxError):
        house.rounds.turn()
    inbox.open = kept  # type: ignore[method-assign]
    assert len(house.receives(a_mail(REPORT)).results) == 1, "after the first failure there is no pause"


def _away() -> None:
    raise InboxError


# --- L14: one report to several addresses -----------------------------------------------------------------------------


def test_l14_one_report_to_mail_info_and_security_is_one_case(house: House) -> None:
    mail = a_mail(REPORT, message_id="<een@buurt.example>", to="mail@juist.nl, info@juist.nl, security@juist.nl")
    house.receives(*(f"Delivered-To: {name}@juist.nl\r\n".encode() + mail for name in ("mail", "info", "security")))
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


# --- L15: headers that are missing or mad -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "instead"),
    [
        (b"Message-ID", b""),
        (b"From", b""),
        (b"Subject", b""),
        (b"Date", b"Date: Mon, 32 Foo 2026 99:99:99 +9999\r\n"),
        (b"Date", b"Date: Mon, 1 Jan 1900 00:00:00 +0000\r\n"),
        (b"Date", b"Date: Fri, 1 Jan 2099 00:00:00 +0000\r\n"),
        (b"Date", b"Date: \r\n"),
        (b"To", b"To: unlisted-recipients:; (no To-header on input)\r\n"),
    ],
)
def test_l15_a_mail_with_missing_or_mad_headers_is_a_case_whose_clock_starts_at_its_arrival(
    house: House, clock: SettableClock, header: bytes, instead: bytes
) -> None:
    lines = a_mail(REPORT, Date="Mon, 02 Mar 2026 09:00:00 +0100").splitlines(keepends=True)
    house.receives(instead + b"".join(line for line in lines if not line.startswith(header + b":")))
    (case,) = house.cases()
    assert case.provisional_aware_at == clock()
    assert len(house.letters_to(KARIN.address)) == 1


# --- L16: too much in one mail ----------------------------------------------------------------------------------------


def test_l16_of_a_mail_too_large_the_texts_make_the_case_the_rest_follows_and_others_go_on(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader, a_page: bytes
) -> None:
    inbox = ImapInbox(mailbox.access(), large=100_000)
    house = opened(tmp_path, inbox, reader)
    raw = large_report(a_page)
    mailbox.append(raw)
    mailbox.append(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    before = mailbox.flags()
    house.rounds.turn()
    large, _ = sorted(house.cases(), key=lambda case: case.finder_address or "")
    assert large.findings.screenshots == 1
    named = [fact.value for fact in large.findings.facts if fact.name == "not_fetched"]
    assert [value.partition(",")[0] for value in named] == ["image/png", "application/zip"]
    kept = evidence_of(house, large)
    assert raw in kept.values()
    assert a_page in kept.values()
    assert mailbox.flags() == before
    assert len(house.letters) == 6
    inbox.close()


def test_l16_the_rest_of_a_large_mail_is_owed_until_it_is_there(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader, a_page: bytes
) -> None:
    """Killed between the case and the rest, and renumbered as well."""

    class Killed(BaseException):
        pass

    def die(hop: int) -> None:
        if hop == 8:
            raise Killed

    inbox = ImapInbox(mailbox.access(), large=100_000)
    opened(tmp_path, inbox, reader)
    raw = large_report(a_page)
    mailbox.append(raw)
    with pytest.raises(Killed):
        House(tmp_path, lambda: datetime.now(UTC), inbox=inbox, reader=reader, cut=die).rounds.turn()
    mailbox.renumber()
    house = House(tmp_path, lambda: datetime.now(UTC), inbox=inbox, reader=reader)
    (case,) = house.cases()
    assert raw not in evidence_of(house, case).values()
    house.rounds.turn()
    assert raw in evidence_of(house, case).values()
    assert len(house.cases()) == 1
    inbox.close()


def test_l16_a_large_mail_of_few_words_is_read_whole(tmp_path: Path, mailbox: Mailbox, reader: DirectReader) -> None:
    inbox = ImapInbox(mailbox.access(), large=100_000)
    house = opened(tmp_path, inbox, reader)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Zie bijlage"
    mail.set_content("Zie bijlage.\n")
    mail.add_attachment(REPORT.encode(), maintype="application", subtype="octet-stream", filename="brief.txt")
    mail.add_attachment(bytes(200_000), maintype="application", subtype="octet-stream", filename="leeg.bin")
    mailbox.append(mail.as_bytes())
    house.rounds.turn()
    (case,) = house.cases()
    assert mail.as_bytes() in evidence_of(house, case).values()
    inbox.close()


def test_l16_seventy_attachments_are_one_case(house: House) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Verkeerde loonstrook"
    mail.set_content(REPORT)
    for number in range(70):
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=f"strook{number}.pdf")
    house.receives(mail.as_bytes())
    assert len(house.cases()) == 1


def large_report(page: bytes) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = f"Anja de Wit <{FINDER}>", "Verkeerde loonstrook"
    mail["Message-ID"] = "<groot@buurt.example>"
    mail.set_content(REPORT)
    mail.add_attachment(page, maintype="image", subtype="png", filename="scherm.png")
    mail.add_attachment(bytes(range(256)) * 2000, maintype="application", subtype="zip", filename="alles.zip")
    return mail.as_bytes()


@pytest.fixture
def a_page() -> bytes:
    """A picture of a portal, large enough not to be an icon."""
    import io

    from PIL import Image

    kept = io.BytesIO()
    Image.effect_noise((400, 300), 90).save(kept, "PNG")
    return kept.getvalue()


# --- L17, L18: what the bytes are, they stay --------------------------------------------------------------------------


def in_winmail(page: bytes) -> bytes:
    """Outlook's own wrapping (TNEF), which hides every attachment in one."""

    def attribute(name: int, value: bytes) -> bytes:
        return struct.pack("<BHHI", 2, name, 1, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Verkeerde loonstrook"
    mail.set_content(REPORT)
    parts = attribute(0x9002, b"x") + attribute(0x8010, b"scherm.png\0") + attribute(0x800F, page)
    wrapped = b"\x78\x9f\x3e\x22\x01\x00" + parts
    mail.add_attachment(wrapped, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return mail.as_bytes()


def in_a_nameless_mail(page: bytes) -> bytes:
    """Passed on as an attachment that has no name."""
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "bea@elders.example", "Dit zag ik"
    inner.set_content(REPORT)
    inner.add_attachment(page, maintype="image", subtype="png")
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = FINDER, "Zie bijgaande mail"
    mail.set_content("Dit kwam bij mij binnen.\n")
    mail.add_attachment(inner)
    return mail.as_bytes()


@pytest.mark.parametrize(
    "wrapped",
    [lambda page: a_mail("", subject="", pictures=(page,)), in_winmail, in_a_nameless_mail],
    ids=["alone", "in winmail.dat", "in a nameless attached mail"],
)
def test_l17_a_screenshot_wherever_it_hides_is_looked_at_and_its_bytes_are_kept(
    house: House, a_page: bytes, wrapped: Callable[[bytes], bytes]
) -> None:
    mail = wrapped(a_page)
    house.receives(mail)
    (case,) = house.cases()
    kept = evidence_of(house, case)
    assert {sha256(piece).hexdigest() for piece in kept.values()} >= {
        sha256(mail).hexdigest(),
        sha256(a_page).hexdigest(),
    }


@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "koi8-r", "x-unknown", "us-ascii"])
@pytest.mark.parametrize("meant", ["utf-8", "cp1252"])
def test_l18_whatever_the_charset_the_bytes_are_kept_as_they_came(house: House, said: str, meant: str) -> None:
    text = REPORT.replace("Beste mensen", "Geachte collega’s, beste Zoë").replace("\n", "\r\n").encode(meant)
    head = f"From: {FINDER}\r\nSubject: loonstrook\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={said}\r\n"
    mail = head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + text
    house.receives(mail)
    (case,) = house.cases()
    assert mail in evidence_of(house, case).values()


# --- L20: what was set aside is never cut short -----------------------------------------------------------------------


def test_l20_what_was_set_aside_stays_and_grows(tmp_path: Path, clock: SettableClock) -> None:
    house = House(tmp_path, clock, reader=FussyReader())
    house.start()
    mails = [replace_subject(poisoned(), number) for number in range(3)]
    for mail in mails:
        house.receives(mail)
        for _ in range(3):
            house.rounds.turn()
    assert sorted(house.bookcase.files.get(piece.sha256) for piece in quarantine(house)) == sorted(mails)


def replace_subject(mail: bytes, number: int) -> bytes:
    return mail.replace(b"Subject: ", b"Subject: %d " % number)
