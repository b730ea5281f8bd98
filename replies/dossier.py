"""The file of one case as a paper (pure): what happened, what was decided and why, what was sent, what is kept.

It names kinds, moments and digests; never the finder, people affected, or words of a mail. Officers' words are masked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from register_store.ap_form import AnswerKind, Question, form
from register_store.case import Case
from register_store.clock_readings import readings_of
from register_store.contract_clock import all_clocks_of
from register_store.deadlines import term_of
from register_store.letter import PEOPLE_KINDS, LetterKind, LetterTrace
from register_store.organisation import Organisation
from register_store.phase import phase_of
from register_store.verbs import Verb, name_of
from replies.ap_sheet import SHOWN_WHOLE, Sheet, SheetRow
from replies.register_row import recorded
from replies.speech import Speech
from replies.transcript import HistoryLine
from replies.typeset import typeset
from replies.wordbook import Wordbook, wordbook

#: What an officer decided, as far as the events say so.
_DECIDING = frozenset({"taken", "decided", "undone"})
_HALF = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldToAp:
    """One version of the AP's form as it was told."""

    at: datetime
    values: Mapping[str, str]  #: question key -> answer


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPiece:
    """One piece of evidence: what it is, and its digest that proves it unchanged."""

    kind: str  #: a key of the section `evidence_kinds` in the words files
    content_type: str
    size: int
    sha256: str
    stored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the paper shows."""

    case: Case
    organisation: Organisation
    history: tuple[HistoryLine, ...]
    letters: tuple[LetterTrace, ...]
    evidence: tuple[KeptPiece, ...]
    told: tuple[ToldToAp, ...]
    sheet: Sheet  #: the AP's form as it would be filled in now
    made_at: datetime


def dossier_paper(dossier: Dossier, language: str) -> bytes:
    """The paper as PDF, in the officer's language."""
    book, speech = wordbook(language), Speech(language)
    title = book.word("dossier", "title")
    data = {
        "language": language,
        "reference": dossier.case.reference,
        "organisation": dossier.organisation.name,
        "title": title,
        "made": book.word("paper", "made").format(speech.amsterdam(dossier.made_at)),
        "page": book.word("paper", "page"),
        "of": book.word("paper", "of"),
        "notice": book.word("dossier", "notice"),
        "nothing": book.word("dossier", "nothing"),
        "parts": [
            _rows(book, "summary", _summary(dossier, speech, book)),
            _rows(book, "clock", _clock(dossier, speech, book)),
            _rows(book, "found", _found(dossier.case, speech, book)),
            _rows(book, "register", speech.labelled(recorded(dossier.case))),
            _table(book, "decisions", ("at", "by", "what", "why"), _decisions(dossier, speech, book)),
            _table(book, "timeline", ("at", "what", "by", "text"), _timeline(dossier, speech, book)),
            _table(book, "letters", ("at", "letter", "to", "sent"), _letters(dossier, speech, book)),
            _table(book, "evidence", ("at", "piece", "size", "digest"), _evidence(dossier, speech, book)),
            *(_rows(book, "told", _told(version, speech), speech.amsterdam(version.at)) for version in dossier.told),
            _rows(
                book,
                "sheet",
                [(f"{row.number} {row.question}", "; ".join(row.lines) or row.unknown) for row in _all(dossier.sheet)],
            ),
        ],
    }
    return typeset("dossier", data, made_at=dossier.made_at)


def _rows(book: Wordbook, part: str, pairs: Iterable[tuple[str, str]], of: str = "") -> dict[str, object]:
    title = book.word("dossier", part)
    return {"kind": "rows", "title": f"{title} {of}".strip(), "rows": [list(pair) for pair in pairs]}


def _table(book: Wordbook, part: str, heads: Iterable[str], rows: Iterable[list[object]]) -> dict[str, object]:
    named = [book.word("dossier", f"head_{head}") for head in heads]
    return {"kind": part, "title": book.word("dossier", part), "heads": named, "rows": list(rows)}


def _summary(dossier: Dossier, speech: Speech, book: Wordbook) -> list[tuple[str, str]]:
    case, organisation = dossier.case, dossier.organisation
    handler = organisation.officer(case.handler or "")
    source = "internal" if case.findings.internal else "processor" if case.findings.processor else "external"
    return [
        (book.word("fields", "register_no"), case.reference),
        (book.word("fields", "status"), book.word("states", case.state)),
        (book.word("dossier", "phase"), book.word("phases", phase_of(case))),
        (book.word("dossier", "ap"), speech.ap_stand(case)),
        (book.word("dossier", "people"), speech.people_stand(case)),
        (book.word("dossier", "handler"), handler.name if handler else book.word("dossier", "nobody")),
        (book.word("fields", "source"), f"{book.word('sources', source)}, {book.word('channels', case.channel)}"),
        (book.word("fields", "found_on"), speech.amsterdam(case.provisional_aware_at)),
        *([(book.word("fields", "closed_at"), speech.amsterdam(case.closed_at))] if case.closed_at else []),
    ]


def _clock(dossier: Dossier, speech: Speech, book: Wordbook) -> list[tuple[str, str]]:
    """Reading A is the deadline; B and C stand here as notes and nowhere else."""
    case, readings = dossier.case, readings_of(dossier.case)
    confirmed = case.confirmed_aware_at
    clocks = all_clocks_of(case, dossier.organisation)
    return [
        (book.word("dossier", "provisional"), speech.amsterdam(case.provisional_aware_at)),
        *([(book.word("dossier", "confirmed"), speech.amsterdam(confirmed))] if confirmed else []),
        (book.word("dossier", "reading_a").format(hours=term_of(case).hours), speech.amsterdam(readings.a)),
        (book.word("dossier", "reading_b"), speech.amsterdam(readings.b)),
        (book.word("dossier", "reading_c"), speech.amsterdam(readings.c)),
        *((clock.title(speech.language), speech.amsterdam(clock.due_at)) for clock in clocks),
    ]


def _found(case: Case, speech: Speech, book: Wordbook) -> list[tuple[str, str]]:
    findings = case.findings
    none = book.word("dossier", "not_said")
    count = findings.affected_count
    return [
        (book.word("dossier", "kind"), book.word("kinds", findings.kind or "unclear")),
        (book.word("dossier", "data"), speech.words(findings.personal_data, "data") or none),
        (book.word("dossier", "count"), str(count) if count is not None else none),
        (book.word("dossier", "screenshots"), str(findings.screenshots)),
        (book.word("dossier", "clues"), "; ".join(speech.labels(findings.clues)) or none),
        (book.word("dossier", "probability"), f"{findings.probability:.0%}"),
    ]


def _decisions(dossier: Dossier, speech: Speech, book: Wordbook) -> list[list[object]]:
    deciding = [line for line in dossier.history if line.kind in _DECIDING]
    return [[speech.short(line.moment), _actor(line, book), *_verb_and_reason(line, speech, book)] for line in deciding]


def _verb_and_reason(line: HistoryLine, speech: Speech, book: Wordbook) -> tuple[str, str]:
    """An event's text begins with its verb: "AP NOT - low risk"."""
    verb, _, reason = line.text.partition(" - ")
    known = verb in set(Verb)
    what = name_of(Verb(verb), speech.language) if known else book.word_or_key("events", line.kind)
    return what, speech.masked(reason) if known else speech.recorded_with(line)


def _timeline(dossier: Dossier, speech: Speech, book: Wordbook) -> list[list[object]]:
    return [
        [
            speech.short(line.moment),
            book.word_or_key("events", line.kind),
            _actor(line, book),
            _remark(line, speech, book),
        ]
        for line in dossier.history
    ]


def _remark(line: HistoryLine, speech: Speech, book: Wordbook) -> str:
    """The verb in this language and what was said with it; an event without a verb only the latter."""
    what, reason = _verb_and_reason(line, speech, book)
    has_verb = what != book.word_or_key("events", line.kind)
    return " - ".join(part for part in (what if has_verb else "", reason) if part)


def _actor(line: HistoryLine, book: Wordbook) -> str:
    return book.word_or_key("actors", line.actor)


def _letters(dossier: Dossier, speech: Speech, book: Wordbook) -> list[list[object]]:
    """People affected stand here as a number; everybody else by role."""
    own = [trace for trace in dossier.letters if trace.kind is not LetterKind.PEOPLE]
    rows: list[list[object]] = [
        [
            speech.short(trace.written_at),
            book.word_or_key("letter_kinds", trace.kind),
            _recipient(trace, dossier, book),
            _went(trace, speech, book),
        ]
        for trace in own
    ]
    days = Counter(trace.written_at.date() for trace in dossier.letters if trace.kind is LetterKind.PEOPLE)
    many = book.word("dossier", "people_letters")
    return rows + [[f"{day:%d-%m-%Y}", many.format(count), "", ""] for day, count in sorted(days.items())]


def _recipient(trace: LetterTrace, dossier: Dossier, book: Wordbook) -> str:
    """An officer by name; finders, helpers and management by what they are."""
    organisation = dossier.organisation
    officer = organisation.officer(trace.recipient)
    if officer:
        return officer.name
    if trace.recipient in organisation.management:
        return book.word("dossier", "management")
    if trace.kind in (LetterKind.RECEIPT, LetterKind.FINDER_QUESTION, LetterKind.THANKS):
        return book.word("actors", "finder")
    if trace.kind is LetterKind.TASK:
        is_it = trace.recipient in organisation.it_contacts
        return book.word("actors", "it") if is_it else book.word("sources", "processor")
    return book.word("dossier", "people" if trace.kind in PEOPLE_KINDS else "other")


def _went(trace: LetterTrace, speech: Speech, book: Wordbook) -> str:
    if trace.returned_at:
        return f"{book.word('dossier', 'returned')} {speech.short(trace.returned_at)}"
    return speech.short(trace.sent_at) if trace.sent_at else book.word("dossier", "waits")


def _evidence(dossier: Dossier, speech: Speech, book: Wordbook) -> list[list[object]]:
    return [
        [
            speech.short(piece.stored_at),
            f"{book.word_or_key('evidence_kinds', piece.kind)} ({piece.content_type})",
            f"{max(1, round(piece.size / 1024))} kB",
            [piece.sha256[:_HALF], piece.sha256[_HALF:]],
        ]
        for piece in dossier.evidence
    ]


def _told(version: ToldToAp, speech: Speech) -> list[tuple[str, str]]:
    asked = [question for question in form().questions if question.key in version.values]
    return [(f"{one.number} {one.words(speech.language)}", _told_words(one, version, speech)) for one in asked]


def _told_words(question: Question, version: ToldToAp, speech: Speech) -> str:
    """A value with its note behind it: "limited (2,25 middel)"."""
    value = version.values[question.key]
    if question.key == "summary":  # until an officer describes it, the kind of incident
        return speech.masked(speech.word_or_key(value, "kinds"))
    if question.key in SHOWN_WHOLE:
        return "; ".join(question.said(value, speech.language))
    if question.kind is AnswerKind.MOMENT or not question.choices:
        return speech.said(value)
    keys, _, note = value.partition(" (")
    said = speech.answered(question, keys)
    return f"{said} ({speech.masked(note)}" if note else said


def _all(sheet: Sheet) -> list[SheetRow]:
    return [row for section in sheet.sections for row in section.rows]
