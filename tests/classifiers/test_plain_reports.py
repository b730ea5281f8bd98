"""Who just says what happened, in few and dull words, is believed."""

import pytest

from classifiers.examine import load_examiner
from classifiers.words import SenderFacts, Words
from register_store.findings import Verdict

PLAIN = {
    "nl": ("Gegevens van een ander", "Ik heb per ongeluk een mail gekregen met naam, adres en BSN van een ander."),
    "en": ("Someone else's data", "I received by mistake an e-mail from you with the personal data of another person."),
    "de": ("Falscher Empfänger", "Ich habe heute von Ihnen den Arbeitsvertrag einer anderen Person erhalten."),
    "fr": ("Courriel reçu par erreur", "J'ai reçu par erreur une facture au nom d'un autre client."),
    "es": ("Datos de otra persona", "He recibido por error un correo de ustedes con los datos de otra persona."),
    "a colleague": ("Melding", "Hierbij meld ik dat ik een dossier naar de verkeerde cliënt heb gemaild."),
    "a supplier": ("Incident", "Onbevoegden hebben de namen en rekeningnummers van uw klanten bij ons ingezien."),
}


@pytest.mark.parametrize(("subject", "text"), PLAIN.values(), ids=PLAIN)
def test_a_plain_report_is_never_ordinary(subject: str, text: str) -> None:
    words = Words(subject=subject, own=text, whole=text)
    assert load_examiner().examine(words, (), SenderFacts()).verdict is not Verdict.ORDINARY


BY_NAME = (
    "Hierbij meld ik een datalek.",
    "I want to report a data breach.",
    "We want to notify you of a data breach.",
    "Please register this data breach.",
    "Ich melde eine Datenpanne.",
    "Je vous signale une fuite de données.",
    "Quiero informar de una brecha de datos.",
    "Zgłaszam wyciek danych.",
)


@pytest.mark.parametrize("text", BY_NAME)
def test_who_says_by_name_that_he_reports_is_asked_about_in_few_words_too(text: str) -> None:
    words = Words(subject="", own=text, whole=text)
    assert load_examiner().examine(words, (), SenderFacts()).verdict is not Verdict.ORDINARY
