"""Gets the token that stands in for a password (OAuth 2.0): from Microsoft, or from a command of the organisation."""

import logging
import os
import re
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

from bot.errors import DoorError, SettingsError
from config.settings import Settings

#: Called at every connect, since a token lives about an hour; raises `TokenError`.
TokenSource: TypeAlias = Callable[[], str]

#: Everything this application may do with mail in Exchange Online: IMAP.AccessAsApp and SMTP.SendAsApp.
EXCHANGE_ONLINE = "https://outlook.office365.com/.default"

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{1,16384}={0,2}")  # RFC 6750 section 2.1, and a limit
_REASON = re.compile(r"AADSTS(\d{5,8})")
_PASSING = ("temporarily_unavailable", "server_error")  # RFC 6749 section 4.1.2.1

#: Microsoft's number -> what to do now.
_CURES = {
    "700016": "it knows no such application; correct `client_id` and `authority`",
    "90002": "it knows no such tenant; correct `authority`",
    "7000112": "the application is disabled; have it enabled in Entra",
    "7000215": "the secret is wrong; put its value, not its id, where `client_secret` points",
    "7000222": "the secret has expired; make a new one in Entra and put it where `client_secret` points",
    "700027": "it does not know the certificate, or it has expired; upload it to the application in Entra",
}


class TokenError(DoorError):
    """No token could be had to sign in with; see [servers.NAME.oauth2] in the settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrosoftToken:
    """Asks Microsoft for a token as an application (client credentials), with a secret or a certificate."""

    authority: str  #: https://login.microsoftonline.com/TENANT
    client_id: str
    credential: str | Mapping[str, str] = field(repr=False)  #: the secret, or key and certificate in PEM form
    ca_file: str | None = None
    timeout: float = 30  #: seconds of silence

    def __call__(self) -> str:
        """A fresh token; raises `TokenError`."""
        place = urlsplit(self.authority).hostname or self.authority
        answer = self._answer(place)
        token = answer.get("access_token")
        if not isinstance(token, str):
            raise _refusal(place, answer)
        return _checked(token, place)

    def _answer(self, place: str) -> dict[str, Any]:
        import msal  # type: ignore[import-untyped,unused-ignore]  # slow to load: only where it is used

        logging.getLogger("msal").setLevel(logging.CRITICAL)  # below it, answers that it cannot read go into the log
        try:
            # a new one each time: its cache would show a refused token again until that expires
            application = msal.ConfidentialClientApplication(
                self.client_id,
                client_credential=self.credential,
                authority=self.authority,
                instance_discovery=False,  # the settings name the host; nobody else is asked whether to trust it
                http_client=_web(self.ca_file, self.timeout),
            )
            return dict(application.acquire_token_for_client([EXCHANGE_ONLINE]))
        except (OSError, RuntimeError, msal.exceptions.MsalError) as error:  # OSError: all that requests raises
            raise TokenError(_unreachable(place, error)) from None
        except (ValueError, KeyError, TypeError):  # what answers is not an authority, or has no such tenant
            raise TokenError(f"{place} does not know this tenant; correct `authority`.", temporary=False) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandToken:
    """Runs a program that prints a token, such as one for Google; it may start others, all end at the time limit."""

    command: tuple[str, ...] = field(repr=False)
    folder: Path  #: where it runs: the folder of the settings
    limit: float = 30  #: seconds

    def __call__(self) -> str:
        """What it printed; raises `TokenError`."""
        name = Path(self.command[0]).name
        try:
            code, output = self._run()
        except subprocess.TimeoutExpired:
            raise TokenError(f"token_command {name} took over {self.limit:g} seconds; Meldpost tries again.") from None
        except (OSError, ValueError) as error:
            reason = type(error).__name__
            raise TokenError(
                f"token_command {name} cannot be started ({reason}); correct it in the settings.", temporary=False
            ) from None
        if code != 0:
            raise TokenError(f"token_command {name} failed ({code}); run it by hand to see why.", temporary=False)
        return _checked(output.decode("ascii", "replace").strip(), f"token_command {name}")

    def _run(self) -> tuple[int, bytes]:
        with subprocess.Popen(  # noqa: S603  the administrator's own command, from the settings
            self.command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may tell secrets, and ours is a log without them
            start_new_session=True,
        ) as program:
            try:
                output, _ = program.communicate(timeout=self.limit)
            except BaseException:
                with suppress(ProcessLookupError):
                    os.killpg(program.pid, signal.SIGKILL)  # a child of it would keep the pipe, and us, waiting
                raise
        return program.returncode, output


def token_source(settings: Settings, key: str) -> TokenSource | None:
    """What gives the tokens of this organisation; None: its servers take passwords; raises when a secret is missing."""
    oauth2, folder = settings.servers[key].oauth2, settings.file.parent
    if oauth2.token_command:
        return CommandToken(command=oauth2.token_command, folder=folder)
    if not oauth2.authority:
        return None
    if oauth2.certificate_file:
        credential: str | Mapping[str, str] = _certificate(folder / oauth2.certificate_file)
    else:
        credential = settings.password_of(oauth2.client_secret, f"servers.{key}.oauth2.client_secret")
    return MicrosoftToken(
        authority=oauth2.authority,
        client_id=oauth2.client_id,
        credential=credential,
        ca_file=oauth2.ca_file or None,
    )


def xoauth2(user: str, token: str) -> bytes:
    """How a token is shown to a mail server (XOAUTH2, as Microsoft and Google take it)."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01".encode()


def _certificate(file: Path) -> dict[str, str]:
    """Key and certificate, in whichever order they stand in the file."""
    try:
        content = file.read_bytes()
        key, certificate = load_pem_private_key(content, None), load_pem_x509_certificate(content)
    except OSError as error:
        raise SettingsError(f"certificate_file: {file.name} cannot be read ({error.strerror}).") from None
    except (ValueError, TypeError):  # TypeError: the key asks for a pass phrase
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise SettingsError(f"certificate_file: {file.name} must hold an RSA key and its certificate, in PEM form.")
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = certificate.public_bytes(Encoding.PEM)
    return {"private_key": private.decode("ascii"), "public_certificate": public.decode("ascii")}


def _web(ca_file: str | None, timeout: float) -> Any:
    """As msal would make it, but for one thing: REQUESTS_CA_BUNDLE of the environment does not overrule `ca_file`."""
    import requests  # comes with msal

    session: Any = requests.Session()
    session.request = partial(session.request, verify=ca_file or True, timeout=timeout)
    return session


def _checked(token: str, giver: str) -> str:
    if not _TOKEN.fullmatch(token):  # anything else could say more to the server than a token
        raise TokenError(f"What {giver} gave is not a token; it must be the token alone, on one line.", temporary=False)
    return token


def _unreachable(place: str, error: Exception) -> str:
    """The cause, by the kind of error only: its text holds whole answers."""
    if "SSL" in type(error).__name__:
        return f"The certificate of {place} cannot be trusted; set `ca_file` when the authority is your own."
    return f"{place} gives no tokens right now ({type(error).__name__}); Meldpost tries again by itself."


def _refusal(place: str, answer: Mapping[str, Any]) -> TokenError:
    found = _REASON.search(str(answer.get("error_description"))[:4096])
    if answer.get("error") in _PASSING:
        return TokenError(f"{place} gives no tokens right now; Meldpost tries again by itself.")
    number = found.group(1) if found else ""
    cure = _CURES.get(number, "check `client_id` and its secret or certificate, and the application in Entra")
    return TokenError(f"{place} refused our application ({number or 'no reason given'}): {cure}.", temporary=False)
