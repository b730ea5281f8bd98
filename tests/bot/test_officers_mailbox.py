"""The mailbox that officers alone can read, on a real Dovecot: commands and lists, and no doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from pathlib import Path

import pytest
from cases import a_finding
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from mails import ORDINARY, REPORT, a_mail, proven
from servers import Dovecot, Mailbox

from bot.direct_reader import DirectReader
from bot.fetch_round import WatchedFolder
from bot.mail_servers.imap_inbox import ImapInbox
from bot.officers_mailbox import officers_folder
from bot.reader import Examined
from bot.rounds import Doors, Rounds
from classifiers.words import Picture, SenderFacts, Words
from config.settings import SettingsFault, read_settings
from register_store.case import CaseState
from register_store.findings import Verdict

CLOSED = "privacy@juist.nl"
FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
LIST = "naam;e-mailadres\nSam de Boer;sam@post.example\n"
#: Officers write so to each other all day.
DOUBT = "Is mijn dossier wel veilig bij jullie?"
_numbers = count(1)


class WordReader(DirectReader):
    """Judges by one word, so that each verdict is sure."""

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        verdict = (
            Verdict.REPORT
            if "burgerservicenummer" in words.whole
            else Verdict.DOUBT
            if "veilig" in words.whole
            else None
        )
        return Examined(findings=a_finding(verdict=verdict or Verdict.ORDINARY), evidence=())


class TwoMailboxes:
    """A house at two mailboxes of one Dovecot."""

    def __init__(self, folder: Path, server: Dovecot, clock: SettableClock) -> None:
        number = next(_numbers)
        self.general: Mailbox = server.mailbox(f"algemeen{number}@juist.nl")
        self.officers: Mailbox = server.mailbox(f"privacy{number}@juist.nl")
        ours = replace(JUIST, officer_mailbox=CLOSED)
        self._doors = (ImapInbox(self.general.access()), ImapInbox(self.officers.access()))
        self.clock = clock
        self.house = House(folder, clock, organisation=ours, inbox=self._doors[0], reader=WordReader())
        watched = WatchedFolder(name=officers_folder(ours, "INBOX"), inbox=self._doors[1])
        doors = Doors(inbox=self._doors[0], sender=self.house.sender, officers=watched)
        self.house.rounds = Rounds(self.house.office, doors)

    def arrives(self, mailbox: Mailbox, *mails: bytes) -> None:
        self.clock.forward(minutes=1)
        for mail in mails:
            mailbox.append(mail, at=datetime.now(UTC))
        self.house.rounds.turn()

    def close(self) -> None:
        for inbox in self._doors:
            inbox.close()


@pytest.fixture
def both(tmp_path: Path, imap_server: Dovecot) -> Iterator[TwoMailboxes]:
    opened = TwoMailboxes(tmp_path, imap_server, SettableClock(now=datetime.now(UTC) + timedelta(seconds=2)))
    opened.officers.append(a_mail(REPORT, subject="van voor de eerste start"))
    opened.house.start()
    yield opened
    opened.close()


def from_karin(both: TwoMailboxes, text: str, *, to: str = CLOSED, file: str = "") -> bytes:
    letter = both.house.letters_to(KARIN.address)[0]
    raw = a_mail(text, sender=FROM_KARIN, subject=f"Re: {letter['Subject']}", to=to, answers=str(letter["Message-ID"]))
    mail = message_from_bytes(raw, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    if file:
        mail.add_attachment(file.encode(), maintype="text", subtype="csv", filename="lijst.csv")
    return proven(mail.as_bytes())


def newest(both: TwoMailboxes) -> str:
    return " ".join(text_of(both.house.letters_to(KARIN.address)[-1]).split())


def test_a_command_is_carried_out_there_and_nothing_on_the_server_changes(both: TwoMailboxes) -> None:
    both.arrives(both.general, a_mail(REPORT))
    letter = both.house.letters_to(KARIN.address)[0]
    assert letter["Reply-To"].addresses[0].addr_spec == CLOSED
    both.arrives(both.officers, from_karin(both, "OPPAKKEN"))
    assert both.house.cases()[0].handler == KARIN.address
    assert both.officers.flags() == {1: frozenset(), 2: frozenset()}
    assert both.general.flags() == {1: frozenset()}


def test_a_list_is_taken_where_it_lies_not_where_its_header_points(both: TwoMailboxes) -> None:
    both.arrives(both.general, a_mail(REPORT))
    both.arrives(both.general, from_karin(both, "BRIEF", to=CLOSED, file=LIST))
    assert "officer_mailbox" in newest(both), "somebody laid it in the general mailbox"
    both.arrives(
        both.officers, from_karin(both, "BRIEF: er ging een lijst weg", to="privacy-alias@juist.nl", file=LIST)
    )
    told = " ".join(text_of(letter) for letter in both.house.letters_to(KARIN.address)[-2:])
    assert "rij 2: Sam" in " ".join(told.split()), "an alias of the closed mailbox is no hindrance"


def test_a_list_that_went_to_both_mailboxes_is_refused_wherever_it_is_read(both: TwoMailboxes) -> None:
    both.arrives(both.general, a_mail(REPORT))
    both.arrives(both.officers, from_karin(both, "BRIEF", to=f"{CLOSED}, mail@juist.nl", file=LIST))
    assert "officer_mailbox" in newest(both)


def test_only_a_plain_report_counts_there(both: TwoMailboxes) -> None:
    both.arrives(both.officers, a_mail(DOUBT), a_mail(ORDINARY, subject="Lunch"))
    assert both.house.cases() == []
    assert both.house.letters == []
    both.arrives(both.officers, a_mail(REPORT))
    (case,) = both.house.cases()
    assert case.mailbox == f"{CLOSED} INBOX", "an alarm says where the original lies"
    both.arrives(both.general, a_mail(DOUBT, subject="nog iets"))
    assert [one.state for one in both.house.cases()] == [CaseState.REPORTED, CaseState.DOUBT]


def test_the_first_start_leaves_alone_what_lies_there_and_all_mails_are_accounted_for(both: TwoMailboxes) -> None:
    both.arrives(both.officers, a_mail(ORDINARY))
    both.clock.forward(days=8)
    assert both.house.rounds.turn().adds_up
    with both.house.bookcase.transaction() as books:
        counts = {each.folder: (each.on_server, each.before_us, each.unknown) for each in books.reckoning.folders()}
    assert counts == {"INBOX": (0, 0, 0), f"{CLOSED} INBOX": (2, 1, 0)}


@pytest.mark.parametrize(
    ("organisation", "imap", "said"),
    [
        (f'officer_mailbox = "{CLOSED}"', "", "nobody would read"),
        ("", '[servers.juist.officer_imap]\nhost = "imap.example"\nuser = "x"\npassword = { env = "P" }\n', "needs"),
        (
            f'officer_mailbox = "{CLOSED}"',
            '[servers.juist.officer_imap]\nhost = "imap.example.org"\nuser = "mail@juist.nl"\n'
            'password = { env = "P" }\n',
            "is the general mailbox",
        ),
        (
            f'officer_mailbox = "{CLOSED}"',
            '[servers.juist.officer_imap]\nhost = "imap.example"\nuser = "x"\n',
            "officer_imap.password",
        ),
    ],
)
def test_a_mailbox_that_nobody_would_read_stops_the_start(
    tmp_path: Path, organisation: str, imap: str, said: str
) -> None:
    example = Path(__file__).parents[2] / "config"
    (tmp_path / "organisations").mkdir()
    for name in ("juist", "doorkees"):
        text = (example / "organisations" / f"{name}.toml").read_text(encoding="utf-8")
        line = f'# officer_mailbox = "privacy@{name}.nl"'
        assert line in text
        text = text.replace(line, organisation if name == "juist" else line)
        (tmp_path / "organisations" / f"{name}.toml").write_text(text, encoding="utf-8")
    text = (example / "example.toml").read_text(encoding="utf-8")
    before, _, rest = text.partition("[servers.juist.officer_imap]")
    after = rest[rest.index("[servers.juist.smtp]") :]
    path = tmp_path / "meldpost.toml"
    path.write_text(before + imap + after, encoding="utf-8")
    with pytest.raises(SettingsFault, match=said):
        read_settings(path)
