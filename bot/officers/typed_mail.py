"""An officer's words, sorted into commands, what is asked back, and a note (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.officers.command_grammar import (
    Command,
    Typed,
    cleaned,
    ends_in_colon,
    is_emphatic,
    read_line,
    takes_more,
)
from bot.officers.courtesies import greets, is_courtesy, is_name, is_sign_off, is_told
from bot.officers.gateway_banners import banner_lines
from bot.officers.line_dress import has_bullet, without_bullet
from bot.officers.our_own_lines import our_lines
from bot.officers.seen_elsewhere import commands_among, commands_of_old_text, commands_of_signature
from bot.officers.typed_part import parts_of, with_indented_quoted
from classifiers.words import Words
from register_store.verbs import VALUE_FIELDS, Verb
from replies.transcript import NotUnderstood, Place

#: Longer mails are prose; what stands below is not read as commands.
MOST_LINES = 20
#: Commands stand in the first lines of a mail; what stands beyond so many is a story.
_MOST_READ = 400
#: Programs wrap lines at 72 or more: a line into which the next word fitted was ended by its writer.
_WRAPPED = 70
_LONGEST_VALUE = 4000
_MOST_ASKED_BACK = 10

_REFERENCE = re.compile(r"\b(?:DL|OEF)-\d{4}-\d{3,6}\b", re.IGNORECASE)
#: Texts that may name any case.
_NAMES_ANY = frozenset({Verb.NOTE, Verb.NEW, Verb.MERGE, *VALUE_FIELDS})


def read_mail_commands(words: Words, writer: str = "", *, answers_us: bool = True) -> Typed:
    """All of a mail: what is typed is read; what stands elsewhere is seen and asked back, never done."""
    words = with_indented_quoted(words)
    typed = read_commands(words.own, writer)
    known = {command.verb for command in typed.commands} | {odd.meant for odd in typed.not_understood}
    old = commands_of_old_text(words) if answers_us else ()
    unseen = commands_among(words.unseen, Place.UNSEEN)
    elsewhere = [odd for odd in (*unseen, *commands_of_signature(words), *old) if odd.meant not in known]
    asked_back = (*typed.not_understood, *elsewhere)[:_MOST_ASKED_BACK]
    return Typed(
        commands=typed.commands,
        not_understood=asked_back,
        note=typed.note,
        too_many=typed.too_many,
        names=typed.names,
    )


def read_commands(own_words: str, writer: str = "") -> Typed:
    """Sort the lines of an officer's own words; nothing is executed here. `writer`: his name, which is no note."""
    typed = parts_of(own_words).typed
    lines, beyond = typed[:_MOST_READ], typed[_MOST_READ:]
    if our_lines(lines) or any(greets(line, writer) for line in lines):
        # His program marked nothing as quoted: our own letter stands among his words, and nobody can tell them apart.
        return Typed(not_understood=commands_among(lines, Place.OLD_TEXT)[:_MOST_ASKED_BACK])
    sorter = _Sorter(writer=writer)
    banner = banner_lines(lines)
    for number, line in enumerate(lines):
        sorter.read(cleaned(line), is_banner=number in banner)
    sorter.prose.extend(cleaned(line) for line in beyond if line.strip())
    return sorter.sorted()


@dataclass(slots=True)
class _Sorter:
    """Takes one line after the other; a value goes on until an empty line, a command or a courtesy."""

    writer: str
    commands: list[Command] = field(default_factory=list)
    odd: list[NotUnderstood] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    is_open: bool = False  #: the last command's text may go on
    has_signed: bool = False
    is_letter: bool = False  #: and goes on over empty lines, until a sign-off
    new_paragraph: bool = False  #: of that letter
    last: str = ""  #: the line before

    def read(self, line: str, *, is_banner: bool) -> None:
        """Put one line where it belongs."""
        if is_banner or self.has_signed:
            self._foreign(line, Place.OLD_TEXT if is_banner else Place.SIGNATURE)
        elif not line:
            # "GEGEVENS:" and its list may be paragraphs of their own
            begins = self.is_open and not self.commands[-1].argument and ends_in_colon(self.last)
            self.is_open = begins or self.is_letter
            self.new_paragraph = self.is_letter
            return
        else:
            self._own(line)
        self.last = line or self.last

    def sorted(self) -> Typed:
        """What came of all lines."""
        return Typed(
            commands=tuple(self.commands[:MOST_LINES]),
            not_understood=tuple(self.odd),
            note=_note(self.prose, self.writer),
            too_many=len(self.commands) > MOST_LINES,
            names=self._names(),
        )

    def _own(self, line: str) -> None:
        if self._begins_letter(line):
            self.is_letter = True
            return
        if is_courtesy(line) or is_name(line, self.writer):
            self.is_letter = False
            self.is_open, self.has_signed = False, is_sign_off(line)
            self.prose.append(line)
            self._asked_politely(line)
            return
        read = read_line(line)
        if isinstance(read, Command) and self._may_be_wrapped(read, line):
            self.odd.append(NotUnderstood(line=line, meant=read.verb))
        elif isinstance(read, Command):
            self.commands.append(read)
            self.is_letter = False
            self.is_open = takes_more(read, line)
        elif self.is_open and not (read and is_emphatic(line) and (read.meant or not self._lists(line))):
            self._goes_on(line)
        elif isinstance(read, NotUnderstood):
            self.odd.append(read)
            self.is_open = self.is_letter = False
        else:
            self.prose.append(line)

    def _begins_letter(self, line: str) -> bool:
        """ "BRIEF:" and below it "Beste mevrouw,": what follows is the letter, which greets everybody by itself."""
        asked = self.is_open and self.commands[-1].verb is Verb.LETTER and not self.commands[-1].argument
        return asked and is_courtesy(line) and not is_sign_off(line)

    def _asked_politely(self, line: str) -> None:
        """ "Hallo Meldpost, bevestig": a verb behind a greeting is asked back, not taken for a name."""
        asked = read_line(line.rpartition(",")[2]) if "," in line and not is_sign_off(line) else None
        if isinstance(asked, Command):
            self.odd.append(NotUnderstood(line=line, meant=asked.verb))

    def _lists(self, line: str) -> bool:
        """Is a short word in capitals, "BSN" or "IBAN", one more of a list that is open?"""
        return has_bullet(line) or self.last.rstrip().endswith((",", ";"))

    def _may_be_wrapped(self, command: Command, line: str) -> bool:
        """A long line that runs on: "... vroeg of wij / AP NIET hoeven te melden" is no command."""
        would_have_fitted = len(self.last) + 1 + len(line.split()[0]) <= _WRAPPED
        runs_on = self.is_open and not would_have_fitted and not self.last.endswith((".", "!", "?", ":"))
        return runs_on and bool(command.argument) and ":" not in line

    def _goes_on(self, line: str) -> None:
        command = self.commands[-1]
        before = command.argument or ""
        is_item = has_bullet(line)
        glue = "" if not before else "\n\n" if self.new_paragraph else "; " if is_item else " "
        self.new_paragraph = False
        argument = f"{before.rstrip(';,') if is_item else before}{glue}{without_bullet(line)}"[:_LONGEST_VALUE]
        self.commands[-1] = Command(verb=command.verb, argument=argument)

    def _foreign(self, line: str, place: Place) -> None:
        self.odd.extend(commands_among([line], place))
        if place is Place.SIGNATURE and not self.odd and is_told(line) and read_line(line) is None:
            self.prose.append(line)

    def _names(self) -> tuple[str, ...]:
        decided = [command.argument or "" for command in self.commands if command.verb not in _NAMES_ANY]
        odd = [one.line for one in self.odd if one.place is Place.OWN]
        said = " ".join([*self.prose, *decided, *odd])
        return tuple(dict.fromkeys(name.upper() for name in _REFERENCE.findall(said)))


def _note(prose: Sequence[str], writer: str) -> str:
    """The prose, unless it is nothing but a greeting and a name."""
    told = [line for line in prose if not is_courtesy(line) and not is_name(line, writer)]
    is_only_name = len(told) == 1 and len(prose) > 1 and _looks_like_a_name(told[0])
    return "" if is_only_name else "\n".join(told)


def _looks_like_a_name(line: str) -> bool:
    words = line.split()
    return len(words) <= 3 and all(word[:1].isupper() for word in words)
