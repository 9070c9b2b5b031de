"""What a search finds of arrests: the plan with its outcome, and what the school was told."""

from __future__ import annotations

from sqlalchemy import select

from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.display import searchable_text
from ssp_desktop.forms.spec import Audience
from ssp_desktop.models import ArrestOutcome, ArrestPlan, ArrestShare
from ssp_desktop.services import search
from ssp_desktop.services.records import read_values
from ssp_desktop.services.search import Document
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.arrest import ArrestKind


def index_plan(work: Work, plan: ArrestPlan) -> None:
    """Put a plan's words and those of its outcome into the index; the school finds nothing of them."""
    outcome = work.db.scalars(select(ArrestOutcome).where(ArrestOutcome.arrest_plan_id == plan.id)).first()
    said = read_values(outcome, ARREST_OUTCOME) if outcome else {}
    document = Document(
        noun=ARREST_PLAN.noun,
        record_id=plan.id,
        partnership_id=plan.partnership_id,
        happened_on=plan.planned_on,
        reference=plan.reference,
        subject=ArrestKind(plan.kind).label,
        state=plan.state,
        police_only=True,
        police_text="\n".join(
            (searchable_text(ARREST_OUTCOME, said, Audience.POLICE), plan.cancelled_reason)
        ),
    )
    search.index_form(work, ARREST_PLAN, plan, document)


def index_share(work: Work, share: ArrestShare) -> None:
    """Put a shared summary into the index: the school of the plan finds it."""
    document = Document(
        noun=ARREST_SHARE.noun,
        record_id=share.id,
        partnership_id=share.partnership_id,
        happened_on=share.created_at.date(),
        subject=ARREST_SHARE.title,
    )
    search.index_form(work, ARREST_SHARE, share, document)
