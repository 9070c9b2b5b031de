"""Kinds of record that can be disposed of and say what happened: most of them name pupils."""

from __future__ import annotations

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.models import (
    Action,
    Activity,
    ActivityAttendee,
    ActivityPupil,
    ActivitySecurityPoint,
    ArrestOutcome,
    ArrestParentContact,
    ArrestPlan,
    ArrestShare,
    BwvViewer,
    BwvViewing,
    ContactLog,
    ContactLogInvitee,
    ContactLogPupil,
    ContactLogShare,
    ContactLogStaff,
    Countersignature,
    InformationShare,
    InformationSharePupil,
    MissingPupil,
    MissingPupilAnswer,
    MissingPupilChild,
    Prompt,
    Review,
)
from ssp_desktop.services.disposable import Disposable, Part, own_reference, referenced

EVENTS = (
    Disposable(
        CONTACT_LOG,
        "Contact log",
        "Date of the contact",
        ContactLog,
        ContactLog.contact_date,
        own_reference,
        ContactLogPupil,
        rows=(
            Prompt,
            Review,
            ContactLogPupil,
            ContactLogInvitee,
            ContactLogStaff,
            ContactLogShare,
            Countersignature,
        ),
        parts=(Part("action", Action, pages=("action",)),),
        pages=("contact_log", "contact_log_edit", "countersign"),
        told_to_school=True,
    ),
    Disposable(
        ACTIVITY,
        "Activity",
        "Date of the activity",
        Activity,
        Activity.happened_on,
        own_reference,
        ActivityPupil,
        rows=(ActivityPupil, ActivityAttendee, ActivitySecurityPoint),
        pages=("activity", "activity_edit"),
    ),
    Disposable(
        ARREST_PLAN,
        "Arrest plan",
        "Planned for",
        ArrestPlan,
        ArrestPlan.planned_on,
        own_reference,
        ArrestPlan,
        parts=(
            Part(ARREST_OUTCOME.noun, ArrestOutcome, (ArrestParentContact,)),
            Part(ARREST_SHARE.noun, ArrestShare),
        ),
        pages=("arrest_plan", "arrest_plan_edit", "arrest_outcome"),
    ),
    Disposable(
        MISSING_PUPIL,
        "Missing pupil",
        "Date of the report",
        MissingPupil,
        MissingPupil.reported_on,
        referenced("MP"),
        MissingPupilChild,
        rows=(MissingPupilChild, MissingPupilAnswer),
        pages=("missing_pupil", "missing_pupil_edit"),
        told_to_school=True,
    ),
    Disposable(
        INFORMATION_SHARE,
        "Information shared",
        "Date of the sharing",
        InformationShare,
        InformationShare.shared_on,
        referenced("IS"),
        InformationSharePupil,
        rows=(InformationSharePupil,),
        pages=("information_share", "information_share_edit"),
        told_to_school=True,
    ),
    Disposable(
        BWV_VIEWING,
        "Viewing of body-worn video",
        "Date of the viewing",
        BwvViewing,
        BwvViewing.viewed_on,
        referenced("BV"),
        None,
        rows=(BwvViewer,),
        pages=("bwv_viewing", "bwv_viewing_edit"),
        told_to_school=True,
    ),
)
