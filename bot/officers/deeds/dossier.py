"""DOSSIER: the file of a case as PDF to the officer who asked; that he asked is recorded."""

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done
from bot.officers.history import history_of
from bot.officers.told_versions import told_versions
from register_store.ap_form_answers import answers_of, sheet_kind
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from replies.ap_sheet import ap_sheet
from replies.dossier import Dossier, KeptPiece, ToldToAp, dossier_paper
from replies.wordbook import wordbook

_PDF = "application/pdf"


def dossier(desk: Desk, command: Command, case: Case) -> Done:
    """DOSSIER: everything about this case, in the officer's language."""
    order = desk.order
    payload = {"verb": command.verb.value, "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.NOTED, actor=order.actor, at=order.now, payload=payload)
    language = "nl" if order.officer.language == "nl" else "en"
    name = f"{case.reference}-{wordbook(language).word('dossier', 'file')}.pdf"
    return Done(
        case=case, shows={"attachments": ((name, _PDF, dossier_paper(_gathered(desk, case, language), language)),)}
    )


def _gathered(desk: Desk, case: Case, language: str) -> Dossier:
    office, books, now = desk.office, desk.books, desk.order.now
    names = {office.bookcase.keys.actor_id(one.address): one.name for one in office.organisation.officers}
    kind = sheet_kind(case, office.organisation)
    answers = answers_of(case, office.organisation, now, kind)
    return Dossier(
        case=case,
        organisation=office.organisation,
        history=history_of(books, case, names),
        letters=tuple(books.outbox.traces(case.reference)),
        evidence=tuple(_kept(piece) for piece in books.evidence.of_case(case.reference)),
        told=tuple(ToldToAp(at=told.at, values=told.values) for told in told_versions(books, case)),
        sheet=ap_sheet(answers, kind, language, address=office.organisation.authority.form),
        made_at=now,
    )


def _kept(piece: Piece) -> KeptPiece:
    return KeptPiece(
        kind=piece.kind.value,
        content_type=piece.content_type,
        size=piece.size,
        sha256=piece.sha256,
        stored_at=piece.stored_at,
    )
