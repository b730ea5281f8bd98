"""Where tokens come from: an authority in the way of Microsoft's on loopback, programs, and what the settings say."""

import base64
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from servers import dovecot, own_authority
from serving.tokens import Authority, TokenIssuer, token_authority

from bot.errors import SettingsError
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.sign_in import CommandToken, MicrosoftToken, TokenError, token_source
from config.settings import EXAMPLE_FILE, OAuth2, Settings, SettingsFault, read_settings


@pytest.fixture(scope="module")
def running_authority() -> Iterator[Authority]:
    with token_authority() as server:
        yield server


@pytest.fixture
def authority(running_authority: Authority) -> Authority:
    """Gives the token "good" to whoever asks."""
    running_authority.status = 200
    running_authority.answer = {"access_token": "good", "expires_in": 3600, "token_type": "Bearer"}
    running_authority.asked.clear()
    return running_authority


def microsoft(authority: Authority, *, tenant: str = "juist.example") -> MicrosoftToken:
    return MicrosoftToken(
        authority=authority.url(tenant),
        client_id="our-application",
        credential="our-secret",
        ca_file=authority.certificates.ca_file,
    )


# --- Microsoft ---


def test_microsoft_is_asked_as_an_application_for_mail_and_nothing_else(authority: Authority) -> None:
    assert microsoft(authority)() == "good"
    (asked,) = authority.asked
    assert asked["grant_type"] == "client_credentials"
    assert (asked["client_id"], asked["client_secret"]) == ("our-application", "our-secret")
    assert asked["scope"] == "https://outlook.office365.com/.default"


def test_a_token_is_never_taken_from_a_cache(authority: Authority) -> None:
    source = microsoft(authority)
    source()
    authority.answer["access_token"] = "newer"
    assert source() == "newer"
    assert len(authority.asked) == 2


REFUSALS = {
    "AADSTS7000222: The provided client secret keys for app are expired.": "the secret has expired",
    "AADSTS7000215: Invalid client secret provided.": "its value, not its id",
    "AADSTS700016: Application was not found in the directory.": "correct `client_id`",
    "AADSTS700027: The certificate is not registered.": "upload it to the application",
    "AADSTS999999: Something new, for mail@juist.nl.": "check `client_id`",
    "": "check `client_id`",
}


@pytest.mark.parametrize("description", REFUSALS)
def test_a_refusal_of_microsoft_says_what_to_do_and_does_not_go_over_by_itself(
    authority: Authority, description: str
) -> None:
    authority.status, authority.answer = 401, {"error": "invalid_client", "error_description": description}
    with pytest.raises(TokenError, match=REFUSALS[description]) as caught:
        microsoft(authority)()
    assert not caught.value.temporary
    assert "juist" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (503, {}),
        (500, {"error": "server_error"}),
        (400, {"error": "temporarily_unavailable", "error_description": "AADSTS90033: A transient error."}),
    ],
)
def test_microsoft_being_ill_goes_over_by_itself(authority: Authority, status: int, answer: dict[str, object]) -> None:
    authority.status, authority.answer = status, answer
    with pytest.raises(TokenError, match="tries again by itself") as caught:
        microsoft(authority)()
    assert caught.value.temporary


def test_an_unknown_tenant_is_told(authority: Authority) -> None:
    with pytest.raises(TokenError, match="does not know this tenant; correct `authority`") as caught:
        microsoft(authority, tenant="juust.example")()
    assert not caught.value.temporary
    assert authority.asked == []


def test_the_secret_is_not_said_to_an_authority_whose_certificate_is_not_trusted(authority: Authority) -> None:
    with pytest.raises(TokenError, match="cannot be trusted"):
        replace(microsoft(authority), ca_file=None)()
    assert authority.asked == []


def test_nobody_at_the_authority_goes_over_by_itself(authority: Authority) -> None:
    with pytest.raises(TokenError, match="tries again by itself") as caught:
        replace(microsoft(authority), authority="https://localhost:1/juist.example")()
    assert caught.value.temporary


def test_an_answer_that_could_say_more_to_the_mail_server_than_a_token_is_refused(authority: Authority) -> None:
    authority.answer["access_token"] = "good\x01user=elders"
    with pytest.raises(TokenError, match="is not a token"):
        microsoft(authority)()


def test_the_environment_does_not_overrule_the_ca_file(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", own_authority(tmp_path).ca_file)
    assert microsoft(authority)() == "good"


def test_a_secret_does_not_show_in_a_printed_value(authority: Authority) -> None:
    assert "our-secret" not in repr(microsoft(authority))
    assert "geheim" not in repr(CommandToken(command=("geef", "geheim"), folder=Path()))


def test_a_token_of_microsoft_opens_a_mailbox_at_the_end_of_the_way(authority: Authority) -> None:
    issuer, user = TokenIssuer(), "mail@juist.nl"
    authority.answer["access_token"] = issuer.token(user)
    with dovecot(issuer=issuer) as server:
        inbox = ImapInbox(replace(server.mailbox(user).access(), password="", token=microsoft(authority)))
        assert inbox.open().uidvalidity > 0
        inbox.close()


# --- a command ---


@pytest.mark.parametrize("printed", ["ya29.a0_-~+/=", "ya29\\n", "  ya29\\r\\n"])
def test_a_command_prints_a_token(tmp_path: Path, printed: str) -> None:
    expected = printed.replace("\\n", "").replace("\\r", "").strip()
    assert CommandToken(command=("printf", printed), folder=tmp_path)() == expected


@pytest.mark.parametrize("printed", ["", "\\n", "twee woorden", "een\\ntwee", "caf\\303\\251", "a\\001b", "Bearer x"])
def test_what_is_no_token_is_not_used(tmp_path: Path, printed: str) -> None:
    with pytest.raises(TokenError, match="is not a token"):
        CommandToken(command=("printf", printed), folder=tmp_path)()


def test_a_command_that_fails_keeps_its_words_to_itself(tmp_path: Path) -> None:
    source = CommandToken(command=("sh", "-c", "echo geheim; echo geheim >&2; exit 3"), folder=tmp_path)
    with pytest.raises(TokenError, match=r"token_command sh failed \(3\); run it by hand") as caught:
        source()
    assert "geheim" not in str(caught.value)
    assert not caught.value.temporary


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TokenError, match="cannot be started"):
        CommandToken(command=("./er-is-niets",), folder=tmp_path)()


def test_a_command_runs_in_the_folder_of_the_settings_and_its_words_are_no_shell(tmp_path: Path) -> None:
    program = tmp_path / "mail-token"
    program.write_text('#!/bin/sh\nprintf %s "$1"\n')
    program.chmod(0o700)
    with pytest.raises(TokenError, match="is not a token"):
        CommandToken(command=("./mail-token", "$(echo token)"), folder=tmp_path)()
    assert CommandToken(command=("./mail-token", "token"), folder=tmp_path)() == "token"


@pytest.mark.parametrize("script", ["sleep 600", "sleep 600 & echo token", "trap '' TERM; sleep 600 | sleep 600"])
def test_a_command_that_does_not_end_is_ended_with_its_children(tmp_path: Path, script: str) -> None:
    with pytest.raises(TokenError, match="tries again") as caught:
        CommandToken(command=("sh", "-c", script), folder=tmp_path, limit=0.3)()
    assert caught.value.temporary


# --- settings ---


SERVERS = """
data_folder = "data"
key = { env = "MELDPOST_KEY" }
organisations = ["juist.toml"]
[servers.juist.imap]
host = "outlook.office365.com"
user = "mail@juist.nl"
[servers.juist.smtp]
host = "smtp.office365.com"
port = 587
security = "starttls"
user = "mail@juist.nl"
"""
MICROSOFT = 'authority = "https://login.microsoftonline.com/juist.example"\nclient_id = "app"\n'


def settings_with(folder: Path, oauth2: str) -> Settings:
    (folder / "juist.toml").write_text((EXAMPLE_FILE.parent / "organisations" / "juist.toml").read_text())
    (folder / "meldpost.toml").write_text(SERVERS + (f"[servers.juist.oauth2]\n{oauth2}" if oauth2 else ""))
    return read_settings(folder / "meldpost.toml")


def test_a_command_in_the_settings_becomes_the_source(tmp_path: Path) -> None:
    source = token_source(settings_with(tmp_path, 'token_command = ["echo", "token"]'), "juist")
    assert source is not None
    assert source() == "token"


def test_a_secret_for_microsoft_is_read_from_its_place(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("our-secret\n")
    source = token_source(settings_with(tmp_path, MICROSOFT + 'client_secret = { file = "secret" }'), "juist")
    assert isinstance(source, MicrosoftToken)
    assert source.credential == "our-secret"


def test_a_secret_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, MICROSOFT + 'client_secret = { file = "nowhere" }')
    with pytest.raises(SettingsFault, match=r"oauth2\.client_secret: the file nowhere cannot be read"):
        token_source(settings, "juist")


@pytest.mark.parametrize("certificate_first", [True, False])
def test_microsoft_takes_a_certificate_in_place_of_a_secret(
    tmp_path: Path, authority: Authority, certificate_first: bool
) -> None:
    parts = key_and_certificate(rsa.generate_private_key(65537, 2048))
    (tmp_path / "app.pem").write_bytes(b"".join(reversed(parts) if certificate_first else parts))
    source = token_source(settings_with(tmp_path, MICROSOFT + 'certificate_file = "app.pem"'), "juist")
    assert isinstance(source, MicrosoftToken)
    assert replace(source, authority=authority.url(), ca_file=authority.certificates.ca_file)() == "good"
    (asked,) = authority.asked
    assert "client_secret" not in asked
    assert base64.urlsafe_b64decode(asked["client_assertion"].split(".")[0] + "==").startswith(b'{"alg":"PS256"')


def test_a_certificate_file_without_what_microsoft_takes_stops_the_start(tmp_path: Path) -> None:
    key, certificate = key_and_certificate(ec.generate_private_key(ec.SECP256R1()))
    settings = settings_with(tmp_path, MICROSOFT + 'certificate_file = "app.pem"')
    with pytest.raises(SettingsError, match=r"app\.pem cannot be read"):
        token_source(settings, "juist")
    for content in (b"", key, certificate, key + certificate):
        (tmp_path / "app.pem").write_bytes(content)
        with pytest.raises(SettingsError, match="must hold an RSA key and its certificate"):
            token_source(settings, "juist")


WRONG = {
    "": "give `imap.password`, or fill in `oauth2`",
    "token_command = []": "give `imap.password`, or fill in `oauth2`",
    MICROSOFT + 'token_command = ["x"]\nclient_secret = { env = "X" }': "either `token_command` or `authority`",
    MICROSOFT: "either a `client_secret` or a `certificate_file`",
    MICROSOFT + 'client_secret = { env = "X" }\ncertificate_file = "y"': "either a `client_secret` or a",
    'authority = "https://x.example/y"\nclient_secret = { env = "X" }': "needs a `client_id`",
    MICROSOFT.replace("https", "http") + 'client_secret = { env = "X" }': "must begin with https",
    'token_command = "x"': "token_command",
    'token = "x"': "the key 'servers.juist.oauth2.token' is unknown",
}


@pytest.mark.parametrize("oauth2", WRONG)
def test_what_is_wrong_in_the_sign_in_is_one_sentence(tmp_path: Path, oauth2: str) -> None:
    with pytest.raises(SettingsFault, match=WRONG[oauth2]) as caught:
        settings_with(tmp_path, oauth2)
    assert len(str(caught.value).splitlines()) == 1


def test_the_example_shows_every_key_of_the_sign_in_and_uses_none() -> None:
    shown = tomllib.loads(EXAMPLE_FILE.read_text(encoding="utf-8"))["servers"]["juist"]["oauth2"]
    assert set(shown) == set(OAuth2.model_fields)
    assert token_source(read_settings(EXAMPLE_FILE), "juist") is None


# --- what the tests need ---


def key_and_certificate(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> list[bytes]:
    """Two parts of a PEM file; the certificate signs itself, as those of an application do."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "meldpost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return [private, certificate.public_bytes(pem)]
