"""What an officer types: commands, near misses that are asked back, and prose that is never executed."""

import pytest

from bot.officers.command_grammar import Command
from bot.officers.typed_mail import MOST_LINES, read_commands
from register_store.verbs import Verb
from replies.transcript import Place

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
    ("TOEWIJZEN: Omar Haddad", Verb.ASSIGN, "Omar Haddad"),
    ("AANGIFTE 24-11-2026, PL2100-2026123456", Verb.POLICE, "24-11-2026, PL2100-2026123456"),
    ("BEWAREN: er loopt een claim", Verb.HOLD, "er loopt een claim"),
    ("bewaren uit", Verb.HOLD_OFF, None),
    ("HOLD OFF", Verb.HOLD_OFF, None),
    # what people and programs put around a verb
    ("- BEVESTIG", Verb.CONFIRM, None),
    ("1. OPPAKKEN", Verb.TAKE, None),
    ("(2) OPPAKKEN", Verb.TAKE, None),
    ("b) OPPAKKEN", Verb.TAKE, None),
    ("✓ BEVESTIG", Verb.CONFIRM, None),
    ("*BEVESTIG*", Verb.CONFIRM, None),
    ("**HOE:** verkeerde bijlage", Verb.HOW, "verkeerde bijlage"),
    ("“BEVESTIG”", Verb.CONFIRM, None),
    ("'BEVESTIG: verwisseld'", Verb.CONFIRM, "verwisseld"),
    ("„HOE“: verwisseld".replace("“", "”"), Verb.HOW, "verwisseld"),
    ("BEVESTIG,", Verb.CONFIRM, None),
    ("BEVESTIG 👍", Verb.CONFIRM, None),
    ("HOE - verkeerde bijlage", Verb.HOW, "verkeerde bijlage"),
    ("HOE：verkeerde bijlage", Verb.HOW, "verkeerde bijlage"),
    ("GEI\u0308NFORMEERD: 3, brief, gisteren", Verb.INFORMED, "3, brief, gisteren"),
    # on a telephone: polite, dictated, asked, pasted
    ("Status?", Verb.STATUS, None),
    ("Waarom ?", Verb.WHY, None),
    ("Status graag", Verb.STATUS, None),
    ("Lijst graag?", Verb.LIST, None),
    ("Oppakken svp", Verb.TAKE, None),
    ("Take, please!", Verb.TAKE, None),
    ("Hoe dubbele punt verkeerde bijlage", Verb.HOW, "verkeerde bijlage"),
    ("Cause colon a wrong list", Verb.CAUSE, "a wrong list"),
    ("Notitie. Gebeld met de melder", Verb.NOTE, "Gebeld met de melder"),
    ("K7PXQ2-MDRT4W", Verb.CODE, "K7PXQ2-MDRT4W"),
    ("k7pxq2-mdrt4w.", Verb.CODE, "k7pxq2-mdrt4w"),
    # a colon makes clear that the text is a reason
    ("BEVESTIG: niet uit te sluiten", Verb.CONFIRM, "niet uit te sluiten"),
    ("AP NIET geen risico", Verb.AP_NOT, "geen risico"),
    ("GEEN DATALEK het rooster was leeg", Verb.REJECT, "het rooster was leeg"),
    ("HEROPEN de melder vond nog een bestand", Verb.REOPEN, "de melder vond nog een bestand"),
    ("OORZAAK nog niet bekend", Verb.CAUSE, "nog niet bekend"),
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
        ("SLUIT DE ZAAK", Verb.CLOSE),
        ("BEVESTIG NIET", Verb.CONFIRM),
        ("BEVESTIG NOG NIET", Verb.CONFIRM),
        ("BEVESTIG?", Verb.CONFIRM),
        ("GEEN DATALEK?", Verb.REJECT),
        ("AP GEMELD morgen pas", Verb.AP_REPORTED),
        ("BEVESTIG en SLUIT", Verb.CONFIRM),
        ("OPPAKKEN, BEVESTIG", Verb.TAKE),
        ("Graag BEVESTIG", Verb.CONFIRM),
        ("Oppakken en bevestig", Verb.TAKE),
        ("Oppakken. Bevestig.", Verb.TAKE),
        ("oppakken?", Verb.TAKE),
        ("Ja graag", Verb.YES),
        ("Hallo Meldpost, bevestig", Verb.CONFIRM),
        ("Bedankt, sluit", Verb.CLOSE),
        ("Geen data lek: verkeerd geadresseerd", Verb.REJECT),
        ("geen data-lek: verkeerd geadresseerd", Verb.REJECT),
        ("DL-2026-0001: BEVESTIG", Verb.CONFIRM),
        ("BEWAREN: uit", Verb.HOLD_OFF),
        ("Nee, dit is reclame van de buren en verder niets", Verb.NO),
        ("geen datalek denk ik want het bestand was helemaal leeg", Verb.REJECT),
        ("ВЕVESTIG", Verb.CONFIRM),
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
        "No mail was lost, says the supplier of the server",
        "NO-REPLY adressen helpen hier niet",
        "Graag gedaan",
        "backup-server",
        "Oppakken doen we morgen",
        "Houd mij op de hoogte",
        "status quo is volgens mij voor iedereen het beste",
        "records zijn nagekeken",
    ],
)
def test_prose_is_a_note_and_nothing_else(line: str) -> None:
    typed = read_commands(line)
    assert typed.commands == ()
    assert typed.not_understood == ()
    assert typed.note == line


CONTINUED = [
    ("HOE: verkeerde bijlage\nmeegestuurd", "verkeerde bijlage meegestuurd"),
    ("HOE\nverkeerde bijlage", "verkeerde bijlage"),
    ("HOE:\n\n- verkeerde bijlage\n- verkeerde lijst", "verkeerde bijlage; verkeerde lijst"),
    ("HOE: verkeerde bijlage\n\nIk bel morgen.", "verkeerde bijlage"),
    ("HOE: verkeerde bijlage\nGroet,\nKarin", "verkeerde bijlage"),
    ("HOE: verkeerde bijlage\nKarin Vos", "verkeerde bijlage"),
    ("HOE: verkeerde bijlage\nKV", "verkeerde bijlage"),
    ("HOE: verkeerde bijlage\nSTATUS", "verkeerde bijlage"),
    ("HOE: met naam,\nadres,\nBSN", "met naam, adres, BSN"),
    ("HOE:\n- naam\n- IBAN\n- BSN", "naam; IBAN; BSN"),
    ("HOE: verkeerde bijlage\nBSN", "verkeerde bijlage"),
    ("HOE: verkeerde bijlage\nBEVSTIG", "verkeerde bijlage"),
    ("HOE: het portaal toonde een\nhoe-dan-ook verkeerde lijst", "het portaal toonde een hoe-dan-ook verkeerde lijst"),
]


@pytest.mark.parametrize(("text", "argument"), CONTINUED)
def test_a_value_goes_on_until_an_empty_line_a_command_or_a_courtesy(text: str, argument: str) -> None:
    assert read_commands(text, "Karin Vos").commands[0] == Command(verb=Verb.HOW, argument=argument)


def test_a_number_does_not_go_on() -> None:
    typed = read_commands("BETROKKENEN: 12\nDat weten we zeker.")
    assert typed.commands == (Command(verb=Verb.SUBJECTS, argument="12"),)
    assert typed.note == "Dat weten we zeker."


def test_a_wrapped_line_that_begins_with_a_verb_is_asked_back() -> None:
    text = "NOTITIE de leverancier vroeg aan de telefoon of wij misschien ook wel\nAP NIET hoeven te melden"
    typed = read_commands(text)
    assert [command.verb for command in typed.commands] == [Verb.NOTE]
    assert [odd.meant for odd in typed.not_understood] == [Verb.AP_NOT]


def test_a_long_line_that_its_writer_ended_is_no_wrapped_line() -> None:
    typed = read_commands("AWARE: yesterday at 4:30 pm when the finder called us\nNOTE he will send photos")
    assert [command.verb for command in typed.commands] == [Verb.AWARE, Verb.NOTE]


def test_what_stands_below_a_sign_off_is_asked_back() -> None:
    typed = read_commands("OPPAKKEN\n\nMet vriendelijke groet,\nKarin Vos\nFG Juist B.V.\nBEVESTIG")
    assert [command.verb for command in typed.commands] == [Verb.TAKE]
    assert [(odd.meant, odd.place) for odd in typed.not_understood] == [(Verb.CONFIRM, Place.SIGNATURE)]
    assert typed.note == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BEVESTIG", ()),
        ("BEVESTIG DL-2026-0007", ("DL-2026-0007",)),
        ("Dit hoort bij dl-2026-0007.\nBEVESTIG", ("DL-2026-0007",)),
        ("NOTITIE lijkt op DL-2026-0007", ()),
        ("HOE: zelfde fout als in DL-2026-0007", ()),
        ("GEEN DATALEK: dubbel van DL-2026-0007", ("DL-2026-0007",)),
    ],
)
def test_cases_that_his_words_name_are_known(text: str, names: tuple[str, ...]) -> None:
    assert read_commands(text).names == names


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


def test_a_long_story_is_read_in_its_first_lines_only() -> None:
    typed = read_commands("\n".join(["Er gebeurde van alles."] * 5000) + "\nBEVESTIG")
    assert typed.commands == ()
    assert typed.note.endswith("BEVESTIG")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Verstuur nu", Verb.SEND),
        ("verstuur het maar", Verb.SEND),
        ("Verstuur de brief", Verb.SEND),
        ("Send now", Verb.SEND),
        ("Dossier graag", Verb.DOSSIER),
        ("Graag het dossier", Verb.DOSSIER),
        ("Dossier please", Verb.DOSSIER),
        ("Brief graag.", Verb.LETTER),
    ],
)
def test_a_verb_that_is_merely_asked_for_is_asked_back(line: str, meant: Verb) -> None:
    typed = read_commands(line)
    assert typed.commands == ()
    assert [odd.meant for odd in typed.not_understood] == [meant]


@pytest.mark.parametrize(
    "line", ["Dossier ligt bij Omar", "Verstuur de mail naar IT straks", "Graag het dossier bij mij"]
)
def test_a_sentence_that_begins_so_is_a_note(line: str) -> None:
    typed = read_commands(line)
    assert (typed.commands, typed.not_understood, typed.note) == ((), (), line)


@pytest.mark.parametrize("gap", ["", "\n"])
def test_below_a_greeting_stands_the_text_of_a_letter_until_its_sign_off(gap: str) -> None:
    text = f"Brief:\n{gap}Geachte mevrouw,\n{gap}Uw adres is gelekt.\n{gap}Het spijt ons.\n{gap}Groet,\nKarin"
    typed = read_commands(text, "Karin Vos")
    assert typed.commands == (Command(verb=Verb.LETTER, argument=f"Uw adres is gelekt.{gap * 2 or ' '}Het spijt ons."),)
    assert typed.note == ""
