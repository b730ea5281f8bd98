"""Real mail servers in this very process: IMAP (the only pymap import) and SMTP, on loopback."""

import asyncio
from argparse import Namespace
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import count
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Flag
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from bot.demo.mail_exchange import DkimSigner, MailExchange
from bot.doors import ImapAccess, Security, SmtpAccess
from bot.mail_servers.smtp_sender import SmtpSender

HOSTED = ("mail@juist.nl", "info@doorkees.nl")
KEYWORD = "$Meldpost"
_PASSWORD = "demo"  # noqa: S105  # opens nothing but mailboxes that live as long as the demo
_HOST = "127.0.0.1"

_T = TypeVar("_T")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class DemoServers:
    """`with DemoServers() as servers:` the two mailboxes are there, and whoever is written to gets his mail."""

    def __init__(self, hosted: Sequence[str] = HOSTED, clock: Callable[[], datetime] = _utc_now) -> None:
        self._clock = clock
        self.received: list[tuple[str, bytes]] = []  #: letters to people without a mailbox here, in order
        self._hosted = tuple(address.lower() for address in hosted)
        self._exchange = MailExchange()
        self._mailboxes: dict[str, MailboxSet] = {}
        self._numbers = count(1)
        self._ports: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="demo-servers", daemon=True)
        self._open = AsyncExitStack()

    def __enter__(self) -> Self:
        self._thread.start()
        self._wait_for(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wait_for(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def imap_access(self, mailbox: str) -> ImapAccess:
        """How Meldpost reaches this mailbox."""
        return ImapAccess(
            host=_HOST, port=self._ports["imap"], security=Security.PLAIN, user=mailbox.lower(), password=_PASSWORD
        )

    def smtp_access(self) -> SmtpAccess:
        """The one server that takes letters to everybody."""
        return SmtpAccess(host=_HOST, port=self._ports["smtp"], security=Security.PLAIN)

    def demo_key(self, domain: str) -> DkimSigner:
        """From now on this domain has a DMARC policy; who is not this signer fails it."""
        return self._exchange.demo_key(domain)

    def dnsfunc(self, name: bytes | str, timeout: float = 5) -> bytes | None:
        """The DNS of this world (TXT only), for who verifies DKIM himself."""
        return self._exchange.txt(name, timeout)

    def submit(self, raw: bytes, sender: str, recipient: str) -> None:
        """Somebody mails, through real SMTP and the checks of the receiving server."""
        door = SmtpSender(self.smtp_access())
        try:
            door.send(sender, recipient, raw)
        finally:
            door.close()

    def deliver(self, raw: bytes, mailbox: str, *, at: datetime | None = None) -> int:
        """Put a mail into a mailbox exactly as it is; returns its UID."""
        return self._wait_for(self._append(raw, mailbox.lower(), at or self._clock()))

    def flags(self, mailbox: str) -> dict[int, frozenset[str]]:
        """The flags of every mail by UID, to show that nothing was touched."""
        return self._wait_for(self._flags(mailbox.lower()))

    def letters_to(self, recipient: str) -> list[bytes]:
        """What this person got so far."""
        return [raw for address, raw in self.received if address == recipient.lower()]

    def _wait_for(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    async def _start(self) -> None:
        imap = await self._imap_server()
        smtp = await self._loop.create_server(self._smtp_session, _HOST, 0)
        for name, server in (("imap", imap), ("smtp", smtp)):
            self._ports[name] = server.sockets[0].getsockname()[1]
            self._open.callback(server.close)

    async def _stop(self) -> None:
        await self._open.aclose()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _imap_server(self) -> asyncio.Server:
        backend, config = await DictBackend.init(_pymap_arguments(), hash_context=Cleartext())
        config.apply_context()
        backend.login.users_dict.clear()  # pymap brings a user of its own
        for address in self._hosted:
            self._mailboxes[address] = _KeywordMailboxes()
            config.set_cache[address] = (self._mailboxes[address], FilterSet())
            backend.login.users_dict[address] = UserMetadata(config, address, password=_PASSWORD)
        greet = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
        return await asyncio.start_server(greet, _HOST, 0)

    def _smtp_session(self) -> SMTP:
        return SMTP(self, hostname="mx.demo.example", enable_SMTPUTF8=True, loop=self._loop)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A mail has come in by SMTP (aiosmtpd calls this)."""
        raw = envelope.original_content or b""
        for recipient in (address.lower() for address in envelope.rcpt_tos):
            now = self._clock()
            stamped = self._exchange.received(
                raw, helo=session.host_name or "unknown", recipient=recipient, number=next(self._numbers), now=now
            )
            if recipient in self._mailboxes:
                await self._append(stamped, recipient, now)
            else:
                self.received.append((recipient, stamped))
        return "250 OK"

    async def _append(self, raw: bytes, mailbox: str, at: datetime) -> int:
        inbox = await self._mailboxes[mailbox].get_mailbox("INBOX")
        message = await inbox.append(AppendMessage(raw, at, frozenset()))
        return int(message.uid)

    async def _flags(self, mailbox: str) -> dict[int, frozenset[str]]:
        inbox = await self._mailboxes[mailbox].get_mailbox("INBOX")
        return {
            message.uid: frozenset(bytes(flag).decode() for flag in message.permanent_flags)
            async for message in inbox.messages()
        }


class _KeywordMailbox(MailboxData):
    """pymap itself drops keywords."""

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | {Flag(KEYWORD.encode())}


class _KeywordMailboxes(MailboxSet):
    def __init__(self) -> None:
        super().__init__()
        self._inbox = _KeywordMailbox(self._content_cache, self._thread_cache)


def _pymap_arguments() -> Namespace:
    """pymap is configured by its command line only."""
    return Namespace(
        host=[_HOST],
        port=0,
        debug=False,
        cert=None,
        key=None,
        tls=False,
        inherited_sockets=None,
        proxy_protocol=None,
        passlib_cfg=None,
        demo_data=False,
        demo_user="nobody",
        demo_password=_PASSWORD,
    )
