"""Makes files of the make that old Office programs used (MS-CFB), from named streams."""

import struct


def an_ole_file(streams: dict[str, bytes]) -> bytes:
    """A compound file of MS-CFB, as small as can be: everything in the mini stream, siblings in a chain."""
    names = ["Root Entry"]
    for path in streams:
        places = path.split("/")
        names += ["/".join(places[:n]) for n in range(1, len(places) + 1)]
    names = list(dict.fromkeys(names))
    mini, mini_fat = b"", b""
    starts = {}
    for path, content in streams.items():
        count = -(-len(content) // 64)
        first = len(mini) // 64
        starts[path] = (first if content else 0xFFFFFFFE, len(content))
        mini += content.ljust(count * 64, b"\0")
        mini_fat += b"".join(struct.pack("<I", first + n + 1) for n in range(count - 1)) + (
            b"\xfe\xff\xff\xff" * bool(count)
        )
    children: dict[str, list[int]] = {}
    for number, name in enumerate(names[1:], 1):
        children.setdefault(name.rpartition("/")[0] or "Root Entry", []).append(number)
    entries = b""
    for number, name in enumerate(names):
        mine = children.get(name, [])
        siblings = children.get(name.rpartition("/")[0] or "Root Entry", []) if number else []
        after = siblings[siblings.index(number) + 1 :] if number in siblings else []
        spelled = (name.rpartition("/")[2] if number else name).encode("utf-16-le") + b"\0\0"
        kind = 5 if not number else 2 if name in streams else 1
        start, size = (0, len(mini)) if not number else starts.get(name, (0, 0))
        right, child = (places[0] if places else 0xFFFFFFFF for places in (after, mine))
        entries += spelled.ljust(64, b"\0") + struct.pack("<HBBIII", len(spelled), kind, 1, 0xFFFFFFFF, right, child)
        entries += b"\0" * 36 + struct.pack("<IQ", start, size)
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        first, count = len(sectors), max(1, -(-len(content) // 512))
        for n in range(count):
            sectors.append(content[n * 512 : n * 512 + 512].ljust(512, b"\xff" if content is mini_fat else b"\0"))
            fat.append(first + n + 1 if n < count - 1 else 0xFFFFFFFE)
        return first

    store(mini)
    directory, table = store(entries), store(mini_fat)
    fat_sector = len(sectors)
    fat += [0xFFFFFFFD] + [0xFFFFFFFF] * (127 - len(fat))
    sectors.append(b"".join(struct.pack("<I", each) for each in fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    counts = (0, 1, directory, 0, 4096, table, -(-len(mini_fat) // 512), 0xFFFFFFFE, 0, fat_sector)
    head += struct.pack("<10I", *counts)
    return head.ljust(512, b"\xff") + b"".join(sectors)
