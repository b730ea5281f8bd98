"""Invented people, cases and figures for the sample letters."""

from datetime import UTC, date, datetime, timedelta

from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.findings import BreachKind, Clue, DataKind, Findings, Missing, Verdict, Where
from register_store.organisation import AddressForm, Officer, Organisation
from replies.digest import CaseLine, DigestFigures, ServerCount
from replies.digest_parts import Ask, Asked, DrillTold, MeasureDue, Stage, Timing
from replies.letter_headers import Stamp
from replies.transcript import HistoryLine, Why

ARRIVED = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)


def sample_organisations() -> tuple[Organisation, Organisation]:
    """One that says je, one that says u; both with a Dutch and an English officer."""
    return JUIST, DOORKEES


def sample_case(organisation: Organisation) -> Case:
    """A report in the middle of its way, with all that must not leak filled in."""
    return Case(
        organisation=organisation.key,
        reference="DL-2026-0001",
        state=CaseState.REPORTED,
        findings=FINDINGS,
        provisional_aware_at=ARRIVED,
        opened_at=ARRIVED,
        mailbox=f"{organisation.mailbox} INBOX",
        finder_address="w.kuipers@brievenbus.example",
        finder_name="Wendeline Kuipers",
    )


def sample_stamp(number: int, written_at: datetime) -> Stamp:
    """A stamp that is the same in every run."""
    token = f"{number:024x}"
    codes = tuple(f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[place]}BCDE" * 8 for place in range(16))
    return Stamp(
        message_id=f"<{token}@meldpost.example>",
        token=token,
        mark=f"{number:064x}",
        written_at=written_at,
        codes=codes,
    )


FINDINGS = Findings(
    verdict=Verdict.REPORT,
    probability=0.97,
    clues=(
        Clue(
            label="iets van een ander ontvangen", text="de loonstrook van meneer Tolhuis", weight=4.0, where=Where.BODY
        ),
        Clue(label="niet voor de afzender bestemd", text="was echt niet voor mij", weight=2.5, where=Where.BODY),
        Clue(label="algemene vraag over privacy", text="hoe zit dat met de AVG", weight=-0.5, where=Where.SUBJECT),
    ),
    language="nl",
    kind=BreachKind.MISDIRECTED,
    personal_data=(DataKind.NAME, DataKind.BSN, DataKind.EMPLOYMENT),
    affected_count=12,
    screenshots=1,
    description="Vanochtend kreeg ik de loonstrook van meneer Tolhuis in mijn postvak.",
    urls=("https://portaal.juist.example/dossier/88",),
    missing=(Missing.SCREENSHOTS, Missing.DESCRIPTION, Missing.REPRODUCTION),
)


JUIST = Organisation(
    key="juist",
    name="Juist B.V.",
    mailbox="mail@juist.nl",
    domains=("juist.nl",),
    phone="0492 370087",
    officers=(
        Officer(name="Noor Dijkgraaf", address="noor.dijkgraaf@juist.nl"),
        Officer(name="Alex Fenwick", address="alex.fenwick@juist.nl", language="en"),
    ),
    management=("directie@juist.nl",),
    address_form=AddressForm.JE,
    website="juist.nl/privacy",
    police_line=True,
)
DOORKEES = Organisation(
    key="doorkees",
    name="doorKees",
    mailbox="info@doorkees.nl",
    domains=("doorkees.nl",),
    phone="085 4013170",
    officers=(
        Officer(name="Siebe Hoekwater", address="siebe.hoekwater@doorkees.nl"),
        Officer(name="Maren Lindqvist", address="maren.lindqvist@doorkees.nl", language="en"),
    ),
    management=("bestuur@doorkees.nl",),
    officer_mailbox="datalekken@doorkees.nl",
    address_form=AddressForm.U,
    language="en",
    handle_incidents=True,
)

HISTORY = (
    HistoryLine(at_utc="2026-11-23T08:12:00+00:00", kind="opened", actor="meldpost", text=""),
    HistoryLine(at_utc="2026-11-23T08:13:00+00:00", kind="receipt_sent", actor="meldpost", text=""),
    HistoryLine(at_utc="2026-11-23T09:30:00+00:00", kind="noted", actor="Noor Dijkgraaf", text="[naam] is gebeld"),
    HistoryLine(at_utc="2026-11-23T09:40:00+00:00", kind="mail_added", actor="finder", text=""),
)


WHY = Why(
    clues=(
        Clue(label="iets van een ander ontvangen", text="de loonstrook van [naam]", weight=4.0, where=Where.BODY),
        Clue(label="algemene vraag over privacy", text="hoe zit dat met de AVG", weight=-0.5, where=Where.SUBJECT),
    ),
    probability=0.97,
    gate=None,
    authentication="dmarc=pass",
    thread="new",
)

BUSY_WEEK = DigestFigures(
    since=datetime(2026, 11, 16, 6, 0, tzinfo=UTC),
    until=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    opened=3,
    doubts=1,
    open_cases=(
        CaseLine(
            reference="DL-2026-0002",
            state=CaseState.INVESTIGATING,
            ap_state=ApState.UNDECIDED,
            people_state=PeopleState.UNDECIDED,
            deadline=datetime(2026, 11, 22, 15, 40, tzinfo=UTC),
            is_running=True,
            has_handler=True,
        ),
        CaseLine(
            reference="DL-2026-0004",
            state=CaseState.REPORTED,
            ap_state=ApState.UNDECIDED,
            people_state=PeopleState.UNDECIDED,
            deadline=datetime(2026, 11, 25, 8, 12, tzinfo=UTC),
            is_running=True,
            has_handler=False,
        ),
        CaseLine(
            reference="DL-2026-0001",
            state=CaseState.BREACH_ESTABLISHED,
            ap_state=ApState.INITIAL,
            people_state=PeopleState.PLANNED,
            deadline=datetime(2026, 11, 20, 11, 0, tzinfo=UTC),
            is_running=False,
            has_handler=True,
        ),
    ),
    overdue=1,
    decided=2,
    ap_reported=1,
    people_informed=0,
    by_week=tuple(
        (date(2026, 8, 31) + timedelta(weeks=week), count)
        for week, count in enumerate((0, 2, 1, 0, 0, 4, 1, 0, 2, 1, 5, 3))
    ),
    kinds=(("misdirected", 11), ("exposed_online", 4), ("rest", 4)),
    causes=(("mistake", 12), ("technique", 4), ("rest", 3)),
    timings=(
        Timing(
            stage=Stage.RECEIPT,
            target=timedelta(minutes=15),
            count=3,
            in_time=3,
            median=timedelta(seconds=42),
            worst=timedelta(minutes=2),
        ),
        Timing(stage=Stage.TAKE, target=timedelta(hours=4), count=2, in_time=1),
    ),
    measures=(
        MeasureDue(reference="DL-2026-0001", due=date(2026, 11, 1), is_overdue=True),
        MeasureDue(reference="DL-2026-0002", due=date(2027, 3, 31), is_overdue=False),
        MeasureDue(reference="DL-2026-0002", due=None, is_overdue=False),
    ),
    asks=(
        Asked(ask=Ask.OVERDUE, references=("DL-2026-0002",)),
        Asked(ask=Ask.MEASURES, references=("DL-2026-0001",)),
    ),
    backup_at=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
    last_drill=DrillTold(
        reference="OEF-2026-001",
        at=datetime(2026, 11, 17, 9, 0, tzinfo=UTC),
        arrived_after=timedelta(seconds=4),
        judged_after=timedelta(seconds=38),
        alarmed_after=timedelta(seconds=41),
    ),
    mails_seen=240,
    mails_judged=239,
    mails_ordinary=226,
    mails_reports=3,
    mails_doubts=1,
    mails_other=9,
    mails_set_aside=1,
    reports_answered=3,
    reports_held=1,
    server=ServerCount(
        counted_at=datetime(2026, 11, 23, 5, 59, tzinfo=UTC),
        read_at=datetime(2026, 11, 23, 5, 59, tzinfo=UTC),
        mails=1840,
        before_us=1385,
        unknown=0,
    ),
    letters_sent=17,
    chain_head="7c2f0d5be1a94c3f8a6d27b0e4519cd8f3a2b6e7d1c09548a7be36f2d4c1905e",
)
