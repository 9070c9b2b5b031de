"""Pupil contact log, when and where, and the pupils."""

from __future__ import annotations

from ssp_desktop.forms.conditions import differs
from ssp_desktop.forms.school_year import year_group_follows
from ssp_desktop.forms.spec import Field, Kind, Section, always
from ssp_desktop.vocabulary.contact import (
    Answer,
    Arising,
    ContactKind,
)
from ssp_desktop.vocabulary.people import (
    CareStatus,
    Ethnicity,
    EthnicitySource,
    Need,
    RoleInRecord,
    Sex,
    YearGroup,
)

WHEN = Section(
    "when",
    "When, where and why",
    (
        Field(
            "contact_date",
            "Date of the contact",
            Kind.DATE,
            required=always,
            in_list=True,
        ),
        Field("start_time", "Started", Kind.TIME, required=always),
        Field(
            "end_time",
            "Ended",
            Kind.TIME,
            required=always,
        ),
        Field(
            "place",
            "Where it took place",
            Kind.TEXT,
            "For example: wellbeing office.",
            required=always,
            max_length=120,
            searchable=True,
        ),
        Field("kind", "What sort of contact", Kind.CHOICE, choices=ContactKind, required=always),
        Field(
            "arising",
            "How it came about",
            Kind.CHOICE,
            choices=Arising,
            required=always,
            guidance="Handbook 3.2.4",
        ),
        Field(
            "asked_by",
            "Who asked for it",
            Kind.TEXT,
            "Full name and role, not initials.",
            max_length=120,
            searchable=True,
        ),
        Field(
            "subject",
            "What it was about, in a few words",
            Kind.TEXT,
            "Stands in lists. Do not name a pupil here.",
            required=always,
            max_length=120,
            in_list=True,
            searchable=True,
        ),
    ),
)

PUPIL_COLUMNS = (
    Field("given_name", "Given name", Kind.TEXT, required=always, max_length=80, searchable=True),
    Field(
        "family_name",
        "Family name",
        Kind.TEXT,
        'Write "not known" if you could not find out.',
        required=always,
        max_length=80,
        searchable=True,
    ),
    Field("known_as", "Known as", Kind.TEXT, "Nickname or other name.", max_length=80, searchable=True),
    Field(
        "role_in_record",
        "Role in this record",
        Kind.CHOICE,
        "For this pupil in this record only.",
        choices=RoleInRecord,
        required=always,
    ),
    Field("date_of_birth", "Date of birth", Kind.DATE, "Leave empty if not known."),
    Field(
        "year_group",
        "Year group",
        Kind.CHOICE,
        "Worked out from the date of birth. Change it if the pupil is taught with another year.",
        choices=YearGroup,
        suggest=year_group_follows,
        guidance="Handbook appendix D",
    ),
    Field("sex", "Sex", Kind.CHOICE, choices=Sex, required=always),
    Field(
        "ethnicity",
        "Self-defined ethnicity",
        Kind.CHOICE,
        '"Not stated" is an answer; an empty box is not.',
        choices=Ethnicity,
        required=always,
        guidance="18+1 codes",
    ),
    Field(
        "ethnicity_source", "Who gave the ethnicity", Kind.CHOICE, choices=EthnicitySource, required=always
    ),
    Field(
        "address",
        "Home address",
        Kind.TEXT,
        "Only if it bears on the contact.",
        max_length=200,
        searchable=True,
    ),
    Field("needs", "Needs", Kind.CHOICES, choices=Need, required=always),
    Field("care_status", "Care status", Kind.CHOICE, choices=CareStatus, required=always),
    Field("parent_told", "Parent or carer told", Kind.YES_NO, choices=Answer),
    Field(
        "parent_told_note",
        "Who was told, when and how, or why not",
        Kind.TEXT,
        required=differs("parent_told", ""),
        shown=differs("parent_told", ""),
        max_length=300,
        searchable=True,
    ),
)

PUPILS = Section(
    "pupils",
    "Pupils",
    (
        Field(
            "pupils", "Pupils in this record", Kind.ROWS, columns=PUPIL_COLUMNS, row_name="pupil", maximum=60
        ),
        Field(
            "no_pupil_reason",
            "Why no pupil is named",
            Kind.TEXT,
            "For example: a rumour without a name.",
            required=lambda values: not values.get("pupils"),
            shown=lambda values: not values.get("pupils"),
            max_length=300,
            searchable=True,
        ),
    ),
    "Name every pupil the contact is about, each with their own role.",
)

CIRCUMSTANCES = (WHEN, PUPILS)
