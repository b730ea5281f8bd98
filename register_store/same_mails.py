"""What tells a mail from its copies: which case has it already, and which erased case once had it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from register_store.journal import MailState
from register_store.tables import case_mails, journal, tombstones

_OFFICER = "officer"  # the route of mails that may command


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One mail that a case has already."""

    reference: str
    words_key: str | None


class SameMails:
    """The mails of one organisation's cases, living and erased, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def case_with(self, likeness: str) -> str | None:
        """The first case that has a mail with this likeness."""
        return next((known.reference for known in self._known(case_mails.c.likeness == likeness)), None)

    def with_message_id(self, message_id: str) -> list[Known]:
        """The mails of cases that bear this Message-ID, oldest first."""
        return self._known(case_mails.c.message_id == message_id)

    def saying(self, words_key: str) -> list[Known]:
        """The mails of cases that say the same, oldest first."""
        return self._known(case_mails.c.words_key == words_key)

    def reported_as(self, subject_key: str, sender: str, since: datetime) -> list[Known]:
        """The reports of this sender under this subject that came in since, oldest first."""
        return self._known(
            (case_mails.c.subject_key == subject_key)
            & (case_mails.c.sender == sender)
            & (case_mails.c.role == "report")
            & (case_mails.c.arrived_at >= since)
        )

    def has_fingerprint(self, reference: str, fingerprint: str) -> bool:
        """Has this case a mail with exactly these bytes?"""
        return any(known.reference == reference for known in self._known(case_mails.c.fingerprint == fingerprint))

    def was_commanded(self, likeness: str) -> bool:
        """Was an officer's mail with this likeness carried out already?"""
        query = select(journal.c.id).where(
            journal.c.organisation == self._organisation,
            journal.c.likeness == likeness,
            journal.c.route == _OFFICER,
            journal.c.state == MailState.DONE,
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def bury(self, reference: str, at: datetime) -> int:
        """Before a case is erased: leave a tombstone for each of its mails; returns how many."""
        of_case = (case_mails.c.organisation == self._organisation) & (case_mails.c.reference == reference)
        query = select(case_mails.c.likeness).where(of_case, case_mails.c.likeness.is_not(None)).distinct()
        fresh = [one for one in self._connection.execute(query).scalars() if not self.is_buried(one)]
        if fresh:
            rows = [{"organisation": self._organisation, "likeness": one, "at": at} for one in fresh]
            self._connection.execute(insert(tombstones), rows)
        return len(fresh)

    def is_buried(self, likeness: str) -> bool:
        """Did an erased case have this mail?"""
        query = select(tombstones.c.at).where(
            tombstones.c.organisation == self._organisation, tombstones.c.likeness == likeness
        )
        return self._connection.execute(query).first() is not None

    def _known(self, condition: ColumnElement[bool]) -> list[Known]:
        query = (
            select(case_mails.c.reference, case_mails.c.words_key)
            .where(case_mails.c.organisation == self._organisation, condition)
            .order_by(case_mails.c.id)
        )
        return [Known(reference=row.reference, words_key=row.words_key) for row in self._connection.execute(query)]
