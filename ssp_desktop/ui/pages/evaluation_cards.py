"""The cards of an evaluation: aims with their measures, pupil voice, objectives, the meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.evaluation_screen import Measure
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.evaluation_views import OpenedEvaluation
from ssp_desktop.ui.pages.evaluation_tags import outcome_tag, rating_tag
from ssp_desktop.ui.pages.parts.reading import typed
from ssp_desktop.ui.pages.storage_cards import tag_line
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    body_text,
    button_row,
    heading,
    muted_text,
)
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.evaluation import SurveyMethod

NOTHING = "Nothing is written yet."
Buttons = Sequence[QWidget]


def _finished(card: Card, buttons: Buttons) -> Card:
    if buttons:
        card.add(button_row(*buttons))
    return card


def aims_card(opened: OpenedEvaluation, buttons: Buttons) -> Card:
    """Return the four aims, each with its measures: how far each is reached, and on what that rests."""
    card = Card("Aims and measures of success")
    rows = {row["code"]: row for row in opened.values["measures"]}
    rated = sum(bool(rows.get(each.code, {}).get("rating")) for each in opened.edition.measures)
    card.add(body_text(f"{rated} of {len(opened.edition.measures)} measures are rated."))
    for aim in opened.edition.aims:
        card.add(heading(aim.title, 3))
        card.add(muted_text(aim.wording))
        for measure in opened.edition.measures_of(aim):
            card.add(_measure(measure, rows.get(measure.code), opened.evidence_words(measure.code)))
    return _finished(card, buttons)


def _measure(measure: Measure, row: Mapping[str, Any] | None, evidence: str) -> Card:
    inner = Card(inner=True)
    inner.setAccessibleName(f"{measure.code}. {measure.title}")
    inner.add(heading(f"{measure.code}. {measure.title}", 3))
    inner.add(tag_line(rating_tag(row["rating"] if row else "")))
    inner.add(muted_text(measure.wording))
    if row and row["comment"]:
        inner.add(typed(row["comment"], f"{measure.code}: comment"))
    if evidence:
        inner.add(body_text(f"Evidence: {evidence}."))
    return inner


def survey_card(values: Mapping[str, Any], buttons: Buttons) -> Card:
    """Return what pupils said, as counts."""
    card = Card("Pupil voice")
    if not values["survey_method"]:
        card.add(body_text("No survey is recorded."))
        return _finished(card, buttons)
    card.add(
        KeyValueTable(
            [
                ("How", label_of(SurveyMethod, values["survey_method"])),
                ("Closed on", day_in_words(values["surveyed_on"])),
                ("Asked", f"{values['pupils_asked']:,} pupils"),
                ("Answered", f"{values['pupils_answered']:,} pupils"),
            ]
        )
    )
    for row in values["survey"]:
        inner = Card(inner=True)
        inner.setAccessibleName(row["question"])
        inner.add(heading(row["question"], 3))
        inner.add(
            KeyValueTable(
                [
                    ("Agreed", f"{row['agreed']:,}"),
                    ("Neither", f"{row['neither']:,}"),
                    ("Disagreed", f"{row['disagreed']:,}"),
                    ("No answer", f"{row['not_stated']:,}"),
                ]
            )
        )
        card.add(inner)
    if values["survey_comments"]:
        card.add(typed(values["survey_comments"], "What pupils wrote"))
    return _finished(card, buttons)


def objectives_card(values: Mapping[str, Any], buttons: Buttons) -> Card:
    """Return last year's objectives with what became of them, and those for the next year."""
    card = Card("Objectives")
    card.add(heading("Of the year before", 3))
    if not values["past_objectives"]:
        card.add(body_text("There are none."))
    for row in values["past_objectives"]:
        inner = Card(inner=True)
        inner.setAccessibleName(row["objective"][:80])
        inner.add(typed(row["objective"], "Objective"))
        inner.add(tag_line(outcome_tag(row["outcome"])))
        told = [row["owner"], f"due {day_in_words(row['due_on'])}" if row["due_on"] else ""]
        if any(told):
            inner.add(muted_text(", ".join(filter(None, told))))
        if row["outcome_words"]:
            inner.add(typed(row["outcome_words"], "What became of it"))
        card.add(inner)
    card.add(heading("For the next year", 3))
    if not values["objectives"]:
        card.add(body_text(NOTHING))
    for row in values["objectives"]:
        inner = Card(inner=True)
        inner.setAccessibleName(row["objective"][:80])
        inner.add(typed(row["objective"], "Objective"))
        inner.add(muted_text(f"{row['owner']}, by {day_in_words(row['due_on'])}"))
        card.add(inner)
    return _finished(card, buttons)


def meeting_card(values: Mapping[str, Any], buttons: Buttons) -> Card:
    """Return the meeting with a senior officer."""
    card = Card("Meeting with a senior officer")
    if not values["met_on"]:
        card.add(body_text("No meeting is recorded yet."))
        return _finished(card, buttons)
    who = f"{values['senior_officer_rank']} {values['senior_officer_name']}"
    card.add(KeyValueTable([("Date", day_in_words(values["met_on"])), ("With", who)]))
    if values["meeting_points"]:
        card.add(typed(values["meeting_points"], "Points and decisions"))
    return _finished(card, buttons)
