"""REGISTER: the workbook of all breaches, of one year, or as it stood on a day."""

import re
from datetime import datetime

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from bot.officers.dutch_times import read_moment
from bot.register_of import register_of
from register_store.case import Case
from register_store.deadlines import AMSTERDAM
from register_store.register_workbook import register_xlsx
from replies.transcript import Refusal

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YEAR = re.compile(r"20\d\d")


def register(desk: Desk, command: Command, case: Case | None) -> Done:
    """REGISTER, REGISTER 2026, REGISTER 30-11-2026: attached to the answer, and nothing changes."""
    asked, now = (command.argument or "").strip(" .!"), desk.order.now
    year = asked if _YEAR.fullmatch(asked) else ""
    at = now if year or not asked else _end_of(asked, now)
    office = desk.office
    book = register_of(desk.books, office.organisation, office.bookcase.keys, at, year=year)
    part = year or (f"{at.astimezone(AMSTERDAM):%Y-%m-%d}" if asked else "")
    attachment = (f"register{'-' + part if part else ''}.xlsx", _XLSX, register_xlsx(book))
    return Done(case=case, shows={"register_attached": True, "attachments": (attachment,)})


def _end_of(asked: str, now: datetime) -> datetime:
    """The moment an officer names; of a day its last."""
    moment = read_moment(asked, now)
    if moment is None or moment.rest:
        refuse(Refusal.ARGUMENT_UNCLEAR)
    if moment.has_time:
        return min(moment.at, now)
    return min(moment.at.astimezone(AMSTERDAM).replace(hour=23, minute=59, second=59, microsecond=999999), now)
