"""Takes comments out of a structured header, and what stands in quotes: both hold whatever a sender likes."""


def without_comments(value: str) -> str:
    """RFC 5322 comments nest; quoted strings are emptied too, for what they hold is the sender's to choose."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in value:
        if escaped:
            escaped = False
        elif letter == "\\" and (depth or quoted):
            escaped = True
        elif quoted:
            quoted = letter != '"'
        elif letter == '"' and not depth:
            quoted = True
        elif letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
        elif not depth:
            kept.append(letter)
    return "".join(kept)
