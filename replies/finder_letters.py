"""Letters to a finder beyond the receipt, in his language: an officer's question, and thanks at the end."""

from enum import StrEnum

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Organisation
from replies.letter_headers import Answered, Envelope, Stamp, clean_line
from replies.letter_writing import written

#: Finders are written to in these; whoever wrote in another language gets English and Dutch in one letter.
FINDER_LANGUAGES = frozenset({"nl", "en", "de", "fr"})
#: Longer questions are cut: an officer shows his text before it goes, in his own mail.
_MOST_LINES, _LONGEST_LINE = 20, 1000


class Outcome(StrEnum):
    """What became of a report, as far as its finder is told: never whether it was a breach, or how large."""

    AT_WORK = "at_work"  #: looked into, being worked on
    DONE = "done"  #: settled, whatever the verdict


def finder_envelope(
    kind: LetterKind, case: Case, recipient: str, reference: str, answered: Answered | None
) -> Envelope:
    """To the finder: in his language, or in English with Dutch below."""
    known = case.finder_language in FINDER_LANGUAGES
    return Envelope(
        kind=kind,
        recipient=recipient,
        language=case.finder_language if known else "en",
        below=None if known else "nl",
        reference=reference,
        answered=answered,
    )


def question(
    organisation: Organisation,
    case: Case,
    stamp: Stamp,
    *,
    recipient: str,
    text: str,
    answered: Answered | None,
) -> Letter:
    """To the finder: an officer's own words in our frame."""
    values = {"reference": case.reference, "lines": question_lines(text)}
    envelope = finder_envelope(LetterKind.FINDER_QUESTION, case, recipient, case.reference, answered)
    return written(organisation, envelope, stamp, values)


def thanks(
    organisation: Organisation,
    case: Case,
    stamp: Stamp,
    *,
    recipient: str,
    outcome: Outcome,
    answered: Answered | None,
) -> Letter:
    """To the finder: thanks, and that he need not wait any longer."""
    asks_to_delete = not (case.findings.internal or case.findings.processor or case.fields.get("deletion_confirmed_at"))
    values = {"reference": case.reference, "outcome": outcome, "ask_to_delete": asks_to_delete}
    envelope = finder_envelope(LetterKind.THANKS, case, recipient, case.reference, answered)
    return written(organisation, envelope, stamp, values)


def question_lines(text: str) -> tuple[str, ...]:
    """What an officer typed, as harmless lines."""
    lines = (clean_line(line, longest=_LONGEST_LINE) for line in text.splitlines()[:_MOST_LINES])
    return tuple(line for line in lines if line)
