"""How a letter is written: envelope, values and template become fixed bytes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from register_store.case import Case
from register_store.contract_clock import all_clocks_of
from register_store.deadlines import AMSTERDAM, deadline_of, is_running, last_working_moment, planning, term_of
from register_store.drill_case import is_drill
from register_store.letter import Letter, LetterKind
from register_store.notification_term import NotificationTerm, term_on
from register_store.organisation import Officer, Organisation
from register_store.own_file import misuse_is_feared, own_pages_of
from register_store.verbs import fitting
from replies.letter_bytes import Attached, letter_bytes
from replies.letter_headers import Answered, Envelope, Stamp, headed
from replies.ready_links import ready_links
from replies.register_row import recorded, still_empty, to_close
from replies.render import Version, render
from replies.speech import actor_name, address_form
from replies.waiting import waiting
from replies.wordbook import wordbook

#: Letters whose reader chooses the language by what he wrote.
TO_FINDERS = frozenset({LetterKind.RECEIPT, LetterKind.FINDER_QUESTION, LetterKind.THANKS})


def written(
    organisation: Organisation,
    envelope: Envelope,
    stamp: Stamp,
    values: Mapping[str, object],
    *,
    subject: str | None = None,
    attached: tuple[Attached, ...] = (),
    pictures: Sequence[bytes] = (),
) -> Letter:
    """Template and values become the letter that the outbox keeps."""
    domain = organisation.mailbox.rpartition("@")[2]
    shown = [(f"picture{number}.{stamp.token}@{domain}", each) for number, each in enumerate(pictures)]
    version = _version(organisation, envelope, envelope.language)
    below = _version(organisation, envelope, envelope.below) if envelope.below else None
    given = {**_voice(organisation, envelope.language), **values, "picture_cids": [cid for cid, _ in shown]}
    given.setdefault("term_hours", _term(given.get("case"), stamp.written_at).hours)
    given["is_drill"] = is_drill(envelope.reference)
    given["buttons"] = ready_links(organisation, envelope, stamp, tuple(given.get("fitting", ())))  # type: ignore[arg-type]
    rendered = render(version, given, below=below)
    message = headed(organisation, envelope, stamp, _marked(subject or rendered.subject, envelope))
    return Letter(
        organisation=organisation.key,
        kind=envelope.kind,
        message_id=stamp.message_id,
        token=stamp.token,
        recipient=envelope.recipient,
        content=letter_bytes(message, rendered, language=_languages(envelope), attached=attached, pictures=shown),
        written_at=stamp.written_at,
        reference=envelope.reference,
        officer=envelope.officer,
    )


def _term(case: object, at: datetime) -> NotificationTerm:
    """The term of the case, or the one that holds now."""
    return term_of(case) if isinstance(case, Case) else term_on(at.astimezone(AMSTERDAM).date())


def _marked(subject: str, envelope: Envelope) -> str:
    """The subject of a letter about a drill says first that it is one."""
    mark = wordbook(envelope.language).word("drill", "mark") if is_drill(envelope.reference) else ""
    return f"{mark}: {subject}" if mark and mark not in subject else subject


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
        "working": planning(deadline_of(case), now),
        "fitting": fitting(case),
        "waiting": waiting(case),
        "recorded": recorded(case),
        "to_close": to_close(case),
        "empty": still_empty(case),
    }


def _version(organisation: Organisation, envelope: Envelope, language: str) -> Version:
    """Finders read Dutch in one form only, written out by hand; other letters have both forms inside."""
    is_formed = envelope.kind in TO_FINDERS and language == "nl"
    form = f"-{organisation.address_form.value}" if is_formed else ""
    return Version(template=f"{envelope.kind.value}/{language}{form}", language=language)


def _languages(envelope: Envelope) -> str:
    """For the header Content-Language (RFC 3282)."""
    return f"{envelope.language}, {envelope.below}" if envelope.below else envelope.language


def _voice(organisation: Organisation, language: str) -> dict[str, object]:
    return {
        "organisation": organisation,
        "ju": address_form(organisation),
        "other_clocks": lambda case: all_clocks_of(case, organisation),
        "target_of": lambda deadline: last_working_moment(deadline, organisation.office_hours),
        "actor": actor_name(organisation, language),
        "officer_names": frozenset(officer.name for officer in organisation.officers),
        "own_pages": lambda case: own_pages_of(case, organisation),
        "misuse_feared": misuse_is_feared,
    }
