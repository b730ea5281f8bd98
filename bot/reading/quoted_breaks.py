"""A line of a quote that breaks where mail programs see no break stays a quote: its second half was typed by nobody.

A stranger's "text\\u2028COMMAND" is one line to the program that puts ">" before it, and two to Python.
"""

import re

#: Where `str.splitlines` breaks and mail programs do not: a lone CR, VT, FF, the separators, NEL, LS, PS.
ODD_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_QUOTED = re.compile(rf"^([ \t]{{0,3}}(?:>[ \t]?+){{1,50}}+)([^\n{ODD_BREAKS}]*[{ODD_BREAKS}][^\n]*)$", re.MULTILINE)
_BREAK = re.compile(f"[{ODD_BREAKS}]+")


def with_whole_quotes(text: str) -> str:
    """Every piece of a broken quoted line gets the marks of that line; all other lines stay as they are."""
    text = text.replace("\r\n", "\n")
    whole = _QUOTED.sub(lambda line: line[1] + _BREAK.sub("\n" + line[1], line[2]), text)
    return whole.replace("\r", "\n")
