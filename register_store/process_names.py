"""Names for processes, by which another process of the same machine can tell that one has died."""

import hashlib
import os
import secrets
from pathlib import Path

_PROC = Path("/proc")


def own_name() -> str:
    """Machine, process number, moment of its start; elsewhere than on Linux something nobody else has."""
    machine, started = _machine(), _started(os.getpid())
    if machine is None or started is None:
        return secrets.token_hex(8)
    return f"{machine}-{os.getpid()}-{started}"


def has_died(name: str) -> bool:
    """Was this a process of this very machine, and is it gone? False when we cannot know."""
    machine, _, rest = name.partition("-")
    number, _, started = rest.partition("-")
    if not (number.isdecimal() and machine == _machine()):
        return False
    return _started(int(number)) != started


def _machine() -> str | None:
    """This boot of this machine, and within it this container: process numbers mean something only there."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text()
        container = (_PROC / "self/ns/pid").readlink()
    except OSError:
        return None
    return hashlib.sha256(f"{boot}{container}".encode()).hexdigest()[:16]


def _started(number: int) -> str | None:
    """In clock ticks since the boot: a number that is given out again has another. None: it is dead, or a zombie."""
    try:
        fields = (_PROC / str(number) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]
