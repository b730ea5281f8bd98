"""A drill: a marked report that goes the whole way, from the mail server to the officers' alarm, with a stopwatch."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from bot.doors import Sender
from bot.drill_steps import steps_of
from bot.gates.drill_mark import DRILL_HEADER, drill_code
from bot.office import Office
from register_store.drill_case import is_drill
from replies.digest_parts import DrillTold
from replies.drill_report import drill_words

#: So often the books are looked at while we wait.
LOOKED_EVERY = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A drill on its way."""

    message_id: str
    at: datetime


def send_drill(office: Office, sender: Sender) -> Sent:
    """Post the mail through the organisation's own server to its own mailbox; raises `SenderError`."""
    mailbox, now = office.organisation.mailbox, office.clock()
    nonce = secrets.token_hex(8)
    sent = Sent(message_id=f"<drill.{nonce}@{mailbox.rpartition('@')[2]}>", at=now)
    sender.send(mailbox, mailbox, _mail(office, sent, nonce).as_bytes())
    sender.close()
    return sent


def wait_for(office: Office, sent: Sent, pause: Callable[[float], None], patience: float) -> DrillTold | None:
    """What the books tell once the alarm has gone, or when patience is over; None: nobody has seen the mail."""
    told = None
    for _ in range(max(1, int(patience / LOOKED_EVERY))):
        pause(LOOKED_EVERY)
        told = _told(office, sent)
        if told and (told.alarmed_after is not None or not told.is_recognised):
            break
    return told


def lines_of(told: DrillTold | None) -> Iterator[str]:
    """What `meldpost drill` prints."""
    if told is None:
        yield "The mail was not judged in time. Is `meldpost run` at work, and does it read this mailbox?"
        return
    yield f"{told.reference}: arrived after {_seconds(told.arrived_after)}"
    yield f"{told.reference}: judged after {_seconds(told.judged_after)}"
    if not told.is_recognised:
        yield f"{told.reference}: NOT RECOGNISED as a report. Have somebody look at the classifier."
        return
    if told.alarmed_after is None:
        yield f"{told.reference}: NO ALARM has left yet. Look at the outgoing mail server."
        return
    yield f"{told.reference}: alarm sent after {_seconds(told.alarmed_after)}"
    yield f"{told.reference}: no receipt, as it should be. The digest tells whether an officer takes it."


def is_well(told: DrillTold | None) -> bool:
    """Did every step happen?"""
    return told is not None and told.is_recognised and told.alarmed_after is not None


def _told(office: Office, sent: Sent) -> DrillTold | None:
    with office.bookcase.transaction() as books:
        for case in books.register.every_case():
            if is_drill(case.reference) and case.opened_at >= sent.at - timedelta(minutes=5):
                mails = books.register.mails_of(case.reference)
                if any(mail["message_id"] == sent.message_id for mail in mails):
                    return steps_of(books, case)
    return None


def _mail(office: Office, sent: Sent, nonce: str) -> EmailMessage:
    organisation, moment = office.organisation, sent.at.isoformat()
    subject, text = drill_words("nl" if organisation.language == "nl" else "en", nonce, sent.at)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = mail["To"] = organisation.mailbox
    mail["Subject"] = subject
    mail["Date"] = sent.at
    mail["Message-ID"] = sent.message_id
    code = drill_code(office.bookcase.keys.mark, organisation.key, sent.message_id, moment)
    mail[DRILL_HEADER] = f"{moment} {code}"
    mail.set_content(text)
    return mail


def _seconds(span: timedelta | None) -> str:
    return f"{span.total_seconds():.0f} seconds" if span is not None else "an unknown time"
