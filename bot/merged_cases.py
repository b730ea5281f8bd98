"""Where a merged case goes on, and which cases were merged into one."""

from register_store.books import Books
from register_store.case import Case, CaseState

#: Fields that name the other case: on the one that ended, and on the one that goes on.
MERGED_INTO, MERGED_FROM = "merged_into", "merged_from"
#: A case is merged into one that is open, so chains are short.
_LONGEST = 20


def current(books: Books, case: Case) -> Case:
    """The case that a merged one goes on as; any other case is itself."""
    for _ in range(_LONGEST):
        further = books.register.find(case.fields.get(MERGED_INTO, "")) if case.state is CaseState.MERGED else None
        if further is None:
            break
        case = further
    return case


def merged_into(books: Books, case: Case) -> list[Case]:
    """The cases that were merged into this one, and into those: each has a finder of its own."""
    found: list[Case] = []
    waiting = _named(case)
    while waiting and len(found) < _LONGEST:
        source = books.register.find(waiting.pop(0))
        if source is not None and source.state is CaseState.MERGED:
            found.append(source)
            waiting += _named(source)
    return found


def _named(case: Case) -> list[str]:
    return [reference for reference in case.fields.get(MERGED_FROM, "").split(", ") if reference]
