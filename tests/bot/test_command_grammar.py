"""What an officer types: commands, near misses that are asked back, and prose that is never executed."""

import pytest

from bot.officers.command_grammar import MOST_LINES, read_commands
from register_store.verbs import Verb

COMMANDS = [
    ("STATUS", Verb.STATUS, None),
    ("status.", Verb.STATUS, None),
    ("  Help!  ", Verb.HELP, None),
    ("lijst", Verb.LIST, None),
    ("Waarom", Verb.WHY, None),
    ("oppakken", Verb.TAKE, None),
    ("notitie gebeld met melder", Verb.NOTE, "gebeld met melder"),
    ("Note: called back", Verb.NOTE, "called back"),
    ("ja", Verb.YES, None),
    ("NEE!", Verb.NO, None),
    ("Herstel.", Verb.UNDO, None),
    ("bevestig", Verb.CONFIRM, None),
    ("Bevestig: drie brieven verwisseld", Verb.CONFIRM, "drie brieven verwisseld"),
    ("GEEN DATALEK reclame van de buren", Verb.REJECT, "reclame van de buren"),
    ("geen datalek: oefening", Verb.REJECT, "oefening"),
    ("HOE: verkeerde bijlage", Verb.HOW, "verkeerde bijlage"),
    ("AP GEMELD 123456", Verb.AP_REPORTED, "123456"),
    ("ap niet: risico onwaarschijnlijk", Verb.AP_NOT, "risico onwaarschijnlijk"),
    ("GEÏNFORMEERD 3, brief, gisteren", Verb.INFORMED, "3, brief, gisteren"),
    ("Niet informeren: versleuteld", Verb.INFORM_NOT, "versleuteld"),
    ("BETROKKENEN 120-150", Verb.SUBJECTS, "120-150"),
    ("KENNISNAME gisteren 16:30 toen belde de melder", Verb.AWARE, "gisteren 16:30 toen belde de melder"),
    ("CODE K7PXQ2-MDRT4W", Verb.CODE, "K7PXQ2-MDRT4W"),
]


@pytest.mark.parametrize(("line", "verb", "argument"), COMMANDS)
def test_a_command_is_read(line: str, verb: Verb, argument: str | None) -> None:
    typed = read_commands(line)
    assert [(command.verb, command.argument) for command in typed.commands] == [(verb, argument)]
    assert typed.not_understood == ()


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("BEVSTIG", Verb.CONFIRM),
        ("bevestigd", Verb.CONFIRM),
        ("Staus", Verb.STATUS),
        ("AP GMELD 123", Verb.AP_REPORTED),
        ("geen datalek denk ik", Verb.REJECT),
        ("ja dat denk ik wel", Verb.YES),
        ("bevestig?", Verb.CONFIRM),
        ("sluit de zaak maar", Verb.CLOSE),
    ],
)
def test_a_near_miss_is_asked_back_never_done(line: str, meant: Verb) -> None:
    typed = read_commands(line)
    assert typed.commands == ()
    assert [near_miss.meant for near_miss in typed.not_understood] == [meant]


@pytest.mark.parametrize(
    "line",
    [
        "hoe is dit gebeurd?",
        "Ik kijk er morgen naar.",
        "data staan op de schijf",
        "HOEVEEL mensen zijn het",
        "waarom vraagt u dat?",
        "wij bevestigen de ontvangst",
        "Jan heeft gebeld",
    ],
)
def test_prose_is_a_note_and_nothing_else(line: str) -> None:
    typed = read_commands(line)
    assert typed.commands == ()
    assert typed.not_understood == ()
    assert typed.note == line


def test_courtesies_around_a_command_are_no_note() -> None:
    typed = read_commands("Beste mensen,\n\nSTATUS\n\nMet vriendelijke groet,\nKarin Vos")
    assert [command.verb for command in typed.commands] == [Verb.STATUS]
    assert typed.note == ""


def test_prose_around_a_command_is_kept_as_a_note() -> None:
    typed = read_commands("BEVESTIG\nDe brieven liggen nu bij mij in de kluis.")
    assert typed.note == "De brieven liggen nu bij mij in de kluis."


def test_at_most_twenty_lines_count() -> None:
    assert not read_commands("\n".join(["STATUS"] * MOST_LINES)).too_many
    assert read_commands("\n".join(["STATUS"] * (MOST_LINES + 1))).too_many


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_is_read_in_both_languages(verb: Verb) -> None:
    from register_store.verbs import DUTCH

    for name in (verb.value, DUTCH[verb]):
        read = [command.verb for command in read_commands(f"{name}: iets").commands]
        bare = [command.verb for command in read_commands(name).commands]
        assert verb in (*read, *bare)
