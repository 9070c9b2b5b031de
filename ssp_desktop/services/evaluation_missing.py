"""What an evaluation lacks before it can be frozen for signature, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ssp_desktop.models import Evaluation
from ssp_desktop.services import evaluations
from ssp_desktop.services.evaluation_voices import ShownVoice


def missing(record: Evaluation, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield in sentences what the sergeant has still to write before an evaluation can be frozen."""
    rated = {row["code"] for row in values["measures"] if row["rating"]}
    unrated = [each.code for each in evaluations.edition_of(record).measures if each.code not in rated]
    if unrated:
        yield f"Not rated: {', '.join(unrated)}."
    if any(not row["outcome"] for row in values["past_objectives"]):
        yield "Say what became of each objective of the year before."
    if not values["objectives"]:
        yield "There is no objective for the next year."
    if not values["met_on"]:
        yield "The meeting with a senior officer is not recorded."


def missing_voices(voices: tuple[ShownVoice, ...]) -> Iterator[str]:
    """Yield in sentences whose signed words are missing."""
    for each in voices:
        if not each.signed:
            state = "has changed since it was signed" if each.was_signed else "is not signed"
            yield f"{each.voice.label} {state}." if each.revision else f"{each.voice.label} is missing."
