"""The register of GDPR art. 33(5) as CSV and XLSX: the columns of domain section 4 under their Dutch headers."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import AMSTERDAM, deadline_of
from register_store.findings import BreachKind

#: What a cell may hold: text, or a moment that the spreadsheet shows as a date.
Cell = str | datetime

#: Cases that stand in the register: established, or not yet excluded (K9); drills and mistakes do not.
_IN_REGISTER = frozenset({CaseState.REPORTED, CaseState.INVESTIGATING, CaseState.BREACH_ESTABLISHED, CaseState.CLOSED})
#: Characters with which a spreadsheet would begin to calculate.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

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
    suggested = INCIDENT_TYPES[case.findings.kind] if case.findings.kind else ""
    return case.fields.get("incident_type") or (f"{suggested} (voorstel)" if suggested else "")


def _special_data(case: Case) -> Cell:
    special = {"health": "gezondheid", "criminal": "strafrechtelijk", "bsn": "BSN"}
    named = [word for kind, word in special.items() if kind in case.findings.personal_data]
    return case.fields.get("special_categories") or (f"{', '.join(named)} (voorstel)" if named else "")


def _informed_parties(case: Case) -> Cell:
    """J48: whom we told. The finder is a role here, never a name."""
    told = ["melder (ontvangstbevestiging)"] if case.finder_address and not case.receipt_held else []
    if case.ap_state in (ApState.INITIAL, ApState.COMPLETE):
        told.append(f"AP ({case.fields.get('ap_notified_at', '')})")
    if case.people_state == PeopleState.INFORMED:
        told.append(f"betrokkenen ({case.fields.get('subjects_informed_at', '')})")
    return "; ".join(told)


def _ap_notified(case: Case) -> Cell:
    match case.ap_state:
        case ApState.UNDECIDED:
            return "nog niet besloten"
        case ApState.NOT_REQUIRED:
            return "nee"
        case ApState.INITIAL | ApState.COMPLETE | ApState.WITHDRAWN:
            return f"ja, {case.fields.get('ap_notified_at', '')}, nummer {case.fields.get('ap_reference', '')}"


def _subjects_notified(case: Case) -> Cell:
    match case.people_state:
        case PeopleState.UNDECIDED | PeopleState.PLANNED:
            return "nog niet"
        case PeopleState.NOT_REQUIRED:
            return "nee"
        case PeopleState.INFORMED:
            keys = ("subjects_informed_at", "subjects_informed_count", "subjects_channel")
            return "ja, " + ", ".join(case.fields.get(key, "") for key in keys)


#: (key, Dutch header, value), in the order of domain section 4.
COLUMNS: tuple[tuple[str, str, Callable[[Case], Cell]], ...] = (
    ("register_no", "Registernummer", lambda case: case.reference),
    ("status", "Status", lambda case: STATES[case.state]),
    ("found_on", "Datum gevonden", lambda case: case.fields.get("found_on") or _moment(case.provisional_aware_at)),
    ("aware_at", "Kennisname (datum, tijd)", lambda case: _moment(case.aware_at)),
    ("deadline_at", "Uiterste meldmoment (72 uur)", lambda case: _moment(deadline_of(case))),
    ("breach_period", "Periode van de inbreuk", _field("breach_period")),
    ("source", "Gemeld door (soort)", _source),
    ("incident_type", "Soort incident", _incident_type),
    ("breach_nature", "Aard (vertrouwelijkheid / integriteit / beschikbaarheid)", _field("breach_nature")),
    ("what_leaked", "Wat is gelekt (soorten gegevens)", _field("what_leaked")),
    ("special_data", "Bijzondere / gevoelige gegevens", _special_data),
    ("how_happened", "Hoe is het gebeurd", _field("how_happened")),
    ("cause", "Oorzaak", _field("cause")),
    ("subject_groups", "Betrokken groepen", _field("subject_groups")),
    ("subject_count", "Aantal betrokkenen (min-max)", _field("subject_count")),
    ("record_count", "Aantal records", _field("record_count")),
    ("processor", "Verwerker / andere partijen", _field("processor")),
    ("consequences", "Mogelijke gevolgen", _field("consequences")),
    ("severity", "Risico-inschatting (score, niveau, toelichting)", _field("severity")),
    ("measures_corrective", "Getroffen maatregelen", _field("measures_corrective")),
    ("measures_preventive", "Maatregelen tegen herhaling", _field("measures_preventive")),
    ("informed_parties", "Wie is ingelicht (intern, extern, datum)", _informed_parties),
    ("ap_notified", "Gemeld bij AP (ja/nee, datum, meldingsnummer)", _ap_notified),
    ("ap_reason", "Motivering wel/niet melden", _field("ap_reason")),
    ("late_reason", "Reden te late melding", _field("late_reason")),
    ("subjects_notified", "Betrokkenen geïnformeerd (ja/nee, datum, aantal, middel)", _subjects_notified),
    ("subjects_reason", "Motivering wel/niet informeren", _field("subjects_reason")),
    ("dpo_involved", "FG betrokken (hoe, advies, datum)", _field("dpo_involved")),
    ("decision", "Beslist door / op", _field("decision")),
    ("closed_at", "Afgesloten op / Geleerde lessen", lambda case: _closing(case)),
    ("retain_until", "Bewaren tot", lambda case: _retain_until(case)),
)


def register_rows(cases: Iterable[Case]) -> list[dict[str, Cell]]:
    """The rows of the register, by key: every breach that is established or not yet excluded."""
    kept = [case for case in cases if case.state in _IN_REGISTER and not case.is_incident]
    return [{key: value(case) for key, _, value in COLUMNS} for case in kept]


def register_csv(cases: Iterable[Case]) -> bytes:
    """CSV with Dutch headers and semicolons, UTF-8 with a mark, so that a Dutch spreadsheet opens it by itself."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([header for _, header, _ in COLUMNS])
    for row in register_rows(cases):
        writer.writerow([_inert(_as_text(row[key])) for key, _, _ in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def register_xlsx(cases: Iterable[Case]) -> bytes:
    """A workbook: header frozen and filtered, moments as dates, text never a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register Datalekken"
    sheet.append([header for _, header, _ in COLUMNS])
    for number, row in enumerate(register_rows(cases), start=2):
        for column, (key, _, _) in enumerate(COLUMNS, start=1):
            cell = sheet.cell(row=number, column=column)
            cell.value = row[key]
            if isinstance(row[key], str):
                cell.data_type = "s"  # a text that begins with "=" stays a text
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(row[key], datetime):
                cell.number_format = "dd-mm-yyyy hh:mm"
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(row=1, column=column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 24
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _closing(case: Case) -> Cell:
    if case.closed_at is None:
        return ""
    lessons = case.fields.get("lessons", "")
    return f"{_as_text(_moment(case.closed_at))} {lessons}".strip()


def _retain_until(case: Case) -> Cell:
    """Five years after closing (domain section 9)."""
    if case.closed_at is None:
        return ""
    closed = case.closed_at.astimezone(AMSTERDAM)
    day = 28 if (closed.month, closed.day) == (2, 29) else closed.day
    return closed.replace(year=closed.year + 5, day=day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def _as_text(cell: Cell) -> str:
    return cell.strftime("%d-%m-%Y %H:%M") if isinstance(cell, datetime) else cell


def _inert(text: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula (OWASP CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
