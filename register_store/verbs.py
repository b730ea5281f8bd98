"""The officers' verbs in both languages, and which of them fit a case now (pure; design section 6)."""

from enum import StrEnum

from register_store.case import ApState, Case, CaseState, PeopleState


class Verb(StrEnum):
    """What an officer can ask; the value is the English name."""

    HELP = "HELP"
    STATUS = "STATUS"
    LIST = "LIST"
    WHY = "WHY"
    TAKE = "TAKE"
    ASSIGN = "ASSIGN"
    YES = "YES"
    NO = "NO"
    CONFIRM = "CONFIRM"
    REJECT = "REJECT"
    AWARE = "AWARE"
    NOTE = "NOTE"
    DATA = "DATA"
    SUBJECTS = "SUBJECTS"
    RECORDS = "RECORDS"
    HOW = "HOW"
    CAUSE = "CAUSE"
    CONSEQUENCES = "CONSEQUENCES"
    MEASURE = "MEASURE"
    PREVENT = "PREVENT"
    PLANNED = "PLANNED"
    PERIOD = "PERIOD"
    DPO = "DPO"
    SEVERITY = "SEVERITY"
    AP_DRAFT = "AP DRAFT"
    AP_FIELD = "AP FIELD"
    AP_REPORTED = "AP REPORTED"
    AP_NOT = "AP NOT"
    AP_WITHDRAWN = "AP WITHDRAWN"
    INFORMED = "INFORMED"
    INFORM_NOT = "INFORM NOT"
    LETTER = "LETTER"
    SEND = "SEND"
    RECEIPT = "RECEIPT"
    ASK = "ASK"
    IT = "IT"
    PROCESSOR = "PROCESSOR"
    POLICE = "POLICE"
    DOSSIER = "DOSSIER"
    REGISTER = "REGISTER"
    NEW = "NEW"
    MISSED = "MISSED"
    MERGE = "MERGE"
    EVIDENCE = "EVIDENCE"
    HOLD = "HOLD"
    HOLD_OFF = "HOLD OFF"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"
    UNDO = "UNDO"
    CODE = "CODE"


DUTCH: dict[Verb, str] = {
    Verb.HELP: "HELP",
    Verb.STATUS: "STATUS",
    Verb.LIST: "LIJST",
    Verb.WHY: "WAAROM",
    Verb.TAKE: "OPPAKKEN",
    Verb.ASSIGN: "TOEWIJZEN",
    Verb.YES: "JA",
    Verb.NO: "NEE",
    Verb.CONFIRM: "BEVESTIG",
    Verb.REJECT: "GEEN DATALEK",
    Verb.AWARE: "KENNISNAME",
    Verb.NOTE: "NOTITIE",
    Verb.DATA: "GEGEVENS",
    Verb.SUBJECTS: "BETROKKENEN",
    Verb.RECORDS: "RECORDS",
    Verb.HOW: "HOE",
    Verb.CAUSE: "OORZAAK",
    Verb.CONSEQUENCES: "GEVOLGEN",
    Verb.MEASURE: "MAATREGEL",
    Verb.PREVENT: "PREVENTIE",
    Verb.PLANNED: "GEPLAND",
    Verb.PERIOD: "PERIODE",
    Verb.DPO: "FG",
    Verb.SEVERITY: "ERNST",
    Verb.AP_DRAFT: "AP CONCEPT",
    Verb.AP_FIELD: "AP VELD",
    Verb.AP_REPORTED: "AP GEMELD",
    Verb.AP_NOT: "AP NIET",
    Verb.AP_WITHDRAWN: "AP INGETROKKEN",
    Verb.INFORMED: "GEINFORMEERD",
    Verb.INFORM_NOT: "NIET INFORMEREN",
    Verb.LETTER: "BRIEF",
    Verb.SEND: "VERSTUUR",
    Verb.RECEIPT: "ONTVANGST",
    Verb.ASK: "VRAAG",
    Verb.IT: "IT",
    Verb.PROCESSOR: "VERWERKER",
    Verb.POLICE: "AANGIFTE",
    Verb.DOSSIER: "DOSSIER",
    Verb.REGISTER: "REGISTER",
    Verb.NEW: "NIEUW",
    Verb.MISSED: "GEMIST",
    Verb.MERGE: "SAMENVOEGEN",
    Verb.EVIDENCE: "BEWIJS",
    Verb.HOLD: "BEWAREN",
    Verb.HOLD_OFF: "BEWAREN UIT",
    Verb.CLOSE: "SLUIT",
    Verb.REOPEN: "HEROPEN",
    Verb.UNDO: "HERSTEL",
    Verb.CODE: "CODE",
}

#: The value verbs and the register or AP field each fills (domain section 4).
VALUE_FIELDS: dict[Verb, str] = {
    Verb.DATA: "what_leaked",
    Verb.SUBJECTS: "subject_count",
    Verb.RECORDS: "record_count",
    Verb.HOW: "how_happened",
    Verb.CAUSE: "cause",
    Verb.CONSEQUENCES: "consequences",
    Verb.MEASURE: "measures_corrective",
    Verb.PREVENT: "measures_preventive",
    Verb.PERIOD: "breach_period",
    Verb.DPO: "dpo_involved",
}

#: Fields that Juist's register names (J43-J49) and that a person must have filled before a case may be closed.
REQUIRED_TO_CLOSE: tuple[Verb, ...] = (Verb.DATA, Verb.HOW, Verb.CONSEQUENCES, Verb.MEASURE)


def name_of(verb: Verb, language: str) -> str:
    """The verb as people of this language type it."""
    return DUTCH[verb] if language == "nl" else verb.value


def missing_values(case: Case) -> tuple[Verb, ...]:
    """The value verbs still needed before the register row is complete."""
    return tuple(verb for verb in REQUIRED_TO_CLOSE if not case.fields.get(VALUE_FIELDS[verb]))


def missing_to_close(case: Case, *, lessons: str = "") -> tuple[str, ...]:
    """The field keys (domain section 4) that are still empty: Juist's seven (J43-J49), both decisions, both reasons."""
    people_open = case.people_state in (PeopleState.UNDECIDED, PeopleState.PLANNED)
    is_empty = {
        **{VALUE_FIELDS[verb]: True for verb in missing_values(case)},
        "ap_notified": case.ap_state == ApState.UNDECIDED,
        "ap_reason": not (case.fields.get("ap_reason") or case.fields.get("late_reason")),
        "subjects_notified": people_open,
        "subjects_reason": not case.fields.get("subjects_reason"),
        "lessons": not (lessons or case.fields.get("lessons")),
    }
    return tuple(key for key, empty in is_empty.items() if empty)


def fitting(case: Case) -> tuple[Verb, ...]:
    """The verbs that move this case on now, the likeliest first; an alarm shows these."""
    return (*_next_steps(case), Verb.STATUS, Verb.WHY, Verb.NOTE, Verb.HELP)


def _next_steps(case: Case) -> tuple[Verb, ...]:
    match case.state:
        case CaseState.DOUBT:
            return (Verb.YES, Verb.NO)
        case CaseState.REPORTED | CaseState.INVESTIGATING:
            take = () if case.handler else (Verb.TAKE,)
            return (*take, *_held_receipt(case), Verb.CONFIRM, Verb.REJECT, *_decisions(case))
        case CaseState.BREACH_ESTABLISHED:
            done = () if missing_values(case) or _decisions(case) else (Verb.CLOSE,)
            return (*_decisions(case), *missing_values(case), *done)
        case CaseState.CLOSED | CaseState.NO_BREACH:
            return (Verb.REOPEN,)
        case CaseState.NOT_A_REPORT:
            return (Verb.YES,)
        case CaseState.MERGED:
            return (*_held_receipt(case), Verb.UNDO)


def _held_receipt(case: Case) -> tuple[Verb, ...]:
    return (Verb.RECEIPT,) if case.receipt_held and case.finder_address else ()


def _decisions(case: Case) -> tuple[Verb, ...]:
    weigh = () if case.fields.get("severity") else (Verb.SEVERITY,)
    ap = (*weigh, Verb.AP_DRAFT, Verb.AP_REPORTED, Verb.AP_NOT) if case.ap_state == ApState.UNDECIDED else ()
    undecided = case.people_state in (PeopleState.UNDECIDED, PeopleState.PLANNED)
    return (*ap, *_letter(case), *((Verb.INFORMED, Verb.INFORM_NOT) if undecided else ()))


def _letter(case: Case) -> tuple[Verb, ...]:
    """The letter to people affected, once it is decided or advised that they hear of it."""
    is_advised = case.people_state is PeopleState.UNDECIDED and case.fields.get("advice_people") == "yes"
    return (Verb.LETTER,) if is_advised or case.people_state is PeopleState.PLANNED else ()
