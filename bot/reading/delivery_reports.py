"""Whether a mail returns another mail (RFC 3464 and its many older relatives), and which."""

import re
from collections.abc import Iterable, Sequence
from email.message import Message

from bot.reading.charsets import decode
from bot.reading.forwards import is_forward_subject
from bot.reading.header_text import header_text
from bot.reading.mail_part import content_of, payload_of
from bot.reading.message_tree import Leaf, mail_inside

MOST = 20  #: returned Message-IDs that count
_LONGEST_SUBJECT = 2000
_LONGEST = 300_000  # letters of a text in which an old-style bounce is sought

# as a header line, or within a sentence of the server: "Original message ID is <...>", "Nachrichten-ID: <...>"
_RETURNED_ID = re.compile(
    r"(?:^[\s>|*]{0,8}|\b(?:original|returned|oorspronkelijke?|ursprüngliche|your|uw|ihre) )"
    r"(?:(?:internet[- ])?message[- ]?id|nachrichten-?id|bericht-?id|id du message|id\. de mensaje)(?: is)?\*?"
    r"\s?[:=]?\*?\s{0,6}(<[^<>\s]{1,250}>)",
    re.IGNORECASE | re.MULTILINE,
)
_FAILURE_WORDS = re.compile(
    r"undeliver(able|ed)|non-?delivery|not delivered|unable to deliver|could not (be (sent|delivered)|send message)"
    r"|couldn't be delivered|(can ?not|error) deliver|delivery (has )?(failed|failure|delayed|status|notification"
    r"|error)"
    r"|delivery to the following|(mail|message) delivery (failed|failure|system|error|status)|failure notice"
    r"|failure reasons|return(ed|ing) (mail|message|to sender)|(mail|message) failed|permanent (fatal )?errors?"
    r"|user unknown|unknown user|(message|mail) (is )?delayed|delayed mail|mailbox (is )?(full|unavailable)"
    r"|onbestelbaar|niet (worden )?(bezorgd|afgeleverd)|unzustellbar|nicht zugestellt|non remis"
    r"|no se ha podido entregar|niedostarczon|non consegnat|não (foi )?entregue|не доставлено"
    r"|配信できま|配送できま|送信できま|不達|退信"
    # what the other server answered (RFC 3463, RFC 5321 section 4.2)
    r"|no valid recipients?|no such (user|recipient|mailbox)|(host|addressee|recipient) unknown"
    r"|unknown (host|recipient)|\b5\d\d[ -]5\.\d{1,3}\.\d{1,3}\b",
    re.IGNORECASE,
)


def returned_ids(leaves: Sequence[Leaf], text: str) -> tuple[str, ...]:
    """Message-IDs of the mails that come back inside this one, in the order found."""
    inside = [found for leaf in leaves for found in (*_ids_of(leaf), *_own_ids(leaf, leaves))]
    quoted = _RETURNED_ID.findall(text[:_LONGEST])
    return tuple(dict.fromkeys([*inside, *quoted]))[:MOST]


def says_not_delivered(text: str) -> bool:
    """Does this text speak as mail servers do when they give up?"""
    return bool(_FAILURE_WORDS.search(text[:_LONGEST]))


def is_report(message: Message, leaves: Iterable[Leaf]) -> bool:
    """Is the form of this mail that of a delivery report (RFC 3464 section 2)?

    A person who passes one on, as Apple Mail does with all its parts, may report what came back to him.
    """
    if message.get_content_type() == "multipart/report" and _report_type(message) == "delivery-status":
        return True
    passed_on = is_forward_subject(header_text(str(message.get("subject", ""))[:_LONGEST_SUBJECT]))
    return not passed_on and any(leaf.content_type == "message/delivery-status" for leaf in leaves)


def _report_type(message: Message) -> str:
    found = re.search(r"report-type\s?=\s?\"?([\w-]{1,40})", str(message.get("content-type", "")), re.IGNORECASE)
    return found[1].lower() if found else ""


def _ids_of(leaf: Leaf) -> list[str]:
    if leaf.is_mail:
        inner = mail_inside(leaf)
        return _ids_of_mail(inner) if inner else []
    if leaf.content_type in ("text/rfc822-headers", "message/rfc822", "message/rfc822-headers", "message/partial"):
        return _RETURNED_ID.findall(decode(content_of(leaf.part)[:_LONGEST]))[:1]
    return []


def _own_ids(leaf: Leaf, leaves: Sequence[Leaf]) -> list[str]:
    """Headers of the returned mail that stand where those of a part belong; a lone part is the mail itself."""
    alone = len(leaves) < 2 or leaf.is_mail or "received" not in leaf.part
    return [] if alone else _id_of(leaf.part)


def _ids_of_mail(mail: Message) -> list[str]:
    """Its Message-ID; some servers break the headers they return, and the rest of them becomes its text."""
    payload = payload_of(mail)
    return _id_of(mail) or (_RETURNED_ID.findall(_plain(payload[:_LONGEST]))[:1] if isinstance(payload, str) else [])


def _id_of(part: Message) -> list[str]:
    return re.findall(r"<[^<>\s]{1,250}>", header_text(str(part.get("message-id", ""))))[:1]


def _plain(text: str) -> str:
    return decode(text.encode("utf-8", "surrogateescape"))
