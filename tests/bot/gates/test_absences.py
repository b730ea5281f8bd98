"""Answers to our letters that only say that somebody is away, in the words of eight languages, without any header."""

import pytest

from bot.gates.automatic_mail import is_automatic
from bot.incoming_mail import IncomingMail
from bot.reading.read_mail import read_mail

AWAY = {
    "nl": [
        "Beste,\n\nVan 3 tot en met 14 maart ben ik met vakantie. Uw mail wordt in deze periode niet gelezen.",
        "Hallo, bedankt voor je bericht. Ik werk niet op woensdag en vrijdag. Voor spoed kun je bellen.",
        "Wegens vakantie ben ik afwezig tot 17 maart. Neem bij dringende zaken contact op met mijn collega.",
        "Ik geniet momenteel van mijn zwangerschapsverlof. Voor vragen kunt u terecht bij Els Vos.",
        "Op dit moment ben ik niet aanwezig. Vanaf maandag 17 maart beantwoord ik uw bericht.",
        "Ik ben niet meer werkzaam bij Firma X. Voor vragen kunt u contact opnemen met info@x.example.",
    ],
    "de": [
        "Vielen Dank. Ich bin bis einschließlich 14.03. nicht im Büro. Ihre Mail wird nicht gelesen.",
        "Ich befinde mich derzeit im Urlaub. In dringenden Fällen wenden Sie sich bitte an meine Kollegin.",
        "Ich bin ab dem 17. März wieder für Sie da. Bis dahin bin ich abwesend.",
        "Ich habe bis zum 14.3. Urlaub. Ihre E-Mail wird nicht weitergeleitet.",
        "Leider bin ich aktuell nicht erreichbar. Ab Montag bin ich wieder im Büro.",
        "Ich bin momentan außer Haus. Bitte kontaktieren Sie in dringenden Angelegenheiten die Zentrale.",
    ],
    "fr": [
        "Bonjour, je suis actuellement en congé et serai de retour le 17 mars. En cas d'urgence, contactez l'accueil.",
        "Je suis absente du bureau jusqu'au 14 mars inclus. Je vous répondrai dès mon retour.",
        "Actuellement en déplacement, je n'ai qu'un accès limité à ma messagerie. Je vous répondrai à mon retour.",
        "Je serai absent du 3 au 14 mars. Pour toute urgence, merci de contacter ma collègue.",
        "Je suis en congé maternité. Merci de vous adresser à Marie.",
    ],
    "es": [
        "Gracias por su mensaje. Me encuentro fuera de la oficina hasta el 14 de marzo. Responderé a mi regreso.",
        "Estaré de vacaciones hasta el lunes. Para asuntos urgentes, póngase en contacto con mi compañera.",
        "Estoy de baja y no tengo acceso al correo. En caso de urgencia escriba a Ana.",
        "Actualmente estoy ausente. Contestaré a su correo cuando vuelva.",
        "No estaré disponible del 3 al 14 de marzo. Si es urgente, contacte con la centralita.",
    ],
    "pl": [
        "Dziękuję za wiadomość. Do 14 marca przebywam na urlopie. W pilnych sprawach proszę o kontakt z Anną.",
        "Jestem nieobecna w biurze do 14.03. Odpowiem po powrocie.",
        "W dniach 3-14 marca będę nieobecny. W sprawach pilnych proszę dzwonić do sekretariatu.",
        "Obecnie jestem na zwolnieniu lekarskim. Proszę o kontakt z moim zastępcą.",
        "Aktualnie jestem poza biurem i mam ograniczony dostęp do poczty. Wracam 17 marca.",
    ],
    "it": [
        "Grazie per il messaggio. Sono in ferie fino al 14 marzo. Risponderò al mio rientro.",
        "Sarò assente dall'ufficio fino a lunedì. Per urgenze contattare la mia collega.",
        "Sono attualmente fuori ufficio con accesso limitato alla posta. Tornerò il 17 marzo.",
        "Attualmente sono in congedo. In caso di necessità rivolgersi ad Anna.",
        "Non sarò in ufficio dal 3 al 14 marzo. Per questioni urgenti scrivere a info@x.example.",
    ],
    "da": [
        "Tak for din mail. Jeg er på ferie til og med den 14. marts. Ved hastende henvendelser kontakt min kollega.",
        "Jeg er ikke på kontoret i øjeblikket og er tilbage mandag den 17. marts.",
        "Jeg holder ferie frem til 17. marts. Din mail bliver ikke læst.",
        "Jeg er fraværende indtil mandag. Jeg svarer, når jeg er tilbage.",
        "Jeg er på barsel. Kontakt venligst Anna.",
    ],
    "sv": [
        "Tack för ditt mejl. Jag är på semester till och med 14 mars. Vid brådskande ärenden kontakta min kollega.",
        "Jag är inte på kontoret just nu och är tillbaka måndag den 17 mars.",
        "Jag är föräldraledig. Vänligen kontakta Anna.",
        "Jag är bortrest till måndag. Jag svarar när jag är tillbaka.",
        "Jag har semester vecka 10-11. Vid akuta frågor ring växeln.",
    ],
    "en": [
        "Thank you for your message. I am out of office until 14 March with limited access to email.",
        "I'm away until Monday. If your matter is urgent, please contact my colleague.",
        "I no longer work for this company. Please contact info@x.example.",
        "I am currently on parental leave and will return on 17 March.",
    ],
}  # fmt: skip

PRESENT = [
    "Ik was vorige week op vakantie en zag daarna dat een ander mijn dossier had geopend. Kunt u mij bellen?",
    "Ja, dat klopt. Ik ben morgen vrij, maar u kunt mij bellen.",
    "De brief lag bij de buren omdat wij met vakantie waren.",
    "Ich war im Urlaub, als der Brief kam. Bitte rufen Sie mich an.",
    "Ich bin nicht der Empfänger dieser Rechnung, wenden Sie sich bitte an die Firma.",
    "Je suis rentré de vacances et j'ai trouvé le dossier de quelqu'un d'autre. Merci de me contacter.",
    "Estaba de vacaciones cuando recibí la carta. Llámeme.",
    "Byłem na urlopie, gdy przyszedł list. Proszę o kontakt.",
    "Ero in ferie quando è arrivata la lettera di un altro.",
    "Jeg var på ferie, da brevet kom. Ring til mig.",
    "Jag var på semester när brevet kom. Ring mig.",
    "I was on holiday when the letter came. Please contact me.",
    "Mijn collega werkt niet meer bij ons maar kan nog in het systeem.",
    "Ik werk niet bij dat bedrijf, en toch kreeg ik die lijst. Kunt u contact opnemen?",
    "STATUS",
    "BEVESTIG collega is met vakantie, contact opnemen na maandag",
]


def an_answer(words: str, subject: str = "Re: [DL-2026-0001]") -> IncomingMail:
    head = f"From: piet@x.example\nSubject: {subject}\nIn-Reply-To: <letter@juist.example>\n"
    return read_mail(f"{head}Content-Type: text/plain; charset=utf-8\n\n{words}".encode())


@pytest.mark.parametrize(("language", "words"), [(language, words) for language in AWAY for words in AWAY[language]])
def test_an_answer_that_only_speaks_of_absence_is_automatic(language: str, words: str) -> None:
    assert is_automatic(an_answer(words)), language


@pytest.mark.parametrize("words", PRESENT)
def test_an_answer_of_somebody_who_is_there_is_not(words: str) -> None:
    assert not is_automatic(an_answer(words))


@pytest.mark.parametrize("words", [words for language in AWAY for words in AWAY[language]])
def test_the_same_words_in_a_first_mail_are_a_persons(words: str) -> None:
    mail = read_mail(f"From: a@x.example\nSubject: lek\nContent-Type: text/plain; charset=utf-8\n\n{words}".encode())
    assert not is_automatic(mail)


@pytest.mark.parametrize(
    "subject",
    ["Autosvar: x", "Automatisk svar: x", "Automatiskt svar: x", "Frånvarande: x", "Fraværende", "Ikke til stede: x",
     "Poissa: x", "Automaattinen vastaus: x", "Resposta automática: x", "Automatická odpověď: x",
     "Respuesta automatica: x",
     "Abwesenheitsnotiz", "Automatische Antwort : x", "Notification d'absence : x", "Réponse automatique de Paul : x"],
)  # fmt: skip
def test_programs_of_many_languages_write_such_subjects(subject: str) -> None:
    assert is_automatic(an_answer("x", subject))
