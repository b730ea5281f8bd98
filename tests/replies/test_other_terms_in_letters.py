"""Terms beside that of the law stand where officers look: in the alarm, in reminders and in STATUS."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from register_store.case import ApState, Case
from register_store.deadlines import warning_due
from register_store.letter import Letter
from register_store.organisation import ClockSet, Organisation
from register_store.own_clock import OwnClock
from register_store.verbs import Verb
from replies import letters
from replies.letter_headers import Answered
from replies.sample_values import sample_case, sample_organisations, sample_stamp
from replies.transcript import Line, Transcript

JUIST, DOORKEES = sample_organisations()
AWARE = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
NOW = AWARE + timedelta(hours=5)
INSURANCE = OwnClock(name="Cyberverzekering", hours=48, basis="polis 2026-17, artikel 5")


def _with_clocks(organisation: Organisation, language: str) -> Organisation:
    officer = replace(organisation.officers[0], language=language)
    return replace(organisation, own_clocks=(INSURANCE,), clocks=(ClockSet.CBW,), officers=(officer,))


def _case(organisation: Organisation, **changes: object) -> Case:
    return replace(sample_case(organisation), provisional_aware_at=AWARE, confirmed_aware_at=None, **changes)  # type: ignore[arg-type]


def _alarm(organisation: Organisation) -> Letter:
    return letters.alarm(organisation, organisation.officers[0], _case(organisation), sample_stamp(1, NOW))


def _reminder(organisation: Organisation) -> Letter:
    case = _case(organisation)
    warning = warning_due(case, NOW, frozenset())
    assert warning is not None
    stamp, officer = sample_stamp(1, NOW), organisation.officers[0]
    return letters.deadline_warning(organisation, officer, case, stamp, warning=warning, now=NOW)


def _said(letter: Letter) -> tuple[str, str]:
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(message["Subject"]), " ".join(part.get_content().split())


@pytest.mark.parametrize("letter", [_alarm, _reminder], ids=["alarm", "reminder"])
@pytest.mark.parametrize(
    ("language", "heading", "left"), [("nl", "Andere termijnen", "nog 43 uur"), ("en", "Other terms", "43 hours left")]
)
def test_a_clock_that_is_switched_on_stands_in_the_letter(
    letter: Callable[[Organisation], Letter], language: str, heading: str, left: str
) -> None:
    subject, text = _said(letter(_with_clocks(DOORKEES, language)))
    assert heading.lower() in text.lower()
    assert "Cyberverzekering (polis 2026-17, artikel 5)" in text
    assert left in text
    assert "787" not in text, "of what is due in a month nobody counts hours"
    assert "Cyberverzekering" not in subject, "only the clock of the AVG stands in a subject"


@pytest.mark.parametrize("letter", [_alarm, _reminder], ids=["alarm", "reminder"])
def test_without_other_clocks_nothing_is_said_of_them(letter: Callable[[Organisation], Letter]) -> None:
    officer = replace(JUIST.officers[0], language="nl")
    _, text = _said(letter(replace(JUIST, officers=(officer,), clocks=(), own_clocks=())))
    assert "andere termijnen" not in text.lower()


def test_a_clock_that_has_run_out_says_so_though_the_ap_was_told() -> None:
    organisation = _with_clocks(JUIST, "nl")
    case, later = _case(organisation, ap_state=ApState.INITIAL), AWARE + timedelta(hours=50)
    shown = Transcript(lines=(Line(verb=Verb.STATUS),), case=case)
    answered = Answered(message_id="<1@juist.nl>", references=(), subject=f"Re: [{case.reference}] melding")
    _, text = _said(
        letters.command_answer(organisation, organisation.officers[0], shown, sample_stamp(1, later), answered=answered)
    )
    assert "Cyberverzekering (polis 2026-17, artikel 5)" in text
    assert "25 november 2026 om 09.12 uur, voorbij" in text, "whether the insurer was told we do not know"
