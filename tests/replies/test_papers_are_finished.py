"""Every paper, like every letter: no placeholder or template mark is left, and je and u are not mixed (J11, K1)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pdf_text import text_of_pdf

from register_store.affected_people import Person
from register_store.ap_form_answers import SheetKind, answers_of, frozen
from register_store.case import CaseState
from register_store.event_chain import GENESIS
from register_store.findings import BreachKind, DataKind
from register_store.organisation import AddressForm, Organisation
from register_store.register_book import RegisterBook
from register_store.register_columns import COLUMNS, INCIDENT_COLUMNS
from replies.ap_sheet import ap_paper, ap_sheet
from replies.dossier import Dossier, KeptPiece, ToldToAp, dossier_paper
from replies.people_letter import PeopleText
from replies.people_paper import people_pdf
from replies.people_wording import wording_on
from replies.register_paper import register_pdf
from replies.sample_values import HISTORY, sample_case, sample_organisations
from replies.unfinished import unfinished

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ORGANISATIONS = {one.key: one for one in sample_organisations()}


def the_papers(organisation: Organisation, language: str) -> Iterator[tuple[str, bytes]]:
    case = replace(sample_case(organisation), state=CaseState.BREACH_ESTABLISHED)
    for kind in SheetKind:
        sheet = ap_sheet(answers_of(case, organisation, NOW, kind), kind, language)
        yield f"ap {kind}", ap_paper(sheet, case, organisation, NOW, language)
    told = ToldToAp(at=NOW, values=frozen(answers_of(case, organisation, NOW, SheetKind.INITIAL)))
    piece = KeptPiece(kind="mail", content_type="message/rfc822", size=4096, sha256="ab" * 32, stored_at=NOW)
    dossier = Dossier(
        case=case,
        organisation=organisation,
        history=HISTORY,
        letters=(),
        evidence=(piece,),
        told=(told,),
        sheet=ap_sheet(answers_of(case, organisation, NOW, SheetKind.FOLLOW_UP), SheetKind.FOLLOW_UP, language),
        made_at=NOW,
    )
    yield "dossier", dossier_paper(dossier, language)
    yield "people", people_pdf(organisation, the_letter(), [a_person(language)], NOW)
    if language == "nl":
        yield "register", register_pdf(the_register(organisation))


def the_letter() -> PeopleText:
    return PeopleText(
        reference="DL-2026-0001",
        version=wording_on(NOW.date()).version,
        breach=BreachKind.MISDIRECTED,
        kinds=(DataKind.NAME, DataKind.BSN),
        topics=wording_on(NOW.date()).topics((DataKind.NAME, DataKind.BSN), ""),
        discovered_on=NOW.date(),
        ap_told=True,
    )


def a_person(language: str) -> Person:
    return Person(row=2, name="Jo Voorbeeld", address=None, language=language, postal="Kade 12\n1011 AB Amsterdam")


def the_register(organisation: Organisation) -> RegisterBook:
    case = sample_case(organisation)
    return RegisterBook(
        organisation=organisation.name,
        as_of=NOW,
        chain_head=GENESIS,
        events=7,
        rows=({column.key: column.value(case) for column in COLUMNS},),
        incidents=({column.key: column.value(case) for column in INCIDENT_COLUMNS},),
        corrections=(),
        elsewhere=(),
        erased=(),
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", ORGANISATIONS)
def test_no_placeholder_is_left_on_paper_and_je_and_u_are_not_mixed(key: str, language: str) -> None:
    organisation = ORGANISATIONS[key]
    for name, paper in the_papers(organisation, language):
        words = text_of_pdf(paper)
        assert len(words) > 200, name
        assert unfinished(words) == (), name
        assert not re.search(r"\b(?:misdirected|to_confirm|breach_established|controller_notice)\b", words), name
        if language == "nl":
            wrong = r"\b(?:u|uw|uzelf)\b" if organisation.address_form is AddressForm.JE else r"\b(?:je|jij|jou|jouw)\b"
            assert re.findall(wrong, words, re.IGNORECASE) == [], name


def test_the_check_finds_what_the_protocols_themselves_left_behind() -> None:
    assert unfinished("het hacken van digitale systemen van [Naam bedrijf] waarbij") == ("[Naam bedrijf]",)
    assert unfinished("{{ organisation.name }} meldt") != ()
    assert unfinished("[bookmark: _Toc463534158]Dit is het") == ("[bookmark: _Toc463534158]",)


@pytest.mark.parametrize(
    ("language", "version", "wrong"), [("nl", "augustus 2022", "August"), ("en", "August 2022", "augustus")]
)
def test_the_version_of_the_form_is_named_in_the_language_of_its_reader(
    language: str, version: str, wrong: str
) -> None:
    words = " ".join(text_of_pdf(dict(the_papers(ORGANISATIONS["juist"], language))["ap initial"]).split())
    assert version in words
    assert wrong not in words


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("nl", "3. Verwerker", "3. Verwerkingsverantwoordelijke"),
        ("en", "3. Processor", "3. Controller"),
    ],
)
def test_a_notice_to_the_controller_never_calls_us_the_controller(language: str, ours: str, theirs: str) -> None:
    papers = dict(the_papers(ORGANISATIONS["juist"], language))
    assert theirs in text_of_pdf(papers["ap initial"])
    notice = text_of_pdf(papers["ap controller_notice"])
    assert ours in notice
    assert theirs not in notice
