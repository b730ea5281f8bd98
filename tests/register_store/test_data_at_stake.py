"""What officers confirmed weighs; until then what the mail says; special categories and children always."""

import pytest
from cases import a_case, a_finding

from register_store.data_at_stake import data_at_stake
from register_store.findings import DataKind as D
from register_store.register_columns import COLUMNS

SAID = a_finding(personal_data=(D.NAME, D.BSN))


@pytest.mark.parametrize(
    ("fields", "data"),
    [
        ({}, {D.NAME, D.BSN}),
        ({"data_categories": "name, email"}, {D.NAME, D.EMAIL}),
        ({"data_categories": "credentials, id_copy"}, {D.LOGIN, D.ID_DOCUMENT}),
        ({"data_categories": "credit_card"}, {D.FINANCIAL}),
        ({"data_categories": "schoenmaat"}, set()),
        ({"special_categories": "political"}, {D.NAME, D.BSN, D.HEALTH}),
        ({"special_categories": "none"}, {D.NAME, D.BSN}),
        ({"data_categories": "name", "subject_groups": "customers, minors"}, {D.NAME, D.CHILDREN}),
    ],
)
def test_an_answer_on_the_form_counts_before_what_a_mail_says(fields: dict[str, str], data: set[D]) -> None:
    assert data_at_stake(a_case(findings=SAID, fields=fields)) == data


@pytest.mark.parametrize(
    ("key", "fields", "cell"),
    [
        (
            "breach_nature",
            {"breach_nature": "seen, gone_for_now"},
            "vertrouwelijkheid: (mogelijk) ingezien door onbevoegden; beschikbaarheid: tijdelijk niet beschikbaar",
        ),
        ("breach_nature", {}, "vertrouwelijkheid: (mogelijk) ingezien door onbevoegden (voorstel)"),
        ("special_data", {"special_categories": "political, health"}, "politieke opvattingen; gezondheid"),
        ("special_data", {}, "BSN (voorstel)"),
        ("subject_groups", {"subject_groups": "customers, minors"}, "klanten (huidige, mogelijke); minderjarigen"),
        ("subject_groups", {"subject_groups": "vrijwilligers"}, "vrijwilligers"),
    ],
)
def test_the_register_says_answers_in_words_and_never_in_keys(key: str, fields: dict[str, str], cell: str) -> None:
    column = next(one for one in COLUMNS if one.key == key)
    assert column.value(a_case(findings=SAID, fields=fields)) == cell
