"""Which kinds of data a case is about (pure): what officers confirmed on the AP's form, else what the mail says."""

from register_store.ap_form import form
from register_store.case import Case
from register_store.findings import DataKind


def data_at_stake(case: Case) -> frozenset[DataKind]:
    """For weighing the severity: a category in a mail is a suggestion, an officer's answer is a fact (domain 3.5)."""
    confirmed = _confirmed(case)
    data = case.findings.personal_data if confirmed is None else confirmed
    return frozenset(data) | _special(case) | _children(case)


def _confirmed(case: Case) -> frozenset[DataKind] | None:
    """Question 6.1, read back; what the form knows and a mail does not name is left to the officer's own weighing."""
    recorded = case.fields.get("data_categories")
    if not recorded:
        return None
    said = {answer: DataKind(kind) for kind, answer in form().suggest["data_categories"].items() if answer != "other"}
    also = {"credit_card": DataKind.FINANCIAL, "debts": DataKind.FINANCIAL, "benefits": DataKind.FINANCIAL}
    return frozenset(kind for part in recorded.split(", ") if (kind := (said | also).get(part)))


def _special(case: Case) -> frozenset[DataKind]:
    """Question 6.2: ENISA has one class for what GDPR art. 9 names, so each weighs as health does."""
    recorded = case.fields.get("special_categories", "")
    return frozenset({DataKind.HEALTH}) if recorded not in ("", "none") else frozenset()


def _children(case: Case) -> frozenset[DataKind]:
    """Question 7.1: minors."""
    return frozenset({DataKind.CHILDREN}) if "minors" in case.fields.get("subject_groups", "") else frozenset()
