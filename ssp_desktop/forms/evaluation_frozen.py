"""What the program freezes into an evaluation: computed figures, and the words that it rests on."""

from __future__ import annotations

from ssp_desktop.forms.spec import Audience, Field, Kind, Section, always
from ssp_desktop.vocabulary.evaluation import EvaluationVoice
from ssp_desktop.vocabulary.partnership import SchoolTerm


def _figures(key: str, label: str, audience: Audience) -> Field:
    return Field(
        key,
        label,
        Kind.ROWS,
        columns=(
            Field("indicator", "Indicator", Kind.TEXT, required=always, max_length=64),
            Field("label", "In words", Kind.TEXT, required=always, max_length=200),
            Field("figure", "This year", Kind.NUMBER),
            Field("last_year", "Last year", Kind.NUMBER),
            *(Field(term.value, term.label, Kind.NUMBER) for term in SchoolTerm),
            *(
                Field(f"{term.value}_before", f"{term.label} of last year", Kind.NUMBER)
                for term in SchoolTerm
            ),
        ),
        row_name="figure",
        maximum=100,
        audience=audience,
    )


FROZEN = Section(
    "frozen",
    "Figures as they were frozen",
    (
        Field("frozen_on", "Frozen on", Kind.DATE),
        _figures("figures", "Figures", Audience.EVERYONE),
        _figures("police_figures", "Figures of the police", Audience.POLICE),
        Field(
            "voices",
            "Words that it rests on",
            Kind.ROWS,
            columns=(
                Field("voice", "Whose", Kind.CHOICE, choices=EvaluationVoice, required=always),
                Field("voice_revision", "Revision", Kind.NUMBER, required=always, minimum=1),
                Field("voice_hash", "Hash", Kind.TEXT, required=always, max_length=64),
            ),
            row_name="voice",
            maximum=3,
        ),
        Field(
            "fairness",
            "Comparison of groups",
            Kind.LONG_TEXT,
            max_length=200_000,
            audience=Audience.POLICE,
        ),
        Field("missing_reason", "Why something is missing", Kind.LONG_TEXT, max_length=4000),
    ),
)
