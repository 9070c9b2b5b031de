"""The kinds of record that can be disposed of, in one table: how each is found, and what is its own.

To make a noun disposable: one line here, one ``[[retention]]`` in the presets, ``disposed.refusal`` where it
is opened, and in a migration the guards of its revisions and signatures, if parts of it have any.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Column

from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.spec import FormSpec
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
from ssp_desktop.services.records import reference_of


@dataclass(frozen=True)
class Part:
    """A record with a number of its own that belongs to another and goes with it.

    Args:
        noun: what it is called.
        model: its table, which has one link to the record's.
        rows: the tables that belong to it alone.
        pages: the pages on which somebody may have typed about it, by its number.
    """

    noun: str
    model: type[Any]
    rows: tuple[type[Any], ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disposable:
    """One kind of record.

    Args:
        form: its form.
        label: what a list calls it.
        day_label: what its day is called.
        model: its table.
        day: the column from which its time counts.
        reference: gives a record's reference.
        named: the table whose ``person_id`` names people of the register: its own, one of its rows, or none.
        rows: the tables that belong to it alone.
        parts: the records that go with it.
        pages: the pages on which somebody may have typed about it, by its number.
        told_to_school: whether the school may learn that one of its own was disposed of.
    """

    form: FormSpec
    label: str
    day_label: str
    model: type[Any]
    day: Any
    reference: Callable[[Any], str]
    named: type[Any] | None
    rows: tuple[type[Any], ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[str, ...] = ()
    told_to_school: bool = False

    @property
    def noun(self) -> str:
        """What it is called."""
        return self.form.noun


def _own_reference(record: Any) -> str:
    reference: str = record.reference
    return reference


def _numbered(prefix: str) -> Callable[[Any], str]:
    return partial(reference_of, prefix=prefix)


KINDS = (
    Disposable(
        CONTACT_LOG,
        "Contact log",
        "Date of the contact",
        ContactLog,
        ContactLog.contact_date,
        _own_reference,
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
        _own_reference,
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
        _own_reference,
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
        _numbered("MP"),
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
        _numbered("IS"),
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
        _numbered("BV"),
        None,
        rows=(BwvViewer,),
        pages=("bwv_viewing", "bwv_viewing_edit"),
        told_to_school=True,
    ),
)
BY_NOUN = {kind.noun: kind for kind in KINDS}


def link_between(rows: type[Any], to: type[Any]) -> Column[Any]:
    """Return the column by which a table's rows belong to another table's record."""
    found: list[Column[Any]] = [
        column
        for column in rows.__table__.columns
        if any(key.column.table is to.__table__ for key in column.foreign_keys)
    ]
    (column,) = found
    return column
