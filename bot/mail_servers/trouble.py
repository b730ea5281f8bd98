"""What is wrong with a connection, in one sentence that says what to do."""

import socket
import ssl


def in_one_sentence(error: Exception, host: str, port: int) -> str:
    """For the log and for `check`: the place, the trouble, the cure; never what the server said about people."""
    place = f"{host}:{port}"
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"The certificate of {place} cannot be trusted ({error.verify_message}); "
                "have it renewed, or set `ca_file` when the authority is your own."
            )
        case ssl.SSLError():
            return f"{place} does not speak TLS as expected; check `port` and `security` in the settings."
        case socket.gaierror() | UnicodeError():
            return f"The name {host} is not known; check `host` in the settings and the DNS of this machine."
        case TimeoutError():
            return f"{place} does not answer; check that the server is up and no firewall stands between."
        case ConnectionRefusedError():
            return f"Nothing listens at {place}; check `port` in the settings and that the server is up."
        case _:
            return f"The connection with {place} broke ({type(error).__name__}); Meldpost tries again by itself."
