"""The books of one organisation, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from register_store.books import Bookcase
from register_store.database import Database
from register_store.keys import Keys, new_secret


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'books.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    database = Database(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def bookcase(database: Database, tmp_path: Path) -> Bookcase:
    return Bookcase(database, "juist", tmp_path / "evidence", Keys.from_secret(new_secret()))
