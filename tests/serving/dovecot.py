"""A real IMAP server: Dovecot, in a folder of its own, as root or as an ordinary user."""

import getpass
import grp
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from imapclient import IMAPClient
from serving.certificates import Certificates, own_authority
from serving.machine import IS_ROOT, answers, binary, free_port, server_folder, wait_until
from serving.tokens import TokenIssuer

from bot.doors import ImapAccess, Security

PASSWORD = "geheim-wachtwoord"

_SETTINGS = """\
protocols = imap
listen = 127.0.0.1, 127.0.0.2
base_dir = {folder}/run
state_dir = {folder}/state
instance_name = meldpost-test
log_path = {folder}/dovecot.log
ssl = {ssl}
ssl_cert = <{certificates.cert_file}
ssl_key = <{certificates.key_file}
disable_plaintext_auth = no
auth_mechanisms = plain login{token_mechanisms}
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_max_userip_connections = 200
mail_home = {folder}/mail/%u
mail_location = maildir:~/Maildir
mail_uid = {mail}
mail_gid = {mail_group}
first_valid_uid = 1
{capability}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
{token_check}
userdb {{
  driver = static
  args = home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""

_TOKEN_CHECK = """\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf.ext
}}
"""

_TOKEN_SETTINGS = """\
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = email
username_format = %u
issuers = {issuer}
"""


@dataclass(slots=True, kw_only=True)
class Dovecot:
    """The running server; any user name is a mailbox, made at its first login."""

    folder: Path
    certificates: Certificates
    port: int  #: plain, with STARTTLS if TLS is on
    tls_port: int
    password: str
    process: subprocess.Popen[bytes] | None = None

    def mailbox(self, user: str) -> "Mailbox":
        return Mailbox(server=self, user=user)

    def start(self) -> None:
        command = [binary("dovecot", "dovecot-core"), "-F", "-c", str(self.folder / "dovecot.conf")]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_until(lambda: answers(self.port), f"Dovecot starts (see {self.folder}/dovecot.log)")

    def stop(self) -> None:
        """After this nothing answers any more; `start` brings the same mailboxes back on the same ports.

        The whole process group goes at once: left to itself, Dovecot takes up to six seconds, and an
        open session outlives its master.
        """
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)
            wait_until(lambda: not answers(self.port), "Dovecot stops")
            (self.folder / "run" / "master.pid").unlink(missing_ok=True)
            self.process = None


@dataclass(slots=True, kw_only=True)
class Mailbox:
    """One mailbox, and what people and other mail programs do to it."""

    server: Dovecot
    user: str

    def access(
        self, security: Security = Security.TLS, *, folder: str = "INBOX", password: str | None = None
    ) -> ImapAccess:
        return ImapAccess(
            host="127.0.0.1",
            port=self.server.tls_port if security is Security.TLS else self.server.port,
            security=security,
            user=self.user,
            password=password or self.server.password,
            folder=folder,
            ca_file=self.server.certificates.ca_file,
            timeout=20,
        )

    def append(self, raw: bytes, *, at: datetime | None = None, folder: str = "INBOX", seen: bool = False) -> None:
        """A mail arrives."""
        with self._client() as client:
            client.append(folder, raw, (b"\\Seen",) if seen else (), at)

    def deliver(self, file: Path) -> None:
        """A mail arrives that is too large to be appended from memory: laid into the Maildir, as delivery agents do."""
        self.flags()  # the first login makes the Maildir
        goal = self._maildir() / "new" / f"{file.stat().st_mtime_ns}.M1P1.meldpost"
        shutil.copyfile(file, goal)
        goal.chmod(0o644)

    def make_folder(self, name: str) -> None:
        with self._client() as client:
            client.create_folder(name)

    def flags(self, folder: str = "INBOX") -> dict[int, frozenset[str]]:
        """The flags of every mail by UID, \\Recent left out."""
        with self._client() as client:
            client.select_folder(folder, readonly=True)
            answers = client.fetch(client.search(), ["FLAGS"])
        return {
            uid: frozenset(flag.decode() for flag in answer[b"FLAGS"] if flag != b"\\Recent")
            for uid, answer in answers.items()
        }

    def touch(self, uid: int, flag: bytes, folder: str = "INBOX") -> None:
        """Somebody reads, flags or labels a mail."""
        with self._client() as client:
            client.select_folder(folder)
            client.add_flags([uid], [flag])

    def moved_by_people(self, uid: int, folder: str) -> None:
        """Somebody moves a mail out of the INBOX."""
        with self._client() as client:
            client.select_folder("INBOX")
            client.move([uid], folder)

    def expunge(self, uid: int, folder: str = "INBOX") -> None:
        """Somebody deletes a mail for good."""
        with self._client() as client:
            client.select_folder(folder)
            client.delete_messages([uid])
            client.uid_expunge([uid])

    def renumber(self) -> None:
        """The INBOX gets another UIDVALIDITY and its mails new UIDs, as after a restore from a backup."""
        for pattern in ("dovecot-uidlist", "dovecot.index*"):
            for file in self._maildir().glob(pattern):
                file.unlink()

    def spoil(self, text: bytes) -> None:
        """The disk loses the end of the mail that holds this text: the server cannot give it any more."""
        for file in self._maildir().glob("[cn]*/*"):
            if text in (content := file.read_bytes()):
                os.truncate(file, len(content) // 2)

    def _maildir(self) -> Path:
        return self.server.folder / "mail" / self.user / "Maildir"

    @contextmanager
    def _client(self) -> Iterator[IMAPClient]:
        with IMAPClient("127.0.0.1", self.server.port, ssl=False, timeout=20) as client:
            client.login(self.user, self.server.password)
            yield client


@contextmanager
def dovecot(
    *,
    separator: str = "/",
    prefix: str = "",
    capability: str = "",
    tls: bool = True,
    password: str = PASSWORD,
    issuer: TokenIssuer | None = None,
) -> Iterator[Dovecot]:
    """Starts a server and stops it; `capability` replaces what it says it can; tokens of `issuer` sign in too."""
    with server_folder("dovecot") as folder:
        server = Dovecot(
            folder=folder,
            certificates=own_authority(folder),
            port=free_port(),
            tls_port=free_port() if tls else 0,
            password=password,
        )
        (folder / "mail").mkdir(mode=0o777)
        (folder / "mail").chmod(0o777)
        (folder / "dovecot.conf").write_text(_settings(server, separator, prefix, capability, tls, issuer))
        if issuer:
            _trust(issuer, folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _settings(
    server: Dovecot, separator: str, prefix: str, capability: str, tls: bool, issuer: TokenIssuer | None
) -> str:
    me, my_group = getpass.getuser(), grp.getgrgid(os.getegid()).gr_name
    return _SETTINGS.format(
        folder=server.folder,
        certificates=server.certificates,
        port=server.port,
        tls_port=server.tls_port,
        password=server.password,
        separator=separator,
        prefix=prefix,
        ssl="yes" if tls else "no",
        token_mechanisms=" xoauth2 oauthbearer" if issuer else "",
        token_check=_TOKEN_CHECK.format(folder=server.folder) if issuer else "",
        capability=f"imap_capability = {capability}" if capability else "",
        internal="dovecot" if IS_ROOT else me,
        internal_group="dovecot" if IS_ROOT else my_group,
        login="dovenull" if IS_ROOT else me,
        mail="mail" if IS_ROOT else me,
        mail_group="mail" if IS_ROOT else my_group,
    )


def _trust(issuer: TokenIssuer, folder: Path) -> None:
    """Dovecot checks tokens by itself: signature, issuer, expiry, and whose mailbox it is."""
    (folder / "oauth2.conf.ext").write_text(_TOKEN_SETTINGS.format(folder=folder, issuer=issuer.name))
    keys = folder / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_text(issuer.key_in_base64)
