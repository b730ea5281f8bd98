"""LETTER: the letter to affected people is made and shown, with the address list that hangs on the mail (art. 34)."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from bot.correspondence import answered_by
from bot.merged_cases import merged_into
from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from bot.officers.people_list import PeopleList, UnreadableList, read_people
from classifiers.data_words import kinds_named
from register_store.affected_people import Person
from register_store.books import Books
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import AMSTERDAM
from register_store.drafts import Draft, digest_of
from register_store.event_chain import EventKind
from register_store.findings import BreachKind, DataKind
from register_store.letter import LetterKind
from register_store.organisation import Organisation
from replies.people_letter import Gap, PeopleText, from_json, gaps, home_language, language_of, to_json
from replies.people_notices import Preview, people_preview
from replies.people_wording import wording_on
from replies.transcript import Refusal

_STOP = re.compile(r"(?:STOP|STOPPEN|STOPZETTEN)\W*", re.IGNORECASE)
_LANGUAGE = re.compile(r"(NL|EN)\s{0,3}[:：]\s{0,3}", re.IGNORECASE)
#: Before a breach is suspected, or after all is done, nobody is written to.
_READY = frozenset({CaseState.REPORTED, CaseState.INVESTIGATING, CaseState.BREACH_ESTABLISHED})


def letter(desk: Desk, command: Command, case: Case) -> Done:
    """BRIEF: text replaces what happened, a list whom it goes to; nothing leaves the house but the preview."""
    argument = (command.argument or "").strip()
    if _STOP.fullmatch(argument):
        return _stopped(desk, case)
    if case.state not in _READY:
        refuse(Refusal.FORBIDDEN_MOVE, case.state.value)
    found = _newly_listed(desk, case)
    _show(desk, case, _text(desk, case, argument), found)
    return Done(case=case)


def show_people_letter(desk: Desk, case: Case, draft: Draft) -> Mapping[str, object]:
    """The preview anew, for an officer who was not shown it so."""
    _show(desk, case, from_json(draft.content), PeopleList())
    return {}


def digest_of_people_letter(desk: Desk, case: Case, draft: Draft) -> str:
    """Of the letter and of those to whom it would go now."""
    return _digest(draft.content, desk.books.subjects.listed(case.reference))


def _show(desk: Desk, case: Case, text: PeopleText, found: PeopleList) -> None:
    """The preview to the officer who asks, and the draft as he sees it."""
    order, organisation = desk.order, desk.office.organisation
    persons = desk.books.subjects.listed(case.reference)
    content = to_json(text)
    draft = Draft(
        reference=case.reference,
        kind=LetterKind.PEOPLE,
        content=content,
        made_at=order.now,
        digest=_digest(content, persons),
        shown_to=order.officer.address,
    )
    desk.books.drafts.put(draft)
    preview = Preview(
        text=text,
        persons=persons,
        gaps=_gaps(organisation, text, persons),
        problems=found.problems,
        shared=found.shared,
        mark=draft.mark,
    )
    stamp = desk.office.stationery.new_stamp(order.officer.address, case.reference, order.now)
    answered = answered_by(order.received.mail)
    desk.books.outbox.put(people_preview(organisation, order.officer, case, stamp, preview, answered=answered))
    _note(desk, case, f"letter to people affected, preview for {len(persons)}")


def let_go(desk: Desk, case: Case, draft: Draft) -> int:
    """What SEND does with this letter: it is frozen as it was shown, and the round sends it; to how many."""
    text, persons = from_json(draft.content), desk.books.subjects.listed(case.reference)
    if _gaps(desk.office.organisation, text, persons):
        refuse(Refusal.LETTER_UNFINISHED)
    by_mail = sum(person.address is not None for person in persons)
    if not by_mail or not desk.books.drafts.take(draft):
        return 0
    order = desk.order
    mailing = desk.books.mailings.open(case.reference, draft.content, order.officer.address, order.now)
    desk.books.subjects.approve(case.reference, mailing)
    # Only a person says that they were informed; until then it is planned.
    is_open = case.people_state in (PeopleState.UNDECIDED, PeopleState.NOT_REQUIRED)
    payload = {
        "by": order.officer.name,
        "by_mail": by_mail,
        "on_paper": len(persons) - by_mail,
        "wording": text.version,
    }
    desk.books.register.change(
        case,
        {"people_state": PeopleState.PLANNED} if is_open else {},
        kind=EventKind.SENT,
        actor=order.actor,
        at=order.now,
        payload=payload,
    )
    return by_mail


def _newly_listed(desk: Desk, case: Case) -> PeopleList:
    """The list of this mail, kept in place of the one before; where it may not stand it is not even read."""
    lists, organisation = desk.order.lists, desk.office.organisation
    if lists.left_out:
        refuse(Refusal.LIST_UNREADABLE)
    if not lists.attached:
        return PeopleList()
    if not lists.came_to_officers:
        refuse(Refusal.LIST_MISPLACED)
    subjects = desk.books.subjects
    try:
        found = read_people(lists.attached, subjects.written_to(case.reference))
    except UnreadableList:
        refuse(Refusal.LIST_UNREADABLE)
    erase_at = desk.order.now + timedelta(days=organisation.people_mail.keep_days)
    subjects.list_anew(case.reference, found.persons, erase_at)
    return found


def _text(desk: Desk, case: Case, argument: str) -> PeopleText:
    """The letter from what is recorded now, with the paragraphs that an officer gave so far."""
    before = _before(desk.books, case.reference)
    happened = dict(before.happened) if before else {}
    spoken = _LANGUAGE.match(argument)
    own = argument[spoken.end() :] if spoken else argument
    if own:
        happened[spoken[1].lower() if spoken else home_language(desk.office.organisation)] = own
    wording = wording_on(desk.order.now.astimezone(AMSTERDAM).date())
    recorded = case.fields.get("what_leaked", "")
    kinds = _kinds(case, recorded)
    return PeopleText(
        reference=case.reference,
        version=wording.version,
        breach=case.findings.kind,
        kinds=kinds,
        topics=wording.topics(kinds, recorded),
        discovered_on=case.aware_at.astimezone(AMSTERDAM).date(),
        happened=happened,
        measures=case.fields.get("measures_corrective", ""),
        ap_told=case.ap_state in (ApState.INITIAL, ApState.COMPLETE),
        deleted=case.findings.kind is BreachKind.MISDIRECTED and _all_deleted(desk.books, case),
    )


def _all_deleted(books: Books, case: Case) -> bool:
    """Every finder of a merged case said so: one that did not may have it still."""
    return all("deletion_confirmed_at" in one.fields for one in (case, *merged_into(books, case)))


def _kinds(case: Case, recorded: str) -> tuple[DataKind, ...]:
    """What an officer recorded counts; before that, what the mail said."""
    named = kinds_named([recorded]) if recorded else frozenset()
    return tuple(kind for kind in DataKind if kind in named) or case.findings.personal_data


def _before(books: Books, reference: str) -> PeopleText | None:
    draft = books.drafts.newest(reference, LetterKind.PEOPLE)
    if draft is not None:
        return from_json(draft.content)
    sent = books.mailings.of_case(reference)
    return from_json(sent[-1].content) if sent else None


def _gaps(organisation: Organisation, text: PeopleText, persons: list[Person]) -> tuple[Gap, ...]:
    return gaps(organisation, text, {language_of(organisation, person) for person in persons})


def _digest(content: str, persons: list[Person]) -> str:
    return digest_of(content, [asdict(person) for person in persons])


def _stopped(desk: Desk, case: Case) -> Done:
    """BRIEF STOP: letters that were not written yet are not; who was written to cannot be called back."""
    stopped = desk.books.subjects.stop(case.reference)
    if not stopped:
        refuse(Refusal.ALREADY_DONE)
    _note(desk, case, f"letters to people affected stopped, {stopped} not written")
    return Done(case=case, detail=str(stopped))


def _note(desk: Desk, case: Case, text: str) -> None:
    order = desk.order
    payload = {"text": text, "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.NOTED, actor=order.actor, at=order.now, payload=payload)
