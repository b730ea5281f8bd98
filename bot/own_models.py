"""The models that an organisation's own mails trained: in the data folder, by version; one of them may be in use."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.reader import Belief, Examined, Read, ReaderOfModels
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import Findings

#: The model of this release. (`classifiers.examine` knows it too, and takes a second to load.)
PACKAGE = Path(__file__).parents[1] / "classifiers" / "model"
_CURRENT = "current"
_ABOUT = "own.json"
#: The model in use, and the one before it.
_KEPT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnModel:
    """One model that an organisation's mails trained."""

    version: str
    folder: Path
    base: str  #: digest of the release it stands on
    trained_at: datetime
    labels: int

    @property
    def fits(self) -> bool:
        """Does it stand on this release? Another one reads mails differently."""
        return self.base == release_digest()


class OwnModels:
    """The models of one organisation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> OwnModel | None:
        """The one that was taken into use last, whether it fits or not."""
        try:
            version = (self._folder / _CURRENT).read_text(encoding="ascii").strip()
            about = json.loads((self._folder / version / _ABOUT).read_text(encoding="utf-8"))
            return OwnModel(
                version=version,
                folder=self._folder / version,
                base=about["base"],
                trained_at=datetime.fromisoformat(about["trained_at"]),
                labels=about["labels"],
            )
        except (OSError, ValueError, KeyError):
            return None

    def in_use(self) -> Path | None:
        """Where the model lies that judges; None: that of the release."""
        current = self.current()
        return current.folder if current and current.fits else None

    def begin(self, now: datetime) -> Path:
        """An empty folder for a new version."""
        folder = self._folder / f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True, mode=0o700)
        return folder

    def take(self, folder: Path, now: datetime, labels: int) -> None:
        """Use this version from now on; the one before stays beside it, older ones go."""
        about = {"base": release_digest(), "trained_at": now.isoformat(), "labels": labels}
        (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        beside = self._folder / f"{_CURRENT}.part"
        beside.write_text(folder.name, encoding="ascii")
        beside.rename(self._folder / _CURRENT)
        for old in sorted((path for path in self._folder.iterdir() if path.is_dir()), reverse=True)[_KEPT:]:
            shutil.rmtree(old)

    def drop(self, folder: Path) -> None:
        """It is not good enough."""
        shutil.rmtree(folder, ignore_errors=True)


def release_digest(package: Path = PACKAGE) -> str:
    """What a model of its own stands on: corpus, form and numbers of the model of this release."""
    names = ("meta.json", "calibration.json")
    return hashlib.sha256(b"\0".join((package / name).read_bytes() for name in names)).hexdigest()


class OwnModelReader:
    """Has mails judged by the organisation's own model where there is one; a new one is taken up at once."""

    def __init__(self, reader: ReaderOfModels, models: OwnModels) -> None:
        self._reader = reader
        self._models = models

    def read(self, raw: bytes, belief: Belief) -> Read:
        """See `Reader`."""
        return self._reader.read(raw, belief)

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        """See `Reader`."""
        return self._reader.examine_by(self._models.in_use(), words, pictures, sender)

    def add_picture_words(self, findings: Findings, pictures: Sequence[Picture]) -> Findings:
        """See `Reader`."""
        return self._reader.add_picture_words(findings, pictures)

    def thumbnails(self, pictures: Sequence[Picture]) -> tuple[bytes, ...]:
        """See `Reader`."""
        return self._reader.thumbnails(pictures)

    def can_read_pictures(self) -> bool:
        """See `Reader`."""
        return self._reader.can_read_pictures()
