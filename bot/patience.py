"""How long to leave a server alone that was away: a little at first, then longer."""

from datetime import datetime, timedelta

#: A server that is away is asked again after these; the last repeats. The first try costs no pause.
PAUSES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=10))


class Patience:
    """Remembers how often in a row it went wrong."""

    def __init__(self) -> None:
        self._failures = 0
        self._not_before: datetime | None = None

    def may_try(self, now: datetime) -> bool:
        """Has the pause passed?"""
        return self._not_before is None or now >= self._not_before

    def failed(self, now: datetime) -> None:
        """It went wrong again: wait longer."""
        self._not_before = now + PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1

    def succeeded(self) -> None:
        """All is well again."""
        self._failures, self._not_before = 0, None
