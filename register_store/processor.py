"""A party that processes data for an organisation, and whose addresses speak for it (pure; GDPR art. 28)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """A party that processes data for the organisation (GDPR art. 28), as agreed with it (K13)."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: str
    domains: tuple[str, ...]  #: whose senders speak for it
    address: str = ""  #: where it is asked; without one it is only recognised
    answer_within: Annotated[int, Field(ge=1)] = 24  #: hours, as its contract says
    tells_within: Annotated[int, Field(ge=1)] = 24  #: hours after it knew of a breach, as its contract says (K14)
    language: str = "nl"

    def speaks(self, address: str) -> bool:
        """Does this address belong to it?"""
        return any(is_within(address, domain) for domain in self.domains)


def is_within(address: str, domain: str) -> bool:
    """Is the address in this domain, or in one below it?"""
    of_address, wanted = address.rpartition("@")[2].lower(), domain.lower()
    return of_address == wanted or of_address.endswith("." + wanted)
