"""The people of the demo who answer: an officer, a stranger in her name, a finder with a screenshot."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from importlib.resources import files

from bot.demo.people import KARIN
from bot.demo.servers import DemoServers
from register_store.case import Case
from register_store.organisation import Organisation


def officers_answer(servers: DemoServers, organisation: Organisation, alarm: str, text: str) -> None:
    """An officer replies from her own mail server, which signs what it sends (DKIM)."""
    mail = _reply(f"{KARIN.name} <{KARIN.address}>", organisation, alarm, f"{text}\n\nVerzonden vanaf mijn iPhone\n")
    signer = servers.demo_key(KARIN.address.rpartition("@")[2])
    servers.submit(signer.sign(mail.as_bytes()), KARIN.address, organisation.mailbox)


def strangers_try(servers: DemoServers, organisation: Organisation, alarm: str, text: str) -> None:
    """Somebody who got hold of a forwarded alarm writes in the officer's name, from elsewhere, unsigned."""
    mail = _reply(f"{KARIN.name} <{KARIN.address}>", organisation, alarm, text)
    servers.submit(mail.as_bytes(), "karin.vos@freemail.example", organisation.mailbox)


def finders_answer(servers: DemoServers, organisation: Organisation, case: Case, receipt: str) -> None:
    """The finder answers his receipt and sends the screenshot it asked for."""
    text = "Hallo, hierbij een schermafdruk. Ik heb de mail en de bijlage daarna verwijderd.\n"
    mail = _reply(f"{case.finder_name} <{case.finder_address}>", organisation, receipt, text)
    picture = (files("bot.demo") / "mails" / "schermafdruk.png").read_bytes()
    mail.add_attachment(picture, maintype="image", subtype="png", filename="schermafdruk.png")
    servers.submit(mail.as_bytes(), case.finder_address or "", organisation.mailbox)


def _reply(sender: str, organisation: Organisation, answers: str, text: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = organisation.mailbox
    mail["Subject"] = "Re: uw bericht"
    mail["Message-ID"] = make_msgid(domain="telefoon.example")
    mail["In-Reply-To"] = answers
    mail["References"] = answers
    mail.set_content(text)
    return mail
