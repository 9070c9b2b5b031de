"""What an arrest plan that is being written rests on: a school, a draft, or a plan to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.spec import FormSpec, empty_values
from ssp_desktop.services import arrest_plan_views, drafts, partnerships
from ssp_desktop.services.arrest_plan_views import OpenedPlan
from ssp_desktop.services.drafts import Position
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.parts.draft_basis import DraftBasis, basis_section

_KEPT = basis_section("partnership_id", "person_id", "based_on")
STORED = FormSpec(ARREST_PLAN.noun, ARREST_PLAN.title, ARREST_PLAN.version, (*ARREST_PLAN.sections, _KEPT))


@dataclass(frozen=True)
class ArrestBasis(DraftBasis):
    """What the edit page starts from. ``person_id`` is the entry of the register that was chosen."""

    person_id: int | None = None
    approved: bool = False


def read_basis(signed_in: SignedIn, place: Place) -> ArrestBasis:
    """On the database thread: everything that the edit page needs to begin.

    Raises:
        UserError: the draft or the plan is not there, or is not this person's.
    """
    draft_id = place.extra.get("draft_id")
    if draft_id is not None:
        return _from_draft(signed_in, draft_id)
    if place.record_id is not None:
        opened = arrest_plan_views.open_plan(signed_in, place.record_id)
        return _changing(opened, dict(opened.values), opened.revision)
    schools = partnerships.schools(signed_in)
    wanted = place.extra.get("partnership_id")
    if wanted is None and len(schools) == 1:
        wanted = schools[0].id
    return ArrestBasis(schools, empty_values(ARREST_PLAN), partnership_id=wanted)


def _changing(
    opened: OpenedPlan, values: dict[str, Any], based_on: int, at: Position | None = None
) -> ArrestBasis:
    return ArrestBasis(
        (),
        values,
        partnership_id=opened.partnership_id,
        record_id=opened.id,
        reference=opened.reference,
        school=opened.school,
        based_on=based_on,
        newest=opened.revision,
        at=at,
        person_id=opened.person_id,
        approved=opened.approved,
    )


def _from_draft(signed_in: SignedIn, draft_id: int) -> ArrestBasis:
    draft = drafts.open_draft(signed_in, STORED, draft_id)
    where, values = draft.summary.place, draft.values
    kept = {each.key: values.pop(each.key) for each in _KEPT.fields}
    if where.record_id is None:
        return ArrestBasis(
            partnerships.schools(signed_in),
            values,
            partnership_id=kept["partnership_id"] or where.partnership_id,
            person_id=kept["person_id"],
            at=draft.at,
        )
    opened = arrest_plan_views.open_plan(signed_in, where.record_id)
    return _changing(opened, values, kept["based_on"] or opened.revision, draft.at)
