"""Letters to affected people without a mail address: one PDF to print and post."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from register_store.affected_people import Person
from register_store.deadlines import AMSTERDAM
from register_store.organisation import Organisation
from replies.gallery import subject_of
from replies.letter_headers import Stamp, clean_line
from replies.moments import day_words
from replies.people_letter import PeopleText, blocks_of, language_of, with_words
from replies.typeset import typeset

#: Lines of a postal address, and letters in each.
_MOST_LINES, _LONGEST_LINE = 6, 80
#: Stands for the name; nobody types it.
_NAME = "\ue000"


def people_pdf(organisation: Organisation, text: PeopleText, persons: Sequence[Person], now: datetime) -> bytes:
    """The letters, each with its address for the window of an envelope."""
    spoken = {one: _spoken(organisation, text, one, now) for one in _languages(organisation, persons)}
    letters = [_letter(person, spoken[language_of(organisation, person)]) for person in persons]
    data = {
        "title": text.reference,
        "organisation": organisation.name,
        "reference": text.reference,
        "sender": [organisation.mailbox, organisation.phone],
        "letters": letters,
    }
    return typeset("people_letters", data, made_at=now)


def _languages(organisation: Organisation, persons: Sequence[Person]) -> set[str]:
    return {language_of(organisation, person) for person in persons}


def _spoken(organisation: Organisation, text: PeopleText, language: str, now: datetime) -> dict[str, Any]:
    """The letter in one language, once for all its readers: it differs in the name alone."""
    letter = with_words(organisation, text, Person(row=0, name=_NAME, address=None, language=language), _unsent(now))
    return {
        "language": language,
        "date": day_words(now.astimezone(AMSTERDAM).date(), language),
        "subject": subject_of(letter.content),
        "blocks": blocks_of(letter),
    }


def _letter(person: Person, spoken: dict[str, Any]) -> dict[str, object]:
    name = clean_line(person.name, _LONGEST_LINE)
    lines = [clean_line(line, _LONGEST_LINE) for line in person.postal.splitlines()[:_MOST_LINES]]
    blocks = [{**block, "text": block["text"].replace(_NAME, name)} for block in spoken["blocks"]]
    return {**spoken, "blocks": blocks, "postal": [line for line in (name, *lines) if line]}


def _unsent(now: datetime) -> Stamp:
    """No mail is made of it: a stamp that means nothing."""
    return Stamp(message_id="<paper@invalid>", token="", mark="", written_at=now)
