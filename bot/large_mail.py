"""What a large mail is judged by: its texts; all of it when these say too little; a person when that is too much."""

from dataclasses import replace

from bot.doors import FetchedMail
from bot.gates.automatic_mail import is_automatic
from bot.gates.bulk_mail import is_bulk
from bot.incoming_mail import Authenticated
from bot.reader import Read
from bot.received import Received
from bot.triage import Route
from classifiers.words import Words
from register_store.findings import Clue, Fact, Findings, Missing, Origin, Verdict, Where
from register_store.organisation import Proof

#: With fewer words of his own the sender leaves the telling to his attachments: "zie bijlage".
FEW_WORDS = 25
#: A smaller picture part is a logo or an icon.
SMALLEST_SCREENSHOT = 20_000
MOST_NAMED = 30

_TOO_LARGE = Clue(label="weinig tekst en bijlagen te groot om te lezen", text="", weight=0.0, where=Where.ATTACHMENT)


def as_far_as_known(read: Read, fetched: FetchedMail, proof: Proof) -> Read:
    """A DKIM signature covers the whole body: that it does not fit an excerpt says nothing of the sender."""
    is_told_by_body = fetched.left_out and proof is Proof.DKIM and read.authenticated is Authenticated.FAIL
    return replace(read, authenticated=Authenticated.UNKNOWN) if is_told_by_body else read


def whole_instead(received: Received, proof: Proof) -> FetchedMail | None:
    """The mail with nothing left out, where its texts do not decide and it is not too large to be read whole."""
    fetched = received.fetched
    if fetched.all_of_it is None or not (_says_too_little(received) or _must_be_proven(received, proof)):
        return None
    raw = fetched.all_of_it()
    return replace(fetched, raw=raw, left_out=(), all_of_it=None) if raw else None


def with_left_out(received: Received) -> Received:
    """The findings name what was not fetched; pictures among it are counted unseen, and no words are no "no"."""
    if not received.fetched.left_out or received.examined is None:
        return received
    findings = _counted(received.examined.findings, received.fetched)
    if findings.verdict is Verdict.ORDINARY and _has_few(received.mail.words) and _may_be_a_person(received):
        findings = replace(findings, verdict=Verdict.DOUBT, clues=(*findings.clues, _TOO_LARGE))
    return replace(received, examined=replace(received.examined, findings=findings))


def is_picture(content_type: str, size: int) -> bool:
    """May this part, unseen, be a screenshot?"""
    return content_type.startswith("image/") and "svg" not in content_type and size >= SMALLEST_SCREENSHOT


def _must_be_proven(received: Received, proof: Proof) -> bool:
    """Would somebody get an answer, or an officer be obeyed, whom only the whole body can prove?"""
    is_open = proof is Proof.DKIM and received.read.authenticated is Authenticated.UNKNOWN
    matters = received.examined is not None and received.examined.findings.verdict is not Verdict.ORDINARY
    is_cut = received.read.signature is not None  # of a part that is left out no signature holds
    return is_cut or (is_open and (matters or received.triage.route is not Route.EXAMINE))


def _says_too_little(received: Received) -> bool:
    examined = received.examined
    decided = examined is None or examined.findings.verdict is Verdict.REPORT
    return not decided and _has_few(received.mail.words)


def _has_few(words: Words) -> bool:
    return len(words.own.split()) < FEW_WORDS and not words.forwarded


def _may_be_a_person(received: Received) -> bool:
    """A robot's large mail of few words is a scan or a log: nobody needs to look at each."""
    return received.triage.route is Route.EXAMINE and not is_bulk(received.mail) and not is_automatic(received.mail)


def _counted(findings: Findings, fetched: FetchedMail) -> Findings:
    pictures = sum(is_picture(part.content_type, part.size) for part in fetched.left_out)
    named = tuple(
        Fact(name="not_fetched", value=f"{part.content_type}, {part.size} bytes", origin=Origin.SEEN)
        for part in fetched.left_out[:MOST_NAMED]
    )
    missing = tuple(what for what in findings.missing if not (pictures and what is Missing.SCREENSHOTS))
    return replace(
        findings, screenshots=findings.screenshots + pictures, missing=missing, facts=(*findings.facts, *named)
    )
