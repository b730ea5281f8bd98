"""What the sender typed now, apart from quotes, signature and small print."""

import os
from pathlib import Path

import pytest

from bot.reading.own_words import LONGEST, own_words

CORPORA = Path(os.environ.get("MELDPOST_CORPORA", Path(__file__).resolve().parents[4] / "shared" / "corpora"))
FLOOR = 1.0  # of the 32 fixtures; lower it only with a reason beside it

OLD = "Van: Meldpost <post@juist.example>\nVerzonden: ma 3 maart 2025 10:15\nAan: Jan\nOnderwerp: DL-2026-0001\n\nNEE"
SMALL_PRINT = (
    "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde. Indien u niet de geadresseerde bent, "
    "verzoeken wij u dit bericht te vernietigen."
)

ANSWERS = [
    ("JA\n\nOp ma 3 mrt. 2025 om 10:15 schreef Meldpost <post@juist.example>:\n> NEE", "JA"),
    (f"JA\n\n{OLD}", "JA"),
    (f"JA\n\n________________________________\n{OLD}", "JA"),
    ("JA\n\n-----Oorspronkelijk bericht-----\nVan: Meldpost\nVerzonden: ma\n\nNEE", "JA"),
    ("JA\n\nOp 3 mrt. 2025 om 10:15 heeft Jan <jan@x.example> het volgende geschreven:\n\nNEE", "JA"),
    ("JA\n\nJan schreef op 2025-03-03 10:15:\n> NEE", "JA"),
    ("JA\r\n\r\n> NEE\r\n> NEE", "JA"),
    ("Yes.\n\nOn Monday, 3 March 2025 at 10:15:00 CET, Jan <jan@x.example> wrote:\n\n\nold", "Yes."),
    ("Yes.\n\nFrom: Jan [mailto:jan@x.example]\nSent: Monday\nTo: Piet\nSubject: x\n\nold", "Yes."),
    ("Ja.\n\nAm 03.03.25 um 10:15 schrieb Max Muster:\n> alt", "Ja."),
    ("Ja.\n\nVon: Max\nDatum: Montag, 3. März 2025 um 10:15\nAn: Eva\nBetreff: x\nalt", "Ja."),
    ("Oui.\n\nLe lun. 3 mars 2025 à 10:15, Jean Dupont <jean@x.example> a écrit :\n\n> ancien", "Oui."),
    ("Oui.\n\nDe : Jean <j@x.example>\nEnvoyé : lundi 3 mars\nÀ : Paul\nObjet : Re: x\n\nancien", "Oui."),
    ("Sí.\n\nEl lun, 3 mar 2025 a las 10:15, Juan (<juan@x.example>) escribió:\n\n> viejo", "Sí."),
    ("Tak.\n\npon., 3 mar 2025 o 10:15 Jan Kowalski <jan@x.example> napisał(a):\n\n> stare", "Tak."),
    ("Tak.\n\nOd: Jan <jan@x.example>\nWysłano: poniedziałek\nDo: Ewa\nTemat: x\n\nstare", "Tak."),
    ("W dniu 3.03.2025 o 10:15, Jan pisze:\n> stare\n\nTak.", "Tak."),
    ("JA\n\nCiteren Jan <j@x.example>:\n\n> NEE", "JA"),
    ("Op 3 maart 2025 10:15 schreef Jan <j@x.example>:\n> Een lek?\nJa.\n> En nu?\nBellen.", "Ja.\nBellen."),
]

FORWARDS = [
    (
        "---------- Forwarded message ---------\nVan: Jan <j@x.example>\nDate: ma\nSubject: lek\nTo: x\n\nIk vond iets",
        "",
    ),
    (
        "Zie onder.\n\nBegin doorgestuurd bericht:\n\n> Van: Jan <j@x.example>\n> Onderwerp: x\n>\n> Ik vond",
        "Zie onder.",
    ),
    ("*From:* Jan <j@x.example>\n*Sent:* Monday\n*To:* P\n*Subject:* x\n\nold", ""),
]

ENDINGS = [
    ("Ik kreeg een brief.\n\n-- \nJan Jansen\nTel 0612345678", "Ik kreeg een brief."),
    ("Ik kreeg een brief.\n\nGroet,\nJan\n\nVerzonden vanaf mijn iPhone", "Ik kreeg een brief.\n\nGroet,\nJan"),
    ("Ik kreeg een brief.\n\nVerstuurd vanaf mijn Samsung Galaxy-smartphone.", "Ik kreeg een brief."),
    ("Ik kreeg een brief.\n\nOutlook voor iOS downloaden<https://aka.example/o>", "Ik kreeg een brief."),
    (f"Graag bellen.\n\nGroet Jan\n\n{SMALL_PRINT}", "Graag bellen.\n\nGroet Jan"),
]

DEVICES = [
    "Verzonden vanuit Outlook",
    "Verstuurd via Outlook voor Android",
    "Van mijn iPad verstuurd",
    "Verzonden met Proton Mail voor iOS",
    "Sent from my iPhone",
    "Sent from a mobile device, please excuse brevity.",
    "Get Outlook for iOS",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Télécharger Outlook pour iOS",
    "Enviado desde mi iPhone",
    "Wysłane z iPhone'a",
    "Inviato dal mio iPad",
    "-- \nSent from my iPhone",
]

STAYS_WHOLE = [
    "Deze e-mail was niet voor mij bestemd, ik ben niet de geadresseerde. Er staan nummers van anderen in.",
    "Hallo,\n\nOp 12 mei schreef een medewerker mij:\n\nuw dossier ligt klaar\n\nmaar dat was van een ander.",
    "Op 3 mei 2025 om 10:15 vond ik een map:\n\n- paspoort\n- loonstrook",
    "Naam: Jan\nDatum: 3 mei\nLocatie: Utrecht\n\nIk vond een stick.",
    "Melding\nVan: Jan Jansen\nAan: Juist\nDatum: 3 mei 2026\nOnderwerp: brief\n\nIk kreeg een brief van een ander.",
    "> Is dit een lek?\nJa, dit is er een.",
    "> alleen een citaat",
    "Dit kreeg ik van jan@x.example:\n\nuw dossier\n\nDat is niet van mij.",
    "Adressen:\na: b\ndo: 12\nzie http://x.example",
    "Eerst dit\n--\nEn dan een lang verhaal\n" + "nog een regel\n" * 20,
    "Verzonden brieven lagen op straat.\nIk vond ze.\nBij de deur.\nAllemaal open.",
    SMALL_PRINT,
]


@pytest.mark.parametrize(("text", "own"), ANSWERS + FORWARDS + ENDINGS)
def test_only_what_was_typed_now_remains(text: str, own: str) -> None:
    assert own_words(text).own == own


@pytest.mark.parametrize("line", DEVICES)
def test_what_a_device_adds_is_no_word_of_the_sender(line: str) -> None:
    assert own_words(f"Ik vond een lijst.\n\n{line}").own == "Ik vond een lijst."


@pytest.mark.parametrize("text", STAYS_WHOLE)
def test_what_looks_like_a_quote_and_is_none_stays(text: str) -> None:
    assert own_words(text).own.split() == text.split()


@pytest.mark.parametrize("text", [text for text, _ in ANSWERS + FORWARDS + ENDINGS] + STAYS_WHOLE)
def test_no_word_is_lost(text: str) -> None:
    parts = own_words(text)
    assert sorted(f"{parts.own} {parts.quoted} {parts.signature}".split()) == sorted(text.split())


def test_the_signature_is_kept_apart() -> None:
    assert "0612345678" in own_words("Ik kreeg een brief.\n\n-- \nJan\nTel 0612345678").signature


def test_invisible_letters_and_hard_spaces_do_not_hide_words() -> None:
    assert own_words("BE\u200bVES\u00adTIG\u00a0dit\ufeff").own == "BEVESTIG dit"


HOSTILE = {
    "empty lines": "\n" * LONGEST,
    "delimiters": "--\n" * 130_000,
    "attributions": "On 1 Jan 2020 10:00 a wrote:\n" * 14_000,
    "quotes": ">\n" * 200_000,
    "headers": "a:\n" * 130_000,
    "colons": "a b:\n" * 80_000,
    "spaces": " " * LONGEST,
    "one long line": "On " * 130_000,
    "half addresses": "On 1 a@b\n" * 40_000,
    "dashes": "- " * 200_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_bounded_time(name: str) -> None:
    own_words(HOSTILE[name])


def test_the_collected_answers_are_read_as_well_as_before() -> None:
    folder = CORPORA / "replies"
    if not folder.is_dir():
        pytest.skip("no collected mail: set MELDPOST_CORPORA to its folder")
    pairs = [(mail, folder / "own_words" / mail.name) for mail in sorted((folder / "emails").glob("*.txt"))]
    right = sum(own_words(_read(mail)).own.split() == _read(own).split() for mail, own in pairs)
    assert right >= FLOOR * len(pairs)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
