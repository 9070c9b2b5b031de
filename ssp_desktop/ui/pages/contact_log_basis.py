"""What a contact log that is being written rests on: a school, a visit, a draft, or a record to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always, empty_values
from ssp_desktop.services import contact_log_views, drafts, partnerships, visits
from ssp_desktop.services.contact_logs import LONGEST_REASON
from ssp_desktop.services.partnerships import School
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Place

REASON = "correction_reason"

_WHY = Section(
    "correction",
    "Why it is corrected",
    (
        Field(
            REASON,
            "Why is it corrected?",
            Kind.LONG_TEXT,
            "Say in a sentence what was wrong. It stands in the record and in print beside the struck words.",
            required=always,
            max_length=LONGEST_REASON,
        ),
    ),
)
CORRECTION = FormSpec(
    CONTACT_LOG.noun,
    "Correction of a contact log",
    CONTACT_LOG.version,
    (_WHY, *CONTACT_LOG.sections),
    CONTACT_LOG.checks,
)
# A draft also keeps what it belongs to, since the school can be chosen after the first save.
_BASIS = Section(
    "basis",
    "What it belongs to",
    tuple(Field(key, key, Kind.NUMBER) for key in ("partnership_id", "visit_id", "based_on")),
)
STORED = FormSpec(
    CONTACT_LOG.noun, CONTACT_LOG.title, CONTACT_LOG.version, (*CORRECTION.sections, _BASIS), ()
)


@dataclass(frozen=True)
class Basis:
    """What the edit page starts from.

    ``record_id``, ``reference`` and ``newest`` (its revision now) are set for a correction; ``based_on`` is
    the revision that the person saw when they began.
    """

    schools: tuple[School, ...]
    values: dict[str, Any]
    partnership_id: int | None = None
    visit_id: int | None = None
    visit_school: int | None = None
    record_id: int | None = None
    reference: str = ""
    school: str = ""
    based_on: int | None = None
    newest: int | None = None

    @property
    def is_correction(self) -> bool:
        """Whether a submitted record is being corrected."""
        return self.record_id is not None


def read_basis(signed_in: SignedIn, place: Place) -> Basis:
    """On the database thread: everything that the edit page needs to begin.

    Raises:
        UserError: the draft or the record is not there, or is not this person's.
    """
    draft_id = place.extra.get("draft_id")
    if draft_id is not None:
        return _from_draft(signed_in, draft_id)
    if place.record_id is not None:
        return _from_record(signed_in, place.record_id)
    return _new(signed_in, place)


def _new(signed_in: SignedIn, place: Place) -> Basis:
    schools = partnerships.schools(signed_in)
    wanted, visit_id = place.extra.get("partnership_id"), place.extra.get("visit_id")
    current = visits.current(signed_in)
    if visit_id is None and current is not None and wanted in {None, current.partnership_id}:
        visit_id, wanted = current.id, current.partnership_id
    if wanted is None and len(schools) == 1:
        wanted = schools[0].id
    return Basis(
        schools,
        empty_values(CONTACT_LOG),
        partnership_id=wanted,
        visit_id=visit_id,
        visit_school=wanted if visit_id is not None else None,
    )


def _from_record(signed_in: SignedIn, record_id: int) -> Basis:
    opened = contact_log_views.open_contact_log(signed_in, record_id)
    return Basis(
        (),
        {**opened.values, REASON: ""},
        partnership_id=opened.partnership_id,
        record_id=record_id,
        reference=opened.reference,
        school=opened.school,
        based_on=opened.revision,
        newest=opened.revision,
    )


def _from_draft(signed_in: SignedIn, draft_id: int) -> Basis:
    draft = drafts.open_draft(signed_in, STORED, draft_id)
    where, values = draft.summary.place, draft.values
    basis = {each.key: values.pop(each.key) for each in _BASIS.fields}
    partnership_id = basis["partnership_id"] or where.partnership_id
    visit_id = basis["visit_id"] or where.visit_id
    if where.record_id is None:
        return Basis(
            partnerships.schools(signed_in),
            values,
            partnership_id=partnership_id,
            visit_id=visit_id,
            visit_school=partnership_id if visit_id is not None else None,
        )
    opened = contact_log_views.open_contact_log(signed_in, where.record_id)
    return Basis(
        (),
        values,
        partnership_id=partnership_id,
        record_id=where.record_id,
        reference=opened.reference,
        school=opened.school,
        based_on=basis["based_on"] or opened.revision,
        newest=opened.revision,
    )
