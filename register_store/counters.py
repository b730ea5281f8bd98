"""Running numbers without gaps, given out inside the caller's transaction."""

from sqlalchemy import Connection, insert, select, update

from register_store.tables import counters


def next_number(connection: Connection, organisation: str, series: str) -> int:
    """The next number of a series; a rolled-back transaction gives it back, so none is ever skipped."""
    here = (counters.c.organisation == organisation) & (counters.c.series == series)
    # The row lock orders writers on PostgreSQL; on SQLite BEGIN IMMEDIATE did so already.
    present = connection.execute(select(counters.c.value).where(here).with_for_update()).scalar()
    if present is None:
        connection.execute(insert(counters).values(organisation=organisation, series=series, value=1))
        return 1
    connection.execute(update(counters).where(here).values(value=present + 1))
    return int(present) + 1


def last_number(connection: Connection, organisation: str, series: str) -> int:
    """The number given out last, 0 when none was."""
    here = (counters.c.organisation == organisation) & (counters.c.series == series)
    return int(connection.execute(select(counters.c.value).where(here)).scalar() or 0)
