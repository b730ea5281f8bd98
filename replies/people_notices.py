"""Letters to officers about a letter to affected people: the preview, how it fares, and that somebody answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from register_store.affected_people import Person, Tally
from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.gallery import subject_of
from replies.letter_bytes import Attached
from replies.letter_headers import Answered, Stamp, clean_line
from replies.letter_writing import about, to_officer, written
from replies.people_letter import Gap, PeopleText, blocks_of, home_language, language_of, with_words
from replies.people_paper import people_pdf

_SAMPLES = 3
_PDF = "application/pdf"
#: So many row numbers are named; more help nobody.
MOST_ROWS = 60


class ListProblem(StrEnum):
    """Why a row of an address list is not written to; told by its number, never by its value."""

    NO_ADDRESS = "no_address"  #: neither a mail address nor one for the post
    BAD_ADDRESS = "bad_address"  #: no letter can go to this mail address
    BAD_NAME = "bad_name"  #: the name holds signs that no name has
    DUPLICATE = "duplicate"  #: the same person stands higher up
    WRITTEN_BEFORE = "written_before"  #: a letter went to this address already


class Progress(StrEnum):
    """How far a mailing is."""

    HALF = "half"
    DONE = "done"
    FAILED = "failed"  #: all went before, and more of them came back since


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an officer sees before he lets a letter go."""

    text: PeopleText
    persons: Sequence[Person] = ()
    gaps: tuple[Gap, ...] = ()
    problems: Mapping[ListProblem, tuple[int, ...]] = field(default_factory=dict)
    shared: tuple[int, ...] = ()  #: rows whose mail address another person of the list has too
    mark: str = ""  #: by which this draft is known in the letter with the code


def people_preview(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    preview: Preview,
    *,
    answered: Answered | None,
) -> Letter:
    """To the officer who asked for it; letters for the post hang on it as one PDF."""
    by_mail = [person for person in preview.persons if person.address]
    on_paper = [person for person in preview.persons if not person.address]
    values = about(officer, case, stamp.written_at) | {
        "versions": _versions(organisation, preview, stamp),
        "by_mail": len(by_mail),
        "on_paper": len(on_paper),
        "samples": [(person.row, _first_name(person)) for person in by_mail[:_SAMPLES]],
        "problems": [(problem, rows_said(rows)) for problem, rows in preview.problems.items() if rows],
        "shared": rows_said(preview.shared),
        "gaps": preview.gaps,
        "mark": preview.mark,
        "measures": preview.text.measures,
        "wording": preview.text.version,
    }
    envelope = to_officer(LetterKind.PEOPLE_PREVIEW, officer, case, answered)
    return written(
        organisation,
        envelope,
        stamp,
        values,
        attached=_paper(organisation, preview.text, on_paper, stamp.written_at),
    )


def people_progress(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    progress: Progress,
    tally: Tally,
    answered: Answered | None,
) -> Letter:
    """To the officer who let it go: counts, and the rows that did not arrive."""
    values = about(officer, case, stamp.written_at)
    values |= {"progress": progress, "tally": tally, "failed_rows": rows_said(tally.failed)}
    return written(organisation, to_officer(LetterKind.PEOPLE_PROGRESS, officer, case, answered), stamp, values)


def people_wrote(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    count: int,
    mailbox: str,
    arrived_at: datetime,
    answered: Answered | None,
) -> Letter:
    """To an officer: affected people wrote, where to look; nothing of what they wrote."""
    values = about(officer, case, stamp.written_at)
    values |= {"count": count, "mailbox": mailbox, "arrived_at": arrived_at}
    return written(organisation, to_officer(LetterKind.PEOPLE_WROTE, officer, case, answered), stamp, values)


def rows_said(rows: Sequence[int]) -> str:
    """`2, 5, 9 …`"""
    said = ", ".join(str(row) for row in sorted(rows)[:MOST_ROWS])
    return f"{said} (+{len(rows) - MOST_ROWS})" if len(rows) > MOST_ROWS else said


def _versions(
    organisation: Organisation, preview: Preview, stamp: Stamp
) -> list[tuple[str, str, list[dict[str, str]]]]:
    """The letter in each language in which somebody will read it: language, subject, blocks."""
    home = home_language(organisation)
    spoken = sorted(
        {language_of(organisation, person) for person in preview.persons} | {home}, key=lambda one: one != home
    )
    letters = [with_words(organisation, preview.text, _reader(organisation, preview, one), stamp) for one in spoken]
    return [(one, subject_of(letter.content), blocks_of(letter)) for one, letter in zip(spoken, letters, strict=True)]


def _reader(organisation: Organisation, preview: Preview, language: str) -> Person:
    """The first who reads this language, by his first name; nobody in particular where there is none."""
    readers = [person for person in preview.persons if language_of(organisation, person) == language]
    name = _first_name(readers[0]) if readers else ""
    return Person(row=0, name=name, address=None, language=language)


def _first_name(person: Person) -> str:
    return clean_line(person.name.split()[0]) if person.name.split() else ""


def _paper(
    organisation: Organisation, text: PeopleText, persons: Sequence[Person], now: datetime
) -> tuple[Attached, ...]:
    if not persons:
        return ()
    return (Attached(f"brieven-{text.reference}.pdf", _PDF, people_pdf(organisation, text, persons, now)),)
