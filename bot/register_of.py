"""The register of an organisation, with the names of its officers in the corrections; in every form."""

from datetime import datetime

from register_store.books import Books
from register_store.keys import Keys
from register_store.organisation import Organisation
from register_store.register_as_of import register_as_of
from register_store.register_book import RegisterBook
from register_store.register_export import Part, register_csv, register_json
from register_store.register_workbook import register_xlsx
from replies.register_paper import register_pdf


def register_of(books: Books, organisation: Organisation, keys: Keys, at: datetime, *, year: str = "") -> RegisterBook:
    """As it stood then, of all years or of one."""
    names = {keys.actor_id(officer.address): officer.name for officer in organisation.officers}
    return register_as_of(books.register, organisation.name, at, year=year, names=names, terms=organisation.retention)


def export(book: RegisterBook, form: str, part: Part = Part.BREACHES) -> bytes:
    """As a file: `csv` (one of its lists), `json`, `pdf` or `xlsx`."""
    match form:
        case "csv":
            return register_csv(book, part)
        case "json":
            return register_json(book)
        case "pdf":
            return register_pdf(book)
        case _:
            return register_xlsx(book)
