"""Whose mails belong to a case: its finder, by whichever of his addresses, and nobody who was merely copied."""

from register_store.books import Books
from register_store.case import Case
from register_store.organisation import Organisation


def participants_of(books: Books, organisation: Organisation, case: Case) -> frozenset[str]:
    """The address the finder is answered at, and those from which the case was reported; no contact form."""
    reports = (mail["sender"] for mail in books.register.mails_of(case.reference) if mail["role"] == "report")
    addresses = (address for address in (case.finder_address, *reports) if address)
    return frozenset(address.lower() for address in addresses if not organisation.is_own_form(address))
