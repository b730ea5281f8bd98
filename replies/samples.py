"""Every letter in every language and form, with invented people: to look at, and to test."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from register_store.case import ApState, Case, CaseState
from register_store.deadlines import DeadlineWarning, deadline_of
from register_store.findings import BreachKind, Fact, Origin
from register_store.letter import KnownLetter, Letter, LetterKind, UncertainLetter
from register_store.organisation import Officer, Organisation
from register_store.verbs import Verb
from replies import letters
from replies.affected_samples import affected_letters
from replies.asked_samples import asked_letters
from replies.assigned import assigned
from replies.letter_headers import Answered
from replies.paper_samples import paper_transcripts
from replies.people_samples import people_letters
from replies.sample_picture import blurred_page
from replies.sample_values import (
    ARRIVED,
    BUSY_WEEK,
    DOORKEES,
    FINDINGS,
    HISTORY,
    JUIST,
    WHY,
    sample_case,
    sample_stamp,
)
from replies.transcript import Line, NotUnderstood, Place, Refusal, Transcript, Wait

_SATURDAY_NIGHT = datetime(2026, 11, 28, 22, 5, tzinfo=UTC)
_CODE = "K7PXQ2-MDRT4W"


def sample_letters() -> tuple[Letter, ...]:
    """All letters, in the order in which a case meets them."""
    both = (JUIST, DOORKEES)
    return (
        *(letter for organisation in both for letter in _receipts(organisation)),
        *(
            letter
            for organisation in both
            for officer in organisation.officers
            for letter in _notices(organisation, officer)
        ),
        *(
            letter
            for organisation in both
            for officer in organisation.officers
            for letter in _answers(organisation, officer)
        ),
        *asked_letters(both),
        *(letter for organisation in both for letter in _digests(organisation)),
        *people_letters(both),
        *affected_letters(both),
    )


_ANSWERED = Answered(message_id="<20261123.kuipers@brievenbus.example>", subject="loonstrook van iemand anders")


def _receipts(organisation: Organisation) -> Iterator[Letter]:
    """To the finder: in four languages, then one to a colleague who needs nothing asked."""
    case = sample_case(organisation)
    told = {"answered": _ANSWERED, "recipient": "w.kuipers@brievenbus.example", "arrived_at": ARRIVED}
    for number, language in enumerate(("nl", "en", "de", "fr"), start=1):
        spoken = replace(case, findings=replace(FINDINGS, language=language))
        yield letters.receipt(organisation, spoken, sample_stamp(number, _after(1)), **told)  # type: ignore[arg-type]
    internal = replace(case, findings=replace(FINDINGS, internal=True, missing=()))
    yield letters.receipt(organisation, internal, sample_stamp(5, _after(1)), **told)  # type: ignore[arg-type]


def _notices(organisation: Organisation, officer: Officer) -> Iterator[Letter]:
    """To an officer, by our own accord."""
    case = sample_case(organisation)
    at_night = replace(
        case,
        reference="DL-2026-0002",
        provisional_aware_at=_SATURDAY_NIGHT,
        findings=replace(FINDINGS, extortion=True, kind=BreachKind.MALWARE_RANSOMWARE, affected_count=None, missing=()),
        receipt_held="dmarc_fail",
    )
    unsure = replace(case, state=CaseState.DOUBT, receipt_held="too_old", findings=replace(FINDINGS, kind=None))
    twin = Fact(name="possibly_same", value="DL-2026-0002", origin=Origin.DERIVED)
    alike = replace(case, findings=replace(FINDINGS, facts=(twin,)))
    yield letters.alarm(organisation, officer, alike, sample_stamp(10, _after(2)))
    yield letters.alarm(organisation, officer, at_night, sample_stamp(11, _SATURDAY_NIGHT + timedelta(minutes=1)))
    yield letters.doubt(organisation, officer, unsure, sample_stamp(12, _after(2)))
    drill = replace(case, reference="OEF-2026-001", finder_address=None, finder_name=None, receipt_held="drill")
    yield letters.alarm(organisation, officer, drill, sample_stamp(19, _after(2)))
    yield letters.finder_wrote(
        organisation,
        officer,
        replace(case, handler=officer.address),
        sample_stamp(13, _after(300)),
        answered=None,
        screenshots_added=2,
        deleted_confirmed=True,
    )
    colleague = next(other for other in organisation.officers if other != officer)
    yield assigned(
        organisation,
        officer,
        replace(case, state=CaseState.INVESTIGATING, handler=officer.address),
        sample_stamp(30, _after(45)),
        by=colleague,
        reason="ik ben deze week afwezig" if officer.language == "nl" else "I am away this week",
    )
    for number, hours in ((14, 60), (15, 72)):
        yield letters.deadline_warning(
            organisation,
            officer,
            replace(case, state=CaseState.INVESTIGATING, handler=officer.address),
            sample_stamp(number, _after(hours * 60 + 4)),
            warning=DeadlineWarning(
                reference=case.reference, milestone=hours, deadline=deadline_of(case), is_overdue=hours == 72
            ),
            now=_after(hours * 60 + 4),
        )
    yield letters.set_aside(
        organisation,
        officer,
        sample_stamp(16, _after(20)),
        mailbox=case.mailbox,
        arrived_at=ARRIVED,
        attempts=3,
        reason_key="unreadable",
    )
    yield from _unreached(organisation, officer, case)


def _unreached(organisation: Organisation, officer: Officer, case: Case) -> Iterator[Letter]:
    """To the next officer and to the administrator: somebody was not reached."""
    missed = KnownLetter(
        message_id=sample_stamp(10, _after(2)).message_id,
        token=sample_stamp(10, _after(2)).token,
        kind=LetterKind.ALARM,
        recipient=next(other.address for other in organisation.officers if other != officer),
        officer=None,
        reference=case.reference,
    )
    unread = replace(missed, kind=LetterKind.SET_ASIDE, reference=None)
    for number, letter, about, why in (
        (17, missed, case, "returned"),
        (18, missed, case, "away"),
        (19, unread, None, "refused"),
    ):
        yield letters.unreached(organisation, officer, about, sample_stamp(number, _after(9)), letter=letter, why=why)


def _answers(organisation: Organisation, officer: Officer) -> Iterator[Letter]:
    """To an officer who commanded."""
    case = replace(sample_case(organisation), handler=officer.address, state=CaseState.BREACH_ESTABLISHED)
    answered = Answered(message_id="<opdracht@kantoor.example>", subject=f"Re: [{case.reference}] Nieuwe melding")
    papers = enumerate(paper_transcripts(case, organisation, officer.language), start=240)
    for number, transcript in (*enumerate(_transcripts(case), start=20), *papers):
        yield letters.command_answer(
            organisation, officer, transcript, sample_stamp(number, _after(90)), answered=answered
        )
    yield letters.confirm_code(
        organisation,
        officer,
        sample_stamp(40, _after(91)),
        case=case,
        code=_CODE,
        verbs=(Verb.CONFIRM, Verb.SEND),
        why="not_authenticated",
        valid_hours=24,
        answered=answered,
        draft_mark="3F7A-92C1",
    )
    yield letters.confirm_code(
        organisation,
        officer,
        sample_stamp(41, _after(91)),
        case=None,
        code=_CODE,
        verbs=(Verb.LIST,),
        why="profile_none",
        valid_hours=24,
        answered=None,
    )


def _transcripts(case: Case) -> Iterator[Transcript]:
    filled = replace(
        case,
        confirmed_aware_at=ARRIVED - timedelta(hours=2),
        fields={"what_leaked": "naam en loon", "how_happened": "verkeerde bijlage", "subject_count": "12"},
    )
    yield Transcript(
        lines=(
            Line(verb=Verb.CONFIRM),
            Line(verb=Verb.AWARE, argument="23-11-2026 07:12 belde de receptie", detail="2026-11-23T06:12:00+00:00"),
        ),
        not_understood=(NotUnderstood(line="bevestg het maar", meant=Verb.CONFIRM), NotUnderstood(line="DOE IETS")),
        note="Gebeld met mevrouw Tolhuis op 06 12345678, zij weet ervan.",
        case=filled,
    )
    yield Transcript(
        lines=(
            Line(verb=Verb.CLOSE, refusal=Refusal.INCOMPLETE, detail="CONSEQUENCES, MEASURE"),
            Line(verb=Verb.NOTE, argument="afgehandeld", refusal=Refusal.OTHER_LINE_REFUSED),
        ),
        case=filled,
    )
    yield Transcript(
        lines=(Line(verb=Verb.STATUS),),
        not_understood=(
            NotUnderstood(line="BEVESTIG", meant=Verb.CONFIRM, place=Place.SIGNATURE),
            NotUnderstood(line="AP NIET: geen risico", meant=Verb.AP_NOT, place=Place.OLD_TEXT),
            NotUnderstood(line="SLUIT: afgehandeld", meant=Verb.CLOSE, place=Place.UNSEEN),
        ),
        case=filled,
        history=HISTORY,
        waits=(
            Wait(who="officers", what="ap", until=deadline_of(filled)),
            Wait(who="officers", what="people"),
            Wait(who="finder", what="finder_details"),
        ),
    )
    older = replace(
        filled, reference="DL-2026-0002", provisional_aware_at=ARRIVED - timedelta(days=4), confirmed_aware_at=None
    )
    decided = replace(filled, reference="DL-2026-0003", ap_state=ApState.INITIAL, handler=None)
    yield Transcript(lines=(Line(verb=Verb.LIST),), open_cases=(older, filled, decided))
    yield Transcript(lines=(Line(verb=Verb.WHY),), case=filled, why=WHY, thumbnails=(blurred_page(),))
    yield Transcript(lines=(Line(verb=Verb.HELP),), case=filled, show_help=True)
    yield Transcript(show_help=True)
    yield Transcript(
        lines=(Line(verb=Verb.REGISTER, argument="2026"),),
        register_attached=True,
        attachments=(("register-2026.csv", "text/csv", b"Registernummer;Status\r\nDL-2026-0001;gemeld\r\n"),),
    )


def _digests(organisation: Organisation) -> Iterator[Letter]:
    """To management: a busy week, a quiet one, and one whose figures do not add up."""
    recipient = organisation.management[0]
    quiet = replace(
        BUSY_WEEK,
        opened=0,
        doubts=0,
        open_cases=(),
        overdue=0,
        decided=0,
        ap_reported=0,
        people_informed=0,
        by_week=tuple((monday, 0) for monday, _ in BUSY_WEEK.by_week),
        kinds=(),
        causes=(),
        timings=(),
        measures=(),
        asks=(),
        mails_ordinary=231,
        mails_reports=0,
        mails_doubts=0,
        mails_set_aside=0,
        mails_seen=240,
        mails_judged=240,
        reports_answered=0,
        reports_held=0,
    )
    unread = KnownLetter(
        message_id=sample_stamp(50, BUSY_WEEK.until).message_id,
        token=sample_stamp(50, BUSY_WEEK.until).token,
        kind=LetterKind.DIGEST,
        recipient=recipient,
        officer=None,
        reference=None,
    )
    stamp = sample_stamp(53, BUSY_WEEK.until)
    yield letters.unreached(
        organisation, f"beheer@{organisation.domains[0]}", None, stamp, letter=unread, why="gave_up"
    )
    yield from _troubles(organisation)
    for number, figures in enumerate((BUSY_WEEK, quiet, replace(BUSY_WEEK, mails_seen=243)), start=50):
        yield letters.digest(organisation, recipient, sample_stamp(number, BUSY_WEEK.until), figures)


def _troubles(organisation: Organisation) -> Iterator[Letter]:
    """To whoever keeps Meldpost running; the second one after a restore, in the other language."""
    ops = f"beheer@{organisation.domains[0]}"
    other = replace(organisation, language="en" if organisation.language == "nl" else "nl")
    waited = UncertainLetter(
        organisation=organisation.key, kind=LetterKind.RECEIPT, reference="DL-2026-0001", written_at=_after(1)
    )
    yield letters.trouble(organisation, ops, sample_stamp(90, _after(60)), cause="login", since=_after(5))
    for number, language in ((91, organisation), (92, other)):
        stamp = sample_stamp(number, _after(90))
        yield letters.trouble(language, ops, stamp, cause="restored", since=_after(60), uncertain=(waited,))


def _after(minutes: int) -> datetime:
    return ARRIVED + timedelta(minutes=minutes)
