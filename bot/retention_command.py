"""The command that erases what was kept long enough, or with --dry-run says what it would erase."""

import argparse
from collections.abc import Generator

from bot.assemble import assembled, utc_now
from bot.retention_round import erase_due, found_due
from config.settings import read_settings


def retention(options: argparse.Namespace) -> Generator[str, None, int]:
    """A line per case, or per organisation; the daily round does the same by itself."""
    with assembled(read_settings(options.settings)) as house:
        for organisation in house.settings.organisations:
            if not options.dry_run:
                with house.leased_office(organisation) as office:
                    yield f"{organisation.key}: something of {erase_due(office)} cases is erased."
                continue
            office = house.office(organisation)
            with office.bookcase.transaction() as books:
                for one in found_due(office, books, utc_now()):
                    parts = ", ".join(one.parts)
                    yield f"{organisation.key} {one.case.reference}: {parts} (settled {one.settled_at:%Y-%m-%d})"
                for reference in books.subjects.due_for_erasure(utc_now()):
                    yield f"{organisation.key} {reference}: addresses of affected people"
    if options.dry_run:
        yield "Nothing was erased."
    return 0
