"""Builds the demo store: first run, accounts, schools, then a year and a term, step by step, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ssp_desktop.demo import (
    arrests,
    brackenmoor,
    brackenmoor_november,
    equipment,
    evaluations,
    larkfield_visits,
    last_year,
    rolls,
    storage_rooms,
    term_activities,
)
from ssp_desktop.demo import larkfield_december as december
from ssp_desktop.demo import larkfield_november as november
from ssp_desktop.demo import larkfield_october as october
from ssp_desktop.demo import larkfield_september as september
from ssp_desktop.demo.answers import school_answers, whole
from ssp_desktop.demo.clock import DemoClock
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import FIRST, NEWCOMER, PASSWORD, PEOPLE, PROFILES, SERGEANT, DemoPerson
from ssp_desktop.demo.schools import AT_SET_UP, DECLINED_SAVED_AT, NOTICE, PRESET, SCHOOLS
from ssp_desktop.demo.timeline import (
    NOW,
    RENEWED_AT,
    SET_UP_AT,
    Contact,
    Done,
    FollowUp,
    SchoolVisit,
    clock_time,
)
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE
from ssp_desktop.services import accounts, enrolment, officer_profiles, partnerships, set_up, sign_in
from ssp_desktop.services.this_pc import ThisPc

Progress = Callable[[int, int], None]
Step = tuple[datetime, Callable[[], None]]

CONTACTS: tuple[Contact, ...] = (
    *last_year.CONTACTS,
    *september.CONTACTS,
    *october.CONTACTS,
    *november.CONTACTS,
    *december.CONTACTS,
    *brackenmoor.CONTACTS,
    *brackenmoor_november.CONTACTS,
)
VISITS: tuple[SchoolVisit, ...] = (
    *last_year.VISITS,
    *larkfield_visits.VISITS,
    *brackenmoor.VISITS,
    *brackenmoor_november.VISITS,
)


@dataclass(frozen=True, repr=False)
class DemoStore:
    """A built demo store. Sign in with ``people`` (user name: password, role label) on ``pc``.

    ``pc`` carries the demo's clock: the store's time goes on where the invented term ends.
    """

    folder: Path
    people: dict[str, tuple[str, str]]
    clock: DemoClock
    pc: ThisPc
    store_id: str
    recovery_key: str


def build_demo(folder: Path, pc: ThisPc, progress: Progress | None = None) -> DemoStore:
    """Build a store with an invented year and term in ``folder``, which must be new or empty.

    Everything goes through the services, each step at its own time, so that every record, signature and entry
    of the audit log has its true date. Takes about a minute.

    Args:
        folder: where the store is to lie.
        pc: the credential store that the people's slots are bound to. Its clock is not used.
        progress: is told steps done and steps in all.
    """
    clock = DemoClock(SET_UP_AT)
    own_pc = replace(pc, clock=clock, demo=True)
    prepared = first_run(folder, own_pc)
    book = DeskBook(folder, own_pc, PASSWORD)
    enrol_everybody(book, clock)
    steps = sorted(_steps(book), key=lambda step: step[0])
    for number, (moment, act) in enumerate(steps):
        clock.move_to(moment)
        book.new_period(moment.date())
        act()
        if progress is not None:
            progress(number + 1, len(steps))
    clock.move_to(NOW)
    book.close()
    clock.run_on()
    people = {each.user_name: (PASSWORD, each.role.label) for each in PEOPLE}
    return DemoStore(folder, people, clock, own_pc, prepared.store_id, prepared.recovery_key)


def people_in_words(made: DemoStore) -> str:
    """Return who can sign in to the demo, a line each, for the terminal."""
    lines = ["Everything in this store is invented. Sign in as:"]
    lines += [f"  {name:16} {role}" for name, (_password, role) in made.people.items()]
    lines.append(f"The password of each of them: {PASSWORD}")
    return "\n".join(lines) + "\n"


def first_run(folder: Path, pc: ThisPc) -> set_up.PreparedStore:
    """Set the store up with the first school and the sergeant, the recovery key confirmed."""
    school = school_answers(_at_set_up("larkfield"), lambda _name: None)
    answers = set_up.SetUpAnswers(NOTICE, PRESET, school, _person(FIRST), PASSWORD, demo=pc.demo)
    prepared = set_up.prepare(folder, answers, pc)
    set_up.finish(prepared, {number: prepared.groups[number - 1] for number in prepared.asked})
    return prepared


def _person(person: DemoPerson) -> dict[str, str | bool]:
    return {
        "display_name": person.name,
        "user_name": person.user_name,
        "role": person.role.value,
        "administrator": person.administrator,
    }


def enrol_everybody(book: DeskBook, clock: DemoClock) -> None:
    """The sergeant adds the second school and makes the accounts; each person sets their own password."""
    sergeant = book.signed_in(SERGEANT)
    book.schools["larkfield"] = 1
    book.schools["brackenmoor"] = partnerships.save(
        sergeant, school_answers(_at_set_up("brackenmoor"), lambda _name: None)
    )
    codes = {
        each.user_name: accounts.create(sergeant, PASSWORD, _person(each), book.schools.get(each.school))
        for each in PEOPLE
        if each is not FIRST
    }
    clock.move_to(datetime.combine(SET_UP_AT.date(), clock_time("14:00")))
    for user_name, code in codes.items():
        sign_in.sign_out(enrolment.enrol(book.folder, user_name, code.text, PASSWORD, book.pc))
    for key in AT_SET_UP:
        partnerships.save(sergeant, school_answers(_at_set_up(key), book.account_id), book.schools[key])
    _save_profiles(book, SET_UP_AT.date())


def renew(book: DeskBook) -> None:
    """The sergeant brings schools and profiles up to date before the second school year."""
    sergeant = book.signed_in(SERGEANT)
    for key in AT_SET_UP:
        partnerships.save(sergeant, school_answers(SCHOOLS[key], book.account_id), book.schools[key])
    _save_profiles(book, RENEWED_AT.date())


def _at_set_up(key: str) -> dict[str, Any]:
    return {**SCHOOLS[key], **AT_SET_UP[key]}


def _save_profiles(book: DeskBook, today: date) -> None:
    """Save each officer's profile with the courses that were done by ``today``."""
    sergeant = book.signed_in(SERGEANT)
    for user_name, profile in PROFILES.items():
        answers = {
            "on_probation": "no",
            "posted_as_sso": "yes",
            "supervisor": book.account_id(SERGEANT),
            **profile,
            "trainings": tuple(each for each in profile["trainings"] if each["completed_on"] <= today),
            "buddy": book.account_id(profile["buddy"]),
        }
        officer_profiles.save(sergeant, book.known_id(user_name), whole(OFFICER_PROFILE, answers))


def _steps(book: DeskBook) -> Iterator[Step]:
    """Yield everything that happened after the set-up, each with its local time, in no order."""
    key, day, at = DECLINED_SAVED_AT
    yield _moment(day, at), lambda: book.add_school(key, school_answers(SCHOOLS[key], book.account_id))
    yield RENEWED_AT, lambda: renew(book)
    yield from steps_of(book, CONTACTS, VISITS)
    yield from last_year.steps(book)
    yield from storage_rooms.steps(book)
    yield from term_activities.steps(book)
    yield from arrests.steps(book)
    yield from equipment.steps(book)
    yield from rolls.steps(book)
    yield from evaluations.steps(book)
    for draft in december.DRAFTS:
        yield _moment(draft.day, draft.at), _bound(book.keep_draft, draft)
    yield _moment(NOW.date(), "08:30"), lambda: book.invite(_person(NEWCOMER))


def steps_of(book: DeskBook, contacts: Iterable[Contact], visits: Iterable[SchoolVisit]) -> Iterator[Step]:
    """Yield visits, contacts and what followed them, each with its local time, in no order."""
    for visit in visits:
        yield _moment(visit.day, visit.arrived), _bound(book.arrive, visit)
        if visit.left is not None:
            yield _moment(visit.day, visit.left), _bound(book.leave, visit)
    for contact in contacts:
        yield _moment(contact.day, contact.submitted), _bound(book.submit, contact)
        for each in (part for step in contact.after for part in _parts(step)):
            yield _moment(each.day, each.at), _bound(book.follow_up, contact, each)


def _parts(step: FollowUp) -> Iterator[FollowUp]:
    """Yield a step; an action that was done on one day and told on another is two steps."""
    if isinstance(step, Done) and step.told is not None and step.told > step.day:
        yield replace(step, told=None)
        yield replace(step, day=step.told)
    else:
        yield step


def _moment(day: date, at: str) -> datetime:
    return datetime.combine(day, clock_time(at))


def _bound(act: Callable[..., None], *arguments: object) -> Callable[[], None]:
    return lambda: act(*arguments)
