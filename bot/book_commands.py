"""The commands that look into the books: digest, register, verify, drill; each tells its lines, then how it ended."""

import argparse
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from time import sleep

from bot.assemble import House, assembled, smtp_access, utc_now, watched_folders
from bot.figures import figures_of
from bot.mail_servers.smtp_sender import SmtpSender
from bot.verifying import verified
from config.settings import read_settings
from register_store.organisation import Organisation
from register_store.register_export import Part

#: Lines to print, and at the end 0 (well) or 1 (a finding).
Told = Generator[str, None, int]


def digest(options: argparse.Namespace) -> Told:
    """The digest of a period."""
    until = min(options.until or utc_now(), utc_now())
    since = options.since if isinstance(options.since, datetime) else until - options.since
    with assembled(read_settings(options.settings)) as house:
        for organisation in house.settings.organisations:
            watched = watched_folders(house.settings, organisation)
            with house.bookcase(organisation).transaction() as books:
                figures = figures_of(books, since=since, until=until, organisation=organisation, folders=watched)
            yield house.office(organisation).letters.digest_text(figures, until)
    return 0


def register(options: argparse.Namespace) -> Told:
    """The register as a file."""
    from bot.register_of import export, register_of  # the typesetter is not needed by anything else here

    with assembled(read_settings(options.settings)) as house:
        organisation = _chosen(house, options.organisation)
        with house.bookcase(organisation).transaction() as books:
            at = min(options.as_of or utc_now(), utc_now())
            book = register_of(books, organisation, house.keys, at, year=options.year)
    target = options.output or Path(f"register-{organisation.key}.{options.format}")
    target.write_bytes(export(book, options.format, Part(options.part)))
    yield f"The register of {organisation.name} is in {target}."
    return 0


def verify(options: argparse.Namespace) -> Told:
    """The chain of events, and the cases beside it."""
    faults, is_there = 0, not options.head
    with assembled(read_settings(options.settings)) as house:
        for organisation in house.settings.organisations:
            with house.bookcase(organisation).transaction() as books:
                found, is_ours = verified(books.register), books.register.chain.holds(options.head)
                said = found or [f"the chain holds, its head is {books.register.chain.head()}"]
            for line in said:
                yield f"{organisation.key}: {line}"
            faults, is_there = faults + len(found), is_there or is_ours
    if not is_there:
        yield "No chain holds this head: what came before it was changed, or it is another installation's."
    return 1 if faults or not is_there else 0


def drill(options: argparse.Namespace) -> Told:
    """A marked report to ourselves, and how long every step took."""
    from bot.drill import is_well, lines_of, send_drill, wait_for

    settings = read_settings(options.settings)
    with assembled(settings) as house:
        office = house.office(_chosen(house, options.organisation))
        sent = send_drill(office, SmtpSender(smtp_access(settings, office.organisation.key)))
        yield f"A drill went to {office.organisation.mailbox}; waiting for its alarm."
        told = wait_for(office, sent, sleep, options.patience)
    yield from lines_of(told)
    return 0 if is_well(told) else 1


def _chosen(house: House, key: str | None) -> Organisation:
    return house.settings.organisation(key) if key else house.settings.organisations[0]
