"""Looking a person up in the register, by the beginning of their names. For the police only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from ssp_desktop.errors import UserError
from ssp_desktop.models.person import Person
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import folding
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

MOST_FOUND = 20
LONGEST_NAME = 160


@dataclass(frozen=True)
class RegisterEntry:
    """Somebody in the register, as the last record named them."""

    person_id: int
    given_name: str
    family_name: str
    known_as: str
    date_of_birth: date | None
    sex: str
    address: str


def find_people(signed_in: SignedIn, typed: str) -> tuple[RegisterEntry, ...]:
    """Return the people of whose names one begins with each word of what was typed, the newest entry first.

    Raises:
        UserError: there is no letter in it, or it is far too long for a name.
    """
    words = folding.words(typed[: LONGEST_NAME + 1])
    if not words:
        raise UserError("There is no name to look for.", "Type the beginning of a given or family name.")
    if len(typed) > LONGEST_NAME:
        raise UserError(f"The name is longer than {LONGEST_NAME} characters.", "Use fewer words.")

    def work(work: Work) -> tuple[RegisterEntry, ...]:
        query = select(Person)
        for word in words:
            query = query.where(or_(*_begins_with(word)))
        found = work.db.scalars(query.order_by(Person.id.desc()).limit(MOST_FOUND))
        entries = tuple(_entry(each) for each in found)
        # The name itself stays out of the log, as with every search.
        work.audit(AuditEvent.SEARCHED, "person", detail=f"{len(entries)} shown")
        return entries

    return run(signed_in, Action.ARREST_PLAN_WRITE, work)


def _begins_with(word: str) -> Iterator[ColumnElement[bool]]:
    """Yield the ways in which a name can begin with a folded word; keys for accents, names for each part."""
    yield Person.name_key.startswith(f"n:{word}", autoescape=True)
    yield Person.name_key.contains(f"|{word}", autoescape=True)
    for column in (Person.given_name, Person.family_name, Person.known_as):
        yield column.istartswith(word, autoescape=True)
        for before in (" ", "-"):
            yield column.icontains(f"{before}{word}", autoescape=True)


def _entry(person: Person) -> RegisterEntry:
    return RegisterEntry(
        person.id,
        person.given_name,
        person.family_name,
        person.known_as,
        person.date_of_birth,
        person.sex,
        person.address,
    )
