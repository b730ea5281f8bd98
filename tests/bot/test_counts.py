"""Numbers of people and records as officers type them: one form in the register, and what is no number."""

import pytest

from bot.officers.counts import read_count


@pytest.mark.parametrize(
    ("text", "kept", "low", "high"),
    [
        ("12", "12", 12, 12),
        ("1.200", "1200", 1200, 1200),
        ("1,200", "1200", 1200, 1200),
        ("1 200.", "1200", 1200, 1200),
        ("ca. 40", "ca. 40", 40, 40),
        ("ca.40", "ca. 40", 40, 40),
        ("circa 1.200", "ca. 1200", 1200, 1200),
        ("about 40 people", "ca. 40 (people)", 40, 40),
        ("120-150", "120-150", 120, 150),
        ("120 – 150 klanten", "120-150 (klanten)", 120, 150),
        ("3.000-4.000", "3000-4000", 3000, 4000),
        ("120 t/m 150", "120-150", 120, 150),
        ("tussen 120 en 150", "120-150", 120, 150),
        ("between 10 and 20", "10-20", 10, 20),
        ("min 10, max 20", "10-20", 10, 20),
        ("minstens 30", "minstens 30", 30, None),
        ("meer dan 100", "minstens 100", 100, None),
        ("hooguit 50", "hoogstens 50", None, 50),
        ("onbekend", "onbekend", None, None),
        ("nog onbekend, IT zoekt het uit", "onbekend (IT zoekt het uit)", None, None),
        ("40 (afdeling zorg)", "40 (afdeling zorg)", 40, 40),
        ("12 en nog een paar", "12 (en nog een paar)", 12, 12),
    ],
)
def test_a_number_is_read(text: str, kept: str, low: int | None, high: int | None) -> None:
    count = read_count(text)
    assert count is not None
    assert (str(count), count.low, count.high) == (kept, low, high)


@pytest.mark.parametrize(
    "text", ["", "veel", "1.5", "1.2000", "150-120", "12-15-18", "1234567890123", "een stuk of 40"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_count(text) is None
