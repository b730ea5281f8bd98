"""Real servers for tests, on free ports of 127.0.0.1, and a real browser: all in one place to import from."""

from serving.certificates import Certificates, own_authority
from serving.chromium import chromium_png
from serving.dovecot import Dovecot, Mailbox, dovecot
from serving.odd_imap import OddImap, odd_imap
from serving.postgres import Postgres, postgres
from serving.smtp import Delivered, SmtpServer, smtp_server

__all__ = [
    "Certificates",
    "Delivered",
    "Dovecot",
    "Mailbox",
    "OddImap",
    "Postgres",
    "SmtpServer",
    "chromium_png",
    "dovecot",
    "odd_imap",
    "own_authority",
    "postgres",
    "smtp_server",
]
