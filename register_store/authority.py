"""The supervisory authority an organisation answers to (GDPR art. 51; J7): a setting, not a name in the letters."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Whom a breach is reported to, and where."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str = "Autoriteit Persoonsgegevens"
    short: str = "AP"  #: beside the full name; officers' verbs are called after it and stay as they are
    form: str = ""  #: address of its form; empty: that of rules/ap_form.toml
