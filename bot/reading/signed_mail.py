"""Takes a mail out of the S/MIME signature that encloses it (RFC 8551 section 3.5.2), without verifying anything."""

from email.message import Message

from bot.reading.damaged_signature import words_left
from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf, leaves, parsed
from bot.reading.part_content import name_of
from bot.reading.signed_data import enclosed
from bot.reading.transfer_encoding import decoded

_MOST_LAYERS = 3  # signed, encrypted, signed again is the deepest that RFC 2634 knows
_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_VAGUE = ("application/octet-stream", "application/pkcs7-signature", "application/x-pkcs7-signature")
#: Between them stands a message encrypted with OpenPGP (RFC 9580 section 6.2).
ARMOUR, ARMOUR_END = "-----BEGIN PGP MESSAGE-----", "-----END PGP MESSAGE-----"
_NEAR_THE_TOP = 20_000


def unsigned(leaf: Leaf) -> tuple[Leaf, ...]:
    """The parts that were signed, in place of the signature; the leaf itself when it encloses no mail."""
    found: tuple[Leaf, ...] = (leaf,)
    for _ in range(_MOST_LAYERS):
        opened = tuple(inner for each in found for inner in _opened(each))
        if len(opened) == len(found) and all(a is b for a, b in zip(opened, found, strict=True)):
            break
        found = opened
    return found


def is_encrypted(leaf: Leaf) -> bool:
    """Is this a mail that only its addressee's key opens? Asked after the signed ones were opened."""
    if leaf.content_type == "application/pgp-encrypted":
        return True
    if leaf.part.is_multipart():
        return False
    return may_be_smime(leaf.part) or _has_armour(content_of(leaf.part))


def may_be_smime(part: Message) -> bool:
    """Is this a signature, or an envelope, that holds a mail? Some servers call it a file."""
    kind = part.get_content_type()
    return kind in _TYPES or (kind in _VAGUE and name_of(part).lower().endswith(".p7m"))


def _has_armour(content: bytes) -> bool:
    """A line of its own, near the top: a mail about such messages names them within its sentences, and quotes them."""
    return any(line.rstrip() == ARMOUR.encode() for line in content[:_NEAR_THE_TOP].splitlines())


def _opened(leaf: Leaf) -> tuple[Leaf, ...]:
    if leaf.part.is_multipart() or not may_be_smime(leaf.part):
        return (leaf,)
    content = _bare(content_of(leaf.part))
    mail = enclosed(content) or words_left(content)
    return tuple(leaves(parsed(mail))) if mail else (leaf,)


def _bare(content: bytes) -> bytes:
    """Some gateways encode it twice, or leave its armour around it (RFC 7468)."""
    if not content.startswith((b"-----BEGIN ", b"MI")):
        return content
    lines = [line for line in content.splitlines() if not line.startswith(b"-----")]
    return decoded(lines, "base64", [])
