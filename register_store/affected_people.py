"""Affected people as an officer listed them, and how far the letters to them are (pure)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One affected person, as an officer listed him."""

    row: int  #: in the officer's own list
    name: str
    address: str | None  #: mail address
    postal: str = ""  #: lines of an address for the post
    language: str = ""  #: "nl" or "en"; "": that of the organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far the letters of one mailing are. Rows are those of the officer's list."""

    by_mail: int = 0
    on_paper: int = 0
    waiting: int = 0  #: not yet written
    sent: int = 0  #: taken by the mail server
    failed: tuple[int, ...] = ()  #: rows whose letter was refused, given up or came back
    answered: int = 0

    @property
    def written(self) -> int:
        """Letters that exist."""
        return self.by_mail - self.waiting

    @property
    def is_done(self) -> bool:
        """Has every letter gone, or failed?"""
        return self.waiting == 0 and self.sent + len(self.failed) >= self.by_mail
