"""Arrest plan: what it is about, who, the offence, the necessity, and why at the school."""

from __future__ import annotations

from ssp_desktop.forms.arrest_plan_age import LAW
from ssp_desktop.forms.conditions import both, differs, equals, unanswered
from ssp_desktop.forms.school_year import year_group
from ssp_desktop.forms.spec import Condition, Field, Kind, Section, Values, always
from ssp_desktop.vocabulary.arrest import ArrestKind, Necessity
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.people import Ethnicity, EthnicitySource, Sex, YearGroup

is_planned = equals("kind", ArrestKind.PLANNED.value)
is_urgent = equals("kind", ArrestKind.URGENT.value)
is_interview = equals("kind", ArrestKind.INTERVIEW.value)
is_arrest = differs("kind", ArrestKind.INTERVIEW.value)
is_ahead = differs("kind", ArrestKind.URGENT.value)


def long_text(
    key: str,
    label: str,
    help_text: str = "",
    *,
    required: Condition = always,
    shown: Condition = always,
    max_length: int = 4000,
    guidance: str = "",
) -> Field:
    """Return a question for a few sentences, found by search; hidden ones are never required."""
    return Field(
        key,
        label,
        Kind.LONG_TEXT,
        help_text,
        required=both(shown, required),
        shown=shown,
        max_length=max_length,
        guidance=guidance,
        searchable=True,
    )


def _year_follows(values: Values) -> str:
    born, day = values.get("date_of_birth"), values.get("planned_on")
    return str(year_group(born, day)) if born and day else ""


KIND = Section(
    "kind",
    "What it is",
    (
        Field("kind", "What is recorded here", Kind.CHOICE, choices=ArrestKind, required=always),
        long_text("urgent_reason", "Why there was no plan", shown=is_urgent, guidance="Handbook 3.2.11"),
    ),
    help="Only officers and sergeants see this record. The school sees nothing of it.",
)

SUBJECT = Section(
    "subject",
    "The person",
    (
        Field("given_name", "Given name", Kind.TEXT, required=always, max_length=80, searchable=True),
        Field("family_name", "Family name", Kind.TEXT, required=always, max_length=80, searchable=True),
        Field("known_as", "Known as", Kind.TEXT, max_length=80, searchable=True),
        Field("date_of_birth", "Date of birth", Kind.DATE, guidance=LAW),
        Field(
            "appears_age",
            "Age they appear to be",
            Kind.NUMBER,
            "Only when the date of birth is not known. Somebody who appears to be under 18 is treated so.",
            required=unanswered("date_of_birth"),
            shown=unanswered("date_of_birth"),
            minimum=1,
            maximum=99,
            guidance="PACE Code C para 1.5",
        ),
        Field("sex", "Sex", Kind.CHOICE, choices=Sex, required=always),
        Field("ethnicity", "Self-defined ethnicity", Kind.CHOICE, choices=Ethnicity, required=always),
        Field("ethnicity_source", "Who said so", Kind.CHOICE, choices=EthnicitySource, required=always),
        Field("year_group", "School year", Kind.CHOICE, choices=YearGroup, suggest=_year_follows),
        Field("address", "Home address", Kind.TEXT, max_length=200, searchable=True),
    ),
)

OFFENCE = Section(
    "offence",
    "Offence and necessity",
    (
        Field("offence", "Offence", Kind.TEXT, required=always, max_length=200, searchable=True),
        Field("offence_on", "Date of the offence", Kind.DATE, "The first day, if it went on for some time."),
        Field("crime_reference", "Crime reference", Kind.REFERENCE, max_length=60, searchable=True),
        Field(
            "against_school",
            "Is the offence against the school itself",
            Kind.YES_NO,
            "If so, nobody of the school can be the appropriate adult.",
            choices=Answer,
            required=always,
            guidance="PACE Code C para 11.16",
        ),
        long_text("grounds", "Grounds for suspicion", "What makes you suspect this person of this offence."),
        Field(
            "necessity",
            "Why an arrest is necessary",
            Kind.CHOICES,
            choices=Necessity,
            required=is_arrest,
            shown=is_arrest,
            guidance="PACE section 24(5), Code G",
        ),
        long_text("necessity_words", "The necessity in your words", shown=is_arrest, guidance="PACE Code G"),
    ),
)


def _why_not(key: str, label: str, *, shown: Condition = is_ahead) -> Field:
    return long_text(key, label, "What was considered, and why it will not do.", shown=shown, max_length=2000)


WHY_HERE = Section(
    "why_here",
    "Why at the school",
    (
        long_text("why_here", "Why at the school", required=is_ahead),
        long_text("why_unavoidable", "Why it cannot be avoided", guidance="PACE Code C Note 11D"),
        _why_not("not_at_home", "Why not at home"),
        _why_not("not_by_appointment", "Why not by appointment at a police station"),
        _why_not("not_voluntary", "Why not a voluntary interview", shown=is_planned),
        _why_not("not_after_school", "Why not after school"),
    ),
    help="The handbook asks for arrests at school only where they are unavoidable and necessary.",
)

GROUNDS = (KIND, SUBJECT, OFFENCE, WHY_HERE)
