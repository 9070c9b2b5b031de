"""What a contact log that is being written rests on: a school, a visit, a draft, or a record to correct."""

from __future__ import annotations

from typing import Any

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always, empty_values
from ssp_desktop.services import contact_log_views, drafts, partnerships, visits
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.services.corrections import LONGEST_REASON
from ssp_desktop.services.drafts import Position
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.parts.draft_basis import DraftBasis, basis_section

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
_BASIS = basis_section("partnership_id", "visit_id", "based_on")
STORED = FormSpec(
    CONTACT_LOG.noun, CONTACT_LOG.title, CONTACT_LOG.version, (*CORRECTION.sections, _BASIS), ()
)


def read_basis(signed_in: SignedIn, place: Place) -> DraftBasis:
    """On the database thread: everything that the edit page needs to begin.

    Raises:
        UserError: the draft or the record is not there, or is not this person's.
    """
    draft_id = place.extra.get("draft_id")
    if draft_id is not None:
        return _from_draft(signed_in, draft_id)
    if place.record_id is not None:
        opened = contact_log_views.open_contact_log(signed_in, place.record_id)
        return _correcting(opened, {**opened.values, REASON: ""}, opened.revision)
    return _new(signed_in, place)


def _new(signed_in: SignedIn, place: Place) -> DraftBasis:
    schools = partnerships.schools(signed_in)
    wanted, visit_id = place.extra.get("partnership_id"), place.extra.get("visit_id")
    current = visits.current(signed_in)
    if visit_id is None and current is not None and wanted in {None, current.partnership_id}:
        visit_id, wanted = current.id, current.partnership_id
    if wanted is None and len(schools) == 1:
        wanted = schools[0].id
    return DraftBasis(
        schools,
        empty_values(CONTACT_LOG),
        partnership_id=wanted,
        visit_id=visit_id,
        visit_school=wanted if visit_id is not None else None,
    )


def _correcting(
    opened: OpenedContactLog, values: dict[str, Any], based_on: int, at: Position | None = None
) -> DraftBasis:
    return DraftBasis(
        (),
        values,
        partnership_id=opened.partnership_id,
        record_id=opened.id,
        reference=opened.reference,
        school=opened.school,
        based_on=based_on,
        newest=opened.revision,
        at=at,
    )


def _from_draft(signed_in: SignedIn, draft_id: int) -> DraftBasis:
    draft = drafts.open_draft(signed_in, STORED, draft_id)
    where, values = draft.summary.place, draft.values
    basis = {each.key: values.pop(each.key) for each in _BASIS.fields}
    partnership_id = basis["partnership_id"] or where.partnership_id
    visit_id = basis["visit_id"] or where.visit_id
    if where.record_id is None:
        return DraftBasis(
            partnerships.schools(signed_in),
            values,
            partnership_id=partnership_id,
            visit_id=visit_id,
            visit_school=partnership_id if visit_id is not None else None,
            at=draft.at,
        )
    opened = contact_log_views.open_contact_log(signed_in, where.record_id)
    return _correcting(opened, values, basis["based_on"] or opened.revision, draft.at)
