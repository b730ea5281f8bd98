"""NEW: a case from a phone call or a letter (J18), or from the mail that was forwarded with it."""

from bot.lanes.new_case import open_by_officer
from bot.officers.command_grammar import Command
from bot.officers.deeds.noting import keep_note
from bot.officers.desk import Desk, Done
from bot.officers.dutch_times import read_moment
from register_store.case import Case, Channel


def new(desk: Desk, command: Command, _case: Case | None) -> Done:
    """NIEUW: open a case; the text is kept as its first note."""
    text, now = command.argument or "", desk.order.now
    moment = read_moment(text, now)
    at = moment.at if moment and moment.has_time and moment.at <= now else now
    channel = Channel.LETTER if text.lower().startswith(("brief", "post", "letter")) else Channel.PHONE
    case = open_by_officer(desk.office, desk.books, desk.order.findings_of_new(), channel, at, now)
    keep_note(desk, case, text)
    return Done(case=case, detail=case.reference)
