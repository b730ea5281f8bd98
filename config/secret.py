"""Where a secret stands, and how settings say that something is wrong with them."""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class SettingsFault(ValueError):
    """The settings are wrong: each line says which file, which key, and what to do."""


class Strict(BaseModel):
    """A section of the settings: an unknown key stops the start."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Strict):
    """Where a secret stands: in an environment variable or a file, never in the settings themselves."""

    env: str = ""
    file: str = ""

    @property
    def is_given(self) -> bool:
        """Is a place named at all?"""
        return bool(self.env or self.file)

    def read(self, key: str, folder: Path) -> str:
        """The secret; raises `SettingsFault` that names the key and never the secret."""
        if bool(self.env) == bool(self.file):
            raise SettingsFault(f'{key}: give either {{ env = "NAME" }} or {{ file = "PATH" }}.')
        if self.env:
            if not os.environ.get(self.env):
                raise SettingsFault(f"{key}: the environment variable {self.env} is not set.")
            return os.environ[self.env]
        try:
            return (folder / self.file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsFault(f"{key}: the file {self.file} cannot be read ({error.strerror}).") from None
