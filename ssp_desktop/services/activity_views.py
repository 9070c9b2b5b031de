"""Opening one activity: what it says and how it was corrected, within the reader's rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.activity_screen import ActivityGuide, reading_form
from ssp_desktop.forms.display import ShownSection, shown_sections
from ssp_desktop.forms.spec import Audience
from ssp_desktop.models import Activity, Partnership
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, disposed
from ssp_desktop.services.activities import is_police_only
from ssp_desktop.services.activity_guidance import activity_guide
from ssp_desktop.services.own_school import check_own
from ssp_desktop.services.presets import wording_for
from ssp_desktop.services.records import read_values
from ssp_desktop.services.revision_views import ShownRevision, shown_revisions
from ssp_desktop.services.revisions import agrees, history
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.activity import ActivityKind
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = ACTIVITY.noun


@dataclass(frozen=True)
class OpenedActivity:
    """An activity as the reader may see it. ``values`` lacks what is not theirs to see."""

    id: int
    reference: str
    kind: ActivityKind
    school: str
    partnership_id: int
    author: str
    revision: int
    recorded_at: datetime
    values: dict[str, Any]
    guide: ActivityGuide
    sections: tuple[ShownSection, ...]
    revisions: tuple[ShownRevision, ...]
    police_only: bool
    in_error: bool
    may_correct: bool
    intact: bool


def open_activity(signed_in: SignedIn, record_id: int) -> OpenedActivity:
    """Return one activity, and note that it was consulted."""

    def work(work: Work) -> OpenedActivity:
        opened = view(work, existing(work, record_id, Action.ACTIVITY_READ))
        work.audit(AuditEvent.CONSULTED, NOUN, opened.id, revision=opened.revision)
        return opened

    return run(signed_in, Action.ACTIVITY_READ, work)


def existing(work: Work, record_id: int, action: Action) -> Activity:
    """Return a stored activity that the person may see.

    Raises:
        UserError: there is none.
        Refused: it is another school's, or the police's alone.
    """
    activity = work.db.get(Activity, record_id)
    if activity is None:
        raise disposed.refusal(work, NOUN, record_id) or UserError(
            "This activity is not in the store.", "Go back to the list and choose again."
        )
    check_own(work, activity.partnership_id, action, NOUN, record_id)
    if work.actor.audience != "police" and is_police_only(activity.kind):
        raise Refused(action, NOUN, record_id)
    return activity


def view(work: Work, activity: Activity) -> OpenedActivity:
    """Return what the person may see of an activity."""
    audience = Audience.POLICE if work.actor.audience == "police" else Audience.EVERYONE
    names = actions.account_names(work)
    guide = activity_guide()
    spec = reading_form(guide)
    values = read_values(activity, ACTIVITY, audience)
    frozen = history(work.db, ACTIVITY, activity.id)
    school = work.db.get_one(Partnership, activity.partnership_id)
    return OpenedActivity(
        id=activity.id,
        reference=activity.reference,
        kind=ActivityKind(activity.kind),
        school=school.school_name,
        partnership_id=activity.partnership_id,
        author=names.get(activity.author_id, ""),
        revision=activity.revision,
        recorded_at=activity.created_at,
        values=values,
        guide=guide,
        sections=shown_sections(
            spec, values, names, audience=audience, wording=wording_for(work.signed_in.preset)
        ),
        revisions=shown_revisions(spec, frozen, names, audience),
        police_only=is_police_only(activity.kind),
        in_error=activity.entered_in_error,
        may_correct=work.signed_in.may(Action.ACTIVITY_WRITE) and activity.author_id == work.actor.account_id,
        intact=bool(frozen)
        and all(each.intact for each in frozen)
        and frozen[-1].number == activity.revision
        and agrees(activity, ACTIVITY, frozen[-1]),
    )
