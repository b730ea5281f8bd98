"""The TLS of both doors: always verified, never weakened."""

import ssl

from bot.errors import SettingsError


def verified_tls(ca_file: str | None) -> ssl.SSLContext:
    """Trusts the system's certificate authorities, or only the one in this PEM file."""
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(
            f"The certificate file {ca_file} cannot be read; correct `ca_file` in the settings."
        ) from error
