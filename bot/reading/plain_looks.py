"""Is a style such that words in it are surely seen? What hides words nobody can list, so this lists what does not."""

import re
from collections.abc import Callable, Iterator

#: px; smaller letters are not read, and what stands further away may stand outside the window
SMALLEST = 7.0
_FURTHEST, _FURTHEST_BACK, _INDENT = 200.0, -10.0, -80.0
_LONGEST = 6000
_PX = {
    "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "%": 0.16, "in": 96.0, "cm": 37.8,
    "mm": 3.78, "pc": 16.0, "": 1.0,
}  # fmt: skip
_COMMENT = re.compile(r"/\*.{0,2000}?\*/", re.DOTALL)
_LENGTH = re.compile(r"([+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9}))([a-z%]{0,3})")
_DECLARATION = re.compile(r"([^:;]{1,80}):((?:\"[^\"]{0,400}\"|'[^']{0,400}'|[^;\"']){0,600})")
_TAKEN_OVER = frozenset({"inherit", "initial", "unset", "revert", "revert-layer", ""})

#: Families of properties that move, shrink, cover or remove nothing.
_HARMLESS = re.compile(
    r"(mso-(?!hide)|border|outline|list-style|font-(?!size)|page|-webkit-(text-(size|stroke)|nbsp|line-break|tap|font-|user)"
    r"|-(ms|moz)-(text-size|osx|user)|text-(align|justify|rendering|shadow|transform|size-adjust|underline|autospace|wrap)"
    r"|text-decoration-(color|style|thickness|skip)|word-(wrap|break)|flex|align-|justify-|gap|layout-grid|tab-|table-layout"
    r"|min-|max-|caret-|scrollbar-)[\w-]{0,40}"
    r"|orphans|widows|width|height|cursor|box-sizing|overflow-wrap|line-break|hyphens|white-space(-collapse)?|quotes"
    r"|empty-cells|caption-side|color-scheme|forced-color-adjust|float|clear|user-select|panose-1|size|punctuation-wrap"
)
_SAFE_VALUES = {
    "display": re.compile(r"block|inline|(inline-)?(block|flex|table)|table-[a-z-]{1,20}|list-item|flow-root|contents"),
    "visibility": re.compile(r"visible"),
    "opacity": re.compile(r"1(\.0{0,4})?|100%"),
    "overflow": re.compile(r"visible"),
    "overflow-x": re.compile(r"visible"),
    "overflow-y": re.compile(r"visible"),
    "position": re.compile(r"static|relative"),
    "zoom": re.compile(r"normal|1|100%"),
    "direction": re.compile(r"ltr"),
    "unicode-bidi": re.compile(r"normal|isolate|embed|plaintext"),
    "writing-mode": re.compile(r"horizontal-tb|lr-tb"),
    "z-index": re.compile(r"auto|\d{1,4}"),
    "text-decoration": re.compile(r"(?!.*(line-through|blink)).{0,80}", re.DOTALL),
    "text-decoration-line": re.compile(r"none|underline|overline"),
    "content-visibility": re.compile(r"visible"),
    **dict.fromkeys(("transform", "filter", "clip-path", "mask", "backdrop-filter"), re.compile(r"none")),
    "clip": re.compile(r"auto"),
    **dict.fromkeys(("left", "top", "right", "bottom"), re.compile(r"auto|[+-]?0(\.0{0,4})?[a-z%]{0,3}")),
    "vertical-align": re.compile(
        r"baseline|sub|super|top|bottom|middle|text-(top|bottom)|-?\d{0,2}(\.\d{0,4})?(px|pt|em|%)?"
    ),
    **dict.fromkeys(
        ("background-image", "background-attachment"), re.compile(r"none|scroll")
    ),
    **dict.fromkeys(
        tuple(f"background-{part}" for part in ("position", "repeat", "size", "origin", "clip")),
        re.compile(r"(?!.*text).{0,80}", re.DOTALL),
    ),
}  # fmt: skip
#: Looked at where the colours and sizes around an element are known.
WEIGHED = frozenset({"color", "background", "background-color", "font-size"})


def declarations_of(style: str) -> dict[str, str] | None:
    """Properties and their last values; None when the style is too long or cannot be taken apart."""
    if not style.strip():
        return {}
    bare = _COMMENT.sub(" ", style[: _LONGEST + 1]).strip(" \r\n\t;")
    if len(style) > _LONGEST or "/*" in bare:
        return None
    found: dict[str, str] = {}
    for piece in _pieces(bare):
        declared = _DECLARATION.fullmatch(piece)
        if declared is None:
            return None
        value = " ".join(declared[2].lower().replace("!important", " ").split())
        found[declared[1].strip().lower()] = value
    return found


def _pieces(style: str) -> Iterator[str]:
    """Split at semicolons outside quotation marks."""
    pieces = re.findall(r"(?:\"[^\"]{0,400}\"|'[^']{0,400}'|[^;\"'])+|[\"']", style)
    return (piece.strip() for piece in pieces if piece.strip())


def is_plain_look(declarations: dict[str, str]) -> bool:
    """Does none of these properties hide, move away or cover the words? Colours and sizes are weighed elsewhere."""
    return all(_is_plain(name, value) for name, value in declarations.items() if name not in WEIGHED)


def _is_plain(name: str, value: str) -> bool:
    if value in _TAKEN_OVER or _HARMLESS.fullmatch(name):
        return True
    if name in _SAFE_VALUES:
        return bool(_SAFE_VALUES[name].fullmatch(value))
    measure = _MEASURES.get(name)
    return measure is not None and measure(value)


def size_of(value: str, around: float) -> float | None:
    """The size of letters in px, in an element with `around`; None: it cannot be told."""
    if value in _TAKEN_OVER:
        return around
    if value in ("smaller", "larger"):
        return around * (0.8 if value == "smaller" else 1.2)
    if re.fullmatch(r"x{0,3}-?(small|large)|medium", value):
        return {"xx-small": 9.0, "x-small": 10.0, "small": 13.0}.get(value, 16.0)
    found = _LENGTH.fullmatch(value)
    if found is None or found[2] not in _PX:
        return None
    number = float(found[1])
    return number * around / (100 if found[2] == "%" else 1) if found[2] in ("%", "em") else number * _PX[found[2]]


def font_size_in(value: str) -> str | None:
    """The size within the `font` shorthand: "14px" of "italic 14px/1.2 Arial"."""
    if value in _TAKEN_OVER or value in ("caption", "icon", "menu", "message-box", "small-caption", "status-bar"):
        return "inherit"
    sizes = [word for word in re.split(r"[\s,]+", value.partition("/")[0]) if _LENGTH.fullmatch(word)]
    named = [word for word in value.split() if re.fullmatch(r"x{0,3}-?(small|large)|medium|smaller|larger", word)]
    weights = [word for word in sizes if re.fullmatch(r"[1-9]00", word)]
    real = [word for word in sizes if word not in weights] or named
    return real[0] if len(real) == 1 else None


def _is_font(value: str) -> bool:
    _, slash, behind = value.partition("/")
    return font_size_in(value) is not None and (not slash or _is_line_height(behind.split(" ")[0]))


def _is_line_height(value: str) -> bool:
    found = _LENGTH.fullmatch(value)
    if value == "normal" or value.startswith("var("):
        return value == "normal"
    if found is None or found[2] not in _PX:
        return False
    number = float(found[1])
    return number >= 0.8 if not found[2] else number * _PX[found[2]] >= SMALLEST


def _is_near(value: str, *, back: float = _FURTHEST_BACK) -> bool:
    lengths = [_px(word) for word in value.split()]
    return all(length is not None and back <= length <= _FURTHEST for length in lengths)


def _px(word: str) -> float | None:
    found = _LENGTH.fullmatch(word)
    if word == "auto":
        return 0.0
    return float(found[1]) * _PX[found[2]] if found and found[2] in _PX else None


def _is_spacing(value: str) -> bool:
    length = 0.0 if value == "normal" else _px(value)
    return length is not None and -1.0 <= length <= 10.0


_SIDES = ("", "-left", "-right", "-top", "-bottom", "-inline", "-block", "-inline-start", "-block-start", "-block-end",
          "-inline-end")  # fmt: skip
_MEASURES: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys((f"{name}{side}" for name in ("margin", "padding") for side in _SIDES), _is_near),
    "text-indent": lambda value: _is_near(value, back=_INDENT),
    "line-height": _is_line_height,
    "letter-spacing": _is_spacing,
    "word-spacing": _is_spacing,
    "font": _is_font,
}
