"""What else a report says."""

import pytest

from classifiers.report_details import details_of, missing_in
from classifiers.words import Words
from register_store.findings import BreachKind, Missing


def told(text: str) -> Words:
    return Words(subject="", own=text, whole=text)


def facts_of(text: str) -> dict[str, str]:
    return {fact.name: fact.value for fact in details_of(told(text)).facts}


def test_the_description_is_the_finders_own_words_without_greeting_and_signature() -> None:
    text = "Beste mensen,\n\nIk zag de facturen van een ander.\n\nMet vriendelijke groet,\nAnja\n06-12345678"
    assert details_of(told(text)).description == "Ik zag de facturen van een ander."


@pytest.mark.parametrize(
    "text",
    [
        "Als je op Mijn facturen klikt en het nummer verandert, zie je een ander.",
        "Log in, ga naar documenten en zoek op mijn naam.",
        "If you change the last digit in the address bar you see the next customer.",
        "Wenn man auf den Pfeil klickt, sieht man alles.",
        "En changeant le numéro, on voit le dossier suivant.",
    ],
)
def test_steps_are_recognised(text: str) -> None:
    assert details_of(told(text)).reproduction == text


@pytest.mark.parametrize(
    "text", ["Ik kreeg de brief van de buurvrouw.", "Mijn laptop is gestolen.", "Collega's, wie pakt dit op?"]
)
def test_a_story_without_steps_has_no_reproduction(text: str) -> None:
    assert details_of(told(text)).reproduction is None


def test_addresses_are_kept_as_found() -> None:
    text = "Zie https://portaal.example/factuur?id=12. En www.site.example/lijst.pdf!"
    assert details_of(told(text)).urls == ("https://portaal.example/factuur?id=12", "www.site.example/lijst.pdf")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Ik heb het aan niemand verteld.", "shared_with_others", "no"),
        ("I have not shared this.", "shared_with_others", "no"),
        ("Ik heb de mail meteen verwijderd.", "deleted_or_kept", "deleted"),
        ("Ik bewaar hem in de la.", "deleted_or_kept", "kept"),
        ("Ik heb de pdf nog niet weggegooid.", "deleted_or_kept", "kept"),
        ("I haven't deleted it yet.", "deleted_or_kept", "kept"),
        ("Ich habe die Mail noch nicht gelöscht.", "deleted_or_kept", "kept"),
        ("Je n'ai pas encore supprimé le fichier.", "deleted_or_kept", "kept"),
        ("Todavía no he borrado el archivo.", "deleted_or_kept", "kept"),
        ("Pliku nie usunąłem.", "deleted_or_kept", "kept"),
        ("No lo he borrado.", "deleted_or_kept", "kept"),
        ("Je ne l'ai pas supprimé.", "deleted_or_kept", "kept"),
        ("Ik heb hem niet gelezen maar wel verwijderd.", "deleted_or_kept", "deleted"),
        ("Ich habe sie nicht gelesen und gelöscht.", "deleted_or_kept", "deleted"),
        ("Ik heb niets gekopieerd en alles verwijderd.", "deleted_or_kept", "deleted"),
        ("Ich habe die Mail gelöscht.", "deleted_or_kept", "deleted"),
        ("Ik wil graag anoniem blijven.", "anonymity", "yes"),
        ("Anders ga ik naar de krant.", "press", "mentioned"),
        ("Ik heb aangifte gedaan bij de politie.", "police", "mentioned"),
        ("U kunt mij bellen op 06-12345678.", "call_back_number", "06-12345678"),
        ("Gisteren om 14.30 uur zag ik dit.", "found_at", "gisteren om 14.30 uur"),
        ("De laptop is vannacht gestolen.", "happened_at", "vannacht"),
        (
            "Op 19 november 2026 om 02.10 uur heeft iemand toegang gehad.",
            "happened_at",
            "19 november 2026 om 02.10 uur",
        ),
        ("Vanmorgen om 9.40 heb ik het gestuurd.", "happened_at", "vanmorgen om 9.40"),
        ("Hier soir on m'a envoyé sa fiche.", "happened_at", "hier soir"),
        ("Dat hangt er al zeker twee weken.", "since", "al zeker twee weken"),
        ("De pers heeft ons al gebeld.", "press", "mentioned"),
        ("We told the newspapers.", "press", "mentioned"),
        ("Sie hat es auf Facebook geteilt.", "shared_with_others", "yes"),
        ("I told nobody and deleted it.", "deleted_or_kept", "deleted"),
        ("Das Original habe ich noch hier.", "deleted_or_kept", "kept"),
        ("Dat kan al sinds maart.", "since", "al sinds maart"),
        ("Ik woon sinds mei hier. Het staat sinds oktober open.", "since", "sinds oktober"),
        ("The page has been open since last week.", "since", "since last week"),
        ("Ik heb het drie keer geprobeerd.", "how_often", "drie keer"),
        ("Mijn collega heeft het ook gelezen.", "seen_by", "mijn collega heeft het ook gelezen"),
        ("Meine Frau hat es auch gelesen.", "seen_by", "meine frau hat es auch gelesen"),
    ],
)
def test_facts_are_found(text: str, name: str, value: str) -> None:
    assert facts_of(text).get(name) == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rekening NL02ABNA0123456789 stond erop.", "call_back_number"),
        ("Ik heb dit een keer gezien.", "how_often"),
        ("Mijn collega is op vakantie.", "seen_by"),
        ("Das Original liegt hier.", "happened_at"),
        ("Ik werk sinds september via jullie.", "since"),
        ("I am a customer since 2019.", "since"),
        ("Wij huren al sinds 2011 bij jullie.", "since"),
        ("Ik heb de mail niet meteen verwijderd.", "deleted_or_kept"),
        ("Bel de notaris op 0492-123456.", "press"),
    ],
)
def test_near_misses_are_no_facts(text: str, name: str) -> None:
    assert name not in facts_of(text)


@pytest.mark.parametrize(
    ("text", "breach", "is_recipe"),
    [
        (
            "Ik typte mijn naam in, klikte op de derde regel, en daar staat de hele lijst open en bloot.",
            BreachKind.EXPOSED_ONLINE,
            True,
        ),
        ("Zie screenshot, klik maar.", BreachKind.EXPOSED_ONLINE, False),
        ("Ik opende de envelop en zag dat de brief van een ander was.", BreachKind.MISDIRECTED, False),
        ("Steps: 1. open the folder 2. unhide the second tab", BreachKind.MISDIRECTED, True),
    ],
)
def test_steps_count_where_it_can_be_seen_again_or_where_they_are_announced(
    text: str, breach: BreachKind, is_recipe: bool
) -> None:
    assert (details_of(told(text), breach).reproduction is not None) is is_recipe


def test_a_short_report_of_an_exposed_page_misses_everything() -> None:
    details = details_of(told("Jullie lijst staat online."))
    assert missing_in(details, 0, BreachKind.EXPOSED_ONLINE) == tuple(Missing)


@pytest.mark.parametrize(
    ("words", "is_described"),
    [
        (told("Ik kreeg een mail met naam, adres en BSN van een ander."), True),
        (told("Ik kreeg een mail van een ander."), False),
        (
            Words(
                subject="",
                own="Zie hieronder.",
                whole="Zie hieronder.",
                forwarded=("Ik zag naam, adres en BSN van een ander.",),
            ),
            True,
        ),
        (Words(subject="", own="Zie hieronder.", whole="Zie hieronder.", forwarded=("Er is iets mis.",)), False),
    ],
)
def test_who_named_what_was_visible_is_not_asked_to_describe_it(words: Words, is_described: bool) -> None:
    assert (Missing.DESCRIPTION not in missing_in(details_of(words), 0, BreachKind.MISDIRECTED)) is is_described


@pytest.mark.parametrize(
    ("forwarded", "numbers"),
    [("Bel me gerust op 06-43218765.", ["06-43218765"]), ("De notaris zit op 0492-123456.", [])],
)
def test_who_wrote_the_mail_passed_on_can_be_called(forwarded: str, numbers: list[str]) -> None:
    words = Words(subject="", own="Wie pakt dit op?", whole="Wie pakt dit op?", forwarded=(forwarded,))
    facts = details_of(words).facts
    assert [fact.value for fact in facts if fact.name == "call_back_number"] == numbers


def test_nobody_is_asked_how_to_get_a_wrong_letter_again() -> None:
    details = details_of(told("Ik kreeg een verkeerde brief."))
    assert Missing.REPRODUCTION not in missing_in(details, 0, BreachKind.MISDIRECTED)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", ["als je ", "heb ik ", "www.", "gisteren ", "a", "06 ", "niet "])
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert details_of(told(piece * 8_000)) is not None
