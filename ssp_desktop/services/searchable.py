"""Which kinds of record a search finds: each with its name, and with the right that one needs to read it.

To make a noun searchable: one line here, one call of ``search.index`` (or ``search.index_form``) wherever the
record's words change, and one line in ``ui/pages/search_pages.py`` for the page that opens it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.equipment import EQUIPMENT
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.prioritisation import PRIORITISATION
from ssp_desktop.forms.storage_checklist import STORAGE_CHECKLIST
from ssp_desktop.forms.storage_risk_assessment import STORAGE_RISK_ASSESSMENT
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import Actor


@dataclass(frozen=True)
class Searchable:
    """One kind of record: ``label`` is its name on the screen; one of ``needs`` is enough to read it."""

    label: str
    needs: tuple[Action, ...]


SEARCHABLE = {
    CONTACT_LOG.noun: Searchable(
        "Contact log", (Action.CONTACT_LOG_READ_POLICE, Action.CONTACT_LOG_READ_SCHOOL)
    ),
    "person": Searchable("Pupil", (Action.PERSON_MATCH,)),
    ACTIVITY.noun: Searchable("Activity", (Action.ACTIVITY_READ,)),
    INFORMATION_SHARE.noun: Searchable("Information shared", (Action.ACTIVITY_READ,)),
    MISSING_PUPIL.noun: Searchable("Missing pupil", (Action.ACTIVITY_READ,)),
    BWV_VIEWING.noun: Searchable("Viewing of body-worn video", (Action.ACTIVITY_READ,)),
    PARTNERSHIP.noun: Searchable("Partnership", (Action.PARTNERSHIP_READ,)),
    STORAGE_CHECKLIST.noun: Searchable("Storage checklist", (Action.STORAGE_READ,)),
    EQUIPMENT.noun: Searchable("Equipment", (Action.EQUIPMENT_READ,)),
    STORAGE_RISK_ASSESSMENT.noun: Searchable("Storage risk assessment", (Action.STORAGE_READ,)),
    EVALUATION.noun: Searchable("Evaluation", (Action.EVALUATION_WRITE, Action.PRIORITISATION_READ)),
    PRIORITISATION.noun: Searchable("School prioritisation", (Action.PRIORITISATION_READ,)),
    ARREST_PLAN.noun: Searchable("Arrest plan", (Action.ARREST_PLAN_READ,)),
    # The school reads its summaries; the police read them with their plan.
    ARREST_SHARE.noun: Searchable("Shared by the police", (Action.ARREST_SHARE_READ,)),
}


def kinds_for(actor: Actor) -> dict[str, str]:
    """Return the kinds of record that somebody may find, noun and label, in the order of the table."""
    return {
        noun: kind.label for noun, kind in SEARCHABLE.items() if any(actor.may(each) for each in kind.needs)
    }
