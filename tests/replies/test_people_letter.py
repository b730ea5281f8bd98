"""The letter to affected people: lawful for every kind of data, one voice, the same facts in both languages."""

import re
from dataclasses import replace
from datetime import date

import pytest

from register_store.affected_people import Person
from register_store.findings import BreachKind, DataKind
from register_store.organisation import AddressForm, Contact, Organisation
from replies.gallery import subject_of, text_of
from replies.people_letter import Gap, PeopleText, blocks_of, from_json, gaps, people_letter, to_json
from replies.people_paper import people_pdf
from replies.people_wording import every_wording, wording_on
from replies.sample_values import ARRIVED, JUIST, sample_stamp
from replies.unfinished import unfinished

TODAY = date(2026, 11, 23)
FG = Contact(name="Fenna Groot", role="FG", address="fg@juist.nl", phone="0492 37 00 87")
ORGANISATION = replace(JUIST, contact=FG)
WORDING = wording_on(TODAY)
VOICES = ("je", "u", "en")
#: What a Dutch letter in the other form must not say.
JE = re.compile(r"\b(?:je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)
U = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
#: Facts that stand in a text whatever its language: numbers, authorities, names of things.
FACTS = re.compile(r"\d+|\b(?:BSN|CMI|KopieID|DigiD|Mijn|Fraudehelpdesk|Autoriteit|Persoonsgegevens|Meldpunt)\b")


def a_text(*kinds: DataKind, recorded: str = "", breach: BreachKind | None = BreachKind.MISDIRECTED) -> PeopleText:
    return PeopleText(
        reference="DL-2026-0001",
        version=WORDING.version,
        breach=breach,
        kinds=kinds,
        topics=WORDING.topics(kinds, recorded),
        discovered_on=TODAY,
        ap_told=True,
        deleted=True,
    )


def spoken(text: PeopleText, voice: str, organisation: Organisation = ORGANISATION) -> str:
    form = AddressForm.JE if voice == "je" else AddressForm.U
    person = Person(row=2, name="Sam de Boer", address="sam@post.example", language="en" if voice == "en" else "nl")
    letter = people_letter(replace(organisation, address_form=form), text, person, sample_stamp(1, ARRIVED))
    return f"{subject_of(letter.content)}\n{text_of(letter.content)}".replace("\r\n", "\n")


def shape(letter: str) -> list[str]:
    return [
        "bullet" if line.startswith("- ") else "heading" for line in letter.splitlines() if re.match(r"- |---", line)
    ]


@pytest.mark.parametrize("kind", DataKind)
def test_every_kind_of_data_has_its_risk_and_advice_in_one_voice(kind: DataKind) -> None:
    letters = {voice: spoken(a_text(kind), voice) for voice in VOICES}
    assert not U.search(letters["je"])
    assert not JE.search(letters["u"])
    assert shape(letters["je"]) == shape(letters["u"]) == shape(letters["en"])
    said = {voice: sorted(FACTS.findall(letter)) for voice, letter in letters.items()}
    assert said["je"] == said["u"]
    assert set(said["je"]) - {"Persoonsgegevens"} == set(said["en"]) - {"Persoonsgegevens"}
    assert all(unfinished(letter, masks_are_meant=False) == () for letter in letters.values())


@pytest.mark.parametrize("breach", [*BreachKind, None])
def test_every_kind_of_breach_is_told(breach: BreachKind | None) -> None:
    letters = {voice: spoken(a_text(DataKind.NAME, breach=breach), voice) for voice in VOICES}
    assert not U.search(letters["je"])
    assert not JE.search(letters["u"])


@pytest.mark.parametrize("version", every_wording(), ids=lambda wording: wording.version)
def test_a_wording_is_whole(version: object) -> None:
    texts = version.texts  # type: ignore[attr-defined]
    assert {kind for topic in texts["topic"].values() for kind in topic["kinds"]} == set(DataKind)
    assert set(texts["happened"]) == set(BreachKind)
    for topic in texts["topic"].values():
        for part in ("risk", "advice"):
            assert set(topic[part]) == set(VOICES)
            assert not U.search(topic[part]["je"])
            assert not JE.search(topic[part]["u"])
            facts = [sorted(set(FACTS.findall(topic[part][voice]))) for voice in VOICES]
            assert facts[0] == facts[1] == facts[2]


@pytest.mark.parametrize("voice", VOICES)
def test_the_five_questions_of_the_law_are_answered(voice: str) -> None:
    letter = spoken(a_text(*DataKind), voice)
    assert shape(letter).count("heading") == 5
    assert "Fenna Groot" in letter
    assert "0492 37 00 87" in letter
    assert "fg@juist.nl" in letter
    assert "http" not in letter, "no links: a letter that asks to click teaches people to be fooled"


@pytest.mark.parametrize(
    ("recorded", "topics"),
    [
        ("naam en wachtwoord (gehasht)", ("hashed_login", "identity")),
        ("naam, creditcard", ("card", "identity")),
        ("DigiD-gegevens", ("digid", "identity")),
        ("een geheim adres", ("hidden_address", "identity")),
        ("afgeschermde adressen", ("hidden_address", "identity")),
        ("digidactiek", ("identity",)),
    ],
)
def test_words_that_an_officer_recorded_make_the_advice_finer(recorded: str, topics: tuple[str, ...]) -> None:
    kinds = (DataKind.NAME, DataKind.LOGIN) if "wachtwoord" in recorded else (DataKind.NAME,)
    assert WORDING.topics(kinds, recorded) == topics


def test_without_a_kind_of_data_the_advice_is_general() -> None:
    assert WORDING.topics((), "") == ("other",)


def test_the_newest_wording_that_holds_is_taken() -> None:
    assert wording_on(date(2026, 1, 1)).version == "2026-1"
    assert wording_on(date(2000, 1, 1)) in every_wording()


@pytest.mark.parametrize(
    ("text", "languages", "found"),
    [
        (a_text(DataKind.NAME), {"nl", "en"}, ()),
        (replace(a_text(), happened={"nl": "Er ging iets mis op [datum]."}), {"nl"}, (Gap.PLACEHOLDER,)),
        (replace(a_text(), happened={"nl": "Dit raakt BSN 123456782."}), {"nl"}, (Gap.LEAKED_VALUE,)),
        (replace(a_text(), measures="De lijst is gewist."), {"nl", "en"}, (Gap.OTHER_LANGUAGE,)),
        (replace(a_text(), measures="De lijst is gewist.", happened={"en": "The list is gone."}), {"nl", "en"}, ()),
        (replace(a_text(), measures="De lijst is gewist (door IT)."), {"nl"}, ()),
    ],
)
def test_what_keeps_a_letter_from_going_is_named(text: PeopleText, languages: set[str], found: tuple[Gap, ...]) -> None:
    assert gaps(ORGANISATION, text, languages) == found
    assert gaps(JUIST, text, languages) == (Gap.CONTACT, *found)


def test_an_officers_words_take_the_place_of_the_general_ones_and_stay_text() -> None:
    own = replace(
        a_text(DataKind.NAME), happened={"nl": "Op 20/11 <b>ging</b> een lijst weg."}, measures="Alles gewist."
    )
    letter = spoken(own, "je")
    assert "Op 20/11 <b>ging</b> een lijst weg." in " ".join(letter.split())
    assert "Alles gewist." in letter
    assert "bij iemand terechtgekomen" not in letter
    assert "Alles gewist." not in spoken(own, "en"), "his Dutch words stand in no English letter"


def test_a_letter_reads_back_as_it_was_shown() -> None:
    text = replace(a_text(*DataKind), happened={"nl": "é"})
    assert from_json(to_json(text)) == text


def test_paper_says_what_the_mail_says() -> None:
    person = Person(row=2, name="Sam de Boer", address="sam@post.example")
    letter = people_letter(ORGANISATION, a_text(DataKind.BSN), person, sample_stamp(1, ARRIVED))
    blocks = blocks_of(letter)
    assert [block["kind"] for block in blocks].count("heading") == 5
    whole = " ".join(text_of(letter.content).split())
    assert all(block["text"] in whole for block in blocks)
    pdf = people_pdf(
        ORGANISATION, a_text(DataKind.BSN), [replace(person, address=None, postal="Kade 1\n1011 AB")], ARRIVED
    )
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("Beste Sam, op 20 november (’s avonds) ging het mis.", True),
        ("Kosten: 50% - of meer? Zie art. 34, lid 1.", True),
        ("Een bestand van 3 < 5 MB en a > b", True),
        ("Beste [Naam bedrijf]", False),
        ("Beste {{ name }}", False),
        ("Beste {naam},", False),
        ("Beste <voornaam>,", False),
        ("[bookmark: _Toc463534158]", False),
        ("Op XXX is gebleken", False),
        ("Nog invullen: TODO", False),
        ("datum: ______", False),
        ("None", False),
        ("{% if x %}", False),
    ],
)
def test_a_placeholder_is_found_and_ordinary_signs_are_not(text: str, is_whole: bool) -> None:
    assert (unfinished(text, masks_are_meant=False) == ()) is is_whole
