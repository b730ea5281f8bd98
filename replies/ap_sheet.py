"""The AP's form filled in for a person to copy over (pure): as rows for a letter, as a paper, gaps on top.

It holds no data of people affected: every text of an officer is masked. It never says that anything was notified.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from register_store.ap_form import AnswerKind, form
from register_store.ap_form_answers import Answer, SheetKind
from register_store.ap_form_sources import Standing
from register_store.case import Case
from register_store.gdpr_articles import cited
from register_store.masks import mask
from register_store.organisation import Organisation
from replies.moments import moment_words
from replies.typeset import typeset
from replies.wordbook import wordbook

#: From the settings, about our own people and offices: shown as it is.
_OURS = frozenset({"org_name", "org_address", "dpo_registration_no", "coc_number", "sector", "notifier", "contact"})
SHOWN_WHOLE = _OURS | {"ap_reference", "controller_name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One question and its answer, in words."""

    number: str
    question: str
    article: str  #: of the GDPR, as people of this language cite it; or ""
    lines: tuple[str, ...]
    standing: Standing
    who: str
    choices: tuple[tuple[str, str], ...]  #: letter and words, where somebody must still choose
    unknown: str  #: what to write where nothing is known: only in what is told to the AP a supplement follows

    @property
    def is_missing(self) -> bool:
        """Is nothing known?"""
        return self.standing is Standing.MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSection:
    """One part of the form."""

    title: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole sheet in one language."""

    kind: SheetKind
    gaps: tuple[SheetRow, ...]
    sections: tuple[SheetSection, ...]
    asked: int  #: how many questions must be answered for this case
    unchanged: bool  #: a follow-up with nothing to follow
    version: str
    address: str

    def gaps_title(self, language: str) -> str:
        """How complete it is, above what is missing (K15)."""
        answered = self.asked - len(self.gaps)
        words = wordbook(language).word("ap_sheet", "gaps")
        return words.format(answered=answered, asked=self.asked, percent=100 * answered // max(1, self.asked))


def ap_sheet(
    answers: Sequence[Answer],
    kind: SheetKind,
    language: str,
    *,
    shown: Sequence[Answer] | None = None,
    address: str = "",
) -> Sheet:
    """The answers in the order of the form, in words of this language.

    `shown` are those that a follow-up repeats; `address` is where the authority of the organisation has its form.
    """
    shown = answers if shown is None else shown
    rows = [(answer, _row(answer, kind, language)) for answer in shown]
    sections = [
        SheetSection(
            title=f"{section.number}. {section.words(language, is_notice=kind is SheetKind.CONTROLLER_NOTICE)}",
            rows=tuple(row for answer, row in rows if answer.question.section == section.number),
        )
        for section in form().sections
    ]
    return Sheet(
        kind=kind,
        gaps=tuple(_row(answer, kind, language) for answer in answers if answer.is_gap),
        sections=tuple(section for section in sections if section.rows),
        asked=sum(not answer.question.optional for answer in answers),
        unchanged=kind is SheetKind.FOLLOW_UP and len(shown) <= len(_HEAD),
        version=form().version_words(language),
        address=address or form().address,
    )


def ap_paper(sheet: Sheet, case: Case, organisation: Organisation, now: datetime, language: str) -> bytes:
    """The sheet as PDF."""
    book = wordbook(language)
    data = {
        "language": language,
        "reference": case.reference,
        "organisation": organisation.name,
        "title": book.word("ap_sheet", f"title_{sheet.kind}"),
        "notice": book.word("ap_sheet", f"notice_{sheet.kind}").format(address=sheet.address),
        "made": book.word("paper", "made").format(moment_words(now, language)),
        "page": book.word("paper", "page"),
        "of": book.word("paper", "of"),
        "version": book.word("ap_sheet", "version").format(sheet.version),
        "privacy": book.word("ap_sheet", "privacy"),
        "gaps_title": sheet.gaps_title(language),
        "gaps": [[row.number, row.question, row.who] for row in sheet.gaps],
        "gap_heads": [book.word("ap_sheet", head) for head in ("number", "question", "who")],
        "no_gaps": book.word("ap_sheet", "no_gaps"),
        "unchanged": sheet.unchanged,
        "unchanged_words": book.word("ap_sheet", "unchanged"),
        "standings": {standing.value: book.word("standings", standing) for standing in Standing},
        "sections": [
            {"title": section.title, "rows": [_plain(row) for row in section.rows]} for section in sheet.sections
        ],
    }
    return typeset("ap_sheet", data, made_at=now)


#: Rows that every follow-up has, whatever changed.
_HEAD = ("notification_kind", "ap_reference")


def _row(answer: Answer, kind: SheetKind, language: str) -> SheetRow:
    question, filled = answer.question, answer.filled
    undecided = filled.standing is not Standing.RECORDED
    follows = not question.is_ours and kind is not SheetKind.WITHDRAWAL
    return SheetRow(
        number=question.number + ("" if question.certain else " ?"),
        question=question.words(language),
        article=cited(question.article, language),
        lines=_lines(answer, language),
        standing=filled.standing,
        who=wordbook(language).word("who_answers", question.who),
        choices=tuple((choice.letter, choice.words(language)) for choice in question.choices) if undecided else (),
        unknown=wordbook(language).word("ap_sheet", "unknown" if follows else "unknown_ours"),
    )


def _lines(answer: Answer, language: str) -> tuple[str, ...]:
    question, filled = answer.question, answer.filled
    if filled.words:
        return (wordbook(language).word(filled.words, filled.value),)
    if question.kind is AnswerKind.MOMENT and (moment := _moment(filled.value)):
        return (moment_words(moment, language),)
    lines = question.said(filled.value, language) if filled.value else ()
    if question.key not in SHOWN_WHOLE:
        lines = tuple(mask(line) for line in lines)
    return (*lines, *((mask(filled.note),) if filled.note else ()))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _plain(row: SheetRow) -> dict[str, object]:
    return {
        "number": row.number,
        "question": row.question,
        "article": row.article,
        "lines": list(row.lines),
        "unknown": row.unknown,
        "standing": row.standing.value,
        "choices": [f"{letter}.\u00a0{words}" for letter, words in row.choices],
    }
