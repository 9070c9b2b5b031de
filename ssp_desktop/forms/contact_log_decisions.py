"""Pupil contact log: concerns, the crime decision, references and the supervisor."""

from __future__ import annotations

from ssp_desktop.forms.conditions import answered, both, equals, raises_concern, unanswered
from ssp_desktop.forms.spec import Audience, Field, Kind, Section, always
from ssp_desktop.vocabulary.contact import Answer, Concern, CrimeDecision, Wish

_crime = raises_concern
_recorded = both(raises_concern, equals("crime_decision", CrimeDecision.RECORDED.value))
_no_safeguarding_reference = both(raises_concern, unanswered("safeguarding_reference"))
_no_intelligence_reference = both(raises_concern, unanswered("intelligence_reference"))
_supervisor_not_told = both(raises_concern, unanswered("supervisor_name"))
_supervisor_told = both(raises_concern, answered("supervisor_name"))

CONCERNS = Section(
    "concerns",
    "Concerns and crime decision",
    (
        Field(
            "concerns",
            "Concerns raised",
            Kind.CHOICES,
            'Tick all that were mentioned, even as a rumour. "None of these" is an answer.',
            choices=Concern,
            required=always,
            guidance="Handbook 3.1.12, 3.2.6 to 3.2.8",
        ),
        Field(
            "serious",
            "Is it serious",
            Kind.YES_NO,
            choices=Answer,
            required=_crime,
            shown=_crime,
            guidance="Crime Recording Schools Protocol",
        ),
        Field(
            "indictable",
            "Is it an indictable offence",
            Kind.YES_NO,
            choices=Answer,
            required=_crime,
            shown=_crime,
            guidance="Crime Recording Schools Protocol",
        ),
        Field(
            "victim_wish", "What the victim wants", Kind.CHOICE, choices=Wish, required=_crime, shown=_crime
        ),
        Field(
            "parent_wish",
            "What the victim's parent or carer wants",
            Kind.CHOICE,
            choices=Wish,
            required=_crime,
            shown=_crime,
        ),
        Field(
            "head_wish",
            "What the head teacher wants",
            Kind.CHOICE,
            choices=Wish,
            required=_crime,
            shown=_crime,
        ),
        Field(
            "crime_decision",
            "Crime decision",
            Kind.CHOICE,
            choices=CrimeDecision,
            required=_crime,
            shown=_crime,
            guidance="Home Office Counting Rules",
        ),
        Field(
            "crime_decided_by",
            "Decided by",
            Kind.TEXT,
            "Name and role.",
            required=_crime,
            shown=_crime,
            max_length=120,
            searchable=True,
        ),
        Field(
            "crime_reason",
            "Reason for the decision",
            Kind.LONG_TEXT,
            required=_crime,
            shown=_crime,
            max_length=20_000,
            searchable=True,
        ),
        Field(
            "crime_reference",
            "Crime reference",
            Kind.REFERENCE,
            required=_recorded,
            shown=_recorded,
            max_length=60,
            searchable=True,
        ),
    ),
)

REFERENCES = Section(
    "references",
    "References and supervisor",
    (
        Field(
            "safeguarding_reference",
            "Safeguarding reference",
            Kind.REFERENCE,
            "The number only. The details stay in that system.",
            max_length=60,
            searchable=True,
        ),
        Field(
            "safeguarding_reason",
            "Why there is no safeguarding reference",
            Kind.TEXT,
            "Leave empty if one is to follow: it then stays on your board.",
            shown=_no_safeguarding_reference,
            max_length=500,
            searchable=True,
        ),
        Field(
            "intelligence_reference",
            "Intelligence reference",
            Kind.REFERENCE,
            audience=Audience.POLICE,
            max_length=60,
            searchable=True,
        ),
        Field(
            "intelligence_reason",
            "Why there is no intelligence reference",
            Kind.TEXT,
            "Leave empty if one is to follow: it then stays on your board.",
            shown=_no_intelligence_reference,
            audience=Audience.POLICE,
            max_length=500,
            searchable=True,
        ),
        Field(
            "school_reference",
            "Reference in the school's system",
            Kind.REFERENCE,
            max_length=60,
            searchable=True,
        ),
        Field(
            "other_reference",
            "Other reference",
            Kind.REFERENCE,
            "For example an incident number.",
            max_length=60,
            searchable=True,
        ),
        Field(
            "supervisor_name",
            "Supervisor told",
            Kind.TEXT,
            "Name and rank.",
            max_length=120,
            shown=raises_concern,
            searchable=True,
        ),
        Field(
            "supervisor_told_on",
            "Date the supervisor was told",
            Kind.DATE,
            required=_supervisor_told,
            shown=_supervisor_told,
        ),
        Field(
            "supervisor_told_at",
            "Time the supervisor was told",
            Kind.TIME,
            required=_supervisor_told,
            shown=_supervisor_told,
        ),
        Field(
            "supervisor_reason",
            "Why no supervisor has been told",
            Kind.TEXT,
            "Leave empty if you are about to: it then stays on your board.",
            shown=_supervisor_not_told,
            max_length=500,
            searchable=True,
        ),
    ),
    "Numbers that point into other systems. Never copy what those systems hold.",
)

DECISIONS = (CONCERNS, REFERENCES)
