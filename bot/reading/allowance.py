"""What unpacking and reading the files of one mail may cost in all, so that many small bombs are one big one."""

from dataclasses import dataclass, field
from time import thread_time

_MOST_OCTETS = 60_000_000  # unpacked bytes of one mail: far below the memory the reading child is given
_MOST_FILES = 300  # files inside files: an archive of more is an archive of somebody's whole disk
_SECONDS_OF_ANY = 0.8  # processor time for files of a mail of any size
_SECONDS_A_MEGABYTE = 0.4  # what an honest scan or spreadsheet needs
_MOST_SECONDS = 15.0  # far below the minute after which the reading child is ended


@dataclass(slots=True)
class Allowance:
    """What is left; it only shrinks."""

    seconds: float
    octets: int = _MOST_OCTETS
    files: int = _MOST_FILES
    # of this thread: asking for all of them takes a hundred times as long
    _begun: float = field(default_factory=thread_time)

    def take(self, octets: int) -> bool:
        """Takes one file of this size out of what is left; False when there is no room for it."""
        if self.files <= 0 or octets > self.octets:
            return False
        self.files -= 1
        self.octets -= octets
        return True

    def is_spent(self) -> bool:
        """Has the processor time for files been used up?"""
        return thread_time() - self._begun > self.seconds


def allowance_for(size: int) -> Allowance:
    """What a mail of this many bytes may cost."""
    return Allowance(seconds=min(_MOST_SECONDS, _SECONDS_OF_ANY + _SECONDS_A_MEGABYTE * size / 1_000_000))
