"""The chronology of a pupil: all that concerns one person, in date order, within the reader's rights.

Entries that somebody confirmed as the same person stand together; those that somebody kept apart, and those
about which nobody decided, do not. The school reads its own records alone: names, lines and their number come
from these, so that nothing tells it that there is more.

What stands in it, kind by kind, is in ``chronology_sources.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from ssp_desktop.errors import UserError
from ssp_desktop.models import ContactLog, Person
from ssp_desktop.models.contact_log import ContactLogPupil
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import contact_log_lists, people, search
from ssp_desktop.services.chronology_sources import CHRONOLOGY_SOURCES, ChronologyLine
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = people.NOUN
# For whoever has this right the chronology may say that somebody was, or is to be, arrested.
NAMES_ARRESTS = Action.ARREST_PLAN_READ
_LAST = date.max


@dataclass(frozen=True)
class Chronology:
    """One person's chronology, the oldest first. ``names`` are all under which they are recorded."""

    person_id: int
    names: tuple[str, ...]
    born: tuple[date, ...]
    lines: tuple[ChronologyLine, ...]

    @property
    def name(self) -> str:
        """The name in the newest record."""
        return self.names[-1]


@dataclass(frozen=True)
class PupilLine:
    """One person in the register of pupils. ``id`` is handed back to get the lines after it."""

    id: int
    name: str
    known_as: str
    born: date | None


def open_chronology(signed_in: SignedIn, person_id: int) -> Chronology:
    """Return a person's chronology, and note that it was consulted.

    Raises:
        UserError: nobody of this number is in a record that the person may see.
    """

    def work(work: Work) -> Chronology:
        found = view(work, person_id)
        work.audit(
            AuditEvent.CONSULTED, NOUN, person_id, detail=f"chronology, entries shown: {len(found.lines)}"
        )
        return found

    return run(signed_in, Action.PUPIL_READ, work)


def view(work: Work, person_id: int) -> Chronology:
    """Return a person's chronology without a trace: the caller leaves it."""
    person = work.db.get(Person, person_id)
    members = frozenset(people.cluster(work, person)) if person is not None else frozenset()
    lines = sorted(_lines(work, members), key=_order)
    naming = [each for each in lines if each.named]
    if not naming:
        # The same words for somebody who is in no record and for somebody of another school.
        raise UserError("This pupil is not in the store.", "Go back to the list and choose again.")
    # Each name once, where it was used last: the newest stands at the end.
    names = dict.fromkeys(each.named for each in reversed(naming))
    born = dict.fromkeys(each.born for each in naming if each.born is not None)
    return Chronology(person_id, tuple(reversed(names)), tuple(born), tuple(lines))


def _lines(work: Work, members: frozenset[int]) -> Iterator[ChronologyLine]:
    actor = work.actor
    for source in CHRONOLOGY_SOURCES.values():
        if any(actor.may(each) for each in source.needs):
            yield from source.read(work, members)


def _order(line: ChronologyLine) -> tuple[date, str, int, str]:
    return (line.happened_on or _LAST, line.reference, line.record_id, line.kind)


def pupils(
    signed_in: SignedIn, typed: str = "", *, after: int | None = None, limit: int = 50
) -> tuple[PupilLine, ...]:
    """Return the register of pupils, those entered last first, from the one after ``after`` on.

    Args:
        signed_in: who reads; the school reads those whom its own records name.
        typed: words of a name, the last one may be a beginning; empty for everybody.
        after: the ``id`` of the last line shown.
        limit: how many at most.
    """

    def work(work: Work) -> tuple[PupilLine, ...]:
        found = listed(work, typed=typed, after=after, limit=limit)
        work.audit(AuditEvent.LISTED, NOUN, detail=f"{len(found)} shown")
        return found

    return run(signed_in, Action.PUPIL_READ, work)


def listed(work: Work, *, typed: str = "", after: int | None, limit: int) -> tuple[PupilLine, ...]:
    """Return one page of the register without a trace: the caller leaves it."""
    if work.actor.audience == "police":
        return _of_everybody(work, typed, after, limit)
    found = [each for each in _of_the_school(work) if after is None or each.id < after]
    wanted = search.wanted_words(typed) if typed.strip() else []
    return tuple([each for each in found if not wanted or _holds(each, wanted)][:limit])


def _of_everybody(work: Work, typed: str, after: int | None, limit: int) -> tuple[PupilLine, ...]:
    query = select(Person).where(or_(Person.cluster_id.is_(None), Person.cluster_id == Person.id))
    if typed.strip():
        first = func.coalesce(Person.cluster_id, Person.id)
        query = query.where(Person.id.in_(select(first).where(Person.id.in_(search.matching(typed, NOUN)))))
    if after is not None:
        query = query.where(Person.id < after)
    found = work.db.scalars(query.order_by(Person.id.desc()).limit(limit))
    return tuple(_line(each.id, each) for each in found)


def _of_the_school(work: Work) -> list[PupilLine]:
    """Return each person whom the school's own records name, as its newest record names them."""
    found = work.db.execute(
        contact_log_lists.visible(work, select(ContactLog))
        .join(ContactLogPupil, ContactLogPupil.contact_log_id == ContactLog.id)
        .join(Person, Person.id == ContactLogPupil.person_id)
        .with_only_columns(ContactLogPupil, func.coalesce(Person.cluster_id, Person.id), Person.id)
        .order_by(ContactLog.contact_date.desc(), ContactLog.id.desc())
    )
    newest: dict[int, Any] = {}
    first: dict[int, int] = {}
    for row, same, number in found:
        newest.setdefault(same, row)
        first[same] = min(first.get(same, number), number)
    return sorted((_line(first[same], row) for same, row in newest.items()), key=lambda each: -each.id)


def _line(number: int, row: Any) -> PupilLine:
    return PupilLine(number, f"{row.given_name} {row.family_name}".strip(), row.known_as, row.date_of_birth)


def _holds(line: PupilLine, wanted: list[str]) -> bool:
    """Tell as the index does: every word occurs, and the last one may be a beginning."""
    words = search.searchable_words(f"{line.name} {line.known_as}")
    return set(wanted[:-1]) <= set(words) and any(word.startswith(wanted[-1]) for word in words)
