"""Is a mail really from the domain in its From, by the word of our own server?"""

import pytest

from bot.incoming_mail import Authenticated
from bot.reading.authentication import authentication_of
from bot.reading.read_mail import read_mail
from register_store.organisation import Proof

OURS = "mx.juist.example"
HOP = f"Received: from x.example by {OURS} with ESMTPS; Mon, 3 Mar 2025 10:15:00 +0100\n"
INNER_HOP = f"Received: from {OURS} by {OURS} (Postfix); Mon, 3 Mar 2025 10:15:01 +0100\n"
HOP_WITH_IP = f"Received: from x.example (x.example [8.8.4.4]) by {OURS}; Mon, 3 Mar 2025 10:15:00 +0100\n"
CLAIMED_HOP = f"Received: from {OURS} (unknown [8.8.4.4]) by {OURS}; Mon, 3 Mar 2025 10:15:00 +0100\n"
LOCAL_HOP = f"Received: from localhost (localhost [127.0.0.1]) by {OURS} (amavis); Mon, 3 Mar 2025 10:15:01 +0100\n"
FOREIGN = "Received: from pc by x.example; Mon, 3 Mar 2025 10:14:00 +0100\n"
PASS = f"Authentication-Results: {OURS}; dmarc=pass header.from=x.example\n"
FAIL = f"Authentication-Results: {OURS}; dmarc=fail (p=reject) header.from=x.example\n"
NONE = f"Authentication-Results: {OURS}; dmarc=none\n"

TOLD = [
    ("our header on top", PASS + HOP + FOREIGN, "pass"),
    ("our header below our own Received", HOP + PASS + FOREIGN, "pass"),
    ("two hops of ours", INNER_HOP + HOP + PASS + FOREIGN, "pass"),
    ("capitals, version and comments", PASS.replace(f"{OURS};", "MX.Juist.Example 1 (x; dmarc=fail);") + HOP, "pass"),
    ("results in several headers", f"Authentication-Results: {OURS}; spf=pass\n" + PASS + HOP, "pass"),
    (
        "many results in one",
        f"Authentication-Results: {OURS}; spf=fail smtp.mailfrom=a;\n dkim=pass; dmarc = pass\n" + HOP,
        "pass",
    ),
    ("no Received at all", PASS, "pass"),
    ("it failed", FAIL + HOP, "fail"),
    ("both are said", PASS + FAIL + HOP, "fail"),
    ("pass and none", PASS + NONE + HOP, "unknown"),
    ("none", NONE + HOP, "unknown"),
    ("an error", PASS.replace("=pass", "=temperror") + HOP, "unknown"),
    ("nothing", HOP, "unknown"),
    ("forged below a foreign hop", HOP + FOREIGN + PASS, "unknown"),
    ("forged fail below a foreign hop", HOP + PASS + FOREIGN + FAIL, "pass"),
    ("forged without Received, not on top", "Authentication-Results: other.example; dmarc=none\n" + PASS, "unknown"),
    ("forged below a hop that names our server again", HOP + HOP + PASS, "unknown"),
    ("forged below a hop from ourselves that came from outside", HOP_WITH_IP + INNER_HOP + PASS, "unknown"),
    ("forged below a hop that claims our name from elsewhere", CLAIMED_HOP + HOP + PASS, "unknown"),
    ("a filter on the same machine", LOCAL_HOP + HOP_WITH_IP + PASS + FOREIGN, "pass"),
    ("about another domain", PASS.replace("x.example", "y.example") + HOP, "unknown"),
    ("about a domain of the same owner", PASS.replace("from=x.", "from=mail.x.") + HOP, "pass"),
    ("about an address", PASS.replace("from=x.", "from=piet@x.") + HOP, "pass"),
    ("about no domain that is named", PASS.replace(" header.from=x.example", "") + HOP, "pass"),
    ("a failure about another domain", FAIL.replace("x.example", "y.example") + HOP, "fail"),
    ("another server's word", PASS.replace(OURS, "mx.x.example") + HOP, "unknown"),
    ("a name that only ends like ours", PASS.replace(OURS, f"evil.{OURS}") + HOP, "unknown"),
    ("no server named", "Authentication-Results: dmarc=pass header.from=x.example\n" + HOP, "unknown"),
    ("in a comment", f"Authentication-Results: {OURS}; spf=pass (dmarc=pass)\n" + HOP, "unknown"),
    ("in quotes", f'Authentication-Results: {OURS}; spf=pass reason="x; dmarc=pass"\n' + HOP, "unknown"),
    ("as a property", f"Authentication-Results: {OURS}; spf=pass policy.dmarc=pass\n" + HOP, "unknown"),
    (
        "as an encoded word of the sender's address",
        f"Authentication-Results: {OURS}; spf=pass\n smtp.mailfrom==?utf-8?q?x=3B_dmarc=3Dpass?=@y.example\n" + HOP,
        "unknown",
    ),
    ("our server's name as an encoded word", PASS.replace(OURS, f"=?utf-8?q?{OURS}?=") + HOP, "unknown"),
    ("a pass of another domain", PASS.replace("from=x.example", "from=y.example") + HOP, "unknown"),
    ("a fail of another domain", FAIL.replace("from=x.example", "from=y.example") + HOP, "fail"),
    ("a pass of the domain above", PASS.replace("from=x.example", "from=Mail.X.example") + HOP, "pass"),
    ("a word that only begins like pass", PASS.replace("=pass", "=pass-through") + HOP, "unknown"),
    ("an ARC header", PASS.replace("Authentication", "ARC-Authentication") + HOP, "unknown"),
]


@pytest.mark.parametrize(("headers", "expected"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_only_our_own_servers_word_counts(headers: str, expected: str) -> None:
    raw = f"{headers}From: piet@x.example\n\nhallo".encode()
    assert authentication_of(read_mail(raw), raw, Proof.AUTHSERV_ID, OURS) == expected


def test_without_a_server_named_nothing_is_known() -> None:
    raw = (PASS + HOP + "From: piet@x.example\n\nhallo").encode()
    assert authentication_of(read_mail(raw), raw, Proof.AUTHSERV_ID, "") == Authenticated.UNKNOWN


def test_without_proof_only_a_failure_is_heard() -> None:
    for headers, expected in ((FAIL + HOP, Authenticated.FAIL), (PASS + HOP, Authenticated.UNKNOWN)):
        raw = f"{headers}From: piet@x.example\n\nhallo".encode()
        assert authentication_of(read_mail(raw), raw, Proof.NONE, OURS) == expected
