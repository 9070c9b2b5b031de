"""Pupil contact log, what was said and seen, assessment, sharing, actions."""

from __future__ import annotations

from ssp_desktop.forms.conditions import unanswered
from ssp_desktop.forms.spec import Audience, Field, Kind, Section, always
from ssp_desktop.vocabulary.contact import (
    ShareCategory,
    ShareDirection,
    Threat,
    ToldBy,
    Vulnerability,
)

WORDS = Section(
    "words",
    "What was said and seen",
    (
        Field(
            "childs_words",
            "The child's own words",
            Kind.VERBATIM,
            "Write exactly what the child said, as they said it. Do not tidy it.",
            max_length=200_000,
            searchable=True,
        ),
        Field(
            "account",
            "What was said and done",
            Kind.LONG_TEXT,
            "Facts in the order in which they happened. Who asked what; who answered what.",
            required=always,
            max_length=200_000,
            searchable=True,
        ),
        Field(
            "observations",
            "What was seen",
            Kind.LONG_TEXT,
            "Appearance, demeanour, injuries, surroundings. Describe; do not judge. Laughing may be fear.",
            max_length=200_000,
            searchable=True,
        ),
        Field(
            "checks_made",
            "Checks of police systems",
            Kind.LONG_TEXT,
            "Which system, why, and the reference. Not what it says.",
            audience=Audience.POLICE,
            max_length=20_000,
            searchable=True,
        ),
    ),
)

ASSESSMENT = Section(
    "assessment",
    "The officer's assessment",
    (
        Field(
            "assessment",
            "The officer's assessment",
            Kind.LONG_TEXT,
            "Your opinion and your reasons, kept apart from the facts.",
            required=always,
            max_length=50_000,
            searchable=True,
        ),
        Field(
            "vulnerability",
            "Vulnerability factors",
            Kind.CHOICES,
            "Tick all that make this situation unsafe for a child.",
            choices=Vulnerability,
        ),
        Field("thrive_threat", "Threat", Kind.CHOICE, choices=Threat, guidance="THRIVE"),
        Field("thrive_harm", "Harm", Kind.CHOICE, choices=Threat, guidance="THRIVE"),
        Field("thrive_risk", "Risk", Kind.CHOICE, choices=Threat, guidance="THRIVE"),
        Field(
            "thrive_investigation",
            "Investigation: what is needed",
            Kind.TEXT,
            max_length=500,
            guidance="THRIVE",
            searchable=True,
        ),
        Field(
            "thrive_vulnerability",
            "Vulnerability: who and why",
            Kind.TEXT,
            max_length=500,
            guidance="THRIVE",
            searchable=True,
        ),
        Field(
            "thrive_engagement",
            "Engagement: with whom and how",
            Kind.TEXT,
            max_length=500,
            guidance="THRIVE",
            searchable=True,
        ),
        Field(
            "decision_rationale",
            "Decision and reasons",
            Kind.LONG_TEXT,
            "Information, threat and risk, powers and policy, options, action and review.",
            max_length=50_000,
            guidance="National Decision Model",
            searchable=True,
        ),
    ),
)

SHARED = Section(
    "shared",
    "What was shared",
    (
        Field(
            "shares",
            "Information shared between police and school",
            Kind.ROWS,
            columns=(
                Field("direction", "Which way", Kind.CHOICE, choices=ShareDirection, required=always),
                Field(
                    "category",
                    "Category",
                    Kind.CHOICE,
                    choices=ShareCategory,
                    required=always,
                    guidance="Handbook 3.2.9",
                ),
                Field("what", "What was shared", Kind.TEXT, required=always, max_length=500, searchable=True),
                Field(
                    "with_whom",
                    "With whom",
                    Kind.TEXT,
                    "Full name and role.",
                    required=always,
                    max_length=120,
                    searchable=True,
                ),
                Field("how", "How", Kind.CHOICE, choices=ToldBy, required=always),
            ),
            row_name="item shared",
            maximum=40,
            guidance="Handbook 3.2.9; Crime and Disorder Act 1998 section 115",
        ),
    ),
)

OFFICER_ONLY = Section(
    "officer_only",
    "Officer-only notes",
    (
        Field(
            "officer_notes",
            "Officer-only notes",
            Kind.LONG_TEXT,
            "The school never sees these notes, in any list, search or print.",
            audience=Audience.POLICE,
            max_length=50_000,
            searchable=True,
        ),
    ),
)

ACTIONS = Section(
    "actions",
    "Actions agreed",
    (
        Field(
            "actions",
            "Actions agreed",
            Kind.ROWS,
            "Each action stays open until its outcome is recorded and the school has been told.",
            columns=(
                Field(
                    "task", "What is to be done", Kind.TEXT, required=always, max_length=500, searchable=True
                ),
                Field("owner", "Who will do it", Kind.PERSON, "Someone with an account here."),
                Field(
                    "owner_name",
                    "Or someone else",
                    Kind.TEXT,
                    "Full name and role.",
                    required=unanswered("owner"),
                    shown=unanswered("owner"),
                    max_length=120,
                    searchable=True,
                ),
                Field("due_on", "Due", Kind.DATE, required=always),
            ),
            row_name="action",
            maximum=40,
        ),
        Field(
            "no_action_reason",
            "Why no action is needed",
            Kind.TEXT,
            required=lambda values: not values.get("actions"),
            shown=lambda values: not values.get("actions"),
            max_length=300,
            searchable=True,
        ),
    ),
)

ACCOUNT = (WORDS, ASSESSMENT)
FOLLOW_UP = (SHARED, OFFICER_ONLY, ACTIONS)
