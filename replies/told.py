"""What the answer to an officer's commands tells beside the lines themselves (pure)."""

from dataclasses import dataclass
from datetime import datetime

from register_store.case import Case
from register_store.deadlines import deadline_of, is_running
from register_store.verbs import Verb, fitting
from replies.transcript import Transcript

#: Verbs that only show something: there is nothing to take back.
_ONLY_SHOW = frozenset({Verb.EVIDENCE, Verb.HELP, Verb.STATUS, Verb.LIST, Verb.WHY, Verb.REGISTER, Verb.UNDO})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """One open case with its clock."""

    case: Case
    deadline: datetime
    clock_runs: bool


def told(transcript: Transcript) -> dict[str, object]:
    """The transcript and what follows from it."""
    done = [line.verb for line in transcript.lines if line.refusal is None]
    known = fitting(transcript.case) if transcript.case else ()
    return {
        "transcript": transcript,
        "nothing_done": bool(transcript.lines) and not done,
        "may_undo": any(verb not in _ONLY_SHOW for verb in done),
        "show_all": Verb.STATUS in done or bool(transcript.history),
        "other_verbs": tuple(verb for verb in Verb if verb not in known),
        "open_cases": None if transcript.open_cases is None else [_listed(case) for case in transcript.open_cases],
    }


def _listed(case: Case) -> ListedCase:
    return ListedCase(case=case, deadline=deadline_of(case), clock_runs=is_running(case))
