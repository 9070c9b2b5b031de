"""What sealed records of one school share: found within one's rights, corrected by their author, opened.

For nouns that keep their answers in one form, an author, and nothing that only some of the police may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ssp_desktop.errors import UserError
from ssp_desktop.forms.display import ShownSection, shown_sections
from ssp_desktop.forms.spec import Audience, FormSpec
from ssp_desktop.models import Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, disposed, people, search
from ssp_desktop.services.corrections import check_differs, reason_given
from ssp_desktop.services.own_school import check_own, chosen_school
from ssp_desktop.services.presets import wording_for
from ssp_desktop.services.records import read_values, reference_of
from ssp_desktop.services.revision_views import ShownRevision, shown_revisions
from ssp_desktop.services.revisions import agrees, history
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.unit_of_work import Refused, Work
from ssp_desktop.vocabulary.audit import AuditEvent

Record = TypeVar("Record", bound=Any)


@dataclass(frozen=True)
class Kept:
    """What was stored."""

    id: int
    reference: str
    revision: int


@dataclass(frozen=True)
class OpenedRecord:
    """A record as the reader may see it. ``values`` lacks what is not theirs to see."""

    id: int
    reference: str
    school: str
    partnership_id: int
    author: str
    revision: int
    recorded_at: datetime
    values: dict[str, Any]
    sections: tuple[ShownSection, ...]
    revisions: tuple[ShownRevision, ...]
    may_correct: bool
    intact: bool


def enrol_pupils(work: Work, pupils: Iterable[Any]) -> None:
    """Give each pupil whom a record names their entry in the register.

    Args:
        work: the unit of work that stores them.
        pupils: rows with ``person_id``, the names and ``date_of_birth``; ``sex`` and ``address`` if asked.
    """
    for pupil in pupils:
        people.enrol(work, pupil)


def check_school(work: Work, partnership_id: int, action: Action, noun: str) -> None:
    """See to it that the school is there, and the person's own where they belong to a school."""
    check_own(work, partnership_id, action, noun)
    chosen_school(work, partnership_id)


def find(work: Work, model: type[Record], record_id: int, action: Action, noun: str) -> Record:
    """Return a stored record that the person may see."""
    record: Any = work.db.get(model, record_id)
    if record is None:
        raise disposed.refusal(work, noun, record_id) or UserError(
            "This record is not in the store.", "Go back to the list and choose again."
        )
    check_school(work, record.partnership_id, action, noun)
    found: Record = record
    return found


def kept(record: Any, prefix: str) -> Kept:
    """Return what was stored."""
    return Kept(record.id, reference_of(record, prefix), record.revision)


def open_record(
    work: Work, spec: FormSpec, record: Any, prefix: str, *, names: Mapping[int, str] | None = None
) -> OpenedRecord:
    """Return what the person may see of a record, and note that it was consulted."""
    audience = Audience.POLICE if work.actor.audience == "police" else Audience.EVERYONE
    people = names or actions.account_names(work)
    values = read_values(record, spec, audience)
    frozen = history(work.db, spec, record.id)
    work.audit(AuditEvent.CONSULTED, spec.noun, record.id, revision=record.revision)
    return OpenedRecord(
        id=record.id,
        reference=reference_of(record, prefix),
        school=work.db.get_one(Partnership, record.partnership_id).school_name,
        partnership_id=record.partnership_id,
        author=people.get(record.author_id, ""),
        revision=record.revision,
        recorded_at=record.created_at,
        values=values,
        sections=shown_sections(
            spec, values, people, audience=audience, wording=wording_for(work.signed_in.preset)
        ),
        revisions=shown_revisions(spec, frozen, people, audience),
        may_correct=not work.signed_in.for_reading and record.author_id == work.actor.account_id,
        intact=bool(frozen)
        and all(each.intact for each in frozen)
        and frozen[-1].number == record.revision
        and agrees(record, spec, frozen[-1]),
    )


@dataclass(frozen=True)
class RecordKind(Generic[Record]):
    """One noun of such records: what sets it apart, and what is done with it in a unit of work.

    Args:
        spec: its form.
        table: its rows.
        prefix: what its references begin with.
        writing: the right to record and to correct.
        found_by: returns the day that a record is about, and the words that a search shows of it.
        pupils: returns the pupils whom a record names.
    """

    spec: FormSpec
    table: type[Record]
    prefix: str
    writing: Action
    found_by: Callable[[Record], tuple[date | None, str]]
    pupils: Callable[[Record], Iterable[Any]] = lambda _record: ()

    def record(self, work: Work, partnership_id: int, answers: dict[str, Any]) -> Kept:
        """Store a new record with these checked answers as its revision 1."""
        check_school(work, partnership_id, self.writing, self.spec.noun)
        made = self.table(
            partnership_id=partnership_id, author_id=work.actor.account_id, revision=0, created_at=work.now
        )
        work.db.add(made)
        seal(work, self.spec, made, answers)
        return self._stored(work, made)

    def amend(
        self,
        work: Work,
        record_id: int,
        check: Callable[[Record], dict[str, Any]],
        *,
        reason: str,
        based_on: int,
    ) -> Kept:
        """Store a correction as the next revision.

        Args:
            work: the unit of work of the author.
            record_id: which record.
            check: returns the checked answers; asked once everything else is in order.
            reason: why it is corrected.
            based_on: the revision that the person saw. A newer one stops the correction.
        """
        record = find(work, self.table, record_id, self.writing, self.spec.noun)
        if record.author_id != work.actor.account_id:
            raise Refused(self.writing, self.spec.noun, record_id)
        why = reason_given(reason)
        if record.revision != based_on:
            raise UserError(
                "This record was corrected while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        answers = check(record)
        check_differs(record, self.spec, answers)
        seal(work, self.spec, record, answers, reason=why)
        return self._stored(work, record)

    def open(self, work: Work, record_id: int, action: Action) -> OpenedRecord:
        """Return what the person may see of a record, and note that it was consulted."""
        record = find(work, self.table, record_id, action, self.spec.noun)
        return open_record(work, self.spec, record, self.prefix)

    def _stored(self, work: Work, record: Record) -> Kept:
        enrol_pupils(work, self.pupils(record))
        made = kept(record, self.prefix)
        day, subject = self.found_by(record)
        line = search.Document(
            self.spec.noun,
            made.id,
            record.partnership_id,
            happened_on=day,
            reference=made.reference,
            subject=subject,
        )
        search.index_form(work, self.spec, record, line)
        return made
