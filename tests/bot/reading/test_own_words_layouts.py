"""How the mail programs that our people use lay out answers, in their languages: sixty answers and what was typed."""

# ruff: noqa: E501  # the layout of a mail is read best in one line

import pytest

from bot.reading.own_words import own_words

OLD = "Geachte mevrouw,\n\nWij hebben uw melding ontvangen.\n\nMet vriendelijke groet,\nMeldpunt"
QUOTED = "\n".join(f"> {line}".rstrip() for line in OLD.splitlines())
ADDRESS = "Meldpunt <meldpunt@juist.example>"
LINE = "_" * 32

#: program -> (text, what was typed)
ANSWERS: dict[str, tuple[str, str]] = {
    # Outlook for Windows and the new one
    "outlook desktop nl": (f"Ja, dat klopt.\n\nVan: {ADDRESS}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan de Boer <jan@x.example>\nOnderwerp: RE: Uw melding [DL-2026-0001]\n\n{OLD}", "Ja, dat klopt."),
    "outlook desktop nl, attachment and importance": (f"Ja, dat klopt.\n\nVan: {ADDRESS}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nCC: Piet\nOnderwerp: RE: Uw melding\nBijlagen: brief.pdf\nUrgentie: Hoog\n\n{OLD}", "Ja, dat klopt."),
    "outlook desktop en": (f"Yes, it was.\n\nFrom: {ADDRESS}\nSent: Monday, 3 March 2025 10:15\nTo: Jan <jan@x.example>\nSubject: RE: Your report\n\nold", "Yes, it was."),
    "outlook desktop de": (f"Ja, genau.\n\nVon: {ADDRESS}\nGesendet: Montag, 3. März 2025 10:15\nAn: Max\nBetreff: AW: Ihre Meldung\n\nalt", "Ja, genau."),
    "outlook desktop fr": (f"Oui, c'est ça.\n\nDe : {ADDRESS}\nEnvoyé : lundi 3 mars 2025 10:15\nÀ : Paul\nObjet : RE: Votre signalement\n\nancien", "Oui, c'est ça."),
    "outlook bold labels": (f"Ja.\n\n*Van:* {ADDRESS}\n*Verzonden:* maandag 3 maart 2025 10:15\n*Aan:* Jan\n*Onderwerp:* RE: x\n\noud", "Ja."),
    "outlook web nl with a line": (f"Ja.\n\n{LINE}\nVan: {ADDRESS}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nOnderwerp: RE: x\n\noud", "Ja."),
    "outlook web nl, labels in two halves": (f"Ja.\n\n{LINE}\nVan: Meldpunt\n<meldpunt@juist.example>\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nOnderwerp: RE: x\n\noud", "Ja."),
    "outlook ios nl": (f"Ja.\n\nOutlook voor iOS downloaden<https://aka.example/o0ukef>\n{LINE}\nVan: {ADDRESS}\nVerzonden: Monday, March 3, 2025 10:15:00 AM\nAan: Jan\nOnderwerp: x\n\noud", "Ja."),
    "outlook android nl": (f"Ja.\n\nVerkrijg Outlook voor Android<https://aka.example/AAb9ysg>\n{LINE}\nFrom: {ADDRESS}\nSent: Monday, March 3, 2025 10:15:00 AM\nTo: Jan\nSubject: x\n\noud", "Ja."),
    "outlook ios nl, new wording": (f"Ja.\n\nVerzonden via Outlook voor iOS<https://aka.example/o0ukef>\n{LINE}\nVan: {ADDRESS}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nOnderwerp: x\n\noud", "Ja."),
    "outlook mac nl": (f"Ja.\n\nVan: {ADDRESS}\nDatum: maandag 3 maart 2025 om 10:15\nAan: Jan <jan@x.example>\nOnderwerp: Re: x\n\noud", "Ja."),
    "outlook mac fr": (f"Oui.\n\nDe : {ADDRESS}\nDate : lundi, 3 mars 2025 à 10:15\nÀ : Paul\nObjet : Re: x\n\nancien", "Oui."),
    "outlook classic original message": ("Ja.\n\n-----Oorspronkelijk bericht-----\nVan: Meldpunt [mailto:meldpunt@juist.example]\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nOnderwerp: x\n\noud", "Ja."),
    "outlook pictures in plain text": (f"Zie hier:\n\n[cid:image001.png@01DB8C1E.5A2F3C40]\n\nKlopt dat?\n\nVan: {ADDRESS}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nOnderwerp: x\n\noud", "Zie hier:\n\nKlopt dat?"),
    "outlook removed picture": ("Ja.\n\n[Afbeelding verwijderd door afzender.]\n\n-- \nJan", "Ja."),
    "outlook external warning nl": (f"U ontvangt niet vaak e-mail van jan@x.example. Meer informatie over waarom dit belangrijk is<https://aka.example/L>\n\nJa.\n\nVan: {ADDRESS}\nVerzonden: ma\nAan: Jan\nOnderwerp: x\n\noud", "U ontvangt niet vaak e-mail van jan@x.example. Meer informatie over waarom dit belangrijk is<https://aka.example/L>\n\nJa."),
    # Gmail
    "gmail web nl": (f"Ja, dat klopt.\n\nOp ma 3 mrt 2025 om 10:15 schreef {ADDRESS}:\n\n{QUOTED}", "Ja, dat klopt."),
    "gmail web nl, wrapped": (f"Ja.\n\nOp ma 3 mrt 2025 om 10:15 schreef Meldpunt datalekken van Stichting Juist <\nmeldpunt@juist.example>:\n\n{QUOTED}", "Ja."),
    "gmail web de": (f"Ja.\n\nAm Mo., 3. März 2025 um 10:15 Uhr schrieb {ADDRESS}:\n\n> alt", "Ja."),
    "gmail web fr": (f"Oui.\n\nLe lun. 3 mars 2025 à 10:15, {ADDRESS} a écrit :\n\n> ancien", "Oui."),
    "gmail web en, narrow space": (f"Yes.\n\nOn Mon, Mar 3, 2025 at 10:15\u202fAM {ADDRESS} wrote:\n\n> old", "Yes."),
    "gmail app nl, no quote marks": (f"Ja.\n\nOp ma 3 mrt 2025 10:15 schreef Meldpunt <meldpunt@juist.example>:\n\n{OLD}", "Ja."),
    "gmail inline answers": (f"Op ma 3 mrt 2025 om 10:15 schreef {ADDRESS}:\n\n> Hoeveel personen?\n\nOngeveer twaalf.\n\n> Sinds wanneer?\n\nSinds gisteren.\n", "Ongeveer twaalf.\n\n\nSinds gisteren."),
    "gmail signature": ("Ja.\n\n-- \nJan de Boer\n06 12345678", "Ja."),
    "gmail mailto in the line": ("Ja.\n\nOp ma 3 mrt 2025 om 10:15 schreef Meldpunt <meldpunt@juist.example\n<mailto:meldpunt@juist.example>>:\n\n> oud", "Ja."),
    # Apple
    "iphone nl": (f"Ja, dat klopt.\n\nVerstuurd vanaf mijn iPhone\n\n> Op 3 mrt 2025 om 10:15 heeft {ADDRESS} het volgende geschreven:\n>\n> oud", "Ja, dat klopt."),
    "iphone nl, mark not quoted": (f"Ja.\n\nVerstuurd vanaf mijn iPhone\n\nOp 3 mrt 2025 om 10:15 heeft {ADDRESS} het volgende geschreven:\n\n> oud\n> \n> ouder", "Ja."),
    "apple mail nl": (f"Ja.\n\nOp 3 mrt 2025, om 10:15 heeft {ADDRESS} het volgende geschreven:\n\n> oud", "Ja."),
    "apple mail nl, no quote marks": (f"Ja.\n\nGroet, Jan\n\nOp 3 mrt 2025 om 10:15 heeft Meldpunt <meldpunt@juist.example> het volgende geschreven:\n\n{OLD}", "Ja.\n\nGroet, Jan"),
    "iphone de": (f"Ja.\n\nVon meinem iPhone gesendet\n\n> Am 03.03.2025 um 10:15 schrieb {ADDRESS}:\n> \n> alt", "Ja."),
    "iphone fr": (f"Oui.\n\nEnvoyé de mon iPhone\n\n> Le 3 mars 2025 à 10:15, {ADDRESS} a écrit :\n> \n> ancien", "Oui."),
    "iphone en with picture mark": (f"Yes\n\nSent from my iPhone\n\n> On 3 Mar 2025, at 10:15, {ADDRESS} wrote:\n> \n> \ufeff old", "Yes"),
    # Thunderbird, Roundcube, K-9, Samsung, Proton, Ziggo and KPN
    "thunderbird nl": (f"Op 3-3-2025 om 10:15 schreef Meldpunt:\n{QUOTED}\n\nJa, dat klopt.\n", "Ja, dat klopt."),
    "thunderbird nl, date at the end": ("Ja.\n\nMeldpunt schreef op 3-3-2025 om 10:15:\n> oud", "Ja."),
    "thunderbird en": ("On 03/03/2025 10:15, Meldpunt wrote:\n> old\nYes.", "Yes."),
    "thunderbird de": ("Am 03.03.2025 um 10:15 schrieb Meldpunt:\n> alt\n\nJa.\n\n-- \nMax", "Ja."),
    "roundcube nl": ("Ja.\n\nMeldpunt schreef op 2025-03-03 10:15:\n\n> oud\n> ouder", "Ja."),
    "roundcube en": ("Yes.\n\nOn 2025-03-03 10:15, Meldpunt wrote:\n\n> old", "Yes."),
    "k-9 nl": ("Ja.\n\nOp 3 maart 2025 10:15:00 CET schreef Meldpunt <meldpunt@juist.example>:\n>oud\n>\n>ouder\n\n-- \nVerzonden vanaf mijn Android apparaat met K-9 Mail. Excuseer mijn beknoptheid.", "Ja."),
    "samsung nl": ("Ja.\n\nVerzonden vanaf mijn Galaxy\n\n\n-------- Oorspronkelijk bericht --------\nVan: Meldpunt <meldpunt@juist.example>\nDatum: 03-03-2025 10:15 (GMT+01:00)\nAan: Jan\nOnderwerp: x\n\noud", "Ja."),
    "samsung de": ("Ja.\n\nVon meinem Galaxy gesendet\n\n-------- Ursprüngliche Nachricht --------\nVon: Meldpunt\nDatum: 03.03.25 10:15 (GMT+01:00)\nAn: Max\nBetreff: x\n\nalt", "Ja."),
    "proton nl": ("Ja.\n\nVerzonden met Proton Mail beveiligde e-mail.\n\nOp maandag 3 maart 2025 om 10:15 schreef Meldpunt <meldpunt@juist.example>:\n\n> oud", "Ja."),
    "proton en": ("Yes.\n\nSent with Proton Mail secure email.\n\nOn Monday, March 3rd, 2025 at 10:15, Meldpunt <meldpunt@juist.example> wrote:\n\n> old", "Yes."),
    "proton, iphone": ("Ja.\n\nVerzonden vanuit Proton Mail voor iOS.\n\n-------- Oorspronkelijk bericht --------\nOp 3 mrt 2025, 10:15, Meldpunt < meldpunt@juist.example> schreef:\n\noud", "Ja."),
    "ziggo webmail": ("Ja.\n\n------ Origineel bericht ------\nVan: meldpunt@juist.example\nAan: jan@x.example\nVerzonden: maandag 3 maart 2025 10:15\nOnderwerp: x\n\noud", "Ja."),
    "kpn webmail (open-xchange)": ("Ja.\n\n> Op 03-03-2025 10:15 CET schreef Meldpunt <meldpunt@juist.example>:\n>\n>\n> oud", "Ja."),
    "yahoo nl": ("Ja.\n\nOp maandag 3 maart 2025 om 10:15:00 CET schreef Meldpunt <meldpunt@juist.example>:\n\n\noud", "Ja."),
    "em client": ("Ja.\n\n------ Origineel bericht ------\nVan \"Meldpunt\" <meldpunt@juist.example>\nAan \"Jan\" <jan@x.example>\nDatum 3-3-2025 10:15:00\nOnderwerp x\n\noud", "Ja."),
    "windows mail": (f"Ja.\n\nVerzonden vanuit Mail voor Windows\n\nVan: {ADDRESS}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Jan\nOnderwerp: x\n\noud", "Ja."),
    "answers in red": ("Zie mijn antwoorden hieronder in rood.\n\nVan: Meldpunt\nVerzonden: ma 3 maart 2025 10:15\nAan: Jan\nOnderwerp: x\n\nHoeveel? Twaalf.", "Zie mijn antwoorden hieronder in rood."),
    # signatures and small print of organisations
    "contact details under the name": ("De lijst stond open.\n\nMet vriendelijke groet,\n\nJan de Boer\nAdviseur inkoop\n\nStichting Juist | Postbus 12 | 3500 AA Utrecht\nT 030 123 45 67 | M 06 12345678\nwww.juist.example | KvK 12345678\nAanwezig: ma, di, do", "De lijst stond open.\n\nMet vriendelijke groet,\n\nJan de Boer"),
    "contact details, letters before the colon": ("Graag bellen.\n\nMvg,\nEls Vos\nTeamleider Zorg\nTel: 010-1234567\nE-mail: els@x.example\nWerkdagen: ma t/m do", "Graag bellen.\n\nMvg,\nEls Vos"),
    "contact details en": ("Please call me.\n\nKind regards,\n\nJane Smith\nAccount manager | Acme Ltd\nT: +44 20 7946 0000\nW: www.acme.example", "Please call me.\n\nKind regards,\n\nJane Smith"),
    "contact details de": ("Bitte anrufen.\n\nMit freundlichen Grüßen\nMax Muster\nMuster GmbH\nTel. +49 30 123456\nmax@muster.example\nHRB 1234 Amtsgericht Berlin", "Bitte anrufen.\n\nMit freundlichen Grüßen\nMax Muster"),
    "small print nl and en": ("Graag bellen.\n\nGroet, Jan\n\nDe informatie in dit e-mailbericht is uitsluitend bestemd voor de geadresseerde. Gebruik door anderen is niet toegestaan en openbaarmaking is verboden.\n\nThis message is intended solely for the addressee and may contain confidential information.", "Graag bellen.\n\nGroet, Jan"),
    "small print of a municipality": ("Bel mij.\n\nAan dit bericht kunnen geen rechten worden ontleend. Dit bericht is alleen bestemd voor de geadresseerde. Als dit bericht niet voor u bestemd is, verzoeken wij u dit onmiddellijk aan ons te melden en de inhoud te vernietigen.", "Bel mij."),
    "small print of a ministry": ("Bel mij.\n\nDit bericht kan informatie bevatten die niet voor u is bestemd. Indien u niet de geadresseerde bent of dit bericht abusievelijk aan u is toegezonden, wordt u verzocht dat aan de afzender te melden en het bericht te verwijderen. De Staat aanvaardt geen aansprakelijkheid voor schade, van welke aard ook.", "Bel mij."),
    "think of the environment": ("Bel mij.\n\nGroet Jan\n\nDenk aan het milieu voordat u deze e-mail print.", "Bel mij.\n\nGroet Jan"),
    "virus-free footer": ("Bel mij.\n\n<https://www.avast.example/sig>\tVirusvrij.www.avast.com\n<#DAB4FAD8>", "Bel mij."),
}  # fmt: skip

STAYS: dict[str, str] = {
    "a number to call inside the report": "Ik kreeg een brief van iemand anders.\n\nMet vriendelijke groet,\nJan\n\nPs. in de brief staat ook een rekeningnummer en een BSN van die persoon.",
    "a list of contact details as evidence": "In de lijst stonden:\n\nJan de Boer\nT 030 123 45 67\njan@x.example\n\nPiet Vos\nT 010 765 43 21\npiet@x.example",
    "a telephone number alone": "U kunt mij bellen.\n\nGroet,\nJan\n06 12345678",
    "the words of small print in a report": "Onderaan staat dat het vertrouwelijk is en uitsluitend bestemd voor een ander. Ik heb het niet vernietigd.",
    "a sentence under the name": "Dit vond ik.\n\nGroet,\nJan\n\nT 030 123 45 67 is het nummer dat in de brief van mevrouw Vos stond, samen met www.x.example en haar geboortedatum.",
}  # fmt: skip


@pytest.mark.parametrize("program", ANSWERS)
def test_what_was_typed_is_found_in_the_layout_of(program: str) -> None:
    text, typed = ANSWERS[program]
    assert own_words(text).own == typed


@pytest.mark.parametrize("kind", STAYS)
def test_a_report_stays_whole_that_holds(kind: str) -> None:
    assert own_words(STAYS[kind]).own == STAYS[kind]


@pytest.mark.parametrize("program", ANSWERS)
def test_no_word_is_lost_in_the_layout_of(program: str) -> None:
    text = ANSWERS[program][0].replace("\ufeff", "")
    parts = own_words(text)
    assert sorted(f"{parts.own} {parts.quoted} {parts.signature}".split()) == sorted(text.split())
