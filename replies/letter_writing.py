"""How a letter is written: envelope, values and template become fixed bytes."""

from collections.abc import Mapping
from datetime import datetime

from register_store.case import Case
from register_store.deadlines import deadline_of, is_running, working_time
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from register_store.verbs import fitting
from replies.letter_bytes import Attached, letter_bytes
from replies.letter_headers import Answered, Envelope, Stamp, headed
from replies.register_row import recorded, still_empty, to_close
from replies.render import render
from replies.speech import actor_name, address_form
from replies.waiting import waiting


def written(
    organisation: Organisation,
    envelope: Envelope,
    stamp: Stamp,
    values: Mapping[str, object],
    *,
    subject: str | None = None,
    attached: tuple[Attached, ...] = (),
    picture: bytes | None = None,
) -> Letter:
    """Template and values become the letter that the outbox keeps."""
    cid = f"plot.{stamp.token}@{organisation.mailbox.rpartition('@')[2]}" if picture else None
    rendered = render(
        _template(organisation, envelope),
        envelope.language,
        {**_voice(organisation, envelope.language), **values, "picture_cid": cid},
    )
    message = headed(organisation, envelope, stamp, subject or rendered.subject)
    return Letter(
        organisation=organisation.key,
        kind=envelope.kind,
        message_id=stamp.message_id,
        token=stamp.token,
        recipient=envelope.recipient,
        content=letter_bytes(
            message, rendered, language=envelope.language, attached=attached, picture=picture, cid=cid
        ),
        written_at=stamp.written_at,
        reference=envelope.reference,
        officer=envelope.officer,
    )


def to_officer(
    kind: LetterKind, officer: Officer, case: Case | None = None, answered: Answered | None = None
) -> Envelope:
    """The envelope of a letter to an officer, in his language."""
    return Envelope(
        kind=kind,
        recipient=officer.address,
        language="nl" if officer.language == "nl" else "en",
        officer=officer.address,
        reference=case.reference if case else None,
        answered=answered,
    )


def about(officer: Officer, case: Case, now: datetime) -> dict[str, object]:
    """What every letter about a case may show. Not the case's words: those stay where they are."""
    return {
        "officer": officer,
        "case": case,
        "now": now,
        "deadline": deadline_of(case),
        "clock_runs": is_running(case),
        "working": working_time(deadline_of(case)),
        "fitting": fitting(case),
        "waiting": waiting(case),
        "recorded": recorded(case),
        "to_close": to_close(case),
        "empty": still_empty(case),
    }


def _template(organisation: Organisation, envelope: Envelope) -> str:
    """People outside read Dutch in one form only, written out by hand; officers' letters have both forms inside."""
    is_formed = envelope.kind == LetterKind.RECEIPT and envelope.language == "nl"
    form = f"-{organisation.address_form.value}" if is_formed else ""
    return f"{envelope.kind.value}/{envelope.language}{form}"


def _voice(organisation: Organisation, language: str) -> dict[str, object]:
    return {
        "organisation": organisation,
        "ju": address_form(organisation),
        "actor": actor_name(organisation, language),
    }
