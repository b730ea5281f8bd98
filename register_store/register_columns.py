"""The columns of the register (GDPR art. 33(5)) and of the list of incidents, under their Dutch headers (pure).

Domain section 4; an English organisation keeps its register in Dutch too, since the AP reads it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import AMSTERDAM, deadline_of
from register_store.findings import BreachKind
from register_store.notification_term import hours_of_all_terms
from register_store.register_words import answered, nature
from register_store.retention import is_held, kept_until, terms_on

#: What a cell may hold: text, or a moment that the spreadsheet shows as a date.
Cell = str | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: how it is called and where its value comes from."""

    key: str
    heading: str
    value: Callable[[Case], Cell]
    width: int = 24  #: characters, in a spreadsheet
    protocol: str = ""  #: the line of Juist's protocol that asks for it: its seven are marked (J43-J49)

    @property
    def header(self) -> str:
        """What stands above it, with the hours of the law in their place."""
        return self.heading.replace("{hours}", " of ".join(map(str, hours_of_all_terms())))


STATES = {
    CaseState.DOUBT: "twijfel",
    CaseState.REPORTED: "gemeld",
    CaseState.INVESTIGATING: "in onderzoek",
    CaseState.BREACH_ESTABLISHED: "datalek vastgesteld",
    CaseState.NO_BREACH: "geen datalek",
    CaseState.NOT_A_REPORT: "geen melding",
    CaseState.MERGED: "samengevoegd",
    CaseState.CLOSED: "afgesloten",
}
#: From what a mail says to the AP's kind of incident (design section 5b): a suggestion until an officer confirms it.
INCIDENT_TYPES = {
    BreachKind.MISDIRECTED: "mail_wrong_recipient",
    BreachKind.EXPOSED_ONLINE: "published_by_accident",
    BreachKind.LOST_OR_STOLEN_DEVICE: "device_or_paper_lost_stolen",
    BreachKind.LOST_PAPER: "device_or_paper_lost_stolen",
    BreachKind.UNAUTHORISED_ACCESS: "hack_malware_phishing",
    BreachKind.MALWARE_RANSOMWARE: "hack_malware_phishing",
    BreachKind.PROCESSOR_INCIDENT: "other",
    BreachKind.DISPOSED_CARELESSLY: "old_device_or_paper_found",
    BreachKind.SPAM_TO_UNIQUE_ADDRESS: "other",
    BreachKind.DATA_LOST_OR_ALTERED: "wrong_file",
    BreachKind.VERBAL_OR_OTHER: "other",
}
#: The AP's kinds of incident in Dutch, shortened (domain 3.2).
_TYPES = {
    "mail_wrong_recipient": "e-mail aan verkeerde ontvanger",
    "mail_cc_instead_of_bcc": "e-mail met adressen in aan of cc",
    "post_wrong_recipient": "post aan verkeerde ontvanger",
    "post_returned_open": "post geopend retour",
    "post_lost": "post kwijtgeraakt",
    "authorisation_wrong": "autorisatie verkeerd ingesteld",
    "folder_too_open": "map te breed toegankelijk",
    "device_or_paper_lost_stolen": "apparaat of papier kwijt of gestolen",
    "published_by_accident": "per ongeluk gepubliceerd",
    "hack_malware_phishing": "hacking, malware of phishing",
    "wrong_file": "verkeerd dossier",
    "portal_wrong_customer": "gegevens van een ander in het portaal",
    "old_device_or_paper_found": "oud apparaat of papier gevonden",
    "other": "overig",
}


def as_text(cell: Cell) -> str:
    """A cell as people read it: `23-11-2026 09:12`."""
    return cell.strftime("%d-%m-%Y %H:%M") if isinstance(cell, datetime) else cell


def _field(key: str) -> Callable[[Case], Cell]:
    return lambda case: case.fields.get(key, "")


def _moment(moment: datetime | None) -> Cell:
    """Dutch wall-clock time without offset, as spreadsheets want it."""
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None, microsecond=0) if moment else ""


def _source(case: Case) -> Cell:
    if case.findings.processor:
        return "verwerker"
    return "intern" if case.findings.internal else "extern"


def _incident_type(case: Case) -> Cell:
    recorded = case.fields.get("incident_type", "")
    if recorded:
        return _TYPES.get(recorded, recorded)
    suggested = INCIDENT_TYPES[case.findings.kind] if case.findings.kind else ""
    return f"{_TYPES[suggested]} (voorstel)" if suggested else ""


def _special_data(case: Case) -> Cell:
    special = {"health": "gezondheid", "criminal": "strafrechtelijk", "bsn": "BSN"}
    named = [word for kind, word in special.items() if kind in case.findings.personal_data]
    return answered(case, "special_categories") or (f"{', '.join(named)} (voorstel)" if named else "")


def _informed_parties(case: Case) -> Cell:
    """J48: whom we told. The finder is a role here, never a name."""
    told = [case.fields["informed_parties"]] if case.fields.get("informed_parties") else []
    if case.finder_address and not case.receipt_held:
        told.append("melder (ontvangstbevestiging)")
    if case.ap_state in (ApState.INITIAL, ApState.COMPLETE):
        told.append(f"AP ({case.fields.get('ap_notified_at', '')})")
    if case.people_state == PeopleState.INFORMED:
        told.append(f"betrokkenen ({case.fields.get('subjects_informed_at', '')})")
    if case.fields.get("police_report"):
        told.append(f"politie ({case.fields['police_report']})")
    return "; ".join(told)


def _ap_notified(case: Case) -> Cell:
    match case.ap_state:
        case ApState.UNDECIDED:
            return "nog niet besloten"
        case ApState.NOT_REQUIRED:
            return "nee"
        case ApState.INITIAL | ApState.COMPLETE | ApState.WITHDRAWN:
            told = f"ja, {case.fields.get('ap_notified_at', '')}, nummer {case.fields.get('ap_reference', '')}"
            return f"{told} (ingetrokken)" if case.ap_state is ApState.WITHDRAWN else told


def _subjects_notified(case: Case) -> Cell:
    match case.people_state:
        case PeopleState.UNDECIDED | PeopleState.PLANNED:
            return "nog niet"
        case PeopleState.NOT_REQUIRED:
            return "nee"
        case PeopleState.INFORMED:
            keys = ("subjects_informed_at", "subjects_informed_count", "subjects_channel")
            return "ja, " + ", ".join(case.fields.get(key, "") for key in keys)


def _severity(case: Case) -> Cell:
    told = (case.fields.get(key, "") for key in ("severity", "severity_note"))
    return "; ".join(part for part in told if part)


def _closing(case: Case) -> Cell:
    if case.closed_at is None:
        return ""
    return f"{as_text(_moment(case.closed_at))} {case.fields.get('lessons', '')}".strip()


def _retain_until(case: Case) -> Cell:
    """By the rules that held when it was closed; an organisation's own terms are put in its place by the export."""
    return retain_until(case, {})


def retain_until(case: Case, own: Mapping[str, int]) -> Cell:
    """Until when the file of a case is kept (domain 9), by rules/retention.toml and the terms of its own."""
    if case.closed_at is None:
        return ""
    if is_held(case):
        return "uitgesteld (BEWAREN)"
    closed = case.closed_at.astimezone(AMSTERDAM)
    until = kept_until(case, closed, terms_on(closed.date(), own))
    return until.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) if until else ""


def _found_on(case: Case) -> Cell:
    return case.fields.get("found_on") or _moment(case.provisional_aware_at)


def _column(key: str, heading: str, value: Callable[[Case], Cell] | None = None, **more: object) -> Column:
    return Column(key=key, heading=heading, value=value or _field(key), **more)  # type: ignore[arg-type]


#: In the order of domain section 4.
COLUMNS: tuple[Column, ...] = (
    _column("register_no", "Registernummer", lambda case: case.reference, width=15),
    _column("status", "Status", lambda case: STATES[case.state], width=14),
    _column("found_on", "Datum gevonden", _found_on, width=17, protocol="J43"),
    _column("aware_at", "Kennisname (datum, tijd)", lambda case: _moment(case.aware_at), width=17),
    _column("deadline_at", "Uiterste meldmoment ({hours} uur)", lambda case: _moment(deadline_of(case)), width=17),
    _column("breach_period", "Periode van de inbreuk", width=20),
    _column("source", "Gemeld door (soort)", _source, width=12),
    _column("incident_type", "Soort incident", _incident_type, width=22),
    _column("breach_nature", "Aard (vertrouwelijkheid / integriteit / beschikbaarheid)", nature, width=22),
    _column("what_leaked", "Wat is gelekt (soorten gegevens)", width=34, protocol="J44"),
    _column("special_data", "Bijzondere / gevoelige gegevens", _special_data, width=20),
    _column("how_happened", "Hoe is het gebeurd", width=40, protocol="J45"),
    _column("cause", "Oorzaak", width=32),
    _column("subject_groups", "Betrokken groepen", lambda case: answered(case, "subject_groups"), width=18),
    _column("subject_count", "Aantal betrokkenen (min-max)", width=13),
    _column("record_count", "Aantal records", width=11),
    _column("processor", "Verwerker / andere partijen", width=20),
    _column("consequences", "Mogelijke gevolgen", width=34, protocol="J46"),
    _column("severity", "Risico-inschatting (score, niveau, toelichting)", _severity, width=26),
    _column("measures_corrective", "Getroffen maatregelen", width=40, protocol="J47"),
    _column("measures_preventive", "Maatregelen tegen herhaling", width=40),
    _column(
        "informed_parties", "Wie is ingelicht (intern, extern, datum)", _informed_parties, width=32, protocol="J48"
    ),
    _column("ap_notified", "Gemeld bij AP (ja/nee, datum, meldingsnummer)", _ap_notified, width=28, protocol="J49"),
    _column("ap_reason", "Motivering wel/niet melden", width=36),
    _column("late_reason", "Reden te late melding", width=28),
    _column(
        "subjects_notified", "Betrokkenen geïnformeerd (ja/nee, datum, aantal, middel)", _subjects_notified, width=28
    ),
    _column("subjects_reason", "Motivering wel/niet informeren", width=36),
    _column("dpo_involved", "FG betrokken (hoe, advies, datum)", width=28),
    _column("decision", "Beslist door / op", width=24),
    _column("closed_at", "Afgesloten op / Geleerde lessen", _closing, width=34),
    _column("retain_until", "Bewaren tot", _retain_until, width=17),
)

#: Incidents that were no breach, each with its reason (K2, K9), and those without personal data.
INCIDENT_COLUMNS: tuple[Column, ...] = (
    *(column for column in COLUMNS if column.key in ("register_no", "status")),
    _column("incident_kind", "Waarom geen datalek in het register", lambda case: _why_no_breach(case), width=30),
    _column("found_on", "Datum gevonden", _found_on, width=17),
    *(column for column in COLUMNS if column.key in ("source", "incident_type", "how_happened", "cause")),
    *(column for column in COLUMNS if column.key in ("measures_corrective", "measures_preventive")),
    _column("decision_reason", "Motivering", width=40),
    *(column for column in COLUMNS if column.key in ("decision", "closed_at", "retain_until")),
)


def _why_no_breach(case: Case) -> Cell:
    return "beveiligingsincident zonder persoonsgegevens" if case.is_incident else "beoordeeld: geen datalek"
