"""An officer's DKIM-signed command works and a stranger's does not: real IMAP, real SMTP, DNS answers handed in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from house import JUIST, KARIN, House, parsed
from mails import REPORT, a_mail
from officer_talk import code_in, events_of
from servers import Mailbox, SmtpServer

from bot.direct_reader import DirectReader
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender
from bot.reader import Belief
from register_store.case import CaseState
from register_store.event_chain import EventKind
from register_store.organisation import Proof

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
HEADERS = [b"from", b"to", b"subject", b"message-id", b"in-reply-to", b"references", b"date"]


class SigningDomain:
    """A domain with a DKIM key, and the record its DNS shows."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def record(self) -> bytes:
        form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        return b"v=DKIM1; k=rsa; p=" + b"".join(self._key.public_key().public_bytes(*form).splitlines()[1:-1])

    def sign(self, mail: bytes) -> bytes:
        """The mail as it leaves this domain's server."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        signature: bytes = dkim.sign(mail, b"s1", self.name.encode(), pem, include_headers=HEADERS)
        return signature + mail


OURS, THEIRS = SigningDomain("juist.nl"), SigningDomain("elders.example")


def dns(name: bytes | str, timeout: float = 5) -> bytes | None:
    """Whatever name a mail asks for, only these two domains have a record."""
    asked = (name.decode() if isinstance(name, bytes) else name).rstrip(".")
    return {f"s1._domainkey.{domain.name}": domain.record for domain in (OURS, THEIRS)}.get(asked)


class PostOffice:
    """A house between a real mailbox and a real outgoing server."""

    def __init__(self, house: House, mailbox: Mailbox, smtp: SmtpServer) -> None:
        self.house, self._mailbox, self._smtp = house, mailbox, smtp

    def receives(self, mail: bytes) -> None:
        self._mailbox.append(mail, at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
        self.house.rounds.turn()

    def to_karin(self) -> list[EmailMessage]:
        return [parsed(one.content) for one in self._smtp.letters if one.recipient == KARIN.address]

    def refusals(self) -> list[str]:
        events = events_of(self.house, "DL-2026-0001")
        return [str((event.payload or {})["reason"]) for event in events if event.kind is EventKind.REFUSED]


@pytest.fixture
def post(
    tmp_path: Path, clock: object, reader: DirectReader, mailbox: Mailbox, smtp: SmtpServer
) -> Iterator[PostOffice]:
    house = House(
        tmp_path,
        clock,  # type: ignore[arg-type]
        organisation=replace(JUIST, proof=Proof.DKIM, authserv_id=""),
        reader=reader,
        belief=Belief(proof=Proof.DKIM, authserv_id="", lookup=dns),
        inbox=ImapInbox(mailbox.access()),
        sender=SmtpSender(smtp.access()),
    )
    house.start()
    office = PostOffice(house, mailbox, smtp)
    office.receives(a_mail(REPORT))
    yield office
    house.inbox.close()
    house.sender.close()


def command(post: PostOffice, text: str, sender: str = FROM_KARIN) -> bytes:
    """An answer to Karin's alarm, not yet signed by anybody."""
    alarm = post.to_karin()[0]
    when = "Mon, 02 Mar 2026 09:58:00 +0100"
    return a_mail(text, sender=sender, subject=f"Re: {alarm['Subject']}", answers=str(alarm["Message-ID"]), Date=when)


def test_an_officers_signed_command_is_carried_out_and_answered(post: PostOffice) -> None:
    post.receives(OURS.sign(command(post, "BEVESTIG: loonstrook verwisseld")))
    assert post.house.cases()[0].state is CaseState.BREACH_ESTABLISHED
    answer = post.to_karin()[-1]
    assert str(answer["Auto-Submitted"]) == "auto-replied"
    assert code_in(answer) is None
    assert post.refusals() == []


def test_what_others_sign_or_change_in_an_officers_name_is_not_and_he_is_told(post: PostOffice) -> None:
    signed = OURS.sign(command(post, "BEVESTIG: loonstrook verwisseld"))
    attacks = [
        THEIRS.sign(command(post, "BEVESTIG")),  # signed, not by the domain in the From
        command(post, "BEVESTIG: zonder handtekening"),
        signed.replace(b"verwisseld", b"verwijderd"),
        signed.replace(b"Re: ", b"Re:  ", 1).replace(b"[DL-2026-0001]", b"[DL-2026-0002]"),
        OURS.sign(command(post, "BEVESTIG.", sender="Ellen <ellen@juist.nl>")),  # a colleague who is no officer
        THEIRS.sign(command(post, "BEVESTIG!", sender="Ellen <ellen@elders.example>")),
    ]
    for attack in attacks:
        post.receives(attack)
        assert post.house.cases()[0].state is CaseState.REPORTED
    assert post.refusals() == [*["not_authenticated"] * 4, *["not_an_officer"] * 2]
    codes = [letter for letter in post.to_karin() if code_in(letter)]
    assert len(codes) == 4
