"""The database: what is wrong with it is told by its name, never with the statement or its values."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from register_store.database import Database, DatabaseAway, NewerDatabase

pytestmark = pytest.mark.slow

SECRET = "Anja de Wit"


def told(database: Database, statement: str) -> str:
    with pytest.raises(DatabaseAway) as caught, database.transaction() as connection:
        connection.execute(text(statement))
    return str(caught.value)


def test_a_table_that_is_missing(tmp_path: Path) -> None:
    said = told(Database(f"sqlite:///{tmp_path / 'books.db'}"), f"SELECT '{SECRET}' FROM nowhere")
    assert "(SQLITE_ERROR)" in said
    assert SECRET not in said


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'books.db'}")
    database.migrate()
    with database.transaction() as connection:
        connection.execute(text("CREATE TABLE filling (words BLOB)"))
    with database.transaction() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))  # of this connection, which the pool gives out again
    assert "(SQLITE_FULL)" in told(database, "INSERT INTO filling VALUES (zeroblob(99000))")


def test_a_database_that_another_process_holds(tmp_path: Path) -> None:
    file = tmp_path / "books.db"
    database = Database(f"sqlite:///{file}?timeout=0")
    database.migrate()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "(SQLITE_BUSY)" in told(database, "SELECT 1")
    other.execute("ROLLBACK")
    with database.transaction() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "(SQLITE_CANTOPEN)" in told(Database(f"sqlite:///{tmp_path / 'nowhere' / 'books.db'}"), "SELECT 1")


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'books.db'}")
    database.migrate()
    with database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="A newer Meldpost has worked with this database"):
        database.migrate()


def test_a_postgresql_that_ends_our_connection(postgres_url: str) -> None:
    said = told(Database(postgres_url), "SELECT pg_terminate_backend(pg_backend_pid())")
    assert "(57P01)" in said
    assert "127.0.0.1" not in said
