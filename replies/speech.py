"""How letters speak one language: moments, keys, verbs and people's own words, for the templates (pure)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from register_store.ap_form import Question, form
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import AMSTERDAM
from register_store.findings import Clue
from register_store.masks import mask
from register_store.organisation import AddressForm, Organisation
from register_store.phase import phase_of
from register_store.verbs import DUTCH, Verb, name_of
from replies.letter_headers import clean_line
from replies.moments import clock_words, day_words, moment_words, span_words
from replies.transcript import HistoryLine
from replies.wordbook import Wordbook, wordbook

#: Fields that hold keys, and the section of the words files in which they stand.
_KEYS_OF = {
    "severity_level": "severity_levels",
    "severity_reasons": "severity_reasons",
    "advice_ap": "advice",
    "advice_people": "advice",
    "advice_notes": "advice_notes",
}

#: The kind of event that says why a command was not carried out.
_REFUSED = "refused"
#: Longer texts of people are cut in a letter; the case keeps them whole.
_LONGEST_TEXT = 600


@dataclass(frozen=True, slots=True)
class Speech:
    """The filters of one language; each public method can be used behind a `|` in a template."""

    language: str

    def amsterdam(self, moment: datetime) -> str:
        """The moment in Dutch time."""
        return moment_words(moment, self.language)

    def day(self, moment: date) -> str:
        """The day in words: `23 november 2026`."""
        return day_words(moment, self.language)

    def short(self, moment: datetime) -> str:
        """`23-11-2026 09:12`, for tables."""
        return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"

    def answered(self, question: Question, value: str) -> str:
        """An answer to a question of the AP's form as one line, masked."""
        return self.said("; ".join(question.said(value, self.language)))

    def left(self, deadline: datetime, now: datetime) -> str:
        """How long until the deadline, or how long past it."""
        return clock_words(deadline - now, self.language)

    def took(self, span: timedelta) -> str:
        """How long something took."""
        return span_words(span, self.language)

    def word(self, key: object, section: str, otherwise: str | None = None) -> str:
        """The word for a key; an unknown key takes the word of `otherwise`, or is an error."""
        return self._book.word(section, str(key), otherwise)

    def word_or_key(self, key: str, section: str) -> str:
        """For keys that others may add to: an unknown one is shown as it is."""
        return self._book.word_or_key(section, key)

    def words(self, keys: Iterable[object], section: str) -> str:
        """`a, b en c`."""
        return self._book.listing([self._book.word_or_key(section, str(key)) for key in keys])

    def verb(self, verb: Verb) -> str:
        """The verb as people of this language type it."""
        return name_of(verb, self.language)

    def verb_names(self, verbs: Iterable[Verb]) -> str:
        """`JA en BEVESTIG`."""
        return self._book.listing([self.verb(verb) for verb in verbs])

    def commands(self, verbs: Iterable[Verb]) -> list[tuple[str, str]]:
        """How each command is typed, and what it does."""
        return [(self._book.word("examples", str(verb)), self._book.word("does", str(verb))) for verb in verbs]

    def clue_name(self, label: str) -> str:
        """The name of a clue in this language, for a screen that masks nothing."""
        return self._book.word_or_key("clue_labels", label)

    def clue_label(self, label: str) -> str:
        """The name of a clue in this language."""
        return self.masked(self._book.word_or_key("clue_labels", label))

    def alike(self, case: Case) -> list[tuple[str, str]]:
        """Other cases that may be about the same, and what they share."""
        shared: dict[str, list[str]] = {}
        for fact in case.findings.facts:
            if fact.name.startswith("alike_") and fact.value != case.reference:
                shared.setdefault(fact.value, []).append(self._book.word("alike", fact.name))
        return [(reference, self._book.listing(what)) for reference, what in shared.items()]

    def phase(self, case: Case) -> str:
        """In which phase of the protocol it is: `2 van 3: beoordeling`."""
        return self._book.word("phases", phase_of(case))

    def labels(self, clues: Iterable[Clue]) -> list[str]:
        """The names of the clues for a report, the heaviest first, each once: never their texts."""
        speaking = sorted((clue for clue in clues if clue.weight > 0), key=lambda clue: -clue.weight)
        return list(dict.fromkeys(self.clue_label(clue.label) for clue in speaking))

    def labelled(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Recorded fields with the header that the register gives them."""
        return [(self._field_name(key), self._field_value(key, value)) for key, value in pairs]

    def said(self, detail: str) -> str:
        """A detail in plain words: a moment in Dutch time, verbs and fields by their names, all else masked."""
        try:
            moment = datetime.fromisoformat(detail)
        except ValueError:
            return self._named(detail)
        return self.amsterdam(moment) if moment.tzinfo else self.masked(detail)

    def masked(self, text: str) -> str:
        """Words of people as one short line without personal data."""
        return clean_line(mask(text), longest=_LONGEST_TEXT)

    def recorded_with(self, event: HistoryLine) -> str:
        """What an event says besides its kind: why a command was refused in our words, else what a person wrote."""
        if event.kind == _REFUSED:
            return self._book.word("why", event.text, "other")
        return self.masked(event.text)

    def ap_stand(self, case: Case) -> str:
        """What was decided about the AP; where there is no breach, nothing is left to decide."""
        return self._stand(case, case.ap_state == ApState.UNDECIDED, ("ap_states", case.ap_state))

    def people_stand(self, case: Case) -> str:
        """What was decided about the people affected; the same."""
        return self._stand(case, case.people_state == PeopleState.UNDECIDED, ("people_states", case.people_state))

    def _stand(self, case: Case, is_undecided: bool, decided: tuple[str, str]) -> str:
        is_moot = is_undecided and case.state in (CaseState.NO_BREACH, CaseState.NOT_A_REPORT)
        return self._book.word(*(("standing", "moot") if is_moot else decided))

    def _field_name(self, key: str) -> str:
        """The register's header; for what only the AP's form asks, its question."""
        question = form().find(key)
        if question is None or self._book.knows("fields", key):
            return self._book.word_or_key("fields", key)
        words = question.words(self.language)
        return words if question.is_ours else f"AP {question.number}: {words}"

    def _field_value(self, key: str, value: str) -> str:
        """Keys in words, moments in Dutch time, officers' own words masked."""
        if key == "decision":
            return clean_line(value, longest=_LONGEST_TEXT)  # an officer's own name and a moment, written by us
        if key == "severity_score" and self.language == "nl":
            return value.replace(".", ",")
        if key in _KEYS_OF:
            return "; ".join(self._book.word(_KEYS_OF[key], part) for part in value.split(", "))
        question = form().find(key)
        return self.answered(question, value) if question else self.said(value)

    def _named(self, detail: str) -> str:
        if self._book.knows("states", detail):
            return self._book.word("states", detail)
        parts = [part.strip() for part in detail.split(",")]
        if not all(part in DUTCH or self._book.knows("fields", part) for part in parts):
            return self.masked(detail)
        return self._book.listing(
            [self.verb(Verb(part)) if part in DUTCH else self._book.word("fields", part) for part in parts]
        )

    @property
    def _book(self) -> Wordbook:
        return wordbook(self.language)


def filters_of(language: str) -> Mapping[str, Callable[..., Any]]:
    """All filters of a language by name."""
    speech = Speech(language)
    names = [name for name in vars(Speech) if not name.startswith("_") and callable(getattr(Speech, name))]
    return {**{name: getattr(speech, name) for name in names}, "utc": datetime.fromisoformat}


def address_form(organisation: Organisation) -> Callable[[str, str], str]:
    """`ju("je", "u")` picks the form in which this organisation addresses people."""
    wants_je = organisation.address_form == AddressForm.JE
    return lambda je, u: je if wants_je else u


def actor_name(organisation: Organisation, language: str) -> Callable[[str], str]:
    """Who did it: an officer by his name, `finder` and `meldpost` by their word."""

    def name(actor: str) -> str:
        officer = organisation.officer(actor)
        return officer.name if officer else wordbook(language).word_or_key("actors", actor)

    return name
