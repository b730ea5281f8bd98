"""Counts after the storm: what came of every mail, by the mailbox, the database and what the mail server took."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

from house import KARIN, OMAR, SECRET
from imapclient import IMAPClient
from serving.dovecot import Mailbox
from serving.smtp import Delivered
from sqlalchemy import select
from torture.feed import Fed, Sort

from register_store.books import Bookcase, Books
from register_store.database import Database
from register_store.evidence_files import EvidenceFiles, EvidenceKind
from register_store.keys import Keys
from register_store.tables import case_mails, cases, letters

OFFICERS = (KARIN.address, OMAR.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One line says whether the promises held; the faults say where they did not."""

    of: int
    lost: tuple[str, ...]
    twice: tuple[str, ...]
    wrong: tuple[str, ...]
    touched: tuple[str, ...]
    repeated: int  #: letters sent again with the same Message-ID: a cut between the server's OK and our commit
    set_aside: int  #: letters that say that a mail could not be read, where cuts hit the same mail three times
    left_over: int  #: evidence files that no row names: a kill between file and transaction leaves one too many

    @property
    def line(self) -> str:
        """`lost 0 twice 0 wrong 0 touched 0 of N`"""
        counts = f"lost {len(self.lost)} twice {len(self.twice)} wrong {len(self.wrong)} touched {len(self.touched)}"
        return f"{counts} of {self.of}"

    @property
    def holds(self) -> bool:
        """Were all promises kept?"""
        return not (self.lost or self.twice or self.wrong or self.touched)


def tally(
    fed: Sequence[Fed], mailbox: Mailbox, delivered: Sequence[Delivered], database: Database, evidence: Path
) -> Tally:
    """Compare what was fed with what came of it."""
    bookcase = Bookcase(database, "juist", evidence, Keys.from_secret(SECRET))
    with database.transaction() as connection:
        mails = connection.execute(select(case_mails.c.message_id, case_mails.c.reference)).all()
        rows = connection.execute(select(cases.c.reference, cases.c.receipt_held)).all()
        written = {row.message_id: row for row in connection.execute(select(letters))}
    references = defaultdict(list)
    for message_id, reference in mails:
        references[message_id].append(reference)
    taken = Counter((one.recipient, str(message_from_bytes(one.content)["Message-ID"])) for one in delivered)
    by_kind = Counter((written[sent].kind, to, written[sent].reference) for to, sent in taken if sent in written)
    faults = _Faults(fed, references, by_kind, {row.reference: row.receipt_held for row in rows})
    unknown = [f"{to} got a letter we never wrote" for to, sent in taken if sent not in written]
    with bookcase.transaction() as books:
        missing = list(_evidence_missing(fed, references, books, bookcase.files))
        amiss = list(_amiss(books))
    copies = list(_copies_kept(fed, evidence))
    return Tally(
        of=len(fed),
        lost=(*faults.lost, *missing),
        twice=tuple(faults.twice),
        wrong=(*faults.wrong, *unknown, *amiss, *copies),
        touched=tuple(_touched(fed, mailbox)),
        repeated=taken.total() - len(taken),
        set_aside=sum(count for (kind, _, _), count in by_kind.items() if kind == "set_aside"),
        left_over=_left_over(bookcase, evidence),
    )


def _evidence_missing(
    fed: Sequence[Fed], references: Mapping[str, list[str]], books: Books, files: EvidenceFiles
) -> Iterator[str]:
    """Every report's exact bytes lie in its case and can be read."""
    for mail in fed:
        digest = sha256(mail.raw).hexdigest()
        for reference in references.get(mail.message_id, []):
            kept = {piece.sha256 for piece in books.evidence.of_case(reference, EvidenceKind.MAIL)}
            if digest not in kept or files.get(digest) != mail.raw:
                yield f"{mail.sender}: its bytes in {reference}"


def _amiss(books: Books) -> Iterator[str]:
    """The chain holds, and the house's own reckoning agrees with itself and with the server."""
    if (fault := books.register.chain.verify()) is not None:
        yield f"the chain: {fault.what}"
    whole = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
    if neither := books.reckoning.answers(*whole).neither:
        yield f"{neither} reports neither answered nor held"
    for folder in books.reckoning.folders():
        if folder.unknown or folder.counted_at is None:
            yield f"{folder.folder}: {folder.unknown} mails unknown, counted at {folder.counted_at}"


def _copies_kept(fed: Sequence[Fed], evidence: Path) -> Iterator[str]:
    """Ordinary mail leaves no copy with us, and nothing is left half written."""
    present = {path.name for path in evidence.rglob("*") if path.is_file()}
    for mail in fed:
        if mail.sort in (Sort.ORDINARY, Sort.AUTOMATIC) and f"{sha256(mail.raw).hexdigest()}.sealed" in present:
            yield f"{mail.sender}: a copy is kept"
    yield from (f"{name} is left" for name in present if not name.endswith(".sealed"))


def _left_over(bookcase: Bookcase, evidence: Path) -> int:
    present = {path.name.removesuffix(".sealed") for path in evidence.rglob("*.sealed")}
    with bookcase.transaction() as books:
        return sum(not books.spools.is_needed(digest) for digest in present)


class _Faults:
    def __init__(
        self,
        fed: Sequence[Fed],
        references: Mapping[str, list[str]],
        by_kind: Counter[tuple[str, str, str]],
        held: Mapping[str, str | None],
    ) -> None:
        self.lost: list[str] = []
        self.twice: list[str] = []
        self.wrong: list[str] = []
        due: Counter[tuple[str, str, str]] = Counter()
        for mail in fed:
            found = references.get(mail.message_id, [])
            is_report = mail.sort in (Sort.REPORT, Sort.ROBOT_REPORT)
            self._count(f"{mail.sender}: case", len(found), due=int(is_report))
            if is_report and found:
                due.update(("alarm", officer, found[0]) for officer in OFFICERS)
                due.update([("receipt", mail.sender, found[0])] if mail.sort is Sort.REPORT else [])
        for key in due:
            why = f" (held: {held[key[2]]})" if key[0] == "receipt" and held[key[2]] else ""
            self._count(f"{key[1]}: {key[0]} of {key[2]}{why}", by_kind[key], due=1)
        self.wrong += [f"{to}: {kind} of {case}" for kind, to, case in by_kind if self._is_wrong(kind, to, case, due)]

    def _count(self, what: str, count: int, *, due: int) -> None:
        if count < due:
            self.lost.append(what)
        elif due and count > due:
            self.twice.append(what)
        elif count > due:
            self.wrong.append(what)

    @staticmethod
    def _is_wrong(kind: str, to: str, case: str, due: Counter[tuple[str, str, str]]) -> bool:
        return (kind, to, case) not in due and not (kind == "set_aside" and to in OFFICERS)


def _touched(fed: Sequence[Fed], mailbox: Mailbox) -> list[str]:
    """Mails that are gone, doubled, or have other flags than people gave them."""
    found = defaultdict(list)
    with IMAPClient("127.0.0.1", mailbox.server.port, ssl=False, timeout=20) as client:
        client.login(mailbox.user, mailbox.server.password)
        client.select_folder("INBOX", readonly=True)
        header = b"BODY[HEADER.FIELDS (MESSAGE-ID)]"
        for answer in client.fetch(client.search(), ["FLAGS", "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]).values():
            flags = {flag for flag in answer[b"FLAGS"] if flag != b"\\Recent"}
            found[answer[header].decode().partition(":")[2].strip()].append(flags)
    expected = {mail.message_id: [{b"\\Seen"} if mail.seen else set()] for mail in fed}
    return [mail.sender for mail in fed if found.get(mail.message_id) != expected[mail.message_id]]
