"""Do we have this mail already? Copies over other ways, repeats, look-alikes, and mails of erased cases."""

from dataclasses import dataclass
from enum import StrEnum

from bot.incoming_mail import IncomingMail
from bot.likeness import likeness_of, words_key_of
from bot.merged_cases import current
from bot.receipt_caps import key_of_subject
from bot.triage import Route
from register_store.books import Books
from register_store.case import SETTLED
from register_store.keys import Keys


class Same(StrEnum):
    """What a mail is to those we have."""

    NEW = "new"  #: we never saw it
    COPY = "copy"  #: the very mail, over another way: mail@ and info@, a list, a folder it was moved to
    REPEAT = "repeat"  #: the same sender says the same once more, and his case is open
    POSSIBLY = "possibly"  #: the same Message-ID with other contents: a case of its own, flagged
    BURIED = "buried"  #: its case was erased: it must not come back


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """What we know a mail by, and which case has it."""

    kind: Same
    likeness: str
    words_key: str | None
    reference: str | None = None
    subject_key: str | None = None  #: the same for subjects that differ only in "Re:" and numbers


def sameness_of(books: Books, keys: Keys, raw: bytes, mail: IncomingMail, route: Route) -> Sameness:
    """Compare a mail with those of this organisation; another organisation is another controller."""
    likeness, words_key = likeness_of(raw, keys), words_key_of(mail, keys)
    kind, reference = _compared(books, likeness, words_key, mail, route)
    subject_key = key_of_subject(mail.subject, keys) if mail.subject.strip() else None
    return Sameness(kind=kind, likeness=likeness, words_key=words_key, reference=reference, subject_key=subject_key)


def _compared(
    books: Books, likeness: str, words_key: str | None, mail: IncomingMail, route: Route
) -> tuple[Same, str | None]:
    if route in (Route.OWN, Route.BOUNCE):
        return Same.NEW, None
    if books.same.is_buried(likeness):
        return Same.BURIED, None
    if (reference := books.same.case_with(likeness)) or books.same.was_commanded(likeness):
        return Same.COPY, reference
    if route is not Route.EXAMINE:
        return Same.NEW, None
    twins = books.same.with_message_id(mail.message_id) if mail.message_id else []
    for twin in twins:
        if words_key and twin.words_key == words_key:
            return Same.COPY, twin.reference  # a list wrote its own headers and footer
    if twins:
        return Same.POSSIBLY, twins[0].reference
    return _repeated(books, words_key)


def _repeated(books: Books, words_key: str | None) -> tuple[Same, str | None]:
    for known in reversed(books.same.saying(words_key) if words_key else []):
        case = books.register.find(known.reference)
        if case and current(books, case).state not in SETTLED:
            return Same.REPEAT, known.reference
    return Same.NEW, None
