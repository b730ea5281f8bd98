"""A whole house for tests: real database, evidence on disk, and whatever doors are handed in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

from bot.direct_reader import DirectReader
from bot.doors import FetchedMail, Inbox, LeftOut, MailboxState, Sender
from bot.fetch_round import FetchReport, WatchedFolder
from bot.office import Office, open_office
from bot.officer_keys.officer_key import OfficerKey
from bot.officer_keys.own_keys import NO_KEYS, OwnKeys
from bot.officers_mailbox import officers_folder
from bot.reader import Belief, Reader
from bot.rounds import Doors, Rounds
from register_store.books import Bookcase
from register_store.case import Case
from register_store.database import Database
from register_store.keys import Keys
from register_store.organisation import AddressForm, Contact, Officer, OfficerRole, Organisation, Proof

if TYPE_CHECKING:
    from conftest import SettableClock

SECRET = "bWVsZHBvc3QgdGVzdCBrZXkgb2YgMzIgYnl0ZXMhISE="
KARIN = Officer(name="Karin Vos", address="karin.vos@juist.nl")
OMAR = Officer(name="Omar Haddad", address="omar.haddad@juist.nl", role=OfficerRole.DEPUTY)
JUIST = Organisation(
    key="juist",
    name="Juist B.V.",
    mailbox="mail@juist.nl",
    domains=("juist.nl",),
    phone="0492 37 00 87",
    officers=(KARIN, OMAR),
    management=("directie@juist.nl",),
    contact=Contact(name="Fenna Groot", role="FG", address="fg@juist.nl", phone="0492 37 00 87"),
    address_form=AddressForm.JE,
    website="https://www.juist.nl",
    police_line=True,
    proof=Proof.AUTHSERV_ID,
    authserv_id="mx.juist.nl",
)


@dataclass
class FolderInbox:
    """An inbox in memory: mails are put in, looked at, never changed."""

    mails: dict[int, FetchedMail] = field(default_factory=dict)
    uidvalidity: int = 7
    marked: list[tuple[int, str]] = field(default_factory=list)

    def put(self, raw: bytes, arrived_at: datetime, *, whole: bool = True) -> int:
        uid = max(self.mails, default=100) + 1
        self.mails[uid] = FetchedMail(uid=uid, raw=raw, arrived_at=arrived_at, size=len(raw), whole=whole)
        return uid

    def open(self) -> MailboxState:
        return MailboxState(
            uidvalidity=self.uidvalidity, uidnext=max(self.mails, default=100) + 1, exists=len(self.mails)
        )

    def new_uids(self, above: int) -> tuple[int, ...]:
        return tuple(uid for uid in sorted(self.mails) if uid > above)

    def existing_uids_since(self, day: date) -> tuple[int, ...]:
        return tuple(uid for uid, mail in sorted(self.mails.items()) if mail.arrived_at.date() >= day)

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        return iter([self.mails[uid] for uid in uids if uid in self.mails])

    def pieces(self, uid: int) -> Iterator[bytes]:
        return iter([self.mails[uid].raw] if uid in self.mails else [])

    def part_pieces(self, uid: int, part: LeftOut) -> Iterator[bytes]:
        return iter([])

    def left_out(self, uid: int) -> tuple[LeftOut, ...]:
        return ()

    def mark(self, uid: int, keyword: str) -> bool:
        self.marked.append((uid, keyword))
        return True

    def move(self, uid: int, folder: str) -> bool:
        return self.mails.pop(uid, None) is not None

    def close(self) -> None:
        """Nothing to say goodbye to."""


@dataclass
class Postbox:
    """A sender in memory: letters that were sent, in order."""

    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        self.sent.append((recipient, content))

    def close(self) -> None:
        """Nothing to say goodbye to."""


class House:
    """One organisation at work, with everything a test wants to look at."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        organisation: Organisation = JUIST,
        inbox: Inbox | None = None,
        sender: Sender | None = None,
        reader: Reader | None = None,
        belief: Belief | None = None,
        database_url: str | None = None,
        ops: str | None = None,
        passphrases: Mapping[str, str] | None = None,
        evidence_quota: int = 0,
        keys: tuple[OfficerKey, ...] = (),
        own_keys: OwnKeys = NO_KEYS,
        cut: Callable[[int], None] = lambda hop: None,
    ) -> None:
        self.clock = clock
        self.organisation = organisation
        self.inbox = inbox if inbox is not None else FolderInbox()
        self.sender = sender if sender is not None else Postbox()
        self.database = Database(database_url or f"sqlite:///{folder / 'meldpost.db'}")
        self.database.migrate()
        self.bookcase = Bookcase(self.database, organisation.key, folder / "evidence", Keys.from_secret(SECRET))
        self.office: Office = open_office(
            organisation,
            self.bookcase,
            reader or DirectReader(),
            clock,
            belief=belief,
            ops=ops,
            passphrases=passphrases,
            evidence_quota=evidence_quota,
            keys=keys,
            own_keys=own_keys,
            cut=cut,
        )
        self.officers_inbox = FolderInbox(uidvalidity=9)  # read where the organisation has an `officer_mailbox`
        doors = Doors(inbox=self.inbox, sender=self.sender, officers=self._officers())
        self.rounds = Rounds(self.office, doors)

    def _officers(self) -> WatchedFolder | None:
        if not self.organisation.officer_mailbox:
            return None
        return WatchedFolder(name=officers_folder(self.organisation, "INBOX"), inbox=self.officers_inbox)

    def start(self) -> FetchReport:
        """The first turn, which takes the present as its mark."""
        return self.rounds.turn()

    def receives(self, *mails: bytes, arrived_at: datetime | None = None) -> FetchReport:
        """These mails arrive, and every round turns once."""
        assert isinstance(self.inbox, FolderInbox)
        for mail in mails:
            self.inbox.put(mail, arrived_at or self.clock())
        return self.rounds.turn()

    def officers_receive(self, *mails: bytes) -> FetchReport:
        """These mails arrive in the mailbox that officers alone can read."""
        for mail in mails:
            self.officers_inbox.put(mail, self.clock())
        return self.rounds.turn()

    @property
    def letters(self) -> list[EmailMessage]:
        """What was sent so far."""
        assert isinstance(self.sender, Postbox)
        return [parsed(content) for _, content in self.sender.sent]

    def letters_to(self, address: str) -> list[EmailMessage]:
        """What this person got so far."""
        return [letter for letter in self.letters if str(letter["To"]) == address]

    def cases(self) -> list[Case]:
        with self.bookcase.transaction() as books:
            return books.register.every_case()


def later(house: House, clock: "SettableClock", **passed: float) -> None:
    """So much time passes (`days`, `hours`, ...), and a round is made."""
    clock.forward(**passed)
    house.rounds.turn()


def parsed(content: bytes) -> EmailMessage:
    """A letter to ask questions of."""
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def at(text: str) -> datetime:
    """`at("2026-11-23 08:12")`, UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
