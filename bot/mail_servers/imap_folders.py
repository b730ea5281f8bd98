"""Finds a folder as this server writes its name."""

from typing import Any


class NoSuchFolderError(Exception):
    """None of the ways to write it leads to a folder."""


def existing_folder(client: Any, wanted: str) -> str:
    """Settings use "/" between folders; servers also use "." and put a prefix such as "INBOX." before all.

    The client turns letters outside ASCII into modified UTF-7 (RFC 3501 section 5.1.3).
    """
    if wanted.upper() == "INBOX":
        return "INBOX"
    prefix, delimiter = _personal_namespace(client)
    translated = wanted.replace("/", delimiter)
    # A server may put all folders below the INBOX and know no NAMESPACE (RFC 2342) to tell it.
    for name in dict.fromkeys((wanted, translated, prefix + translated, f"INBOX{delimiter}{translated}")):
        if not {"*", "%"} & set(name) and client.folder_exists(name):
            return name
    raise NoSuchFolderError


def _personal_namespace(client: Any) -> tuple[str, str]:
    if client.has_capability("NAMESPACE") and (personal := client.namespace().personal):
        return personal[0][0], personal[0][1] or "/"
    listed = client.list_folders("", "")
    return "", (listed[0][1] or b"/").decode("ascii") if listed else "/"
