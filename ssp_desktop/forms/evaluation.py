"""The annual evaluation of one partnership (handbook 2.2, 3.1.17, 3.3.5), kept by the sergeant.

What each measure of success says stands in ``resources/guidance``, by edition; ``evaluation_screen.py`` makes
the screen of each part. Figures are computed and frozen by the program: nobody types them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.conditions import answered
from ssp_desktop.forms.evaluation_frozen import FROZEN
from ssp_desktop.forms.spec import (
    Audience,
    Context,
    Field,
    FormSpec,
    Kind,
    Problem,
    Section,
    Values,
    always,
)
from ssp_desktop.vocabulary.evaluation import (
    MeasureRating,
    ObjectiveOutcome,
    SurveyMethod,
)

RATING = Field("rating", "How far it is reached", Kind.CHOICE, choices=MeasureRating)
COMMENT = Field(
    "comment",
    "Comment",
    Kind.LONG_TEXT,
    "What it rests on, beside the records picked as evidence. The school reads this.",
    max_length=4000,
    searchable=True,
)
# What is asked of each measure on the screen; which record is evidence is picked from a list.
MEASURE_QUESTIONS = (RATING, COMMENT)

AIMS = Section(
    "aims",
    "Aims and measures of success",
    (
        Field("edition", "Edition of the aims", Kind.NUMBER, required=always, minimum=1, maximum=999),
        Field(
            "measures",
            "Measures of success",
            Kind.ROWS,
            columns=(Field("code", "Measure", Kind.TEXT, required=always, max_length=8), *MEASURE_QUESTIONS),
            row_name="measure",
            maximum=100,
        ),
        Field(
            "evidence",
            "Evidence",
            Kind.ROWS,
            columns=(
                Field("measure", "Measure", Kind.TEXT, required=always, max_length=8),
                Field("source", "Kind of record", Kind.TEXT, required=always, max_length=64),
                Field("source_id", "Number of the record", Kind.NUMBER, required=always, minimum=1),
                Field("reference", "Reference", Kind.REFERENCE, required=always, max_length=60),
                Field("happened_on", "Date", Kind.DATE),
            ),
            row_name="record",
            maximum=500,
        ),
    ),
)

_NOTE = (
    Field("indicator", "Indicator", Kind.TEXT, required=always, max_length=64),
    Field("words", "Note", Kind.LONG_TEXT, required=always, max_length=2000, searchable=True),
)

ANNOTATIONS = Section(
    "annotations",
    "Notes on the figures",
    (
        Field("annotations", "Notes", Kind.ROWS, columns=_NOTE, row_name="note", maximum=100),
        Field(
            "police_annotations",
            "Notes on figures of the police",
            Kind.ROWS,
            columns=_NOTE,
            row_name="note",
            maximum=100,
            audience=Audience.POLICE,
        ),
    ),
)


def _pupils(key: str, label: str) -> Field:
    return Field(key, label, Kind.NUMBER, required=always, minimum=0, maximum=100_000)


PUPIL_VOICE = Section(
    "pupil_voice",
    "Pupil voice",
    (
        Field("survey_method", "How pupils were asked", Kind.CHOICE, choices=SurveyMethod),
        Field(
            "surveyed_on",
            "Survey closed on",
            Kind.DATE,
            required=answered("survey_method"),
            shown=answered("survey_method"),
        ),
        Field(
            "pupils_asked",
            "How many pupils were asked",
            Kind.NUMBER,
            required=answered("survey_method"),
            shown=answered("survey_method"),
            minimum=0,
            maximum=100_000,
        ),
        Field(
            "pupils_answered",
            "How many pupils answered",
            Kind.NUMBER,
            required=answered("survey_method"),
            shown=answered("survey_method"),
            minimum=0,
            maximum=100_000,
        ),
        Field(
            "survey",
            "Questions and answers",
            Kind.ROWS,
            "How many pupils chose each answer.",
            shown=answered("survey_method"),
            columns=(
                Field("question", "Question", Kind.TEXT, required=always, max_length=300),
                _pupils("agreed", "Agreed"),
                _pupils("neither", "Neither agreed nor disagreed"),
                _pupils("disagreed", "Disagreed"),
                _pupils("not_stated", "No answer"),
            ),
            row_name="question",
            maximum=40,
        ),
        Field(
            "survey_comments",
            "What pupils wrote",
            Kind.LONG_TEXT,
            "Without names, and without anything by which a pupil could be known.",
            shown=answered("survey_method"),
            max_length=8000,
        ),
    ),
    help="Counts of a survey on paper or online. The program keeps no answer of a single pupil.",
)

OBJECTIVES = Section(
    "objectives",
    "Objectives",
    (
        Field(
            "past_objectives",
            "Objectives of the year before",
            Kind.ROWS,
            "Taken over from the evaluation of the year before, where there is one.",
            columns=(
                Field(
                    "objective",
                    "Objective",
                    Kind.LONG_TEXT,
                    required=always,
                    max_length=1000,
                    searchable=True,
                ),
                Field("owner", "Owner", Kind.TEXT, max_length=120),
                Field("due_on", "Was due on", Kind.DATE),
                Field("outcome", "What became of it", Kind.CHOICE, choices=ObjectiveOutcome),
                Field("outcome_words", "In words", Kind.LONG_TEXT, max_length=2000, searchable=True),
            ),
            row_name="objective",
            maximum=40,
        ),
        Field(
            "objectives",
            "Objectives for the next year",
            Kind.ROWS,
            columns=(
                Field(
                    "objective",
                    "Objective",
                    Kind.LONG_TEXT,
                    required=always,
                    max_length=1000,
                    searchable=True,
                ),
                Field("owner", "Owner", Kind.TEXT, "Name and role.", required=always, max_length=120),
                Field("due_on", "By when", Kind.DATE, required=always),
            ),
            row_name="objective",
            maximum=40,
        ),
    ),
)

MEETING = Section(
    "meeting",
    "Meeting with a senior officer",
    (
        Field("met_on", "Met on", Kind.DATE, guidance="Handbook 3.3.5"),
        Field(
            "senior_officer_name",
            "Name of the senior officer",
            Kind.TEXT,
            required=answered("met_on"),
            max_length=120,
        ),
        Field(
            "senior_officer_rank",
            "Rank of the senior officer",
            Kind.TEXT,
            required=answered("met_on"),
            max_length=60,
        ),
        Field("meeting_points", "Points and decisions", Kind.LONG_TEXT, max_length=8000, searchable=True),
    ),
    help="A senior officer of the area takes part in the evaluation, to settle what came up.",
)


def check_survey(values: Values, context: Context) -> Iterator[Problem]:
    """A survey lies in the past, and no more answers are counted than were given."""
    closed = values.get("surveyed_on")
    if isinstance(closed, date) and closed > context.today:
        yield Problem("surveyed_on", "The survey closes in the future. Enter it once it is closed.")
    asked, given = values.get("pupils_asked"), values.get("pupils_answered")
    if isinstance(asked, int) and isinstance(given, int) and given > asked:
        yield Problem("pupils_answered", f"{given:,} answered, but only {asked:,} were asked. Check both.")
    for number, row in enumerate(values.get("survey") or ()):
        counts = [row.get(key) for key in ("agreed", "neither", "disagreed", "not_stated")]
        if not isinstance(given, int) or not all(isinstance(each, int) for each in counts):
            continue
        if (found := sum(counts)) != given:
            message = (
                f"The answers to this question add up to {found:,}, but {given:,} pupils answered. "
                "Check the counts, and count those who left it out under “No answer”."
            )
            yield Problem(f"survey.{number}.agreed", message)


def check_meeting(values: Values, context: Context) -> Iterator[Problem]:
    """A meeting that is recorded has taken place."""
    day = values.get("met_on")
    if isinstance(day, date) and day > context.today:
        yield Problem("met_on", "The meeting is in the future. Enter it once it has taken place.")
    if not day and any(values.get(each) for each in ("senior_officer_name", "meeting_points")):
        yield Problem("met_on", "Enter the day of the meeting, or empty the other answers about it.")


def check_once(values: Values, _context: Context) -> Iterator[Problem]:
    """Each measure is rated once, and a record is evidence for a measure once."""
    for key, names in (("measures", ("code",)), ("evidence", ("measure", "source", "source_id"))):
        seen: set[tuple[object, ...]] = set()
        for number, row in enumerate(values.get(key) or ()):
            told = tuple(row.get(name) for name in names)
            if told in seen:
                yield Problem(f"{key}.{number}.{names[0]}", "This stands here twice. Remove one of the two.")
            seen.add(told)


EVALUATION = FormSpec(
    noun="evaluation",
    title="Annual evaluation",
    version=1,
    sections=(AIMS, ANNOTATIONS, PUPIL_VOICE, OBJECTIVES, MEETING, FROZEN),
    checks=(check_once, check_survey, check_meeting),
)
