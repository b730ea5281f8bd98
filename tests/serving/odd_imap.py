"""An IMAP server of a few lines that misbehaves as told, in ways no decent server can be brought to."""

import re
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
    body: bytes = b""  #: of every mail, instead of a subject alone
    structure: str = ""  #: its BODYSTRUCTURE; "NO" or "CUT" instead of an answer
    cut_at_offset: int = 0  #: hangs up once when a piece from here is asked
    gives_nothing_for_whole: bool = False  #: BODY[] is empty, its halves are not
    capabilities: str = "IMAP4rev1"
    idle: str = "+ idling"  #: the answer to IDLE; "CUT" hangs up, "* BYE ..." too, "" says nothing at all
    news: threading.Event = field(default_factory=threading.Event)  #: set: there is a fourth mail
    is_deaf: bool = False  #: tells nothing of the news while idling
    dies_idling: bool = False  #: says that it listens, and nothing ever after
    connections: int = 0
    idled: threading.Event = field(default_factory=threading.Event)

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
        self.odd.connections += 1
        self._say("* OK odd server")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            answer = self._idled() if command.upper() == "IDLE" else self._answer(command)
            if answer == "CUT":
                return
            self._say(f"{tag} {answer}")

    def _answer(self, command: str) -> str:
        self.wfile.write(self.odd.chatter)
        match command.upper().removeprefix("UID ").split():
            case ["CAPABILITY"]:
                self._say(f"* CAPABILITY {self.odd.capabilities}")
            case ["LOGIN", *_]:
                return self.odd.login if self.odd.login != "OK" else "OK in"
            case ["EXAMINE", *_]:
                number = 3 + self.odd.news.is_set()
                uidnext = self.odd.uidnext and self.odd.uidnext.replace("4", str(number + 1))
                self._say(f"* {number} EXISTS", "* 0 RECENT", "* FLAGS ()")
                self._say(*(f"* OK {code}" for code in (self.odd.uidvalidity, uidnext) if code))
            case ["SEARCH", *criteria]:
                self._say("* SEARCH " + ("3" if criteria[-1] == "*" else "1 2 3"))
            case ["FETCH", uids, *_]:
                numbers = [int(uid) for uid in uids.split(",")]
                if "BODYSTRUCTURE" in command:
                    return self._tell_structure(numbers)
                if "<" in command or "HEADER" in command:
                    return self._give_pieces(numbers, command)
                return self._fetch(numbers, "BODY" if "BODY" in command else "SIZE")
        return "OK done"

    def _idled(self) -> str:
        if not self.odd.idle.startswith("+"):
            self._say(*filter(None, [self.odd.idle.replace("CUT", "")]))
            self.odd.idled.set()
            return "CUT" if self.odd.idle else self._silence()
        self._say(self.odd.idle)
        self.odd.idled.set()
        if self.odd.dies_idling:
            return self._silence()
        self.connection.settimeout(0.02)
        told = self.odd.news.is_set()
        while True:
            if self.odd.news.is_set() and not told and not self.odd.is_deaf:
                told = True
                self._say("* 4 EXISTS")
            try:
                if not self.connection.recv(100):
                    return "CUT"
            except TimeoutError:
                continue
            self.connection.settimeout(None)
            return "OK idle is over"

    def _silence(self) -> str:
        """The line is dead: whatever comes is not heard, nothing is said."""
        while self.connection.recv(100):
            pass
        return "CUT"

    def _tell_structure(self, uids: list[int]) -> str:
        if self.odd.structure in ("CUT", "NO"):
            return self.odd.structure
        for uid in uids:
            self._say(f"* {uid} FETCH (UID {uid} BODYSTRUCTURE {self.odd.structure})")
        return "OK fetched"

    def _give_pieces(self, uids: list[int], command: str) -> str:
        for uid in uids:
            if trouble := self.odd.trouble.get(("BODY", uid)):
                return trouble
            raw = self._raw(uid)
            parts = {"BODY[HEADER]": raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", "BODY[TEXT]": b""}
            if asked := re.search(r"BODY\.PEEK\[\]<(\d+)\.(\d+)>", command):
                offset, length = int(asked[1]), int(asked[2])
                if offset and offset == self.odd.cut_at_offset:
                    self.odd.cut_at_offset = 0
                    return "CUT"
                parts = {f"BODY[]<{offset}>": raw[offset : offset + length]}
            given = b" ".join(f"{name} {{{len(part)}}}\r\n".encode() + part for name, part in parts.items())
            self.wfile.write(f"* {uid} FETCH (UID {uid} ".encode() + given + b")\r\n")
        return "OK fetched"

    def _raw(self, uid: int) -> bytes:
        return self.odd.body or b"Subject: %d\r\n\r\n" % uid

    def _fetch(self, uids: list[int], what: str) -> str:
        for uid in uids:
            if trouble := self.odd.trouble.get((what, uid)):
                return trouble if trouble == "CUT" else "NO cannot give <klant@buurt.example>"
            raw = self._raw(uid)
            if what == "SIZE":
                self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})")
                continue
            when = f"INTERNALDATE {self.odd.internaldate} " if self.odd.internaldate else ""
            raw = b"" if self.odd.gives_nothing_for_whole else raw
            self.wfile.write(f"* {uid} FETCH (UID {uid} {when}BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        return "OK fetched"

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(line + "\r\n" for line in lines).encode())
