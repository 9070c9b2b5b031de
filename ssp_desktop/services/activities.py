"""Activities: record one in seconds, correct it later. What was recorded is never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.activity_screen import ActivityGuide
from ssp_desktop.forms.spec import Values, empty_values
from ssp_desktop.models import Activity, StoreSettings
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import search
from ssp_desktop.services.activity_guidance import activity_guide
from ssp_desktop.services.corrections import check_differs, reason_given
from ssp_desktop.services.own_school import chosen_school
from ssp_desktop.services.partnerships import School, school_names
from ssp_desktop.services.records import checked
from ssp_desktop.services.school_records import enrol_pupils
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, glance, run
from ssp_desktop.vocabulary.activity import POLICE_ONLY, ActivityState

NOUN = ACTIVITY.noun


@dataclass(frozen=True)
class NewActivity:
    """What an entry starts with: date and time suggested, the guidance, the schools, the last one used."""

    values: dict[str, Any]
    guide: ActivityGuide
    schools: tuple[School, ...]
    last_school: int | None


@dataclass(frozen=True)
class Recorded:
    """What was stored."""

    id: int
    reference: str
    revision: int


def start(signed_in: SignedIn) -> NewActivity:
    """Return an untouched entry with today's date and the time now."""

    def work(work: Work) -> NewActivity:
        suggested = {"happened_on": work.context.today, "start_time": work.context.now}
        last = work.db.scalars(
            select(Activity.partnership_id)
            .where(Activity.author_id == work.actor.account_id)
            .order_by(Activity.id.desc())
            .limit(1)
        ).first()
        blank = {**empty_values(ACTIVITY), **suggested}
        return NewActivity(blank, activity_guide(), school_names(work), last)

    return glance(signed_in, Action.ACTIVITY_WRITE, work)


def record(signed_in: SignedIn, values: Values, *, partnership_id: int) -> Recorded:
    """Store a new activity as its revision 1.

    Raises:
        ProblemsFound: an answer is missing or cannot be true; nothing was stored.
    """

    def work(work: Work) -> Recorded:
        answers = checked_activity(work, values)
        chosen_school(work, partnership_id)
        activity = Activity(
            reference=_next_reference(work, answers["kind"]),
            partnership_id=partnership_id,
            author_id=work.actor.account_id,
            revision=0,
            created_at=work.now,
        )
        work.db.add(activity)
        return _store(work, activity, answers, "")

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def correct(signed_in: SignedIn, record_id: int, values: Values, *, reason: str, based_on: int) -> Recorded:
    """Store a correction as the next revision, with its reason.

    Args:
        signed_in: the author.
        record_id: which activity.
        values: all answers, corrected.
        reason: why.
        based_on: the revision that the person saw. A newer one stops the correction.
    """

    def work(work: Work) -> Recorded:
        activity = work.db.get(Activity, record_id)
        if activity is None:
            raise UserError("This activity is not in the store.", "Go back to the list and choose again.")
        if activity.author_id != work.actor.account_id:
            raise Refused(Action.ACTIVITY_WRITE, NOUN, record_id)
        why = reason_given(reason)
        if activity.revision != based_on:
            raise UserError(
                "This activity was corrected while you were writing.",
                "Open it again, read what it says now, then make your change.",
            )
        answers = checked_activity(work, values)
        _check_correction(activity, answers)
        return _store(work, activity, answers, why)

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def _check_correction(activity: Activity, answers: dict[str, Any]) -> None:
    check_differs(activity, ACTIVITY, answers)
    if is_police_only(activity.kind) != is_police_only(answers["kind"]):
        # The reference says which of the two it is, and the school may have seen it.
        raise UserError(
            "What the school sees cannot become something that it does not see, or the other way round.",
            "Mark this one as entered in error, and record the activity anew.",
        )


def checked_activity(work: Work, values: Values) -> dict[str, Any]:
    """Return the answers as they are stored, with a topic that the prevention plan knows."""
    answers = checked(ACTIVITY, values, work.context)
    topic = answers["plan_topic"]
    if topic and topic not in {code for code, _title in activity_guide().topics}:
        raise UserError("This topic is not in the prevention plan.", "Choose one from the list.")
    return answers


def is_police_only(kind: str) -> bool:
    """Tell whether the school neither sees nor counts activities of this kind."""
    return kind in POLICE_ONLY


def _store(work: Work, activity: Activity, answers: dict[str, Any], reason: str) -> Recorded:
    seal(work, ACTIVITY, activity, answers, reason=reason)
    enrol_pupils(work, activity.pupils)
    search.index_form(
        work,
        ACTIVITY,
        activity,
        search.Document(
            NOUN,
            activity.id,
            activity.partnership_id,
            happened_on=activity.happened_on,
            reference=activity.reference,
            subject=activity.subject,
            state=(ActivityState.IN_ERROR if activity.entered_in_error else ActivityState.RECORDED).value,
            police_only=is_police_only(activity.kind),
        ),
    )
    work.changed("prevention_plan")
    return Recorded(activity.id, activity.reference, activity.revision)


def _next_reference(work: Work, kind: str) -> str:
    """Number open and police-only activities apart: a gap would tell the school how many it does not see."""
    settings = work.db.scalars(select(StoreSettings)).one()
    if is_police_only(kind):
        number = settings.next_police_activity_number
        settings.next_police_activity_number = number + 1
        return f"PA-{work.today.year}-{number:05d}"
    number = settings.next_activity_number
    settings.next_activity_number = number + 1
    return f"AC-{work.today.year}-{number:05d}"
