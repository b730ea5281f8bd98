"""How much memory a program took at its most."""

from pathlib import Path


def peak(process: int | str = "self") -> int:
    """Bytes at most in memory since the program was loaded (Linux, `VmHWM`).

    Not `getrusage`: its peak outlives `exec`, so that a small program started by a large one seems as large.
    """
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
