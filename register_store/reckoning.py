"""Mails counted from two sides, which must agree: the server and the journal, what was judged and what came of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, select, update

from register_store.journal import MailState
from register_store.letter import LetterKind
from register_store.tables import case_mails, cases, journal, letters, mailboxes

_CASE_VERDICTS = ("report", "doubt")
_REPORT = "report"  # the role of the mail that opened a case


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCount:
    """What lay in one folder when it was last counted."""

    folder: str
    counted_at: datetime | None  #: None: never
    read_at: datetime | None  #: when it was last looked at, whole and without an error
    on_server: int
    before_us: int  #: of these, from before the first start
    unknown: int  #: of these, what the journal does not know: must be 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What became of the reports and doubts of a period."""

    answered: int = 0  #: a receipt was written
    held: int = 0  #: none, and the case says why
    neither: int = 0  #: no case, or a case without receipt and reason: must be 0


class Reckoning:
    """The counts of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def compare(self, folder: str, uidvalidity: int, uids: Iterable[int], hidden: int, at: datetime) -> list[int]:
        """Keep what was found on the server; returns the UIDs of which nothing is known, or only that they vanished.

        `hidden` mails are counted by the server and not listed. What lies above the mark is not counted yet.
        """
        row = self._connection.execute(select(mailboxes).where(self._row(folder))).mappings().one()
        if row["uidvalidity"] != uidvalidity:
            return []  # renumbered just now: counted after the next look
        present = [uid for uid in uids if uid <= row["high_water"]]
        before_us = sum(uid <= row["first_mark"] for uid in present)
        known = self._known(folder, uidvalidity)
        unknown = [uid for uid in present if uid > row["first_mark"] and uid not in known]
        counts = {"on_server": len(present) + hidden, "before_us": before_us, "unknown": len(unknown) + hidden}
        self._connection.execute(update(mailboxes).where(self._row(folder)).values(counted_at=at, **counts))
        return unknown

    def folders(self, watched: Collection[str] | None = None) -> list[FolderCount]:
        """The last count of every folder, or of the watched ones."""
        ours = mailboxes.c.organisation == self._organisation
        if watched is not None:
            ours &= mailboxes.c.folder.in_(watched)
        rows = self._connection.execute(select(mailboxes).where(ours).order_by(mailboxes.c.folder)).mappings()
        return [
            FolderCount(
                folder=row["folder"],
                counted_at=row["counted_at"],
                read_at=row["last_success_at"],
                on_server=row["on_server"],
                before_us=row["before_us"],
                unknown=row["unknown"],
            )
            for row in rows
        ]

    def counts(self, since: datetime, until: datetime) -> dict[tuple[str, str | None, str | None], int]:
        """How many mails were noted in a period, by state, route and verdict."""
        query = (
            select(journal.c.state, journal.c.route, journal.c.verdict, func.count())
            .where(
                journal.c.organisation == self._organisation,
                journal.c.noted_at >= since,
                journal.c.noted_at < until,
            )
            .group_by(journal.c.state, journal.c.route, journal.c.verdict)
        )
        return {(state, route, verdict): count for state, route, verdict, count in self._connection.execute(query)}

    def answers(self, since: datetime, until: datetime) -> Answers:
        """Each report and doubt noted in a period has one case, and that has a receipt or a reason why not."""
        mail = (case_mails.c.organisation == journal.c.organisation) & (
            case_mails.c.fingerprint == journal.c.fingerprint
        )
        case = (cases.c.organisation == case_mails.c.organisation) & (cases.c.reference == case_mails.c.reference)
        receipt = exists().where(
            letters.c.organisation == cases.c.organisation,
            letters.c.reference == cases.c.reference,
            letters.c.kind == LetterKind.RECEIPT,
        )
        query = (
            select(journal.c.id, cases.c.reference, cases.c.receipt_held, receipt.label("has_receipt"))
            .select_from(journal.outerjoin(case_mails, mail & (case_mails.c.role == _REPORT)).outerjoin(cases, case))
            .where(
                journal.c.organisation == self._organisation,
                journal.c.state == MailState.DONE,
                journal.c.verdict.in_(_CASE_VERDICTS),
                journal.c.noted_at >= since,
                journal.c.noted_at < until,
            )
        )
        rows = {row.id: row for row in self._connection.execute(query)}.values()
        answered = sum(bool(row.has_receipt) for row in rows)
        held = sum(row.receipt_held is not None and not row.has_receipt for row in rows)
        return Answers(answered=answered, held=held, neither=len(rows) - answered - held)

    def _known(self, folder: str, uidvalidity: int) -> set[int]:
        """What vanished and lies there again counts as unknown: it was never judged."""
        query = select(journal.c.uid).where(
            journal.c.organisation == self._organisation,
            journal.c.folder == folder,
            journal.c.uidvalidity == uidvalidity,
            journal.c.state != MailState.GONE,
        )
        return set(self._connection.execute(query).scalars())

    def _row(self, folder: str) -> ColumnElement[bool]:
        return (mailboxes.c.organisation == self._organisation) & (mailboxes.c.folder == folder)
