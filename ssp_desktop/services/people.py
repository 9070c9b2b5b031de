"""Pupils across records: entries that may be the same person, confirmed or dismissed by a person.

Two entries with the same folded name and the same date of birth are taken as one. Everything else is only
suggested; what somebody decided is remembered and logged as a combination (DPA 2018 s.62).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from ssp_desktop.errors import UserError
from ssp_desktop.models.arrest_plan import ArrestPlan
from ssp_desktop.models.contact_log import ContactLog, ContactLogPupil
from ssp_desktop.models.person import Person, PersonMatch
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import search
from ssp_desktop.services.names import (
    PersonName,
    address_key,
    candidate_keys,
    candidate_prefix,
    name_key,
    same_spelling,
    similar,
    sound_key,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import MatchDecision

NOUN = "person"
WINDOW_DAYS = 60
MOST_CANDIDATES = 200
MOST_SUGGESTIONS = 8
LAST_LETTER = "\U0010ffff"
# Somebody as one record names them, with the link to their entry in the register.
Named = ContactLogPupil | ArrestPlan


@dataclass(frozen=True)
class EarlierContact:
    """A record that names the same or perhaps the same person."""

    contact_log_id: int
    reference: str
    contact_date: date | None
    subject: str
    role_in_record: str


@dataclass(frozen=True)
class Suggestion:
    """Somebody in earlier records who may be this pupil."""

    person_id: int
    other_id: int
    other_name: str
    other_born: date | None
    score: int
    reasons: tuple[str, ...]
    contacts: tuple[EarlierContact, ...]


@dataclass(frozen=True)
class KnownPupil:
    """A pupil of one record: confirmed earlier contacts, and suggestions that wait for a decision.

    ``recent`` counts the records within 60 days of this one that name the same person, this one included;
    ``perhaps`` counts those that would be added if every suggestion were confirmed.
    """

    person_id: int
    name: str
    recent: int
    perhaps: int
    contacts: tuple[EarlierContact, ...]
    suggestions: tuple[Suggestion, ...]


def enrol_pupils(work: Work, log: ContactLog) -> None:
    """Give each pupil of a contact log their entry in the register, in the transaction that stores it."""
    for pupil in log.pupils:
        enrol(work, pupil)


def enrol(work: Work, named: Named) -> None:
    """Give somebody whom a record names their entry in the register, in the transaction that stores it."""
    person = work.db.get(Person, named.person_id) if named.person_id is not None else None
    if person is None or not _says_the_same(person, named):
        person = _identical(work, named) or _new(work, named)
        named.person_id = person.id
    person.address = getattr(named, "address", "") or person.address
    person.address_key = address_key(person.address)


def _says_the_same(person: Person, pupil: Named) -> bool:
    return (person.given_name, person.family_name, person.date_of_birth, person.known_as) == (
        pupil.given_name,
        pupil.family_name,
        pupil.date_of_birth,
        pupil.known_as,
    )


def _identical(work: Work, pupil: Named) -> Person | None:
    if pupil.date_of_birth is None:
        return None
    query = select(Person).where(
        Person.name_key == name_key(pupil.given_name, pupil.family_name),
        Person.date_of_birth == pupil.date_of_birth,
    )
    # The key is coarse: twins may share it. Only the same names in full make one person without asking.
    named = PersonName(pupil.given_name, pupil.family_name, "", None, "")
    alike = work.db.scalars(query.order_by(Person.id))
    return next((each for each in alike if same_spelling(named, _as_name(each))), None)


def _new(work: Work, pupil: Named) -> Person:
    person = Person(
        given_name=pupil.given_name,
        family_name=pupil.family_name,
        known_as=pupil.known_as,
        date_of_birth=pupil.date_of_birth,
        sex=getattr(pupil, "sex", ""),
        address=getattr(pupil, "address", ""),
        name_key=name_key(pupil.given_name, pupil.family_name),
        sound_key=sound_key(pupil.given_name, pupil.family_name),
        address_key=address_key(getattr(pupil, "address", "")),
        created_at=work.now,
    )
    work.db.add(person)
    work.db.flush()
    document = search.Document(
        NOUN, person.id, None, subject=_full_name(person), police_only=True, police_text=person.known_as
    )
    search.index(work, document)
    return person


def known_pupils(work: Work, log: ContactLog) -> tuple[KnownPupil, ...]:
    """Return what earlier records hold about the pupils of one contact log. For the police only."""
    return tuple(
        _known(work, log, work.db.get_one(Person, pupil.person_id))
        for pupil in log.pupils
        if pupil.person_id is not None
    )


def _known(work: Work, log: ContactLog, person: Person) -> KnownPupil:
    same = cluster(work, person)
    contacts = _contacts(work, same, besides=log.id)
    suggestions = tuple(_suggestions(work, log, person, same))
    recent = {each.contact_log_id for each in contacts if _is_recent(each, log)}
    perhaps = {
        each.contact_log_id for found in suggestions for each in found.contacts if _is_recent(each, log)
    }
    return KnownPupil(
        person.id, _full_name(person), len(recent) + 1, len(perhaps - recent), contacts, suggestions
    )


def _is_recent(contact: EarlierContact, log: ContactLog) -> bool:
    if contact.contact_date is None or log.contact_date is None:
        return False
    return abs(contact.contact_date - log.contact_date) <= timedelta(days=WINDOW_DAYS)


def cluster(work: Work, person: Person) -> set[int]:
    """Return the entries that were confirmed as one person with this one, this one included."""
    if person.cluster_id is None:
        return {person.id}
    return set(work.db.scalars(select(Person.id).where(Person.cluster_id == person.cluster_id)))


def _contacts(work: Work, people: Iterable[int], *, besides: int) -> tuple[EarlierContact, ...]:
    found = work.db.execute(
        select(
            ContactLog.id,
            ContactLog.reference,
            ContactLog.contact_date,
            ContactLog.subject,
            func.min(ContactLogPupil.role_in_record),
        )
        .join(ContactLogPupil, ContactLogPupil.contact_log_id == ContactLog.id)
        .where(ContactLogPupil.person_id.in_(set(people)), ContactLog.id != besides)
        .group_by(ContactLog.id)
        .order_by(ContactLog.contact_date.desc(), ContactLog.id.desc())
    )
    return tuple(EarlierContact(*row) for row in found)


def _suggestions(work: Work, log: ContactLog, person: Person, same: set[int]) -> list[Suggestion]:
    decided = _decided(work, same)
    found: dict[int, Suggestion] = {}
    for other in _candidates(work, person):
        united = other.cluster_id or -other.id
        if other.id in same or other.id in decided or united in found:
            continue
        likeness = similar(_as_name(person), _as_name(other))
        contacts = _contacts(work, cluster(work, other), besides=log.id) if likeness else ()
        if likeness and contacts:
            found[united] = Suggestion(
                person.id,
                other.id,
                _full_name(other),
                other.date_of_birth,
                likeness.score,
                likeness.reasons,
                contacts,
            )
    return sorted(found.values(), key=lambda each: -each.score)[:MOST_SUGGESTIONS]


def _candidates(work: Work, person: Person) -> list[Person]:
    keys, prefix = candidate_keys(_as_name(person)), candidate_prefix(_as_name(person))
    alike: list[ColumnElement[bool]] = [
        column.in_(keys) for column in (Person.name_key, Person.sound_key, Person.address_key) if keys
    ]
    if prefix:
        alike.append(Person.name_key.between(prefix, prefix + LAST_LETTER))  # LIKE would read the whole table
    if person.date_of_birth is not None:
        alike.append(Person.date_of_birth == person.date_of_birth)
    if not alike:
        return []
    query = select(Person).where(or_(*alike), Person.id != person.id).order_by(Person.id.desc())
    return list(work.db.scalars(query.limit(MOST_CANDIDATES)))


def _decided(work: Work, same: set[int]) -> set[int]:
    """Return whoever was compared with one of ``same`` before, with all that were confirmed as they."""
    pairs = work.db.execute(
        select(PersonMatch.first_id, PersonMatch.second_id).where(
            or_(PersonMatch.first_id.in_(same), PersonMatch.second_id.in_(same))
        )
    )
    decided = {each for pair in pairs for each in pair} - same
    return decided.union(*(cluster(work, work.db.get_one(Person, each)) for each in decided))


def _as_name(person: Person) -> PersonName:
    return PersonName(
        person.given_name, person.family_name, person.known_as, person.date_of_birth, person.address
    )


def _full_name(person: Any) -> str:
    return f"{person.given_name} {person.family_name}".strip()


def decide(signed_in: SignedIn, person_id: int, other_id: int, decision: MatchDecision) -> None:
    """Remember that two entries are, or are not, the same person. The later decision stands."""

    def work(work: Work) -> None:
        person, other = work.db.get(Person, person_id), work.db.get(Person, other_id)
        if person is None or other is None or person is other:
            raise UserError("One of the two is not in the store any more.", "Open the record again.")
        first, second = sorted((person.id, other.id))
        match = work.db.scalars(
            select(PersonMatch).where(PersonMatch.first_id == first, PersonMatch.second_id == second)
        ).first() or PersonMatch(first_id=first, second_id=second, why="")
        match.decision, match.decided_by, match.decided_at = decision.value, work.actor.account_id, work.now
        work.db.add(match)
        work.db.flush()
        _cluster_anew(work, cluster(work, person) | cluster(work, other))
        work.audit(AuditEvent.COMBINED, NOUN, first, detail=f"{decision.label}: {first} and {second}")
        work.changed(NOUN)

    run(signed_in, Action.PERSON_MATCH, work)


def _cluster_anew(work: Work, members: set[int]) -> None:
    """Put together those of ``members`` who are joined by decisions, and nobody else."""
    pairs = work.db.execute(
        select(PersonMatch.first_id, PersonMatch.second_id).where(
            PersonMatch.decision == MatchDecision.SAME.value, PersonMatch.first_id.in_(members)
        )
    ).all()
    leader = {member: member for member in members}
    for first, second in pairs:
        low, high = sorted((leader[first], leader[second]))
        leader = {member: low if led == high else led for member, led in leader.items()}
    for member, led in leader.items():
        alone = list(leader.values()).count(led) == 1
        work.db.get_one(Person, member).cluster_id = None if alone else led


def named(pupils: Iterable[Any]) -> tuple[tuple[int, str], ...]:
    """Return for each row of a record its number in the register and the name that stands there."""
    return tuple((row.person_id, _full_name(row)) for row in pupils if row.person_id is not None)
