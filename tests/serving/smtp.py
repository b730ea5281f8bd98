"""A real SMTP server that keeps what it gets, and can be told to refuse or to hang up."""

import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from serving.certificates import Certificates, own_authority
from serving.machine import free_port, server_folder

from bot.doors import Security, SmtpAccess

USER, PASSWORD = "meldpost", "geheim é wachtwoord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One letter as it was taken."""

    sender: str
    recipient: str
    content: bytes


@dataclass(slots=True, kw_only=True)
class SmtpServer:
    """The running server: three ports, one set of orders."""

    certificates: Certificates
    plain_port: int  #: no TLS, no login
    starttls_port: int  #: login wanted, after STARTTLS
    tls_port: int  #: login wanted
    letters: list[Delivered] = field(default_factory=list)
    connections: int = 0
    answers: dict[str, str] = field(default_factory=dict)  #: "MAIL", "RCPT" or "DATA" -> what to say instead
    refuse_null_sender: bool = False
    hang_up_at: str | None = None  #: "CONNECT", "MAIL", "RCPT", "DATA" or "AFTER DATA" (letter taken, no answer given)

    def reset(self) -> None:
        """Forget letters and orders."""
        self.letters.clear()
        self.answers.clear()
        self.hang_up_at, self.connections, self.refuse_null_sender = None, 0, False

    def access(self, security: Security = Security.TLS, *, password: str = PASSWORD) -> SmtpAccess:
        plain = security is Security.PLAIN
        ports = {Security.PLAIN: self.plain_port, Security.STARTTLS: self.starttls_port, Security.TLS: self.tls_port}
        return SmtpAccess(
            host="127.0.0.1",
            port=ports[security],
            security=security,
            user=None if plain else USER,
            password=None if plain else password,
            ca_file=self.certificates.ca_file,
            timeout=20,
        )


@contextmanager
def smtp_server() -> Iterator[SmtpServer]:
    """Starts the three ports in threads and stops them."""
    with server_folder("smtp") as folder:
        server = SmtpServer(
            certificates=own_authority(folder), plain_port=free_port(), starttls_port=free_port(), tls_port=free_port()
        )
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(server.certificates.cert_file, server.certificates.key_file)
        login: dict[str, Any] = {"auth_required": True, "authenticator": _check_login}
        ports = (
            _Port(server, server.plain_port, {}),
            _Port(server, server.starttls_port, {**login, "tls_context": tls, "require_starttls": True}),
            _Port(server, server.tls_port, {**login, "auth_require_tls": False}, ssl_context=tls),
        )
        for port in ports:
            port.start()
        try:
            yield server
        finally:
            for port in ports:
                port.stop()


class _Port(Controller):
    def __init__(self, orders: SmtpServer, port: int, options: dict[str, Any], **controller: Any) -> None:
        self._orders, self._options = orders, options
        super().__init__(_Handler(orders), hostname="127.0.0.1", port=port, **controller)

    def factory(self) -> SMTP:
        with warnings.catch_warnings(action="ignore"):  # aiosmtpd cannot know that this port speaks TLS all along
            return _Protocol(
                self._orders, self.handler, enable_SMTPUTF8=True, hostname="mx.test.example", **self._options
            )


class _Protocol(SMTP):
    def __init__(self, orders: SmtpServer, *args: Any, **options: Any) -> None:
        self._orders = orders
        super().__init__(*args, **options)

    def connection_made(self, transport: Any) -> None:
        self._orders.connections += 1
        super().connection_made(transport)
        if self._orders.hang_up_at == "CONNECT":
            transport.abort()


class _Handler:
    def __init__(self, orders: SmtpServer) -> None:
        self._orders = orders

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        if answer := self._ordered("MAIL", server):
            return answer
        if self._orders.refuse_null_sender and sender in ("", "<>"):
            return "550 5.7.1 a sender is wanted"
        envelope.mail_from = sender
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, rcpt: str, options: list[str]
    ) -> str:
        if answer := self._ordered("RCPT", server):
            return answer
        envelope.rcpt_tos.append(rcpt)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if answer := self._ordered("DATA", server):
            return answer
        deliver = partial(
            Delivered, sender=(envelope.mail_from or "").replace("<>", ""), content=envelope.original_content or b""
        )
        self._orders.letters.extend(deliver(recipient=recipient) for recipient in envelope.rcpt_tos)
        return self._ordered("AFTER DATA", server) or "250 OK"

    def _ordered(self, moment: str, server: Any) -> str | None:
        if self._orders.hang_up_at == moment:
            server.transport.abort()
            return "421 gone"
        return self._orders.answers.get(moment)


def _check_login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
    good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)
