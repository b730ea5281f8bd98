"""Rows of a table as JSON lines and back, the same from SQLite and PostgreSQL."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    TypeDecorator,
    insert,
    select,
    text,
)

_AT_ONCE = 500


def lines_of(
    connection: Connection, table: Table, instead: Mapping[str, ColumnElement[Any]] | None = None
) -> Iterator[bytes]:
    """Every row, in the order of its key; `instead`: what is told in place of a column."""
    columns = [(instead or {}).get(column.name, column).label(column.name) for column in table.columns]
    rows = connection.execute(select(*columns).order_by(*table.primary_key)).mappings()
    for row in rows:
        told = {column.name: _told(row[column.name]) for column in table.columns}
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def put_lines(connection: Connection, table: Table, lines: Iterable[bytes]) -> int:
    """Insert the rows as they were, with their numbers; returns how many."""
    number, batch = 0, []
    for line in lines:
        told = json.loads(line)
        batch.append({column.name: _meant(column, told[column.name]) for column in table.columns})
        number += 1
        if len(batch) == _AT_ONCE:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
    _continue_numbers(connection, table)
    return number


def _told(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _meant(column: Column[Any], told: Any) -> Any:
    if told is None:
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(told, validate=True)
    if isinstance(column.type, DateTime):  # of a table as an older program made it: naive UTC
        return datetime.fromisoformat(told).astimezone(UTC).replace(tzinfo=None)
    return datetime.fromisoformat(told) if _keeps_moments(column) else told


def _keeps_moments(column: Column[Any]) -> bool:
    return isinstance(column.type, TypeDecorator) and isinstance(column.type.impl, DateTime)


def _continue_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL counts apart from the rows; SQLite looks at them."""
    keys: list[Column[Any]] = list(table.primary_key)
    if connection.dialect.name != "postgresql" or len(keys) != 1 or not isinstance(keys[0].type, Integer):
        return
    names: Mapping[str, str] = {"table": table.name, "key": keys[0].name}
    highest = connection.execute(select(keys[0]).order_by(keys[0].desc()).limit(1)).scalar()
    if highest is not None:
        setting = text("SELECT setval(pg_get_serial_sequence(:table, :key), :highest)")
        connection.execute(setting, {**names, "highest": highest})
