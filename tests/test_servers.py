"""The servers that other tests lean on do what they promise."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
from servers import Mailbox, chromium_png


def test_postgres_gives_every_test_a_database_of_its_own(postgres_url: str) -> None:
    dsn = postgres_url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row == (0,)


def test_chromium_makes_a_picture_as_wide_as_asked(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.write_text("<h1>Ontvangst</h1>")
    picture = chromium_png(page, 640, 300)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 640


def test_a_mailbox_shows_what_people_did_to_it(mailbox: Mailbox) -> None:
    mailbox.append(b"Subject: een\r\n\r\n", at=datetime(2026, 3, 1, 8, 30, tzinfo=UTC), seen=True)
    mailbox.append(b"Subject: twee\r\n\r\n")
    assert mailbox.flags() == {1: frozenset({"\\Seen"}), 2: frozenset()}
    mailbox.expunge(1)
    assert list(mailbox.flags()) == [2]
