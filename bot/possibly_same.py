"""Is a new report possibly about a breach we have a case of? Told to the officer with MERGE offered, never done."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import assert_never

from bot.hallmarks_of_mail import hallmarks_of
from bot.merged_cases import current
from bot.office import Office
from bot.received import Received
from bot.word_likeness import say_the_same
from classifiers.picture_likeness import is_same_picture
from register_store.books import Books
from register_store.case import Case, CaseState
from register_store.event_chain import EventKind
from register_store.findings import Fact, Origin
from register_store.hallmarks import Hallmark, Sort

#: A breach that is still reported after so long is another one.
LOOKED_BACK = timedelta(days=365)
#: What many cases share says nothing of any of them: a footer, a page of our own, a template.
MOST_CASES = 4
MOST_TOLD = 3
#: Facts of findings: `alike_picture` and so on, with the reference of the other case.
ALIKE = "alike_"


def alike(office: Office, books: Books, received: Received) -> tuple[Fact, ...]:
    """For the findings of a new case: with which others it shares something, and what."""
    marks = hallmarks_of(received, office.bookcase.keys)
    told: dict[str, dict[Sort, None]] = {}
    for sort in Sort:
        for reference in _known(books, office, [mark for mark in marks if mark.sort is sort], sort):
            if reference != received.same.reference:  # its twin is told of already
                told.setdefault(reference, {})[sort] = None
    closest = sorted(told, key=lambda reference: -len(told[reference]))[:MOST_TOLD]
    return tuple(
        Fact(name=ALIKE + sort.value, value=reference, origin=Origin.DERIVED)
        for reference in closest
        for sort in told[reference]
    )


def remember(office: Office, books: Books, case: Case, received: Received) -> None:
    """Keep the hallmarks of a mail with its case."""
    books.hallmarks.remember(case.reference, hallmarks_of(received, office.bookcase.keys), office.clock())


def note_likeness(office: Office, books: Books, case: Case) -> None:
    """A new case and those it is like say so in their events."""
    for reference in dict.fromkeys(fact.value for fact in case.findings.facts if fact.name.startswith(ALIKE)):
        other = books.register.find(reference)
        for here, there in ((case, other), (other, case)):
            if here and there:
                payload = {"text": f"possibly about the same as {there.reference}"}
                at = office.clock()
                books.register.record(here, kind=EventKind.NOTED, actor="meldpost", at=at, payload=payload)


def _known(books: Books, office: Office, marks: list[Hallmark], sort: Sort) -> Iterator[str]:
    """The cases that share something of this sort, as they go on now; nothing that is common among cases."""
    if not marks:
        return
    since = office.clock() - LOOKED_BACK
    match sort:
        case Sort.PICTURE:
            found = _with_like(books.hallmarks.of_sort(sort, since), marks, is_same_picture)
        case Sort.WORDS:
            found = _with_like(books.hallmarks.of_sort(sort, since), marks, say_the_same)
        case Sort.URL | Sort.ORIGINAL:
            found = [reference for reference, _ in books.hallmarks.cases_with(marks, since)]
        case _:
            assert_never(sort)
    references = dict.fromkeys(found)
    if len(references) <= MOST_CASES:
        yield from dict.fromkeys(_as_it_goes_on(books, references))


def _with_like(
    known: Iterable[tuple[str, str]], marks: Iterable[Hallmark], is_like: Callable[[str, str], bool]
) -> list[str]:
    return [reference for reference, mark in known if any(is_like(mark, each.mark) for each in marks)]


def _as_it_goes_on(books: Books, references: Iterable[str]) -> Iterator[str]:
    for reference in references:
        case = books.register.find(reference)
        if case and (going_on := current(books, case)).state is not CaseState.NOT_A_REPORT:
            yield going_on.reference
