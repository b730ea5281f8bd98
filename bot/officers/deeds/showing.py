"""HELP, LIST, STATUS, WHY: what is only shown."""

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done
from bot.officers.history import history_of, why_of
from bot.officers.thumbnails import thumbnails_of
from bot.officers.waits import waits_of
from register_store.case import Case


def help_(_desk: Desk, _command: Command, case: Case | None) -> Done:
    """HELP: the verbs."""
    return Done(case=case, shows={"show_help": True})


def list_(desk: Desk, _command: Command, case: Case | None) -> Done:
    """LIJST: the open cases."""
    return Done(case=case, shows={"open_cases": tuple(desk.books.register.open_cases())})


def status(desk: Desk, _command: Command, case: Case) -> Done:
    """STATUS: the whole case, and who waits for what."""
    office, books = desk.office, desk.books
    names = {office.bookcase.keys.actor_id(one.address): one.name for one in office.organisation.officers}
    waits = waits_of(books, office.organisation, case, desk.order.now)
    return Done(case=case, shows={"history": history_of(books, case, names), "waits": waits})


def why(desk: Desk, _command: Command, case: Case) -> Done:
    """WAAROM: clues, gates, authentication, and the pictures too blurred to read."""
    thumbnails = thumbnails_of(desk.office, desk.books, case.reference)
    return Done(case=case, shows={"why": why_of(desk.books, case), "thumbnails": thumbnails})
