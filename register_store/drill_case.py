"""What tells a drill from a case: its reference, OEF-2026-001 (pure)."""

#: Dutch: oefening.
SERIES = "OEF"


def is_drill(reference: str | None) -> bool:
    """Is this the reference of a drill? Drills stand in no register and in no figure."""
    return reference is not None and reference.startswith(f"{SERIES}-")
