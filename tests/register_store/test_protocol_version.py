"""Which version of its own protocol holds for an organisation on a day (K7)."""

from datetime import date

import pytest

from register_store.protocol_version import ProtocolVersion, version_on

VERSIONS = (
    ProtocolVersion(version="2.0", valid_from=date(2026, 11, 23)),
    ProtocolVersion(version="1.0", valid_from=date(2018, 5, 25)),
)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2018, 5, 24), None),
        (date(2018, 5, 25), "1.0"),
        (date(2026, 11, 22), "1.0"),
        (date(2026, 11, 23), "2.0"),
        (date(2030, 1, 1), "2.0"),
    ],
)
def test_the_newest_version_that_held_counts(day: date, version: str | None) -> None:
    assert version_on(day, VERSIONS) == version
    assert version_on(day, ()) is None
