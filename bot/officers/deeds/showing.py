"""HELP, LIST, STATUS, WHY, REGISTER: what is only shown."""

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done
from bot.officers.history import history_of, why_of
from register_store.case import Case
from register_store.register_export import register_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def help_(_desk: Desk, _command: Command, case: Case | None) -> Done:
    """HELP: the verbs."""
    return Done(case=case, shows={"show_help": True})


def list_(desk: Desk, _command: Command, case: Case | None) -> Done:
    """LIJST: the open cases."""
    return Done(case=case, shows={"open_cases": tuple(desk.books.register.open_cases())})


def status(desk: Desk, _command: Command, case: Case) -> Done:
    """STATUS: the whole case."""
    names = {desk.order.actor: desk.order.officer.name}
    return Done(case=case, shows={"history": history_of(desk.books, case, names)})


def why(desk: Desk, _command: Command, case: Case) -> Done:
    """WAAROM: clues, gates, authentication."""
    return Done(case=case, shows={"why": why_of(desk.books, case)})


def register(desk: Desk, command: Command, case: Case | None) -> Done:
    """REGISTER: the workbook, of all years or of one."""
    cases = desk.books.register.every_case()
    year = (command.argument or "").strip()
    chosen = [each for each in cases if f"-{year}-" in each.reference] if year else cases
    attachment = (f"register{'-' + year if year.isdigit() else ''}.xlsx", _XLSX, register_xlsx(chosen))
    return Done(case=case, shows={"register_attached": True, "attachments": (attachment,)})
