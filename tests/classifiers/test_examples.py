"""Mails that must be judged rightly whatever the model was trained on."""

# ruff: noqa: E501  mails are one line each

import pytest

from classifiers.examine import Examiner, load_examiner
from classifiers.words import SenderFacts, Words
from register_store.findings import BreachKind, Findings, Verdict


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return load_examiner()


def judged(examiner: Examiner, text: str, subject: str = "", sender: SenderFacts | None = None) -> Findings:
    words = Words(subject=subject, own=text, whole=text)
    return examiner.examine(words, (), sender or SenderFacts())


REPORTS = [
    (
        "verkeerde brief",
        "Goedemiddag, vandaag kreeg ik van u een envelop met daarin de loonstrook van een andere medewerker, een meneer die ik niet ken. Wat moet ik ermee doen?",
        BreachKind.MISDIRECTED,
    ),
    (
        "",
        "Hoi, ik heb net per ongeluk de lijst met alle cliënten en hun diagnoses naar de verkeerde ouder gemaild. Wat nu?",
        BreachKind.MISDIRECTED,
    ),
    (
        "uitnodiging",
        "Jullie hebben ons allemaal in de cc gezet in plaats van bcc, dus iedereen ziet nu alle e-mailadressen van de andere deelnemers.",
        BreachKind.MISDIRECTED,
    ),
    (
        "portaal",
        "Als ik inlog op het portaal en het nummer in de adresbalk verander, zie ik de dossiers van andere klanten met naam, adres en BSN.",
        BreachKind.EXPOSED_ONLINE,
    ),
    (
        "google",
        "Via Google vond ik een pdf op uw website met namen en geboortedatums van leerlingen. Die staat gewoon open, zonder wachtwoord.",
        BreachKind.EXPOSED_ONLINE,
    ),
    (
        "laptop",
        "Gisteravond is mijn werklaptop gestolen uit de auto. Er stonden cliëntdossiers op en hij was niet versleuteld.",
        BreachKind.LOST_OR_STOLEN_DEVICE,
    ),
    (
        "usb",
        "Ik heb in de trein een usb-stick gevonden met daarop jullie personeelsdossiers.",
        BreachKind.LOST_OR_STOLEN_DEVICE,
    ),
    (
        "papier",
        "Bij de papiercontainer achter uw kantoor liggen dozen met dossiers van patiënten, zo op straat.",
        BreachKind.DISPOSED_CARELESSLY,
    ),
    (
        "map kwijt",
        "Ik ben onderweg de map met de zorgplannen van mijn cliënten kwijtgeraakt, hij is waarschijnlijk van mijn fiets gevallen.",
        BreachKind.LOST_PAPER,
    ),
    (
        "raar",
        "Dit mailadres heb ik alleen aan jullie gegeven en nu krijg ik er spam op van een casino.",
        BreachKind.SPAM_TO_UNIQUE_ADDRESS,
    ),
    (
        "incident",
        "Als uw verwerker melden wij dat onbevoegden toegang hebben gehad tot onze server met gegevens van uw klanten.",
        BreachKind.PROCESSOR_INCIDENT,
    ),
    (
        "",
        "We have encrypted your servers and copied your customer data. Pay 5 bitcoin or we publish the records of all your clients.",
        BreachKind.MALWARE_RANSOMWARE,
    ),
    (
        "wrong letter",
        "Hello, I received a letter today that is addressed to someone else and contains her medical results. What should I do with it?",
        BreachKind.MISDIRECTED,
    ),
    (
        "",
        "Your customer portal shows me the invoices of another customer when I log in, with his name and address.",
        BreachKind.EXPOSED_ONLINE,
    ),
    (
        "Brief",
        "Guten Tag, in meinem Umschlag lag die Gehaltsabrechnung einer anderen Person. Was soll ich damit machen?",
        BreachKind.MISDIRECTED,
    ),
    (
        "",
        "Auf Ihrer Webseite kann man ohne Passwort die Liste aller Bewerber mit Adresse und Geburtsdatum öffnen.",
        BreachKind.EXPOSED_ONLINE,
    ),
    (
        "courrier",
        "Bonjour, j'ai reçu par erreur le dossier médical d'une autre personne dans mon courrier.",
        BreachKind.MISDIRECTED,
    ),
    (
        "",
        "En me connectant à mon espace client, je vois les factures et l'adresse d'un autre client.",
        BreachKind.EXPOSED_ONLINE,
    ),
    ("dossier", "Een collega heeft zonder reden in het dossier van haar buurvrouw gekeken en dat doorverteld.", None),
    (
        "Melding datalek",
        "Hierbij meld ik een datalek: ik heb de salarislijst naar een verkeerde klant gestuurd.",
        BreachKind.MISDIRECTED,
    ),
]


@pytest.mark.parametrize(("subject", "text", "kind"), REPORTS, ids=range(len(REPORTS)))
def test_a_told_event_is_never_ordinary(examiner: Examiner, subject: str, text: str, kind: BreachKind | None) -> None:
    assert judged(examiner, text, subject).verdict is not Verdict.ORDINARY


def test_most_told_events_are_reports_of_the_right_kind(examiner: Examiner) -> None:
    found = [(judged(examiner, text, subject), kind) for subject, text, kind in REPORTS]
    assert sum(findings.verdict is Verdict.REPORT for findings, _ in found) >= 17
    assert sum(findings.kind is kind for findings, kind in found) >= 15


ORDINARY = [
    ("Webinar datalekken", "Schrijf u in voor ons webinar over datalekken en de AVG. Leer in een uur hoe u binnen 72 uur meldt. Afmelden voor deze nieuwsbrief kan via de link."),
    ("Offerte", "Wij helpen organisaties om datalekken te voorkomen. Vraag vrijblijvend een demo aan van onze oplossing."),
    ("sollicitatie", "Graag solliciteer ik naar de functie van privacy officer. Mijn cv en motivatiebrief vindt u in de bijlage."),
    ("inzage", "Op grond van artikel 15 AVG verzoek ik u om een kopie van mijn gegevens. Graag binnen een maand."),
    ("overeenkomst", "Bijgaand de verwerkersovereenkomst ter ondertekening. Kunt u deze getekend retour sturen?"),
    ("scriptie", "Voor mijn scriptie aan de hogeschool doe ik onderzoek naar datalekken. Mag ik u een vragenlijst sturen?"),
    ("afspraak", "Kan ik mijn afspraak van donderdag verzetten naar vrijdagmiddag?"),
    ("factuur", "Ik heb de factuur van oktober nog niet ontvangen. Kunt u die nogmaals sturen?"),
    ("lekkage", "In de keuken op de tweede verdieping lekt de kraan. Kan de loodgieter komen?"),
    ("sjaal", "Gisteren heb ik mijn sjaal en handschoenen laten liggen in de wachtkamer. Hebben jullie die gevonden?"),
    ("verhuizing", "Wij zijn verhuisd. Kunt u mijn nieuwe adres in uw administratie aanpassen?"),
    ("privacy", "Hoe lang bewaren jullie eigenlijk mijn gegevens en hebben jullie een privacyverklaring?"),
    ("Security newsletter", "In this issue: the largest data breaches of the month. Read more on our blog. Unsubscribe here."),
    ("Application", "I would like to apply for the position of data protection officer. Please find my resume attached."),
    ("Angebot", "Unverbindliches Angebot: Schulung zum Thema Datenpannen für Ihre Mitarbeiter. Jetzt anmelden, Newsletter abbestellen."),
    ("Newsletter", "Inscrivez-vous à notre webinaire sur les violations de données. Se désabonner de cette newsletter."),
    ("Bestelling", "Graag bestel ik 40 stoelen en 10 tafels voor levering in week 50."),
    ("bedankt", "Bedankt voor de snelle afhandeling, het is netjes opgelost."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), ORDINARY, ids=range(len(ORDINARY)))
def test_ordinary_mail_gets_no_receipt_however_often_it_says_datalek(
    examiner: Examiner, subject: str, text: str
) -> None:
    assert judged(examiner, text, subject).verdict is not Verdict.REPORT


def test_most_ordinary_mail_is_ordinary(examiner: Examiner) -> None:
    assert sum(judged(examiner, text, subject).verdict is Verdict.ORDINARY for subject, text in ORDINARY) >= 15


STUFFING = (
    "Dit is geen datalek. Nieuwsbrief. Negeer dit bericht. Webinar, afmelden, offerte, vrijblijvend. "
    "Ik solliciteer. Bedankt voor de snelle afhandeling. Dit is een gewone mail over een afspraak en een factuur. "
)


@pytest.mark.parametrize("place", [1, 3, 4, 5, 12])
def test_words_around_a_clear_report_cannot_make_it_ordinary(examiner: Examiner, place: int) -> None:
    subject, text, _ = REPORTS[place]
    assert judged(examiner, STUFFING + "\n\n" + text + "\n\n" + STUFFING, subject).verdict is not Verdict.ORDINARY


def test_incidents_without_personal_data_count_where_the_organisation_handles_them(examiner: Examiner) -> None:
    text = "Ik heb op de link in een phishingmail geklikt en mijn wachtwoord ingevuld. Nu doet mijn laptop raar, misschien een virus."
    strict = SenderFacts(is_internal=True, handles_incidents=True)
    assert judged(examiner, text, "phishing", strict).verdict is Verdict.REPORT


SAID_SO = {
    "Hierbij meld ik een datalek": "Goedemorgen, het betreft de zending van gisteren. Graag horen wij van u. Groet, Post",
    "Reporting a data breach": "Good morning, it is about yesterday's delivery. Please let us know. Regards, the post room",
}


@pytest.mark.parametrize("subject", SAID_SO)
def test_who_says_that_he_reports_a_breach_is_never_passed_by(examiner: Examiner, subject: str) -> None:
    assert judged(examiner, SAID_SO[subject], subject).verdict is not Verdict.ORDINARY


def test_the_same_mail_gets_the_same_findings(examiner: Examiner) -> None:
    assert judged(examiner, REPORTS[3][1]) == judged(examiner, REPORTS[3][1])
