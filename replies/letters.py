"""All letters, one function each: a case and a stamp in, the finished bytes out."""

from collections.abc import Sequence
from datetime import datetime

from register_store.ap_form_answers import first_gaps
from register_store.case import Case
from register_store.clock_readings import readings_of
from register_store.deadlines import DeadlineWarning
from register_store.letter import KnownLetter, Letter, LetterKind, UncertainLetter
from register_store.organisation import Officer, Organisation
from register_store.verbs import Verb
from replies.digest import DigestFigures
from replies.digest_plot import digest_pictures
from replies.finder_letters import finder_envelope
from replies.letter_bytes import Attached
from replies.letter_headers import Answered, Envelope, Stamp, answer_subject
from replies.letter_writing import TO_FINDERS, about, to_officer, written
from replies.told import told
from replies.transcript import Transcript
from replies.wordbook import wordbook


def receipt(
    organisation: Organisation,
    case: Case,
    stamp: Stamp,
    *,
    answered: Answered,
    recipient: str,
    arrived_at: datetime,
) -> Letter:
    """To the finder: we have it, what we ask, what we do."""
    envelope = finder_envelope(LetterKind.RECEIPT, case, recipient, case.reference, answered)
    # A colleague or a processor who deletes what went wrong deletes our evidence.
    holds_others_data = not (case.findings.internal or case.findings.processor)
    return written(
        organisation,
        envelope,
        stamp,
        {
            "reference": case.reference,
            "missing": case.findings.missing,
            "arrived_at": arrived_at,
            "ask_to_delete": holds_others_data,
        },
    )


def alarm(organisation: Organisation, officer: Officer, case: Case, stamp: Stamp) -> Letter:
    """To an officer: a report came in, the clock runs."""
    envelope = to_officer(LetterKind.ALARM, officer, case)
    return written(organisation, envelope, stamp, about(officer, case, stamp.written_at))


def doubt(organisation: Organisation, officer: Officer, case: Case, stamp: Stamp) -> Letter:
    """To an officer: is this a report? YES or NO."""
    envelope = to_officer(LetterKind.DOUBT, officer, case)
    return written(organisation, envelope, stamp, about(officer, case, stamp.written_at))


def finder_wrote(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    answered: Answered | None,
    screenshots_added: int,
    deleted_confirmed: bool,
    is_locked: bool = False,
) -> Letter:
    """To an officer: the finder wrote again; without a word of what he wrote. `is_locked`: none of it could be read."""
    values = about(officer, case, stamp.written_at)
    values |= {"screenshots_added": screenshots_added, "deleted_confirmed": deleted_confirmed, "is_locked": is_locked}
    return written(organisation, to_officer(LetterKind.FINDER_WROTE, officer, case, answered), stamp, values)


def command_answer(
    organisation: Organisation,
    officer: Officer,
    transcript: Transcript,
    stamp: Stamp,
    *,
    answered: Answered,
) -> Letter:
    """To the officer who commanded: what was done, what was not and why, and how the case stands."""
    case = transcript.case
    values = {"officer": officer, "now": stamp.written_at, "case": None} | told(transcript)
    if case:
        values |= about(officer, case, stamp.written_at)
    # Only a subject that names the case is taken over: mail programs then keep the answer in the thread.
    in_thread = case is not None and case.reference in answered.subject
    return written(
        organisation,
        to_officer(LetterKind.COMMAND_ANSWER, officer, case, answered),
        stamp,
        values,
        subject=answer_subject(answered.subject) if in_thread else None,
        attached=tuple(Attached(*attachment) for attachment in transcript.attachments),
        pictures=transcript.thumbnails,
    )


def confirm_code(
    organisation: Organisation,
    officer: Officer,
    stamp: Stamp,
    *,
    case: Case | None,
    code: str,
    verbs: tuple[Verb, ...],
    why: str,
    valid_hours: int,
    answered: Answered | None,
    draft_mark: str = "",
) -> Letter:
    """To the address on file: a one-time code before anything is done; `draft_mark` names what SEND will send.

    `why` is `no_token`, `not_authenticated` or `profile_none`.
    """
    values: dict[str, object] = {"officer": officer, "case": case, "code": code, "verbs": verbs, "why": why}
    values |= {"valid_hours": valid_hours, "draft_mark": draft_mark}
    return written(organisation, to_officer(LetterKind.CONFIRM_CODE, officer, case, answered), stamp, values)


def deadline_warning(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    warning: DeadlineWarning,
    now: datetime,
    answered: Answered | None = None,
    helpers_asked: bool = False,
) -> Letter:
    """To an officer: hours left of the 72, or how long they have passed."""
    values = about(officer, case, now) | {"warning": warning, "deadline": warning.deadline}
    values |= {"gaps": first_gaps(case, organisation, now), "helpers_asked": helpers_asked}
    values["readings"] = readings_of(case)
    return written(organisation, to_officer(LetterKind.DEADLINE_WARNING, officer, case, answered), stamp, values)


def digest(organisation: Organisation, recipient: str, stamp: Stamp, figures: DigestFigures) -> Letter:
    """To management: the week in figures."""
    language = "nl" if organisation.language == "nl" else "en"
    envelope = Envelope(kind=LetterKind.DIGEST, recipient=recipient, language=language)
    pictures = digest_pictures(figures, language)
    return written(organisation, envelope, stamp, {"figures": figures, "now": stamp.written_at}, pictures=pictures)


def unreached(
    organisation: Organisation,
    reader: Officer | str,
    case: Case | None,
    stamp: Stamp,
    *,
    letter: KnownLetter,
    why: str,
) -> Letter:
    """To the next officer, or to the `ops` address: a letter of ours did not reach somebody, or he is away.

    `why` is `refused`, `gave_up`, `returned` or `away`.
    """
    language = reader.language if isinstance(reader, Officer) else organisation.language
    values: dict[str, object] = {"officer": None, "case": case, "now": stamp.written_at}
    values |= {"kind": letter.kind.value, "missed": _missed(organisation, letter, language), "why": why}
    values["to_finder"] = letter.kind in TO_FINDERS
    if isinstance(reader, str):
        language = "nl" if organisation.language == "nl" else "en"
        envelope = Envelope(
            kind=LetterKind.UNREACHED,
            recipient=reader,
            language=language,
            reference=case.reference if case else None,
        )
        return written(organisation, envelope, stamp, values)
    values |= about(reader, case, stamp.written_at) if case else {"officer": reader}
    return written(organisation, to_officer(LetterKind.UNREACHED, reader, case), stamp, values)


def _missed(organisation: Organisation, letter: KnownLetter, language: str) -> str:
    """Who did not get it; a finder is not named."""
    if letter.kind in TO_FINDERS:
        return wordbook("nl" if language == "nl" else "en").word("actors", "the_finder")
    officer = organisation.officer(letter.recipient)
    return officer.name if officer else letter.recipient


def trouble(
    organisation: Organisation,
    recipient: str,
    stamp: Stamp,
    *,
    cause: str,
    since: datetime,
    mailbox: str = "",
    uncertain: Sequence[UncertainLetter] = (),
) -> Letter:
    """To the `ops` address, after a restore to officers too: Meldpost itself needs a person."""
    language = "nl" if organisation.language == "nl" else "en"
    envelope = Envelope(kind=LetterKind.TROUBLE, recipient=recipient, language=language)
    values = {"cause": cause, "mailbox": mailbox or organisation.mailbox, "since": since}
    return written(organisation, envelope, stamp, {**values, "uncertain": uncertain})


def set_aside(
    organisation: Organisation,
    officer: Officer,
    stamp: Stamp,
    *,
    mailbox: str,
    arrived_at: datetime,
    attempts: int,
    reason_key: str,
) -> Letter:
    """To an officer: a mail could not be read, a person must look."""
    values: dict[str, object] = {"officer": officer, "mailbox": mailbox, "arrived_at": arrived_at}
    values |= {"attempts": attempts, "reason_key": reason_key}
    return written(organisation, to_officer(LetterKind.SET_ASIDE, officer), stamp, values)
