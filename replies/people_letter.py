"""The letter to somebody affected by a breach (GDPR art. 34): one template, one reader, the organisation's voice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from register_store.affected_people import Person
from register_store.findings import BreachKind, DataKind
from register_store.letter import Letter, LetterKind
from register_store.masks import mask
from register_store.organisation import Organisation
from replies.gallery import text_of
from replies.letter_headers import Envelope, Stamp, clean_line
from replies.letter_writing import written
from replies.people_wording import wording_of
from replies.unfinished import unfinished

_LONGEST_TEXT = 4000
_LEAKED = ("[BSN]", "[IBAN]")


class Gap(StrEnum):
    """What keeps the letter from going; each has its sentence in the words files."""

    CONTACT = "contact"  #: nobody is named whom the reader may ask (art. 34(2), J38)
    PLACEHOLDER = "placeholder"  #: a bracket or template mark is left
    LEAKED_VALUE = "leaked_value"  #: the officer's text repeats what leaked
    OTHER_LANGUAGE = "other_language"  #: some read another language, and his own words stand in one only


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleText:
    """Everything that shapes the letter, kept as it was shown: what changes in the case later changes no letter."""

    reference: str
    version: str  #: of the wording
    breach: BreachKind | None
    kinds: tuple[DataKind, ...]
    topics: tuple[str, ...]
    discovered_on: date  #: in Dutch time
    #: language -> the officer's own words; an empty line begins a paragraph
    happened: Mapping[str, str] = field(default_factory=dict)
    measures: str = ""  #: as he recorded them, in the organisation's language
    ap_told: bool = False
    deleted: bool = False  #: the wrong reader says that he deleted it


_adapter: TypeAdapter[PeopleText] = TypeAdapter(PeopleText)


def to_json(text: PeopleText) -> str:
    """For the draft and the mailing."""
    return _adapter.dump_json(text).decode()


def from_json(content: str) -> PeopleText:
    """The inverse of `to_json`."""
    return _adapter.validate_json(content)


def people_letter(organisation: Organisation, text: PeopleText, person: Person, stamp: Stamp) -> Letter:
    """To one person; raises `UnwritableRecipient`. Answers go to whom the organisation names as contact."""
    language = language_of(organisation, person)
    envelope = Envelope(
        kind=LetterKind.PEOPLE,
        recipient=person.address or "",
        language=language,
        reference=text.reference,
        reply_to=organisation.contact.address if organisation.contact else None,
    )
    return written(organisation, envelope, stamp, _values(organisation, text, person, language))


def with_words(organisation: Organisation, text: PeopleText, person: Person, stamp: Stamp) -> Letter:
    """The same letter where no mail goes: for paper and for the preview."""
    reader = replace(person, address=organisation.mailbox)
    return people_letter(organisation, text, reader, stamp)


def language_of(organisation: Organisation, person: Person) -> str:
    """In which language this person is written to."""
    return person.language or home_language(organisation)


def home_language(organisation: Organisation) -> str:
    """The language of the organisation, and of what its officers record."""
    return "nl" if organisation.language == "nl" else "en"


def gaps(organisation: Organisation, text: PeopleText, languages: Iterable[str]) -> tuple[Gap, ...]:
    """What must be mended before the letter may go."""
    home = home_language(organisation)
    others = {language for language in languages if language != home}
    own_words = bool(text.happened.get(home) or text.measures)
    typed = " ".join((*text.happened.values(), text.measures))
    found = {
        Gap.CONTACT: organisation.contact is None,
        Gap.PLACEHOLDER: bool(unfinished(typed, masks_are_meant=False)),
        Gap.LEAKED_VALUE: any(kind in mask(typed) for kind in _LEAKED),
        Gap.OTHER_LANGUAGE: own_words and any(not text.happened.get(language) for language in others),
    }
    return tuple(gap for gap, is_open in found.items() if is_open)


def blocks_of(letter: Letter) -> list[dict[str, str]]:
    """The letter's plain text as headings, paragraphs and bullets: for the preview and for paper."""
    body = text_of(letter.content).replace("\r\n", "\n").partition("\n-- \n")[0]
    blocks: list[dict[str, str]] = []
    for block in body.split("\n\n"):
        blocks += _blocks(block.strip("\n").splitlines())
    return blocks


def _blocks(lines: list[str]) -> list[dict[str, str]]:
    if len(lines) > 1 and lines[1] and set(lines[1]) == {"-"}:
        return [{"kind": "heading", "text": lines[0]}, *_blocks(lines[2:])]
    if not lines:
        return []
    if not lines[0].startswith("- "):
        return [{"kind": "paragraph", "text": " ".join(line.strip() for line in lines)}]
    items = "\n".join(lines)[2:].split("\n- ")
    return [{"kind": "bullet", "text": " ".join(item.split())} for item in items]


def _values(organisation: Organisation, text: PeopleText, person: Person, language: str) -> dict[str, object]:
    voice = organisation.address_form.value if language == "nl" else "en"
    wording, is_home = wording_of(text.version), language == home_language(organisation)
    own = [clean_line(each, _LONGEST_TEXT) for each in text.happened.get(language, "").split("\n\n")]
    return {
        "reference": text.reference,
        "name": clean_line(person.name),
        "happened": [each for each in own if each] or [wording.happened(text.breach, voice)],
        "measures": clean_line(text.measures, _LONGEST_TEXT) if is_home else "",
        "kinds": text.kinds,
        "discovered_on": text.discovered_on,
        "risks": wording.risks(text.topics, voice),
        "advice": wording.advice(text.topics, voice),
        "ap_told": text.ap_told,
        "deleted": text.deleted,
    }
