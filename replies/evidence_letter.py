"""The letter that brings an officer the originals of a case, in an archive that only his passphrase opens."""

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.letter_bytes import Attached
from replies.letter_headers import Answered, Stamp
from replies.letter_writing import about, to_officer, written


def evidence(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    archive: Attached,
    originals: int,
    sources: tuple[tuple[str, tuple[str, ...]], ...] = (),
    answered: Answered,
) -> Letter:
    """To the officer who asked: how to open it, and what is asked of him. `sources`: case, and numbers of its files."""
    values = about(officer, case, stamp.written_at) | {"originals": originals, "file": archive.name}
    values["sources"] = sources if len(sources) > 1 else ()
    envelope = to_officer(LetterKind.EVIDENCE, officer, case, answered)
    return written(organisation, envelope, stamp, values, attached=(archive,))
