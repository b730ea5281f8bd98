"""What the servers need of this machine: binaries, ports, folders, patience."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pytest

IS_ROOT = os.geteuid() == 0


def binary(name: str, package: str, *folders: str) -> str:
    """The path of a program; a missing one fails the test and says what to install."""
    for pattern in folders:
        for folder in sorted(glob(pattern), reverse=True):
            if found := shutil.which(name, path=folder):
                return found
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.fail(f"{name} is missing: install the Debian package {package} (make test does it as root).")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server_folder(name: str, owner: str | None = None) -> Iterator[Path]:
    """A folder other users may enter, with a path short enough for a Unix socket; pytest's own is neither."""
    folder = Path(tempfile.mkdtemp(prefix=f"meldpost-{name}-"))
    folder.chmod(0o755)
    if IS_ROOT and owner is not None:
        shutil.chown(folder, owner, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 20) -> None:
    """Polls; a server that never gets there fails the test with its name."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: not within {seconds:.0f} seconds")
        time.sleep(0.01)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
