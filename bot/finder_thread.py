"""The thread a finder has with us about his report: in it he finds our letters again."""

from register_store.books import Books
from register_store.case import Case
from register_store.letter import LetterKind
from replies.letter_headers import Answered

#: Roles of mails that the finder himself wrote.
FROM_FINDER = frozenset({"report", "follow_up"})


def finder_thread(books: Books, case: Case) -> Answered | None:
    """His last mail, behind our receipt; a mail that somebody else passed on is no mail of his."""
    receipts = [letter.message_id for letter in books.outbox.of_case(case.reference, LetterKind.RECEIPT)]
    his = [
        str(mail["message_id"])
        for mail in books.register.mails_of(case.reference)
        if mail["role"] in FROM_FINDER and mail["message_id"] and mail["sender"] == case.finder_address
    ]
    ids = [*receipts, *his]
    return Answered(message_id=ids[-1], references=tuple(ids[:-1])) if ids else None
