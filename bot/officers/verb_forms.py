"""How each verb may be typed, and the names it goes by (pure; design section 6)."""

from enum import StrEnum

from register_store.verbs import DUTCH, Verb


class Form(StrEnum):
    """How a verb may be typed."""

    LIGHT = "light"  #: alone on the line, any way
    TEXT = "text"  #: any way, with text behind it
    ALONE = "alone"  #: alone on the line; a full stop or exclamation mark is forgiven
    OPTIONAL = "optional"  #: alone, or with an argument after capitals or a colon
    ARGUMENT = "argument"  #: in capitals or followed by a colon


#: All others are ARGUMENT verbs.
FORMS: dict[Verb, Form] = {
    **dict.fromkeys((Verb.HELP, Verb.STATUS, Verb.LIST, Verb.WHY, Verb.TAKE), Form.LIGHT),
    Verb.NOTE: Form.TEXT,
    Verb.CODE: Form.TEXT,
    **dict.fromkeys((Verb.YES, Verb.NO, Verb.UNDO, Verb.RECEIPT, Verb.DOSSIER, Verb.SEND, Verb.EVIDENCE), Form.ALONE),
    **dict.fromkeys((Verb.CONFIRM, Verb.REGISTER, Verb.CLOSE, Verb.HOLD_OFF, Verb.AP_DRAFT), Form.OPTIONAL),
    Verb.LETTER: Form.OPTIONAL,
}

#: Verbs that are also everyday words: with lower-case text behind them a line is prose, not a near miss.
EVERYDAY = frozenset(
    {Verb.HOW, Verb.DATA, Verb.NEW, Verb.PERIOD, Verb.CAUSE, Verb.CODE, Verb.TAKE, Verb.WHY, Verb.DPO}
    | {Verb.HOLD, Verb.RECORDS, Verb.MEASURE, Verb.POLICE, Verb.HELP, Verb.SEVERITY, Verb.DOSSIER}
    | {Verb.LETTER, Verb.SEND, Verb.MISSED, Verb.PLANNED}
)
#: Verbs that decide: "BEVESTIG niet" and "SLUIT?" are no commands, nor is a long sentence that begins with one prose.
DECISIONS = frozenset(
    {Verb.YES, Verb.NO, Verb.CONFIRM, Verb.REJECT, Verb.CLOSE, Verb.REOPEN, Verb.HOLD}
    | {Verb.AP_REPORTED, Verb.AP_NOT, Verb.AP_WITHDRAWN, Verb.INFORMED, Verb.INFORM_NOT}
)
#: Of these "BEVESTIG NIET" is a denial; "AP NIET geen risico" gives a reason.
DENIABLE = frozenset({Verb.YES, Verb.NO, Verb.CONFIRM, Verb.CLOSE, Verb.REOPEN, Verb.AP_REPORTED, Verb.HOLD})
#: "IT heeft gebeld" is prose, "IT: wie kon erbij?" a command.
COLON_ONLY = frozenset({Verb.IT})
#: "Vraag: hoe werkt dit?" is meant for us; what goes out to a finder cannot be taken back.
CAPITALS_ONLY = frozenset({Verb.ASK})
#: What these show or begin anybody may take back or ask for again: a question mark and a polite word are forgiven.
ONLY_SHOW = frozenset({Verb.HELP, Verb.STATUS, Verb.LIST, Verb.WHY})
#: Of these "Verstuur nu" and "Dossier graag" are wishes, no prose; asked back.
MERELY = frozenset({Verb.SEND, Verb.DOSSIER, Verb.LETTER})

#: Every name of every verb, the longest first, so that AP NIET is not read as AP.
NAMES: tuple[tuple[str, Verb], ...] = tuple(
    sorted(
        {(name, verb) for verb in Verb for name in (verb.value, DUTCH[verb])},
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)
LONGEST_NAME = len(max((name for name, _ in NAMES), key=len))
NAMES_BY_LETTER = {
    letter: tuple(pair for pair in NAMES if pair[0].startswith(letter)) for letter in {name[0] for name, _ in NAMES}
}
#: Names that mean nothing else wherever they stand in capitals.
UNMISTAKABLE = tuple((name, verb) for name, verb in NAMES if len(name) > 4 and verb not in EVERYDAY)
#: Their argument is one number, name, day or code: what stands in the next line is something else.
ONE_LINERS = frozenset(
    {Verb.SUBJECTS, Verb.RECORDS, Verb.ASSIGN, Verb.REGISTER, Verb.CODE, Verb.POLICE, Verb.MERGE, Verb.SEND}
    | {Verb.SEVERITY, Verb.MISSED}
)
