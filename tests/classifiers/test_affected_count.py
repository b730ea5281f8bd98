"""How many people are affected, in figures and words."""

import pytest

from classifiers.affected_count import affected_count_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("de gegevens van 12 klanten", 12),
        ("zo'n honderd dossiers", 100),
        ("ongeveer 300 mensen", 300),
        ("tussen de 20 en 30 cliënten", 30),
        ("20 à 30 deelnemers", 30),
        ("vijfentwintig leerlingen", 25),
        ("twee andere cliënten", 2),
        ("1.200 patiënten", 1200),
        ("all 45 other employees", 45),
        ("two hundred customers", 200),
        ("twenty-five patients", 25),
        ("58 Mitarbeiter", 58),
        ("zwölf Kunden", 12),
        ("douze clients", 12),
        ("les adresses de 60 personnes", 60),
        ("een lijst met 84 namen", 84),
        ("een stuk of dertig kandidaten", 30),
        ("paspoorten van een man of veertig klanten", 40),
        ("de stukjes over tweeëntwintig klasgenoten", 22),
        ("honderdachtenzestig deelnemers", 168),
        ("dreihundertzwölf Patienten", 312),
        ("two hundred and twelve patients", 212),
        ("soixante-douze enfants", 72),
        ("31 kandydatów", 31),
        ("it was all 45 customers, with name and address", 45),
        ("one of the 212 entrants with name and birthday", 212),
        ("14 inschrijfformulieren met bsn", 14),
        ("er zaten negen cliënten in, met adres", 9),
        ("payroll of 5200 temps, with BSN", 5200),
        ("zij heeft van 41 dakdekkers het burgerservicenummer", 41),
        ("640 Schülerinnen und Schüler mit Namen und E-Mail", 640),
    ],
)
def test_a_stated_number_is_read(text: str, count: int) -> None:
    assert affected_count_of([text]).value == count


@pytest.mark.parametrize(
    "text",
    [
        "tientallen klanten",
        "om 12 uur belde een klant",
        "op 22 november 2026",
        "factuur van 300 euro",
        "een klant",
        "dozen met dossiers",
        "binnen 72 uur",
        "",
        "een paar honderd klanten",
        "a couple of hundred job application forms",
        "alle klanten",
        "in 2021 gingen de klanten weg",
        "hij las het voor acht mensen voor",
        "er stonden 203 mensen bij als kijkers",
        "212 mensen hebben het gezien",
        "kamer 14 was van een cliënt",
        "een jongen van 19",
        "tussen 9 en 17 uur",
        "klopt het dat een jongen van 19 bij alle klanten kan",
        "ik heb een gezin met drie kinderen",
        "er zaten twaalf mensen naast hem, met naam en al",
        "ten klient przyszedł wczoraj",
        "melding volgens art. 33 lid 2 AVG",
        "pages 39 to 61 relate to another client",
        "per dag zo'n 40 mensen die bellen",
    ],
)
def test_other_numbers_are_no_count(text: str) -> None:
    assert affected_count_of([text]).value is None


def test_vague_words_and_ranges_are_kept_as_facts() -> None:
    assert [fact.name for fact in affected_count_of(["tientallen klanten"]).facts] == ["affected_count_vague"]
    assert [fact.name for fact in affected_count_of(["20 tot 30 klanten"]).facts] == ["affected_count_range"]
    assert [fact.name for fact in affected_count_of(["ongeveer 300 klanten"]).facts] == ["affected_count_is_estimate"]
    assert [fact.name for fact in affected_count_of(["een paar honderd klanten"]).facts] == ["affected_count_vague"]
    assert [fact.name for fact in affected_count_of(["alle klanten"]).facts] == ["affected_count_all"]


def test_a_number_far_from_the_telling_sentences_must_be_clearer() -> None:
    passage = ["Er is iets misgegaan met een bestand."]
    assert affected_count_of(passage, ["Wij werken voor 40 klanten."]).value is None
    assert affected_count_of(passage, ["Het gaat om 312 van uw cliënten, met naam en adres."]).value == 312


def test_the_most_clearly_affected_are_counted_not_the_largest_number() -> None:
    told = ["Er zitten 19 mensen in, met naam en diagnose.", "Ruim 400 mensen hebben het gezien."]
    assert affected_count_of(told).value == 19


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["1 ", "1", "twee ", "1.000 ", "a b ", "12-"])
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert affected_count_of([piece * 20_000] * 20) is not None
