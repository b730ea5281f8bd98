"""The migrations make exactly the tables that the program expects, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from register_store.database import Database
from register_store.tables import metadata


def test_migrated_tables_are_the_expected_tables(database: Database) -> None:
    with database.transaction() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert database.is_current()


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.migrate()
    assert database.is_current()
