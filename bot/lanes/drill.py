"""The lane of a drill: judged like any mail, alarmed like a case, and then kept out of register and figures."""

from dataclasses import replace
from datetime import datetime

from bot.gates.drill_mark import drill_sent_at
from bot.lanes.new_case import enter_mail
from bot.office import Office
from bot.received import Received, Settled
from bot.triage import Route
from register_store.books import Books
from register_store.case import Case, CaseState
from register_store.drill_case import is_drill
from register_store.findings import Verdict
from register_store.masked_findings import masked

#: Why a drill gets no receipt: the mailbox would write to itself.
HELD_AS_DRILL = "drill"
_STATES = {
    Verdict.REPORT: CaseState.REPORTED,
    Verdict.DOUBT: CaseState.DOUBT,
    Verdict.ORDINARY: CaseState.NOT_A_REPORT,
}


def sent_as_drill(office: Office, received: Received) -> datetime | None:
    """When this drill of ours was sent; None for all other mail, and for one that comes a second time.

    A mark that somebody copied from an old drill must not make a report look like one: each counts once.
    """
    if received.triage.route is not Route.EXAMINE:
        return None
    sent_at = drill_sent_at(received.mail, office.bookcase.keys.mark, office.organisation.key)
    if sent_at is None:
        return None
    with office.bookcase.transaction() as books:
        return None if _was_here(books, received.mail.message_id) else sent_at


def settle(office: Office, books: Books, received: Received, sent_at: datetime, now: datetime) -> Settled:
    """Open the drill, also one that was not recognised, and alarm the officers as if it were real.

    The journal keeps no verdict of it: drills count nowhere.
    """
    assert received.examined is not None
    findings = received.examined.findings
    case = Case(
        organisation=office.organisation.key,
        reference=books.register.next_drill_reference(now),
        state=_STATES[findings.verdict],
        findings=masked(findings),
        provisional_aware_at=received.fetched.arrived_at,
        opened_at=now,
        mailbox=f"{office.organisation.mailbox} {received.place.folder}",
        receipt_held=HELD_AS_DRILL,
    )
    payload = {"verdict": findings.verdict.value, "sent_at": sent_at.isoformat()}
    books.register.open_case(case, "meldpost", payload)
    enter_mail(books, case, received, role="drill", how_found="new")
    if case.is_open:
        for letter in office.letters.alarms(case, now):
            books.outbox.put(letter)
    return replace(Settled(), reference=case.reference)


def _was_here(books: Books, message_id: str | None) -> bool:
    drills = (case for case in books.register.every_case() if is_drill(case.reference))
    return any(mail["message_id"] == message_id for case in drills for mail in books.register.mails_of(case.reference))
