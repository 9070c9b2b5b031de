"""Pupil contact log: who was invited, which staff were present, the appropriate adult."""

from __future__ import annotations

from ssp_desktop.forms.conditions import both, differs, equals
from ssp_desktop.forms.spec import Field, Kind, Section, always
from ssp_desktop.vocabulary.contact import Answer, AppropriateAdult, Attendance, StaffPresence, StaffTime

_alone = equals("staff_presence", StaffPresence.NONE.value, StaffPresence.PART.value)
_filmed = both(_alone, equals("bwv_used", Answer.YES.value))

INVITED = Section(
    "invited",
    "Others invited",
    (
        Field(
            "invitees",
            "Others invited",
            Kind.ROWS,
            "Parents, social workers, staff and others who were asked to come.",
            columns=(
                Field(
                    "name",
                    "Name",
                    Kind.TEXT,
                    "Full name, not initials.",
                    required=always,
                    max_length=120,
                    searchable=True,
                ),
                Field("role", "Role or relation", Kind.TEXT, required=always, max_length=120),
                Field("attendance", "Did they come", Kind.CHOICE, choices=Attendance, required=always),
                Field(
                    "reason",
                    "Reason given",
                    Kind.TEXT,
                    shown=differs("attendance", Attendance.CAME.value),
                    max_length=200,
                    searchable=True,
                ),
            ),
            row_name="person invited",
            maximum=40,
        ),
    ),
)

STAFF_PRESENT = Section(
    "staff_present",
    "Staff present",
    (
        Field(
            "staff_presence",
            "Was a member of school staff present",
            Kind.CHOICE,
            "A member of staff must be present when an officer speaks to a pupil.",
            choices=StaffPresence,
            required=always,
            guidance="Handbook 3.2.4",
        ),
        Field(
            "staff",
            "Staff who were present",
            Kind.ROWS,
            columns=(
                Field(
                    "name",
                    "Name",
                    Kind.TEXT,
                    "Full name, not initials.",
                    required=always,
                    max_length=120,
                    searchable=True,
                ),
                Field("role", "Job at the school", Kind.TEXT, required=always, max_length=120),
                Field("time_present", "How long", Kind.CHOICE, choices=StaffTime, required=always),
                Field(
                    "confirmed", "I confirm that this person was present", Kind.CONFIRMATION, required=always
                ),
            ),
            row_name="member of staff",
            required=equals("staff_presence", StaffPresence.THROUGHOUT.value, StaffPresence.PART.value),
            shown=equals("staff_presence", StaffPresence.THROUGHOUT.value, StaffPresence.PART.value),
            maximum=20,
            guidance="Handbook 3.2.4",
        ),
        Field(
            "alone_reason",
            "Why no member of staff was present",
            Kind.LONG_TEXT,
            required=_alone,
            shown=_alone,
            max_length=2000,
            searchable=True,
            guidance="Handbook 3.2.4",
        ),
        Field(
            "alone_steps",
            "What was done not to be alone with the pupil",
            Kind.LONG_TEXT,
            required=equals("staff_presence", StaffPresence.NONE.value),
            shown=_alone,
            max_length=2000,
            searchable=True,
        ),
        Field(
            "bwv_considered",
            "Was body-worn video considered",
            Kind.YES_NO,
            choices=Answer,
            required=equals("staff_presence", StaffPresence.NONE.value),
            shown=_alone,
        ),
        Field(
            "bwv_used",
            "Was body-worn video used",
            Kind.YES_NO,
            choices=Answer,
            required=equals("staff_presence", StaffPresence.NONE.value),
            shown=_alone,
        ),
        Field(
            "bwv_reference",
            "Body-worn video reference",
            Kind.REFERENCE,
            required=_filmed,
            shown=_filmed,
            max_length=60,
            searchable=True,
        ),
    ),
)

APPROPRIATE_ADULT = Section(
    "appropriate_adult",
    "Appropriate adult",
    (
        Field(
            "appropriate_adult",
            "Was an appropriate adult needed",
            Kind.CHOICE,
            "A member of staff who is present is not an appropriate adult by that alone.",
            choices=AppropriateAdult,
            required=always,
            guidance="PACE Code C 1.5, 11.15",
        ),
        Field(
            "appropriate_adult_name",
            "Name of the appropriate adult",
            Kind.TEXT,
            required=equals("appropriate_adult", AppropriateAdult.PRESENT.value),
            shown=equals("appropriate_adult", AppropriateAdult.PRESENT.value),
            max_length=120,
            searchable=True,
        ),
        Field(
            "appropriate_adult_relation",
            "Relation to the pupil",
            Kind.TEXT,
            required=equals("appropriate_adult", AppropriateAdult.PRESENT.value),
            shown=equals("appropriate_adult", AppropriateAdult.PRESENT.value),
            max_length=120,
        ),
        Field(
            "appropriate_adult_reason",
            "Why no appropriate adult was present",
            Kind.LONG_TEXT,
            required=equals("appropriate_adult", AppropriateAdult.ABSENT.value),
            shown=equals("appropriate_adult", AppropriateAdult.ABSENT.value),
            max_length=2000,
            searchable=True,
        ),
    ),
)

PRESENCE = (INVITED, STAFF_PRESENT, APPROPRIATE_ADULT)
