"""The mails of the storm: what each of them is stands in its sender's address, by construction."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from random import Random


class Sort(StrEnum):
    """What a mail is; also the first part of its sender's address."""

    REPORT = "melder"  #: clearly a report by a person: one case, one receipt, one alarm to each officer
    ROBOT_REPORT = "robot"  #: a report that nobody typed: one case, its alarms, no receipt
    ORDINARY = "gewoon"  #: nothing comes of it
    AUTOMATIC = "afwezig"  #: an out-of-office: nothing comes of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """One mail of the storm."""

    number: int
    sort: Sort
    raw: bytes
    seen: bool  #: somebody opened it before the bot did

    @property
    def sender(self) -> str:
        """Its address, which is nobody else's."""
        return address_of(self.sort, self.number)

    @property
    def message_id(self) -> str:
        """Nobody else's either."""
        return f"<storm-{self.number}@buurt{self.number}.example>"


#: Among ten mails.
MIXTURE = {Sort.REPORT: 3, Sort.ROBOT_REPORT: 1, Sort.ORDINARY: 5, Sort.AUTOMATIC: 1}

REPORTS = (
    "Beste mensen,\n\nVanmorgen kreeg ik van jullie een mail met als bijlage de loonstrook van een andere medewerker. "
    "Daar staan haar naam, adres en burgerservicenummer op. Die was duidelijk niet voor mij bedoeld.\n\nGroet,\nSam\n",
    "Hallo,\n\nIk wil een datalek melden. Op jullie portaal zie ik na inloggen de gegevens van een andere klant: naam, "
    "adres, geboortedatum en rekeningnummer. Ik heb een schermafdruk gemaakt.\n\nMet vriendelijke groet,\nSam\n",
    "Goedemiddag,\n\nGisteren stuurden jullie een e-mail naar alle deelnemers met alle e-mailadressen zichtbaar "
    "in het CC-veld. Ik kan zo de adressen en namen van ruim honderd anderen lezen. Dat is een datalek.\n\nSam\n",
    "Dear sir or madam,\n\nToday I received an email from you that was meant for somebody else. Attached was a copy of "
    "her passport and a contract with her name, address and bank account number.\n\nKind regards,\nSam\n",
)
ORDINARY = (
    "Hallo,\n\nHoe laat zijn jullie vrijdag open? Ik wil graag langskomen.\n\nGroet, Sam\n",
    "Beste,\n\nBijgaand de offerte voor het schilderwerk. We kunnen in maart beginnen.\n\nGroet,\nSam\n",
    "Hi,\n\nCould we move our meeting from Tuesday to Thursday at ten? The agenda stays as it is.\n\nBest, Sam\n",
    "Goedemorgen,\n\nDe bestelling van vorige week is niet bezorgd. Wanneer kan ik die verwachten?\n\nGroet, Sam\n",
)
AUTOMATIC = "Dank voor uw bericht. Ik ben met vakantie en lees mijn mail weer op maandag.\n"
_SUBJECTS = {
    Sort.REPORT: "Verkeerde gegevens ontvangen",
    Sort.ROBOT_REPORT: "Melding",
    Sort.ORDINARY: "Vraag",
    Sort.AUTOMATIC: "Automatisch antwoord: afwezig",
}


def mails(amount: int, dice: Random) -> list[Fed]:
    """So many mails, mixed."""
    sorts = dice.choices(list(MIXTURE), list(MIXTURE.values()), k=amount)
    return [_fed(number, sort, dice) for number, sort in enumerate(sorts, start=1)]


def address_of(sort: Sort, number: int) -> str:
    """Every mail has a sender of its own, in a domain of its own."""
    return f"{sort.value}-{number}@buurt{number}.example"


def _fed(number: int, sort: Sort, dice: Random) -> Fed:
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = f"<storm-{number}@buurt{number}.example>"
    mail["From"] = f"Sam <{address_of(sort, number)}>"
    mail["To"] = "mail@juist.nl"
    mail["Subject"] = f"{_SUBJECTS[sort]} ({number})"
    if sort is Sort.AUTOMATIC:
        mail["Auto-Submitted"] = "auto-replied"
    if sort is Sort.ROBOT_REPORT:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(dice.choice(_texts(sort)))
    return Fed(number=number, sort=sort, raw=mail.as_bytes(), seen=dice.random() < 0.2)


def _texts(sort: Sort) -> tuple[str, ...]:
    if sort is Sort.AUTOMATIC:
        return (AUTOMATIC,)
    return ORDINARY if sort is Sort.ORDINARY else REPORTS
