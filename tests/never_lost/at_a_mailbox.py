"""A house at a mailbox, and readers that cannot read everything: what the stories of lost mail are played with."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from house import House
from mails import REPORT, a_mail

from bot.direct_reader import DirectReader
from bot.errors import MailError
from bot.mail_servers.imap_inbox import ImapInbox
from bot.reader import Belief, Read
from bot.rounds import Doors, Rounds
from register_store.case import Case
from register_store.evidence_files import EvidenceKind, Piece

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
