"""Address lists as officers' programs write them: separators, headers, and rows that cannot be used."""

import pytest

from bot.incoming_mail import Attachment
from bot.officers.people_list import UnreadableList, lists_among, read_people
from bot.reading.document import LONGEST
from register_store.affected_people import Person
from replies.people_notices import ListProblem

SAM = Person(row=2, name="Sam de Boer", address="sam@post.example")


def a_list(text: str, name: str = "lijst.csv") -> Attachment:
    return Attachment(name=name, content_type="text/csv", size=len(text), text=text)


@pytest.mark.parametrize(
    "text",
    [
        "naam;e-mailadres\nSam de Boer;sam@post.example\n",
        "Naam,E-mail\r\nSam de Boer,sam@post.example\r\n",
        "Name\tE-mail address\nSam de Boer\tsam@post.example",
        "\ufeffNAAM;Emailadres\nSam de Boer;sam@post.example",
        "voornaam;tussenvoegsel;achternaam;mail\nSam;de;Boer;sam@post.example",
        'Volledige naam,"E-mail"\n"Sam de Boer","sam@post.example"',
        "sep=;\nnaam;adres\nSam de Boer;sam@post.example".replace("sep=;\n", ""),
        "Klantnummer|Naam|E-mailadres|Bedrag\n1|Sam de Boer|sam@post.example|12,50",
    ],
)
def test_a_list_is_read_whatever_wrote_it(text: str) -> None:
    assert read_people([a_list(text)]).persons == (SAM,)


def test_without_a_row_of_names_the_cells_tell() -> None:
    found = read_people([a_list("Sam de Boer;sam@post.example\nRia Knol;ria@post.example")])
    assert [(person.row, person.name) for person in found.persons] == [(1, "Sam de Boer"), (2, "Ria Knol")]


def test_a_workbook_begins_with_the_name_of_its_sheet() -> None:
    text = "Blad1\nnaam\te-mailadres\nSam de Boer\tsam@post.example"
    assert read_people([a_list(text, "lijst.xlsx")]).persons == (SAM,)


def test_people_without_a_mail_address_are_written_to_by_post() -> None:
    text = "naam;e-mail;straat;huisnummer;postcode;plaats;taal\nRia Knol;;Kade;12 A;1011 AB;Amsterdam;engels\n"
    (ria,) = read_people([a_list(text)]).persons
    assert (ria.address, ria.postal, ria.language) == (None, "Kade 12 A\n1011 AB Amsterdam", "en")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Jan;geen", ListProblem.BAD_ADDRESS),
        ("Jan;jan@localhost", ListProblem.BAD_ADDRESS),
        ("Jan;jan@post.example, piet@post.example", ListProblem.BAD_ADDRESS),
        ("Jan;jan @post.example", ListProblem.BAD_ADDRESS),
        ("Jan;", ListProblem.NO_ADDRESS),
        ("[Naam];jan@post.example", ListProblem.BAD_NAME),
        ("{{naam}};jan@post.example", ListProblem.BAD_NAME),
        ("=HYPERLINK(1);jan@post.example", ListProblem.BAD_NAME),
        ("SAM DE BOER;Sam@Post.example", ListProblem.DUPLICATE),
        ("Joke;joke@post.example", ListProblem.WRITTEN_BEFORE),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_number(row: str, problem: ListProblem) -> None:
    text = f"naam;e-mail\nSam de Boer;sam@post.example\n{row}\n"
    found = read_people([a_list(text)], frozenset({"joke@post.example"}))
    assert found.persons == (SAM,)
    assert found.problems == {problem: (3,)}


@pytest.mark.parametrize(
    "row", ["José Núñez;jose@post.example", "O'Neil-van 't Hof;o.neil+x@post.example", ";x@a.example"]
)
def test_near_misses_are_good_rows(row: str) -> None:
    assert read_people([a_list(f"naam;e-mail\n{row}\n")]).problems == {}


def test_two_people_with_one_address_both_get_a_letter_and_are_shown() -> None:
    found = read_people([a_list("naam;e-mail\nSam de Boer;thuis@post.example\nRia de Boer;thuis@post.example\n")])
    assert (len(found.persons), found.shared) == (2, (2, 3))


def test_row_numbers_of_a_second_file_go_on() -> None:
    files = [a_list("naam;e-mail\nSam de Boer;sam@post.example"), a_list("naam;e-mail\nRia Knol;ria@post.example")]
    assert [person.row for person in read_people(files).persons] == [2, 4]


@pytest.mark.parametrize(
    "text",
    ["", "zomaar wat tekst", "naam;bedrag\nSam;12\n", "naam;e-mail\n", "naam;e-mail\n" + "a;a@b.example\n" * LONGEST],
)
def test_what_is_no_whole_list_is_refused(text: str) -> None:
    with pytest.raises(UnreadableList):
        read_people([a_list(text)])


@pytest.mark.parametrize(
    ("name", "is_list"),
    [("lijst.CSV", True), ("a.xlsx", True), ("a.xls", False), ("brief.docx", False), ("csv", False)],
)
def test_a_list_is_known_by_its_name(name: str, is_list: bool) -> None:
    assert bool(lists_among([a_list("x", name)])) is is_list
