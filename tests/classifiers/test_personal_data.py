"""Which kinds of data a report exposes: what is said, shown, and implied by what happened."""

import pytest

from classifiers.personal_data import ByEar, Told, data_exposed, in_order, names_somebody
from classifiers.weighed_data import DataWeights
from register_store.findings import BreachKind, DataKind, Origin


def told(passage: str, *, elsewhere: str = "", attached: str = "", is_list_in_cc: bool = False) -> Told:
    return Told(
        passage=[passage],
        elsewhere=[elsewhere] if elsewhere else [],
        typed=f"{passage}\n{elsewhere}",
        attached=attached,
        is_list_in_cc=is_list_in_cc,
    )


@pytest.mark.parametrize(
    ("passage", "breach", "kinds"),
    [
        (
            "In mijn envelop zat de diagnose van de buurvrouw.",
            BreachKind.MISDIRECTED,
            {DataKind.NAME, DataKind.HEALTH},
        ),
        ("Ik kreeg een brief voor een ander.", BreachKind.MISDIRECTED, {DataKind.NAME}),
        ("De werklaptop is gestolen.", BreachKind.LOST_OR_STOLEN_DEVICE, set()),
        ("Op dat adres komt nu reclame binnen.", BreachKind.SPAM_TO_UNIQUE_ADDRESS, {DataKind.EMAIL}),
        (
            "Er komt reclame op het adres, en zij belde op het nummer dat ik gaf.",
            BreachKind.SPAM_TO_UNIQUE_ADDRESS,
            {DataKind.EMAIL, DataKind.PHONE},
        ),
        ("Er zit iemand in haar mailbox.", BreachKind.UNAUTHORISED_ACCESS, {DataKind.EMAIL}),
        ("De werktelefoon ligt in de trein.", BreachKind.LOST_OR_STOLEN_DEVICE, {DataKind.NAME, DataKind.PHONE}),
    ],
)
def test_what_is_said_and_what_goes_with_it(passage: str, breach: BreachKind, kinds: set[DataKind]) -> None:
    assert set(data_exposed(told(passage), breach).kinds) == kinds


def test_addresses_in_the_cc_are_mail_addresses() -> None:
    found = data_exposed(told("Alle adressen zijn zichtbaar.", is_list_in_cc=True), BreachKind.MISDIRECTED).kinds
    assert set(found) == {DataKind.NAME, DataKind.EMAIL}


def test_an_enumeration_counts_wherever_it_stands() -> None:
    listing = "Naam, adres, geboortedatum en burgerservicenummer."
    found = data_exposed(told("Er is iets misgegaan.", elsewhere=listing), BreachKind.PROCESSOR_INCIDENT).kinds
    assert set(found) == {DataKind.NAME, DataKind.ADDRESS, DataKind.DATE_OF_BIRTH, DataKind.BSN}


def test_other_sentences_speak_when_the_telling_ones_name_nothing() -> None:
    found = data_exposed(
        told("Hoe kan het dat een ploegbaas die brief heeft?", elsewhere="Hij las haar diagnose voor."),
        BreachKind.VERBAL_OR_OTHER,
    ).kinds
    assert DataKind.HEALTH in found


def test_a_street_without_a_number_is_an_address() -> None:
    found = data_exposed(told("Een papier van een mijnheer uit de Lindestraat."), BreachKind.MISDIRECTED).kinds
    assert set(found) == {DataKind.NAME, DataKind.ADDRESS}


@pytest.mark.parametrize(
    ("passage", "is_told"),
    [
        ("De loonstrook is van ene Dariusz uit Asten.", True),
        ("L'avis est celui de Mme Achour, rue des Lilas.", True),
        ("De loonstrook kwam uit Asten.", False),
    ],
)
def test_where_a_named_person_comes_from_is_an_address(passage: str, is_told: bool) -> None:
    assert (DataKind.ADDRESS in data_exposed(told(passage), BreachKind.MISDIRECTED).kinds) is is_told


def test_one_word_far_from_the_telling_sentences_does_not_count() -> None:
    found = data_exposed(
        told("Ik kreeg een brief.", elsewhere="Mijn man slikt ook pillen."), BreachKind.VERBAL_OR_OTHER
    ).kinds
    assert DataKind.HEALTH not in found


@pytest.mark.parametrize(
    ("passage", "attached", "origin"),
    [
        ("Ik kreeg de diagnose van een ander.", "", Origin.STATED),
        ("Zie bijlage.", "bsn 999990019", Origin.SEEN),
        ("Ik kreeg een brief voor een ander.", "", Origin.DERIVED),
    ],
)
def test_how_we_know(passage: str, attached: str, origin: Origin) -> None:
    assert data_exposed(told(passage, attached=attached), BreachKind.MISDIRECTED).origin is origin


def test_a_person_is_named_after_a_title() -> None:
    assert names_somebody(["de brief van mevrouw Jansen"])
    assert not names_somebody(["de brief van de gemeente"])


def test_kinds_come_in_the_agreed_order() -> None:
    assert in_order([DataKind.HEALTH, DataKind.NAME, DataKind.HEALTH]) == (DataKind.NAME, DataKind.HEALTH)


def by_ear(**heard: float) -> ByEar:
    """An encoder that is sure of these, and that nothing else is exposed; words and ear count alike."""
    weights = DataWeights(named=2.0, heard=1.0, constant=-1.0)
    return ByEar(
        heard={kind: heard.get(kind.value, -6.0) for kind in DataKind}, weights=dict.fromkeys(DataKind, weights)
    )


def test_an_encoder_hears_what_no_word_names_and_unsays_what_it_does_not_hear() -> None:
    report = told("Bij de loonstrook zat een brief: zij kan niet meer op haar benen staan.")
    assert DataKind.FINANCIAL in data_exposed(report, BreachKind.VERBAL_OR_OTHER).kinds
    heard = data_exposed(report, BreachKind.VERBAL_OR_OTHER, by_ear(health=4.0, name=4.0)).kinds
    assert heard == (DataKind.NAME, DataKind.HEALTH)


def test_a_value_that_stands_there_is_exposed_whatever_an_encoder_hears() -> None:
    report = told("Haar BSN 999990019 staat gewoon op de brief.")
    assert DataKind.BSN in data_exposed(report, BreachKind.MISDIRECTED, by_ear()).kinds
    attached = told("Zie bijlage.", attached="bsn 999990019")
    assert data_exposed(attached, BreachKind.MISDIRECTED, by_ear()).origin is Origin.SEEN


def test_what_a_rule_takes_away_does_not_come_back_by_its_value() -> None:
    """Spam to an address exposes that address, not the home below the finder's name."""
    report = told("Op dat adres komt nu reclame binnen.", elsewhere="Jan, Kerkstraat 12, 1234 AB Asten")
    kinds = data_exposed(report, BreachKind.SPAM_TO_UNIQUE_ADDRESS, by_ear(email=6.0)).kinds
    assert kinds == (DataKind.EMAIL,)


def test_an_encoder_is_listened_to_only_so_far() -> None:
    weights = DataWeights(named=20.0, heard=1.0, constant=-4.0)
    assert weights.is_exposed(is_named=True, heard=-1_000.0)
    assert not weights.is_exposed(is_named=False, heard=3.6)


def test_a_kind_is_named_when_it_is_nearly_likelier_than_not() -> None:
    weights = DataWeights(named=2.0, heard=1.0, constant=0.0)
    assert weights.is_exposed(is_named=False, heard=-0.2)
    assert not weights.is_exposed(is_named=False, heard=-0.4)
