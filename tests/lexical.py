"""The examiner without its encoder: quick, for tests that look at something else than the verdict."""

import json
from pathlib import Path

from bot.direct_reader import DirectReader
from classifiers.examine import MODEL, Examiner, load_examiner


def lexical_reader(folder: Path) -> DirectReader:
    """A reader that judges by it."""
    return DirectReader(lexical_model(folder))


def lexical_examiner(folder: Path) -> Examiner:
    """The trained words alone, from a copy of the model's numbers in this folder."""
    return load_examiner(lexical_model(folder))


def lexical_model(folder: Path) -> Path:
    """Its folder."""
    numbers = json.loads((MODEL / "calibration.json").read_text(encoding="utf-8"))
    numbers.pop("heard", None)
    (folder / "calibration.json").write_text(json.dumps(numbers), encoding="utf-8")
    (folder / "pipeline").symlink_to(MODEL / "pipeline")
    return folder
