"""Tokens for tests: who makes them (JWT, RFC 7519), a mail server that takes them, an authority that gives them."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, AuthResult
from serving.certificates import Certificates, own_authority
from serving.machine import free_port, server_folder

from bot.doors import Security, SmtpAccess


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssuer:
    """Signs tokens with one key (HS256)."""

    name: str = "https://issuer.example"
    key: bytes = b"a key for tests, thirty-two octets"

    @property
    def key_in_base64(self) -> str:
        return base64.b64encode(self.key).decode("ascii")

    def token(self, user: str, *, lasts: timedelta = timedelta(hours=1)) -> str:
        expires = int((datetime.now(UTC) + lasts).timestamp())
        head = _part({"alg": "HS256", "typ": "JWT"})
        body = _part({"iss": self.name, "email": user, "sub": user, "exp": expires})
        signature = hmac.new(self.key, f"{head}.{body}".encode(), hashlib.sha256).digest()
        return f"{head}.{body}.{_base64url(signature)}"


@dataclass(slots=True, kw_only=True)
class TokenSmtp:
    """An SMTP server that takes tokens, and keeps what was shown to it."""

    certificates: Certificates
    port: int
    taken: set[bytes] = field(default_factory=set)  #: the XOAUTH2 answers it lets in
    last_answers: list[bytes] = field(default_factory=list)  #: what came after the reason of a refusal
    letters: list[bytes] = field(default_factory=list)

    def access(self, **sign_in: Any) -> SmtpAccess:
        return SmtpAccess(
            host="127.0.0.1",
            port=self.port,
            security=Security.TLS,
            ca_file=self.certificates.ca_file,
            timeout=20,
            **sign_in,
        )


@contextmanager
def token_smtp() -> Iterator[TokenSmtp]:
    """Starts the server in a thread and stops it."""
    with server_folder("token-smtp") as folder:
        server = TokenSmtp(certificates=own_authority(folder), port=free_port())
        port = _Port(server, ssl_context=_server_tls(server.certificates))
        port.start()
        try:
            yield server
        finally:
            port.stop()


class _Port(Controller):
    def __init__(self, server: TokenSmtp, **options: Any) -> None:
        self._server = server
        super().__init__(_Taking(server), hostname="127.0.0.1", port=server.port, **options)

    def factory(self) -> SMTP:
        with warnings.catch_warnings(action="ignore"):  # aiosmtpd cannot know that this port speaks TLS all along
            protocol = SMTP(
                self.handler, auth_required=True, auth_require_tls=False, auth_exclude_mechanism=["LOGIN", "PLAIN"]
            )
        protocol.command_size_limits["AUTH"] = 12288  # RFC 4954 section 4
        return protocol


class _Taking(Sink):
    def __init__(self, server: TokenSmtp) -> None:
        self._server = server
        super().__init__()

    async def auth_XOAUTH2(self, smtp: SMTP, arguments: list[str]) -> AuthResult:  # noqa: N802
        if base64.b64decode(arguments[1]) in self._server.taken:
            return AuthResult(success=True)
        answer = await smtp.challenge_auth(b'{"status":"400","schemes":"Bearer","scope":"https://mail.example/"}')
        self._server.last_answers.append(answer if isinstance(answer, bytes) else b"*")
        return AuthResult(success=False, handled=False)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self._server.letters.append(envelope.content)
        return "250 OK"


@dataclass(slots=True, kw_only=True)
class Authority:
    """A token endpoint on loopback in the way of Microsoft's: https, a tenant, OpenID Connect discovery."""

    certificates: Certificates
    port: int = 0
    status: int = 200
    answer: dict[str, object] = field(default_factory=dict)  #: what the token endpoint says
    asked: list[dict[str, str]] = field(default_factory=list)  #: what it was asked

    def url(self, tenant: str = "juist.example") -> str:
        return f"https://localhost:{self.port}/{tenant}"


@contextmanager
def token_authority() -> Iterator[Authority]:
    """Listens in a thread; knows the tenant juist.example and no other."""
    with server_folder("authority") as folder:
        authority = Authority(certificates=own_authority(folder))

        class Conversation(_Conversation):
            told = authority

        with ThreadingHTTPServer(("127.0.0.1", 0), Conversation) as server:
            server.daemon_threads = True
            server.socket = _server_tls(authority.certificates).wrap_socket(server.socket, server_side=True)
            authority.port = server.server_address[1]
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
            thread.start()
            try:
                yield authority
            finally:
                server.shutdown()
                thread.join(timeout=10)


class _Conversation(BaseHTTPRequestHandler):
    told: Authority

    def do_GET(self) -> None:
        tenant = self.told.url()
        if self.path == "/juist.example/v2.0/.well-known/openid-configuration":
            places = {"authorization_endpoint": f"{tenant}/authorize", "token_endpoint": f"{tenant}/token"}
            self._say(200, {"issuer": tenant, **places})
        else:
            self._say(400, {"error": "invalid_tenant", "error_description": "AADSTS90002: Tenant not found."})

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.told.asked.append({key: values[0] for key, values in asked.items()})
        self._say(self.told.status, self.told.answer)

    def _say(self, status: int, answer: dict[str, object]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet."""


def _server_tls(certificates: Certificates) -> ssl.SSLContext:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificates.cert_file, certificates.key_file)
    return tls


def _part(content: dict[str, object]) -> str:
    return _base64url(json.dumps(content).encode())


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
