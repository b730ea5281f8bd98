"""Which commands of one mail cannot be meant together: nothing is done, the officer is asked (pure)."""

from collections import Counter
from collections.abc import Sequence

from bot.officers.command_grammar import Command
from register_store.verbs import Verb


def _verbs(*names: str) -> frozenset[Verb]:
    return frozenset(verb for verb in Verb if verb.name in names)


_DECIDES = ("YES", "NO", "CONFIRM", "REJECT", "CLOSE", "REOPEN", "AP_REPORTED", "AP_NOT", "INFORMED", "INFORM_NOT")

#: One of the first beside one of the second.
_PAIRS = (
    (_verbs("YES"), _verbs("NO")),
    (_verbs("NO"), _verbs("CONFIRM", "AP_REPORTED", "INFORMED", "RECEIPT", "TAKE", "ASSIGN")),
    (_verbs("CONFIRM"), _verbs("REJECT")),
    (_verbs("AP_REPORTED"), _verbs("AP_NOT", "AP_WITHDRAWN")),
    (_verbs("INFORMED"), _verbs("INFORM_NOT")),
    (_verbs("TAKE"), _verbs("ASSIGN")),
    (_verbs("HOLD"), _verbs("HOLD_OFF")),
    (_verbs("CLOSE"), _verbs("REOPEN", "RECEIPT", "ASSIGN")),
    # Which of the two cases would be decided?
    (_verbs("MERGE"), _verbs(*_DECIDES)),
)
#: What may stand twice in one mail: each adds something, or takes back one more.
_REPEATABLE = _verbs(
    *(
        "HELP",
        "STATUS",
        "LIST",
        "WHY",
        "NOTE",
        "NEW",
        "UNDO",
        "CODE",
        "ASK",
        "IT",
        "PROCESSOR",
        "MERGE",
        "REGISTER",
        "AP_FIELD",
    )
)
#: What only shows or notes something, whatever case the mail names beside its own.
_HARMLESS = _verbs("HELP", "STATUS", "LIST", "WHY", "REGISTER", "NOTE", "NEW", "CODE")


def contradicting(commands: Sequence[Command]) -> frozenset[int]:
    """The numbers of the commands that exclude one another, or that ask the same thing twice."""
    verbs = [command.verb for command in commands]
    twice = {verb for verb, count in Counter(verbs).items() if count > 1 and verb not in _REPEATABLE}
    clashing = {verb for one, other in _PAIRS if one & set(verbs) and other & set(verbs) for verb in one | other}
    return frozenset(number for number, verb in enumerate(verbs) if verb in twice | clashing)


def about_another_case(commands: Sequence[Command]) -> frozenset[int]:
    """The numbers of the commands that must wait when a mail names a second case."""
    return frozenset(number for number, command in enumerate(commands) if command.verb not in _HARMLESS)
