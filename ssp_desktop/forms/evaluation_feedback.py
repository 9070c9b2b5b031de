"""What the head teacher and the SPOC say about a year of the partnership, each alone (handbook 3.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from ssp_desktop.forms.conditions import equals
from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.evaluation import FeedbackRating


def _asked(key: str, label: str, help_text: str) -> Iterator[Field]:
    yield Field(key, label, Kind.CHOICE, help_text, required=always, choices=FeedbackRating)
    yield Field(f"{key}_words", f"{label}: in your words", Kind.LONG_TEXT, max_length=4000)


OFFICER = Section(
    "officer",
    "The officer's work",
    (
        *_asked("visibility", "Visibility", "Whether pupils, staff and parents see and know the officer."),
        *_asked(
            "communication", "Communication", "Whether the officer tells the school what it needs to know."
        ),
        *_asked("support", "Support", "Whether the officer is there, with help or advice, when asked."),
    ),
)

CONCERNS = Section(
    "concerns",
    "Concerns and development",
    (
        Field("has_concerns", "Do you have concerns", Kind.YES_NO, choices=Answer, required=always),
        Field(
            "concerns",
            "Your concerns",
            Kind.LONG_TEXT,
            "A complaint about an officer is made to the police force itself. This is not the place for it.",
            required=equals("has_concerns", Answer.YES.value),
            shown=equals("has_concerns", Answer.YES.value),
            max_length=8000,
        ),
        Field("development", "What the officer should develop", Kind.LONG_TEXT, max_length=4000),
        Field("anything_else", "Anything else", Kind.LONG_TEXT, max_length=8000),
    ),
)

EVALUATION_FEEDBACK = FormSpec(
    noun="evaluation_feedback",
    title="Feedback on the partnership",
    version=1,
    sections=(OFFICER, CONCERNS),
)
