"""Where a mail goes, and whether its sender may get an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.gates.own_mail import own_mark
from bot.incoming_mail import Authenticated, IncomingMail
from bot.reading.read_mail import read_mail
from bot.triage import Route, ThreadFacts, WhyNot, triage
from register_store.letter import KnownLetter, LetterKind

KEY = b"k" * 32
NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
ALARM = KnownLetter(
    message_id="<l@juist.example>",
    token="t",
    kind=LetterKind.ALARM,
    recipient="officer@juist.example",
    officer="officer@juist.example",
    reference="DL-2026-0001",
)
NOBODY = ThreadFacts(
    mark_key=KEY,
    answered=None,
    returned=None,
    subject_reference=None,
    participants=frozenset(),
    is_officer=False,
    authenticated=Authenticated.UNKNOWN,
    arrived_at=NOW,
    now=NOW,
)
OFFICER = replace(NOBODY, is_officer=True)
ANSWERS = replace(NOBODY, answered=ALARM)
NAMES_CASE = replace(NOBODY, subject_reference="DL-2026-0001")
PARTICIPANT = frozenset({"piet@x.example"})


def a_mail(header: str = "", sender: str = "piet@x.example", subject: str = "Melding") -> IncomingMail:
    head = f"From: {sender}\nMessage-ID: <1@x.example>\nSubject: {subject}\n{header}"
    return read_mail(f"{head.rstrip()}\n\nIk vond een lijst.".encode())


ROUTES = [
    ("a stranger writes", NOBODY, False, Route.EXAMINE, None),
    ("a stranger writes something like a command", NOBODY, True, Route.EXAMINE, None),
    ("a stranger names a case", NAMES_CASE, False, Route.EXAMINE, None),
    ("a stranger has our token", ANSWERS, False, Route.EXAMINE, None),
    ("a participant answers", replace(ANSWERS, participants=PARTICIPANT), False, Route.FOLLOW_UP, "DL-2026-0001"),
    ("a participant names it", replace(NAMES_CASE, participants=PARTICIPANT), False, Route.FOLLOW_UP, "DL-2026-0001"),
    ("a participant writes about something new", replace(NOBODY, participants=PARTICIPANT), False, Route.EXAMINE, None),
    ("an officer answers", replace(OFFICER, answered=ALARM), False, Route.OFFICER, "DL-2026-0001"),
    ("an officer names a case", replace(OFFICER, subject_reference="DL-2026-2"), False, Route.OFFICER, "DL-2026-2"),
    ("an officer commands", OFFICER, True, Route.OFFICER, None),
    ("an officer reports", OFFICER, False, Route.EXAMINE, None),
    ("an answer outweighs the subject", replace(OFFICER, answered=ALARM, subject_reference="DL-2026-0009"), False,
     Route.OFFICER, "DL-2026-0001"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "command", "route", "reference"), [row[1:] for row in ROUTES], ids=[row[0] for row in ROUTES]
)
def test_who_writes_in_which_thread_decides_the_route(
    facts: ThreadFacts, command: bool, route: Route, reference: str | None
) -> None:
    found = triage(a_mail(), facts, looks_like_command=command)
    assert (found.route, found.reference, found.may_answer) == (route, reference, True)


def test_own_mail_ends_here_even_from_an_officer() -> None:
    mail = a_mail(f"X-Meldpost-Mark: {own_mark(KEY, '<1@x.example>')}")
    found = triage(mail, replace(OFFICER, answered=ALARM), looks_like_command=True)
    assert (found.route, found.may_answer, found.why_not) == (Route.OWN, False, WhyNot.OWN)


@pytest.mark.parametrize(("returned", "reference"), [(ALARM, "DL-2026-0001"), (None, None)])
def test_a_bounce_tells_which_case_its_letter_spoke_of(returned: KnownLetter | None, reference: str | None) -> None:
    mail = a_mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b")
    found = triage(mail, replace(OFFICER, returned=returned), looks_like_command=False)
    assert (found.route, found.reference, found.why_not) == (Route.BOUNCE, reference, WhyNot.BOUNCE)


OBJECTIONS = [
    ("X-Loop: x", WhyNot.LOOP),
    ("X-Meldpost-Mark: forged", WhyNot.LOOP),
    ("Auto-Submitted: auto-replied", WhyNot.AUTOMATIC),
    ("List-Id: <l.x.example>", WhyNot.BULK),
    ("Reply-To: noreply@x.example", WhyNot.NO_REPLY),
    ("X-Spam-Flag: YES", WhyNot.SPAM),
    ("X-Loop: x\nAuto-Submitted: auto-replied\nList-Id: <l.x.example>\nX-Spam-Flag: YES", WhyNot.LOOP),
    ("List-Id: <l.x.example>\nX-Spam-Flag: YES", WhyNot.BULK),
]


@pytest.mark.parametrize(("header", "why_not"), OBJECTIONS)
def test_a_gate_forbids_the_answer_but_never_the_reading(header: str, why_not: WhyNot) -> None:
    found = triage(a_mail(header), NOBODY, looks_like_command=False)
    assert (found.route, found.may_answer, found.why_not) == (Route.EXAMINE, False, why_not)


@pytest.mark.parametrize(
    "header", ["", "Auto-Submitted: no", "X-Auto-Response-Suppress: DR", "Precedence: first-class"]
)
def test_a_person_may_be_answered(header: str) -> None:
    assert triage(a_mail(header), NOBODY, looks_like_command=False).may_answer


def test_a_forged_sender_is_examined_and_not_answered() -> None:
    found = triage(a_mail(), replace(NOBODY, authenticated=Authenticated.FAIL), looks_like_command=False)
    assert (found.route, found.why_not) == (Route.EXAMINE, WhyNot.DMARC_FAIL)


@pytest.mark.parametrize(("age", "may_answer"), [(0, True), (48, True), (49, False), (-1, True)])
def test_old_mail_is_examined_and_not_answered(age: int, may_answer: bool) -> None:
    facts = replace(NOBODY, arrived_at=NOW - timedelta(hours=age))
    found = triage(a_mail(), facts, looks_like_command=False)
    assert (found.route, found.may_answer) == (Route.EXAMINE, may_answer)
    assert found.why_not == (None if may_answer else WhyNot.TOO_OLD)


def test_a_mail_without_any_address_cannot_be_answered() -> None:
    assert triage(a_mail(sender=""), NOBODY, looks_like_command=False).why_not == WhyNot.NO_REPLY


def test_an_absent_officer_keeps_his_lane_and_gets_no_answer() -> None:
    mail = a_mail(subject="Automatisch antwoord: Nieuwe melding")
    found = triage(mail, replace(OFFICER, answered=ALARM), looks_like_command=False)
    assert (found.route, found.may_answer, found.why_not) == (Route.OFFICER, False, WhyNot.AUTOMATIC)


def test_a_participant_with_a_doubtful_from_adds_nothing_to_a_case() -> None:
    facts = replace(ANSWERS, participants=PARTICIPANT)
    found = triage(a_mail(sender="piet@x.example <evil@y.example>"), facts, looks_like_command=False)
    assert (found.route, found.reference) == (Route.EXAMINE, None)
