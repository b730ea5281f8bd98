"""Did the letter fail, or does the report only say that it is late, or that it arrived (RFC 3464 section 2.3.3)?"""

import re

_LONGEST = 300_000  # bytes of a report in which its fields are sought
_ACTION = re.compile(rb"^Action:[ \t]{0,9}([A-Za-z]{1,20})", re.IGNORECASE | re.MULTILINE)


def says_failed(raw: bytes) -> bool:
    """True unless the report has Action fields and none of them is `failed`; older reports have none at all."""
    actions = {action.lower() for action in _ACTION.findall(raw[:_LONGEST])}
    return not actions or b"failed" in actions
