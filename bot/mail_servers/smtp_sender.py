"""Hands letters to the organisation's mail server by SMTP (the only smtplib import)."""

import base64
import re
import smtplib
from contextlib import suppress

from bot.doors import Security, SmtpAccess
from bot.errors import DoorError, NullSenderRefused, SenderError, SenderLoginError
from bot.mail_servers.sign_in import TokenSource, xoauth2
from bot.mail_servers.tls import verified_tls
from bot.mail_servers.trouble import in_one_sentence

_BARE_LINE_END = re.compile(rb"\r\n|\r|\n")
_WHITE_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f]")
_LOGIN_WANTED = (530, 534, 535, 538)  # RFC 4954: says something about us, nothing about the letter


class SmtpSender:
    """One connection, used for all letters of a round, closed by `close`."""

    def __init__(self, access: SmtpAccess) -> None:
        self._access = access
        self._smtp: smtplib.SMTP | None = None

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Returns when the server has taken the letter; raises `SenderError` when it has not.

        A cut between the server's yes and our reading it looks like a no: the same bytes, with the
        same Message-ID, are then sent again. SMTP cannot do better (RFC 1047).
        """
        if "@" not in recipient or not (_goes_out_as_written(sender) and _goes_out_as_written(recipient)):
            raise SenderError("This address cannot be mailed to.", permanent=True, refused=True)
        smtp = self._connected()
        try:
            options = ["SMTPUTF8"] if not (sender + recipient).isascii() and smtp.has_extn("smtputf8") else []
            smtp.sendmail(sender, [recipient], _BARE_LINE_END.sub(b"\r\n", content), mail_options=options)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            trouble = _trouble_with_letter(error, self._access, has_sender=bool(sender))
            if not trouble.refused:
                self._drop()
            raise trouble from None  # the server's own words repeat the address

    def probe(self) -> None:
        """Connect and log in, send nothing; raises `SenderError` when letters would not go."""
        self._connected()
        self.close()

    def close(self) -> None:
        """Say goodbye; never raises."""
        if self._smtp is not None:
            with suppress(Exception):
                self._smtp.quit()
        self._drop()

    def _connected(self) -> smtplib.SMTP:
        """The connection; one that died since the last letter is found out now, before anything is at stake."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._smtp.noop()[0] == 250:
                    return self._smtp
            self._drop()
        try:
            self._smtp = _greet(self._access)
            _log_in(self._smtp, self._access)
        except DoorError as error:  # no token to be had, or none taken
            self._drop()
            raise (SenderError if error.temporary else SenderLoginError)(str(error)) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._drop()
            raise _trouble_with_server(error, self._access) from None
        return self._smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            with suppress(Exception):
                self._smtp.close()
        self._smtp = None


def _greet(access: SmtpAccess) -> smtplib.SMTP:
    if access.security is Security.TLS:
        context = verified_tls(access.ca_file)
        return smtplib.SMTP_SSL(access.host, access.port, timeout=access.timeout, context=context)
    smtp = smtplib.SMTP(access.host, access.port, timeout=access.timeout)
    if access.security is Security.STARTTLS:
        try:
            smtp.starttls(context=verified_tls(access.ca_file))
        except BaseException:
            smtp.close()
            raise
    return smtp


def _log_in(smtp: smtplib.SMTP, access: SmtpAccess) -> None:
    if access.user is None:
        return
    smtp.ehlo_or_helo_if_needed()
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if access.token is not None:
        if "XOAUTH2" not in offered:
            place = f"{access.host}:{access.port}"
            raise SenderLoginError(
                f"{place} takes no tokens (XOAUTH2); check `port`, or give a `password` in the settings."
            )
        _show_token(smtp, access.user, access.token)
        return
    if "PLAIN" not in offered:
        try:
            smtp.login(access.user, access.password or "")
        except UnicodeError:
            raise smtplib.SMTPNotSupportedError from None
        return
    # smtplib's own PLAIN carries ASCII only; passwords may not be (RFC 4616: UTF-8)
    token = base64.b64encode(f"\0{access.user}\0{access.password or ''}".encode()).decode("ascii")
    code, answer = smtp.docmd("AUTH", f"PLAIN {token}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _show_token(smtp: smtplib.SMTP, user: str, token: TokenSource) -> None:
    shown = base64.b64encode(xoauth2(user, token())).decode("ascii")
    code, answer = smtp.docmd("AUTH", f"XOAUTH2 {shown}")
    if code == 334:  # a refusal with its reason; the last word comes after an empty answer
        code, answer = smtp.docmd("")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _goes_out_as_written(address: str) -> bool:
    """smtplib rewrites odd addresses; a letter to another mailbox than the one asked would be a breach."""
    return smtplib.quoteaddr(address) == f"<{address}>" and not _WHITE_OR_CONTROL.search(address)


def _trouble_with_server(error: Exception, access: SmtpAccess) -> SenderError:
    """Before any letter was spoken of: whatever it is, the letters wait."""
    place = f"{access.host}:{access.port}"
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code) if code >= 500 and access.token is not None:
            return SenderLoginError(
                f"{place} refused our token ({code}); check that `user` is a mailbox this token may send as by SMTP."
            )
        case smtplib.SMTPAuthenticationError(smtp_code=code) if code >= 500:
            return SenderLoginError(f"{place} refused our user or password ({code}); correct them in the settings.")
        case smtplib.SMTPNotSupportedError() if access.security is Security.STARTTLS:
            return SenderError(f'{place} offers no STARTTLS or no login, so nothing was sent; try security = "tls".')
        case smtplib.SMTPNotSupportedError():
            return SenderError(f"{place} offers no login that fits ours; check `port` and `user` in the settings.")
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):
            return SenderError(in_one_sentence(error.__context__, access.host, access.port))
        case smtplib.SMTPResponseException(smtp_code=code):
            return SenderError(f"{place} is not at our service now ({code}); Meldpost tries again by itself.")
        case _:
            return SenderError(in_one_sentence(error, access.host, access.port))


def _trouble_with_letter(error: Exception, access: SmtpAccess, *, has_sender: bool) -> SenderError:
    place = f"{access.host}:{access.port}"
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _refusal(place, max((code for code, _ in error.recipients.values()), default=450), "the recipient")
        case smtplib.SMTPSenderRefused(smtp_code=552):  # too large (RFC 1870): it will be so tomorrow
            return _refusal(place, 552, "the letter")
        case smtplib.SMTPSenderRefused() if not has_sender:
            return NullSenderRefused()
        case smtplib.SMTPSenderRefused(smtp_code=code) if code in _LOGIN_WANTED:
            return _refusal(place, code, "the sender")
        case smtplib.SMTPSenderRefused(smtp_code=code):  # our own address: mended in the settings, so letters wait
            return SenderError(f"{place} does not let us send as this mailbox ({code}); ask its manager.")
        case smtplib.SMTPDataError(smtp_code=code):
            return _refusal(place, code, "the letter")
        case ValueError():  # letters outside ASCII, and the server has no SMTPUTF8
            return SenderError("This address cannot be mailed to.", permanent=True, refused=True)
        case smtplib.SMTPResponseException():
            return _trouble_with_server(error, access)
        case _:
            return SenderError(str(_trouble_with_server(error, access)), broke_off=True)


def _refusal(place: str, code: int, what: str) -> SenderError:
    if code in _LOGIN_WANTED:
        return SenderLoginError(f"{place} wants a login ({code}); set `user` and its password in the settings.")
    if code == 421:  # it is closing down (RFC 5321 section 3.8); says nothing about the letter
        return SenderError(f"{place} is not at our service now (421); Meldpost tries again by itself.")
    ending = "for good" if code >= 500 else "for now; Meldpost tries again by itself"
    return SenderError(f"{place} refused {what} ({code}) {ending}.", permanent=code >= 500, refused=True)
