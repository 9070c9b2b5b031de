"""Arrest plan: the day itself, who is told, the person's needs, the risks."""

from __future__ import annotations

from ssp_desktop.forms.arrest_plan_age import LAW, needs_adult
from ssp_desktop.forms.arrest_plan_grounds import is_ahead, is_arrest, long_text
from ssp_desktop.forms.conditions import both
from ssp_desktop.forms.spec import Field, Kind, Section, always, never
from ssp_desktop.vocabulary.people import CareStatus, Need

DAY = Section(
    "day",
    "Day, time and place",
    (
        Field(
            "planned_on",
            "Date",
            Kind.DATE,
            "When it is to happen; for an urgent arrest, when it happened.",
            required=always,
            in_list=True,
        ),
        Field(
            "planned_at",
            "Time",
            Kind.TIME,
            "It is checked against the school\u2019s bell times, term dates and bank holidays.",
            required=always,
            guidance="Handbook 3.2.11",
        ),
        long_text(
            "timing_reason",
            "Why it has to be then",
            "Needed when the time is in a break, at lunch or at a change of lesson, or on a day without "
            "lessons.",
            required=never,
            shown=is_ahead,
            max_length=2000,
        ),
        Field(
            "place",
            "Secure place",
            Kind.TEXT,
            "A room away from other pupils and from visitors.",
            required=always,
            max_length=160,
            searchable=True,
            guidance="Handbook 3.2.11",
        ),
        long_text("route", "Way in and out", required=is_ahead, max_length=2000),
        long_text(
            "transport",
            "Transport, and where the vehicle stands",
            "Out of view of pupils and visitors.",
            required=both(is_ahead, is_arrest),
            shown=is_arrest,
            max_length=2000,
            guidance="Handbook 3.2.11",
        ),
        Field(
            "staff_helper",
            "Member of staff who helps",
            Kind.TEXT,
            "Name and job: who brings the pupil, and how.",
            required=is_ahead,
            max_length=200,
            searchable=True,
        ),
        Field(
            "officers", "Officers who take part", Kind.TEXT, required=always, max_length=300, searchable=True
        ),
    ),
)

TELLING = Section(
    "telling",
    "Who is told",
    (
        Field(
            "tells_head",
            "Who tells the head teacher or nominee",
            Kind.TEXT,
            "And when. They must be informed.",
            required=always,
            max_length=200,
            searchable=True,
            guidance="PACE Code C Note 11D",
        ),
        Field(
            "tells_parent",
            "Who tells the parent",
            Kind.TEXT,
            "Name and number of the parent or the responsible person, who calls, and when.",
            required=needs_adult,
            max_length=300,
            searchable=True,
        ),
        Field(
            "appropriate_adult",
            "Appropriate adult who is asked to come",
            Kind.TEXT,
            "Needed for everybody under 18. A member of staff who is present is not one by that alone.",
            required=needs_adult,
            max_length=200,
            searchable=True,
            guidance=LAW,
        ),
    ),
)

NEEDS = Section(
    "needs",
    "Needs of the person",
    (
        Field("needs", "Known needs", Kind.CHOICES, choices=Need, required=always),
        Field("care_status", "Children\u2019s services", Kind.CHOICE, choices=CareStatus, required=always),
        Field("language", "Language and interpreter", Kind.TEXT, max_length=160, searchable=True),
        long_text(
            "needs_words",
            "What follows for the day",
            "Special needs, health, medicine, trauma, care: what is done about each.",
        ),
    ),
)

RISK = Section(
    "risk",
    "Risk",
    (
        long_text("risk_to_others", "Risk to other pupils, staff and officers"),
        long_text("risk_assessment", "Risk assessment", "The person\u2019s own safety, and the measures."),
        long_text(
            "contingency",
            "What is done if it goes otherwise",
            "The person runs, resists, is absent; others gather.",
            required=is_ahead,
        ),
    ),
)

DAY_SECTIONS = (DAY, TELLING, NEEDS, RISK)
