"""What an arrest plan that is being written rests on: a school, a draft, or a plan to change."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, empty_values
from ssp_desktop.services import arrest_plan_views, drafts, partnerships
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.contact_log_basis import Basis

# A draft also keeps what it belongs to, since the school can be chosen after the first save.
_KEPT = Section(
    "basis",
    "What it belongs to",
    tuple(Field(key, key, Kind.NUMBER) for key in ("partnership_id", "person_id", "based_on")),
)
STORED = FormSpec(ARREST_PLAN.noun, ARREST_PLAN.title, ARREST_PLAN.version, (*ARREST_PLAN.sections, _KEPT))


@dataclass(frozen=True)
class ArrestBasis(Basis):
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
        return _from_plan(signed_in, place.record_id)
    schools = partnerships.schools(signed_in)
    wanted = place.extra.get("partnership_id")
    if wanted is None and len(schools) == 1:
        wanted = schools[0].id
    return ArrestBasis(schools, empty_values(ARREST_PLAN), partnership_id=wanted)


def _from_plan(signed_in: SignedIn, record_id: int) -> ArrestBasis:
    opened = arrest_plan_views.open_plan(signed_in, record_id)
    return ArrestBasis(
        (),
        dict(opened.values),
        partnership_id=opened.partnership_id,
        record_id=record_id,
        reference=opened.reference,
        school=opened.school,
        based_on=opened.revision,
        newest=opened.revision,
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
        )
    opened = arrest_plan_views.open_plan(signed_in, where.record_id)
    return ArrestBasis(
        (),
        values,
        partnership_id=opened.partnership_id,
        record_id=where.record_id,
        reference=opened.reference,
        school=opened.school,
        based_on=kept["based_on"] or opened.revision,
        newest=opened.revision,
        person_id=opened.person_id,
        approved=opened.approved,
    )
