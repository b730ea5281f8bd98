"""A disk that can be full: a small tmpfs where we may mount one; elsewhere it stays as it is."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SIZE = 256 << 20
_PIECE = b"\0" * (1 << 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDisk:
    """A folder on a disk of its own."""

    folder: Path
    is_small: bool  #: False: we may not mount here, nothing is ever full

    @contextmanager
    def full(self) -> Iterator[None]:
        """Not a byte is left in the body."""
        filler = self.folder / "filler"
        if self.is_small:
            with suppress(OSError), filler.open("wb", buffering=0) as rest:
                while True:
                    rest.write(_PIECE)
        try:
            yield
        finally:
            filler.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Mounts it, and takes it away."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    is_small = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield SmallDisk(folder=folder, is_small=is_small)
    finally:
        if is_small:
            subprocess.run(["umount", "-l", str(folder)], check=False)
