"""When recurring work is due, kept in the database: after a standstill it is caught up once."""

from datetime import datetime, time, timedelta

from sqlalchemy import Connection, insert, select, update

from register_store.deadlines import AMSTERDAM, DeadlineWarning
from register_store.tables import rounds, warnings

DIGEST = "digest"
NEAR_MISSES = "near_misses"
COUNT = "count"
EVIDENCE = "evidence"
RETENTION = "retention"
RESTORED = "restored"  #: when a back-up was put back last, no round at all
BACKED_UP = "backed_up"  #: when a back-up was made last, no round either
MONDAY, DIGEST_AT = 0, time(8, 0)


class DueRounds:
    """The agenda of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def due_at(self, name: str) -> datetime | None:
        """When this round is due next; None when it was never planned."""
        here = (rounds.c.organisation == self._organisation) & (rounds.c.name == name)
        return self._connection.execute(select(rounds.c.due_at).where(here)).scalar()

    def plan(self, name: str, at: datetime) -> None:
        """Put the next turn of a round into the agenda."""
        here = (rounds.c.organisation == self._organisation) & (rounds.c.name == name)
        if self.due_at(name) is None:
            self._connection.execute(insert(rounds).values(organisation=self._organisation, name=name, due_at=at))
        else:
            self._connection.execute(update(rounds).where(here).values(due_at=at))

    def warned(self, reference: str, aware_at: datetime) -> frozenset[int]:
        """The milestones that were spoken of, for this start of the clock."""
        query = select(warnings.c.milestone).where(
            warnings.c.organisation == self._organisation,
            warnings.c.reference == reference,
            warnings.c.aware_at == aware_at,
        )
        return frozenset(self._connection.execute(query).scalars())

    def remember_warning(self, warning: DeadlineWarning, aware_at: datetime) -> None:
        """This milestone has been spoken of."""
        self._connection.execute(
            insert(warnings).values(
                organisation=self._organisation,
                reference=warning.reference,
                aware_at=aware_at,
                milestone=warning.milestone,
            )
        )


def next_digest(now: datetime) -> datetime:
    """The coming Monday 08:00 in Dutch time, strictly after now."""
    local = now.astimezone(AMSTERDAM)
    monday = local.date() + timedelta(days=(MONDAY - local.weekday()) % 7)
    moment = datetime.combine(monday, DIGEST_AT, AMSTERDAM)
    if moment <= local:
        moment = datetime.combine(monday + timedelta(days=7), DIGEST_AT, AMSTERDAM)
    return moment
