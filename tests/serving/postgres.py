"""A real PostgreSQL: an own cluster on a Unix socket; the machine's own is never touched."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from serving.machine import IS_ROOT, binary, server_folder

_BINARIES = "/usr/lib/postgresql/*/bin"
_OWNER = "postgres" if IS_ROOT else None  # PostgreSQL refuses to run as root


@dataclass(slots=True, kw_only=True)
class Postgres:
    """The running cluster."""

    folder: Path
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new_database(self) -> str:
        """The SQLAlchemy URL of a fresh, empty database."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(f"host={self.folder} dbname=postgres user=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def restart(self) -> None:
        """Every connection breaks at once, as after a crash of the machine it runs on."""
        options = ("-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "postgres.log"), "-m", "immediate")
        _run("pg_ctl", *options, "restart")


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Makes a cluster (about a second), starts it, stops it, removes it."""
    with server_folder("postgres", _OWNER) as folder:
        data = str(folder / "data")
        _run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses='' -k {folder} -c fsync=off -c synchronous_commit=off -c max_connections=50"
        _run("pg_ctl", "-D", data, "-w", "-l", str(folder / "postgres.log"), "-o", options, "start")
        try:
            yield Postgres(folder=folder)
        finally:
            _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(program: str, *arguments: str) -> None:
    command = [binary(program, "postgresql", _BINARIES), *arguments]
    subprocess.run(command, check=True, user=_OWNER, group=_OWNER, cwd="/", stdout=subprocess.DEVNULL)
