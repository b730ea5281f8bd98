"""The words of a drill: a report as a finder would write it, about nobody, and below it what it is."""

from datetime import datetime

from register_store.deadlines import AMSTERDAM
from replies.wordbook import wordbook


def drill_words(language: str, nonce: str, at: datetime) -> tuple[str, str]:
    """Subject and text; the number makes each drill another mail."""
    book = wordbook(language)
    local = at.astimezone(AMSTERDAM)
    told = {"number": nonce, "at": f"{local:%d-%m-%Y %H:%M:%S}"}
    return book.word("drill", "report_subject").format(**told), book.word("drill", "report").format(**told)
