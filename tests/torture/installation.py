"""A real installation of Meldpost in a folder, and its real process, started and ended as by a supervisor."""

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from house import SECRET
from serving.machine import wait_until

from bot.doors import ImapAccess, SmtpAccess

ROOT = Path(__file__).parents[2]
PRODUCT = ("-m", "bot.cli")
CUTTABLE = (str(Path(__file__).with_name("cuttable.py")),)

_ORGANISATION = """
key = "juist"
name = "Juist B.V."
mailbox = "mail@juist.nl"
domains = ["juist.nl"]
phone = "0492 37 00 87"
address_form = "je"
management = []
proof = "none"
[[officers]]
name = "Karin Vos"
address = "karin.vos@juist.nl"
[[officers]]
name = "Omar Haddad"
address = "omar.haddad@juist.nl"
role = "deputy"
"""

_SETTINGS = """
data_folder = "data"
database = "{database}"
key = {{ env = "MELDPOST_KEY" }}
organisations = ["juist.toml"]
poll_seconds = 5
{more}
[servers.juist.imap]
host = "127.0.0.1"
port = {imap_port}
user = "{imap.user}"
password = {{ env = "IMAP_PASSWORD" }}
ca_file = "{imap.ca_file}"
[servers.juist.smtp]
host = "127.0.0.1"
port = {smtp_port}
user = "{smtp.user}"
password = {{ env = "SMTP_PASSWORD" }}
ca_file = "{smtp.ca_file}"
"""


@dataclass(slots=True, kw_only=True)
class Life:
    """One running process and its children, from its start to its end."""

    process: subprocess.Popen[bytes]
    supervisor: socket.socket
    log: Path

    def wait_until_ready(self, seconds: float = 300) -> bool:
        """Has it said READY=1? False when it ended before."""
        return self._hears(b"READY=1", seconds)

    def wait_until_stopping(self, seconds: float = 60) -> bool:
        """Has it said STOPPING=1?"""
        return self._hears(b"STOPPING=1", seconds)

    def kill(self) -> None:
        """The power goes, for the process and whatever it started."""
        self._signal(signal.SIGKILL)
        self._reap()

    def stop(self) -> int:
        """As a supervisor stops it; returns the exit status."""
        self.process.terminate()
        return self._reap()

    def wait(self, seconds: float = 120) -> int:
        """Until it ends by itself; returns the exit status."""
        return self._reap(seconds)

    def freeze(self) -> None:
        """The machine stands still."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """And goes on as if nothing had happened."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def _reap(self, seconds: float = 60) -> int:
        try:
            return self.process.wait(timeout=seconds)
        finally:
            self._signal(signal.SIGKILL)
            self.supervisor.close()

    def _hears(self, message: bytes, seconds: float) -> bool:
        heard: list[bytes] = []

        def arrived() -> bool:
            try:
                heard.append(self.supervisor.recv(100))
            except TimeoutError:
                return self.process.poll() is not None
            return message in heard

        wait_until(arrived, f"{message.decode()} (see {self.log})", seconds)
        return message in heard


@dataclass(slots=True, kw_only=True)
class Installation:
    """Settings, data and secrets; several processes may be started on it."""

    folder: Path
    imap: ImapAccess
    smtp: SmtpAccess
    database: str = ""  #: empty: SQLite in the data folder
    more: str = ""  #: further lines of settings
    imap_port: int = 0  #: of a proxy; 0: the server itself
    smtp_port: int = 0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def file(self) -> Path:
        """The settings file."""
        return self.folder / "meldpost.toml"

    @property
    def data(self) -> Path:
        """Where database and evidence lie."""
        return self.folder / "data"

    @property
    def database_url(self) -> str:
        """What the process uses."""
        return self.database or f"sqlite:///{self.data / 'meldpost.db'}"

    def write(self) -> None:
        """Settings and organisation file."""
        (self.folder / "juist.toml").write_text(_ORGANISATION, encoding="utf-8")
        text = _SETTINGS.format(
            database=self.database,
            more=self.more,
            imap=self.imap,
            smtp=self.smtp,
            imap_port=self.imap_port or self.imap.port,
            smtp_port=self.smtp_port or self.smtp.port,
        )
        self.file.write_text(text, encoding="utf-8")

    def start(
        self,
        arguments: Sequence[str] = ("run",),
        *,
        entrance: Sequence[str] = PRODUCT,
        largest_file: int | None = None,
        **environment: str,
    ) -> Life:
        """Start a process; `largest_file` lets every write beyond so many bytes fail, as a full quota does."""
        number = next(self._numbers)
        supervisor = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        supervisor.bind(str(self.folder / f"notify-{number}"))
        supervisor.settimeout(0.2)
        log = self.folder / "meldpost.log"
        secrets = {
            "MELDPOST_KEY": SECRET,
            "IMAP_PASSWORD": self.imap.password,
            "SMTP_PASSWORD": self.smtp.password or "",
        }
        paths = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "NOTIFY_SOCKET": str(self.folder / f"notify-{number}")}
        with log.open("ab") as written:
            process = subprocess.Popen(
                [sys.executable, *entrance, "--settings", str(self.file), *arguments],
                env={**os.environ, **secrets, **paths, **environment},
                cwd=ROOT,
                stdout=written,
                stderr=written,
                start_new_session=True,
                preexec_fn=_limited(largest_file) if largest_file else None,
            )
        return Life(process=process, supervisor=supervisor, log=log)


def _limited(largest_file: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return limit
