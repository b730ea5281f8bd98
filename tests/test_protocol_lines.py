"""Sentences of the two protocols, read line by line, that no other test shows (J: Juist, K: doorKees)."""

# ruff: noqa: E501  mails are one line each

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path

import pytest
from cases import a_case, a_finding

from bot.direct_reader import DirectReader
from classifiers.words import SenderFacts, Words
from config.settings import read_organisation
from register_store.advice import AdviceNote, advice_of
from register_store.affected_people import Person
from register_store.cause_groups import CauseGroup, cause_group
from register_store.findings import BreachKind, DataKind, Missing
from register_store.organisation import AddressForm, Contact, Organisation, Threshold
from replies import letters
from replies.letter_headers import Answered
from replies.people_letter import PeopleText, people_letter
from replies.people_wording import wording_on
from replies.sample_values import sample_case, sample_organisations, sample_stamp

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CONTACT = Contact(name="Fenna Groot", role="FG", address="fg@juist.nl", phone="0492 37 00 87")


@cache
def organisation(key: str) -> Organisation:
    return read_organisation(ROOT / "config" / "organisations" / f"{key}.toml")


def text_of(content: bytes) -> str:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def people_letter_of(key: str) -> str:
    """What this organisation writes to somebody affected by a wrongly sent list."""
    ours = replace(next(one for one in sample_organisations() if one.key == key), contact=CONTACT, language="nl")
    text = PeopleText(
        reference="DL-2026-0001",
        version=wording_on(NOW.date()).version,
        breach=BreachKind.MISDIRECTED,
        kinds=(DataKind.NAME, DataKind.LOGIN),
        topics=wording_on(NOW.date()).topics((DataKind.NAME, DataKind.LOGIN), ""),
        discovered_on=NOW.date(),
        measures="De lijst is teruggehaald.",
        ap_told=True,
    )
    person = Person(row=1, name="Jo Voorbeeld", address="jo@buurt.example", language="nl")
    return text_of(people_letter(ours, text, person, sample_stamp(1, NOW)).content)


def receipt(key: str, **changes: object) -> str:
    ours = next(one for one in sample_organisations() if one.key == key)
    case = sample_case(ours)
    findings = a_finding(missing=tuple(Missing), language="nl", **changes)
    letter = letters.receipt(
        ours,
        a_case(organisation=key, reference=case.reference, findings=findings),
        sample_stamp(1, NOW),
        answered=Answered(message_id="<een@buurt.example>"),
        recipient="anja@buurt.example",
        arrived_at=NOW,
    )
    return text_of(letter.content)


#: What the protocols call a breach, as somebody would write it.
TOLD = {
    "J3 J11 a hack": (
        "Gisteren is er in jullie systemen ingebroken door hackers en zij hebben klantgegevens gestolen, ik zie mijn dossier en dat van anderen op een forum staan.",
        {BreachKind.UNAUTHORISED_ACCESS, BreachKind.EXPOSED_ONLINE, BreachKind.MALWARE_RANSOMWARE},
    ),
    "J12 a stolen laptop": (
        "Mijn werklaptop met het klantenbestand is vannacht uit mijn auto gestolen. Er stonden namen en adressen van klanten op.",
        {BreachKind.LOST_OR_STOLEN_DEVICE},
    ),
    "J13 a lost stick": (
        "Ik ben een USB-stick kwijt met daarop de dossiers van onze cliënten. Waarschijnlijk in de trein laten liggen.",
        {BreachKind.LOST_OR_STOLEN_DEVICE},
    ),
    "J14 papers of others": (
        "Ik ontving vandaag vertrouwelijke documenten die niet voor mij bestemd zijn: een salarisbrief van iemand anders met naam en BSN.",
        {BreachKind.MISDIRECTED},
    ),
    "J15 insight by a website": (
        "Via jullie website kon ik zonder in te loggen de persoonsgegevens van andere klanten inzien, met adres en geboortedatum.",
        {BreachKind.EXPOSED_ONLINE, BreachKind.UNAUTHORISED_ACCESS},
    ),
    "J9 K8 data changed or lost": (
        "Door een fout in jullie systeem zijn de gegevens van onze leden overschreven: adressen van andere mensen staan nu bij mijn naam en er is geen back-up meer.",
        set(BreachKind),
    ),
    "J51 the injured party": (
        "Namens een benadeelde meld ik dat zijn medisch dossier per ongeluk naar een andere patiënt is gestuurd.",
        {BreachKind.MISDIRECTED},
    ),
}


@pytest.mark.parametrize("line", TOLD)
def test_what_the_protocol_calls_a_breach_is_never_taken_for_ordinary_mail(reader: DirectReader, line: str) -> None:
    text, kinds = TOLD[line]
    findings = reader.examine(Words(subject="melding", own=text, whole=text), (), SenderFacts()).findings
    assert findings.verdict != "ordinary"  # a doubt is shown to a person too
    assert findings.kind in kinds


@pytest.mark.parametrize(
    "text",
    [
        "Goedemiddag, ik heb een vraag over jullie privacybeleid: hoe lang bewaren jullie gegevens van oud-klanten?",
        "Kunt u mij uitleggen wat uw protocol beveiligingsincidenten inhoudt? Ik schrijf er een scriptie over.",
    ],
)
def test_a_question_about_the_policy_is_no_report(reader: DirectReader, text: str) -> None:
    findings = reader.examine(Words(subject="vraag", own=text, whole=text), (), SenderFacts()).findings
    assert findings.verdict == "ordinary"


def test_the_receipt_of_juist_asks_what_its_page_asks_and_says_what_happens_next() -> None:
    text = receipt("juist")
    for said in (
        "Deel wat je hebt gezien niet met anderen",  # J20
        "Het hoeft niet",  # J19
        "schermafbeelding",  # J21
        "Wat voor gegevens kon je zien?",  # J22
        "Hoe kwam je erbij?",  # J23
        "Wat wij doen",  # J4
        "0492",  # J18
        "aangifte bij de politie als iemand actief misbruik maakt",  # J24, J25
    ):
        assert said in text, said


def test_the_receipt_of_doorkees_says_u_and_nothing_of_the_police() -> None:
    text = receipt("doorkees")
    assert "Wat wij u vragen" in text
    assert "politie" not in text
    assert "085" in text


@pytest.mark.parametrize(("key", "doing"), [("juist", "Wat kun je zelf doen?"), ("doorkees", "Wat kunt u zelf doen?")])
def test_people_affected_read_all_that_both_protocols_name(key: str, doing: str) -> None:
    text = people_letter_of(key)
    for part in (
        "Wat is er gebeurd?",  # J37, K19
        CONTACT.name,  # J38
        "Wat kunnen de gevolgen zijn?",  # J39
        "Wat doen wij?",  # J40
        "De lijst is teruggehaald.",
        doing,  # K20, J31
        "Bij wie ku",
    ):
        assert part in text, part


def test_advice_on_passwords_comes_with_the_password_and_first() -> None:
    wording = wording_on(date(2026, 11, 23))
    topics = wording.topics((DataKind.LOGIN, DataKind.NAME), "")
    for voice in ("je", "u", "en"):
        assert any(word in wording.advice(topics, voice)[0].lower() for word in ("wachtwoord", "password"))


def test_the_form_asks_what_the_protocol_of_juist_says_the_ap_is_told() -> None:
    form = tomllib.loads((ROOT / "register_store" / "rules" / "ap_form.toml").read_text(encoding="utf-8"))
    asked = {question["key"] for question in form["question"]}
    assert {"breach_nature", "incident_type"} <= asked  # J32
    assert {"subject_groups", "subject_count", "record_count"} <= asked  # J33
    assert {"contact"} <= asked  # J34
    assert {"consequences_controller", "consequences_subjects"} <= asked  # J35
    assert {"measures_corrective", "measures_preventive"} <= asked  # J36
    assert {"late_reason", "processor_informed_at"} <= asked  # J52, K27


def test_the_organisation_files_say_what_the_protocols_say() -> None:
    juist, doorkees = organisation("juist"), organisation("doorkees")
    assert (juist.mailbox, doorkees.mailbox) == ("mail@juist.nl", "info@doorkees.nl")  # J17, K24
    assert (juist.address_form, doorkees.address_form) == (AddressForm.JE, AddressForm.U)  # J50, K26
    assert "".join(filter(str.isdigit, juist.phone)) == "0492370087"  # J18
    assert "".join(filter(str.isdigit, doorkees.phone)) == "0854013170"  # K24
    assert (juist.handle_incidents, doorkees.handle_incidents) == (False, True)  # K2
    assert (juist.police_line, doorkees.police_line) == (True, False)  # J25
    assert (juist.ap_threshold, doorkees.ap_threshold) == (Threshold.RISK, Threshold.ALL)  # J29, K12
    assert (juist.inform_threshold, doorkees.inform_threshold) == (Threshold.RISK, Threshold.ALL)  # J30, K18


def test_a_protocol_stricter_than_the_law_is_followed_and_said() -> None:
    advice = advice_of(None, organisation("doorkees"))
    assert (advice.ap, advice.people) == (True, True)
    assert AdviceNote.PROTOCOL_STRICTER_AP in advice.notes
    assert AdviceNote.PROTOCOL_STRICTER_PEOPLE in advice.notes
    assert advice_of(None, organisation("juist")).ap is None


def test_the_term_of_the_law_is_no_setting() -> None:
    text = "".join((ROOT / "config" / name).read_text(encoding="utf-8") for name in ("example.toml", "settings.py"))
    assert "72" not in text, "J52: nobody can switch the law's term off"


def test_the_cause_may_stay_open_and_is_counted_when_it_is_known() -> None:
    assert cause_group(a_case(findings=a_finding(kind=None))) is CauseGroup.UNKNOWN  # K23
