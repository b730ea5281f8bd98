"""Answers of the AP's form as the register says them, in Dutch like its headers (pure)."""

from register_store.ap_form import form
from register_store.ap_form_sources import suggested_nature
from register_store.case import Case

_SIDES = {
    "seen": "vertrouwelijkheid",
    "changed": "integriteit",
    "gone_for_good": "beschikbaarheid",
    "gone_for_now": "beschikbaarheid",
}


def nature(case: Case) -> str:
    """`vertrouwelijkheid: (mogelijk) ingezien door onbevoegden`; until an officer answers, what the mail suggests."""
    recorded = case.fields.get("breach_nature")
    if recorded:
        return _nature(recorded)
    suggested = suggested_nature(case)
    return f"{_nature(suggested)} (voorstel)" if suggested else ""


def answered(case: Case, key: str) -> str:
    """What an officer answered to this question, in its words."""
    question = form().find(key)
    value = case.fields.get(key, "")
    return "; ".join(question.said(value, "nl")) if question and value else value


def _nature(value: str) -> str:
    question = next(one for one in form().questions if one.key == "breach_nature")
    return "; ".join(
        f"{_SIDES[key]}: {question.said(key, 'nl')[0]}" if key in _SIDES else key for key in value.split(", ")
    )
