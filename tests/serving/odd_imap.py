"""An IMAP server of a few lines that misbehaves as told, in ways no decent server can be brought to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.doors import ImapAccess, Security


@dataclass(slots=True, kw_only=True)
class OddImap:
    """Three small mails with UIDs 1 to 3, and what is odd about the server."""

    port: int = 0
    login: str = "OK"  #: the answer to LOGIN; "CUT" hangs up
    uidvalidity: str = "[UIDVALIDITY 7]"
    uidnext: str = "[UIDNEXT 4]"
    internaldate: str | None = '"02-Mar-2026 10:00:00 +0100"'
    trouble: dict[tuple[str, int], str] = field(default_factory=dict)  #: ("SIZE" or "BODY", uid) -> "NO" or "CUT"
    chatter: bytes = b""  #: said unasked before every answer

    def access(self) -> ImapAccess:
        return ImapAccess(
            host="127.0.0.1", port=self.port, security=Security.PLAIN, user="u@juist.nl", password="p", timeout=10
        )


@contextmanager
def odd_imap() -> Iterator[OddImap]:
    """Listens in a thread; every connection in one of its own."""
    oddities = OddImap()

    class Conversation(_Conversation):
        odd = oddities

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        oddities.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield oddities
        finally:
            server.shutdown()
            thread.join(timeout=10)


class _Conversation(socketserver.StreamRequestHandler):
    odd: OddImap
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self._say("* OK odd server")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            answer = self._answer(command)
            if answer == "CUT":
                return
            self._say(f"{tag} {answer}")

    def _answer(self, command: str) -> str:
        self.wfile.write(self.odd.chatter)
        match command.upper().removeprefix("UID ").split():
            case ["CAPABILITY"]:
                self._say("* CAPABILITY IMAP4rev1")
            case ["LOGIN", *_]:
                return self.odd.login if self.odd.login != "OK" else "OK in"
            case ["EXAMINE", *_]:
                self._say("* 3 EXISTS", "* 0 RECENT", "* FLAGS ()")
                self._say(*(f"* OK {code}" for code in (self.odd.uidvalidity, self.odd.uidnext) if code))
            case ["SEARCH", *criteria]:
                self._say("* SEARCH " + ("3" if criteria[-1] == "*" else "1 2 3"))
            case ["FETCH", uids, *_]:
                return self._fetch([int(uid) for uid in uids.split(",")], "BODY" if "BODY" in command else "SIZE")
        return "OK done"

    def _fetch(self, uids: list[int], what: str) -> str:
        for uid in uids:
            if trouble := self.odd.trouble.get((what, uid)):
                return trouble if trouble == "CUT" else "NO cannot give <klant@buurt.example>"
            raw = b"Subject: %d\r\n\r\n" % uid
            if what == "SIZE":
                self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})")
                continue
            when = f"INTERNALDATE {self.odd.internaldate} " if self.odd.internaldate else ""
            self.wfile.write(f"* {uid} FETCH (UID {uid} {when}BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        return "OK fetched"

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(line + "\r\n" for line in lines).encode())
