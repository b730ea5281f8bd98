"""What `meldpost check` says of the people in an organisation file: one sentence what to do, or nothing."""

from dataclasses import replace
from datetime import date

import pytest
from house import JUIST, KARIN, OMAR

from bot.people_check import shortcomings
from register_store.due_times import Escalation, OfficeHours
from register_store.organisation import Organisation
from register_store.processor import Processor
from register_store.protocol_version import ProtocolVersion

WHOLE = replace(
    JUIST,
    it_contacts=("it@juist.nl",),
    processors=(Processor(name="Loonwerk", domains=("loonwerk.example",), address="fg@loonwerk.example"),),
    protocols=(ProtocolVersion(version="Protocol datalekken 1", valid_from=date(2024, 3, 1)),),
)


def said(organisation: Organisation) -> dict[str, tuple[str, bool]]:
    return {one.what: (one.trouble, one.advice_only) for one in shortcomings(organisation) if one.trouble}


def test_a_complete_organisation_has_none() -> None:
    assert said(WHOLE) == {}


@pytest.mark.parametrize(
    ("changed", "what", "words"),
    [
        ({"officers": (replace(KARIN, address="karin@"), OMAR)}, "addresses", "'karin@'"),
        ({"officers": (KARIN, replace(KARIN, name="Ook Karin"), OMAR)}, "addresses", "twice"),
        ({"management": ("directie",)}, "addresses", "'directie'"),
        ({"officer_mailbox": "privacy juist.nl"}, "addresses", "'privacy juist.nl'"),
        ({"escalation": Escalation(remind_after=8, management_after=8)}, "escalation ladder", "management_after"),
        ({"office_hours": OfficeHours(opens=18, closes=8)}, "escalation ladder", "office_hours"),
        ({"it_contacts": ("it@juist.nl", "helpdesk")}, "IT contacts", "'helpdesk'"),
        ({"processors": ("@loonwerk.example",)}, "processors", "'@loonwerk.example'"),
        ({"processors": ("https://loonwerk.example",)}, "processors", "is no domain"),
        ({"processors": (Processor(name="Loonwerk", domains=()),)}, "processors", "no domains"),
        ({"processors": (Processor(name="L", domains=("l.example",), address="fg"),)}, "processors", "'fg' of L"),
    ],
)
def test_what_is_malformed_stops_and_names_itself(changed: dict[str, object], what: str, words: str) -> None:
    told, advice_only = said(replace(WHOLE, **changed))[what]  # type: ignore[arg-type]
    assert words in told
    assert not advice_only


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"officers": (KARIN,)}, "escalation ladder"),
        ({"it_contacts": ()}, "IT contacts"),
        ({"processors": ()}, "processors"),
        ({"protocols": ()}, "own protocol"),
        ({"protocols": (ProtocolVersion(version="P", valid_from=date(2018, 5, 25)),)}, "own protocol"),
    ],
)
def test_what_is_missing_is_advice(changed: dict[str, object], what: str) -> None:
    ((name, (_, advice_only)),) = said(replace(WHOLE, **changed)).items()  # type: ignore[arg-type]
    assert (name, advice_only) == (what, True)


def test_a_mere_domain_and_two_deputies_are_in_order() -> None:
    more = replace(
        WHOLE,
        processors=("loonwerk.example", "post.juist.nl"),
        officers=(KARIN, OMAR, replace(OMAR, address="o@juist.nl")),
    )
    assert said(more) == {}
