"""Where an answer to the AP's form comes from when no officer typed it (pure; design 5b): settings, case, findings."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from register_store import own_file
from register_store.ap_form import form
from register_store.case import Case, Channel, PeopleState
from register_store.organisation import Organisation


class Standing(StrEnum):
    """How sure an answer is; each has its word in the words files."""

    RECORDED = "recorded"  #: an officer said it, or it stands in the settings
    TO_CONFIRM = "to_confirm"  #: derived by us: an officer must look
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """An answer: keys of choices, or text; `words` names a section of the words files for other keys."""

    value: str
    standing: Standing
    note: str = ""  #: in an officer's words, beside the choices
    words: str = ""

    @property
    def whole(self) -> str:
        """Value and note, as one version of the form keeps them."""
        return f"{self.value} ({self.note})" if self.value and self.note else self.value or self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known."""

    case: Case
    organisation: Organisation
    kind: str  #: of the sheet: question 1.1


def known(key: str, source: Source) -> Filled | None:
    """What is known for this question without an officer's own answer; None: nothing."""
    find = _SOURCES.get(key)
    return find(source) if find else None


def _recorded(value: str, note: str = "") -> Filled | None:
    return Filled(value=value, standing=Standing.RECORDED, note=note) if value else None


def _suggested(value: str, *, note: str = "", words: str = "") -> Filled | None:
    standing = Standing.TO_CONFIRM if value else Standing.RECORDED
    return Filled(value=value, standing=standing, note=note, words=words) if value or note else None


def _usually(value: str) -> Callable[[Source], Filled | None]:
    """What is so unless somebody says otherwise."""
    return lambda source: _suggested(value)


def _lines(*values: str) -> str:
    return "\n".join(value for value in values if value)


def _notifier(source: Source) -> Filled | None:
    """Who handles the case; the phone of the organisation until he says another."""
    officer = source.organisation.officer(source.case.handler or "")
    if officer is None:
        return None
    return _suggested(_lines(officer.name, "privacy officer", officer.address, source.organisation.phone))


def _contact(source: Source) -> Filled | None:
    contact = source.organisation.contact
    return _recorded(_lines(contact.name, contact.role, contact.address, contact.phone)) if contact else None


def _org_address(source: Source) -> Filled | None:
    details = source.organisation.ap_details
    return _recorded(_lines(details.address, f"{details.postcode} {details.city}".strip()))


def _other_organisations(source: Source) -> Filled | None:
    processor = source.case.fields.get("processor", "")
    if processor:
        return _recorded(processor)
    return None if source.case.findings.processor else _suggested("none")


_UNTIL = re.compile(r"\s(?:tot en met|t/m|tot|until|till|to|-|–)\s", re.IGNORECASE)


def _period(side: int) -> Callable[[Source], Filled | None]:
    """PERIOD as typed: "20-11-2026 tot 23-11-2026"; one moment alone is the start."""

    def find(source: Source) -> Filled | None:
        sides = _UNTIL.split(source.case.fields.get("breach_period", ""), maxsplit=1)
        return _recorded(sides[side].strip()) if side < len(sides) else None

    return find


def _discovered_at(source: Source) -> Filled | None:
    case = source.case
    moment = case.aware_at.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    return _recorded(moment) if case.confirmed_aware_at else _suggested(moment)


def _how_discovered(source: Source) -> Filled | None:
    findings = source.case.findings
    found = "by_processor" if findings.processor else "by_employee" if findings.internal else "by_outsider"
    return _suggested(found)


def _processor_informed_at(source: Source) -> Filled | None:
    return _suggested(source.case.provisional_aware_at.astimezone(UTC).replace(second=0, microsecond=0).isoformat())


def _of_kind(key: str) -> Callable[[Source], Filled | None]:
    """A suggestion by what happened."""

    def find(source: Source) -> Filled | None:
        kind = source.case.findings.kind
        return _suggested(form().suggest[key][kind]) if kind else None

    return find


def suggested_nature(case: Case) -> str:
    """The nature of the breach (5.1) by what happened; empty where the mail does not tell."""
    return str(form().suggest["breach_nature"][case.findings.kind]) if case.findings.kind else ""


_IN_CC = "adressen van anderen zichtbaar in aan of cc"


def _incident_type(source: Source) -> Filled | None:
    """By what happened and how: an open list of addresses, or post instead of mail (design 5b)."""
    suggested = _of_kind("incident_type")(source)
    if suggested is None or suggested.value != "mail_wrong_recipient":
        return suggested
    if any(clue.label == _IN_CC for clue in source.case.findings.clues):
        return _suggested("mail_cc_instead_of_bcc")
    return _suggested("post_wrong_recipient") if source.case.channel is Channel.LETTER else suggested


def _of_data(key: str) -> Callable[[Source], Filled | None]:
    """Suggestions by the kinds of data that the mail names."""

    def find(source: Source) -> Filled | None:
        return _suggested(_by_data(source, form().suggest[key]), note=source.case.fields.get(_NOTES.get(key, ""), ""))

    return find


#: Officers' own words that stand beside the choices.
_NOTES = {"data_categories": "what_leaked", "consequences_subjects": "consequences"}


def _by_data(source: Source, table: Mapping[str, str]) -> str:
    found: Iterable[str] = (table[kind] for kind in source.case.findings.personal_data if kind in table)
    return ", ".join(dict.fromkeys(found))


def _special(source: Source) -> Filled | None:
    """None named is a suggestion too, once the mail named any kind at all."""
    named = _by_data(source, form().suggest["special_categories"])
    return _suggested(named or ("none" if source.case.findings.personal_data else ""))


def _summary(source: Source) -> Filled | None:
    """What an officer wrote; until then only the kind of incident, never the finder's words."""
    case = source.case
    told = _lines(case.fields.get("how_happened", ""), case.fields.get("cause", ""))
    if told:
        return _recorded(told)
    return _suggested(case.findings.kind, words="kinds") if case.findings.kind else None


def _subject_count(source: Source) -> Filled | None:
    count = source.case.findings.affected_count
    return _suggested(str(count)) if count is not None else None


def _protection(source: Source) -> Filled | None:
    return _suggested("encrypted") if "unintelligible" in source.case.fields.get("severity_reasons", "") else None


def _consequences_controller(source: Source) -> Filled | None:
    nature = source.case.fields.get("breach_nature") or (_of_kind("breach_nature")(source) or _NOTHING).value
    table = form().suggest["consequences_controller"]
    parts = [part for kind in nature.split(", ") if kind in table for part in table[kind].split(", ")]
    return _suggested(", ".join(dict.fromkeys(parts)))


def _severity_ap(source: Source) -> Filled | None:
    fields = source.case.fields
    if "severity_score" not in fields:
        return None
    score = float(fields["severity_score"])
    steps = form().suggest["severity_ap"]
    step = max((key for key, start in steps.items() if score >= start), key=lambda key: float(steps[key]))
    return _suggested(step, note=fields.get("severity", ""))


def _subjects_informed(source: Source) -> Filled | None:
    said = {PeopleState.INFORMED: "yes", PeopleState.PLANNED: "planned", PeopleState.NOT_REQUIRED: "no"}
    return _recorded(said.get(source.case.people_state, ""))


def _exposed_where(source: Source) -> Filled | None:
    return _suggested("; ".join(own_file.pages_of(source.case, source.organisation)))


def _misuse(source: Source) -> Filled | None:
    return _suggested("suspected" if own_file.misuse_is_feared(source.case) else "none")


def _support_offered(source: Source) -> Filled | None:
    """Every letter to people affected gives advice and names somebody to turn to (GDPR art. 34(2))."""
    is_written_to = source.case.people_state in (PeopleState.PLANNED, PeopleState.INFORMED)
    return _suggested("advice, contact" if is_written_to else "")


_NOTHING = Filled(value="", standing=Standing.MISSING)

_SOURCES: Mapping[str, Callable[[Source], Filled | None]] = {
    "data_role": lambda source: _recorded(source.organisation.data_role.value),
    "notification_kind": lambda source: _recorded(source.kind),
    "legal_basis": lambda source: _recorded("avg"),
    "other_supervisors": _usually("none"),
    "reported_other_dpas": _usually("none"),
    "org_name": lambda source: _recorded(source.organisation.name),
    "org_address": _org_address,
    "dpo_registration_no": lambda source: _recorded(source.organisation.ap_details.dpo_registration),
    "coc_number": lambda source: _recorded(source.organisation.ap_details.coc_number),
    "sector": lambda source: _recorded(source.organisation.ap_details.sector),
    "notifier": _notifier,
    "contact": _contact,
    "other_organisations": _other_organisations,
    "breach_started_at": _period(0),
    "breach_ended_at": _period(1),
    "discovered_at": _discovered_at,
    "how_discovered": _how_discovered,
    "processor_informed_at": _processor_informed_at,
    "breach_nature": _of_kind("breach_nature"),
    "incident_type": _incident_type,
    "summary": _summary,
    "attachments": _usually("none"),
    "data_categories": _of_data("data_categories"),
    "special_categories": _special,
    "subject_groups": lambda source: _suggested(_by_data(source, form().suggest["subject_groups"])),
    "subject_count": _subject_count,
    "protection_before": _protection,
    "consequences_controller": _consequences_controller,
    "consequences_subjects": _of_data("consequences_subjects"),
    "severity_ap": _severity_ap,
    "subjects_informed": _subjects_informed,
    "exposed_where": _exposed_where,
    "misuse": _misuse,
    "support_offered": _support_offered,
}
