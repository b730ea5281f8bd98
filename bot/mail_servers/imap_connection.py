"""Connects and logs in to an IMAP server; every wait has an end (the only imapclient import)."""

import logging
import re
from contextlib import suppress
from typing import TypeAlias

from imapclient import IMAPClient
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from bot.doors import ImapAccess, Security
from bot.errors import DoorError, InboxError, InboxLoginError
from bot.mail_servers.sign_in import TokenSource, xoauth2
from bot.mail_servers.tls import verified_tls
from bot.mail_servers.trouble import in_one_sentence

Client: TypeAlias = IMAPClient
CUT = (IMAPClientAbortError, OSError)
REFUSED = (IMAPClientError, ValueError)  # ValueError: an answer that cannot be read
STUMBLES = (*CUT, *REFUSED)
READ_ONLY = IMAPClientReadOnlyError

_TEMPORARY_CODES = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.I)  # RFC 5530: no word on the password


def connected(access: ImapAccess) -> IMAPClient:
    """A connection that is logged in; raises `InboxError` or one of `STUMBLES`."""
    client = _greet(access)
    try:
        _log_in(client, access)
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Close the socket without a word; never raises."""
    with suppress(Exception):
        client.shutdown()


def named(error: Exception, access: ImapAccess) -> InboxError:
    """The trouble in our words: the server's own may hold an address."""
    if isinstance(error, InboxError):
        return error
    if isinstance(error, CapabilityError):
        return InboxError(
            f'{access.host} offers no STARTTLS, so nothing was sent; use security = "tls".', temporary=False
        )
    if isinstance(error, IMAPClientError) and not isinstance(error, IMAPClientAbortError):
        return InboxError(f"{access.host} refused a command; Meldpost tries again by itself.")
    return InboxError(in_one_sentence(error, access.host, access.port))


def _greet(access: ImapAccess) -> IMAPClient:
    logging.getLogger("imapclient").setLevel(logging.WARNING)  # at DEBUG it writes mails into the log
    direct = access.security is Security.TLS
    context = None if access.security is Security.PLAIN else verified_tls(access.ca_file)
    client = IMAPClient(access.host, access.port, ssl=direct, ssl_context=context, timeout=access.timeout)
    client.normalise_times = False  # aware times, as the server gave them
    if access.security is Security.STARTTLS:
        client.starttls(context)
    return client


def _log_in(client: IMAPClient, access: ImapAccess) -> None:
    try:
        if access.token is None:
            _say_password(client, access)
        else:
            _show_token(client, access, access.token)
    except DoorError as error:  # no token to be had
        raise (InboxError if error.temporary else InboxLoginError)(str(error)) from None
    except IMAPClientError as error:
        cut = error if isinstance(error, IMAPClientAbortError) else error.__context__
        if isinstance(cut, IMAPClientAbortError):
            raise cut from None
        if _TEMPORARY_CODES.search(str(error)):
            raise InboxError(f"{access.host} cannot log us in right now; Meldpost tries again by itself.") from None
        if access.token is None:
            raise InboxLoginError(
                f"{access.host} refused our user or password; correct them in the settings."
            ) from None
        raise InboxLoginError(
            f"{access.host} refused our token; check that `user` is a mailbox this token may open by IMAP."
        ) from None


def _say_password(client: IMAPClient, access: ImapAccess) -> None:
    ascii_only = (access.user + access.password).isascii()
    if ascii_only and not client.has_capability("LOGINDISABLED"):
        client.login(access.user, access.password)
    else:  # LOGIN carries ASCII only; AUTHENTICATE PLAIN carries UTF-8 (RFC 4616)
        client.plain_login(access.user, access.password)


def _show_token(client: IMAPClient, access: ImapAccess, token: TokenSource) -> None:
    if not client.has_capability("AUTH=XOAUTH2"):
        raise InboxLoginError(f"{access.host} takes no tokens (XOAUTH2); give a `password` in the settings.")
    shown = xoauth2(access.user, token())
    # a refusal comes as a second challenge, which wants an empty answer
    client.sasl_login("XOAUTH2", lambda challenge: b"" if challenge else shown)
    client.list_folders("", "")  # Exchange takes a token first, and only here says that it opens no mailbox
