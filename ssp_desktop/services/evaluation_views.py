"""One evaluation as a reader may see it: the police at any time, the school once it is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.evaluation_screen import AimsEdition
from ssp_desktop.forms.spec import Audience, empty_values
from ssp_desktop.models import Evaluation
from ssp_desktop.reports.fairness_report import PrintedFairness
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    disposed,
    evaluation_fairness,
    evaluation_figures,
    evaluation_missing,
    evaluation_sign_off,
    evaluation_voices,
    evaluations,
)
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.evaluation_figures import ShownFigure
from ssp_desktop.services.evaluation_sign_off import ShownStep
from ssp_desktop.services.evaluation_voices import ShownVoice
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.records import read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.evaluation import EvaluationState, EvaluationVoice, SignOffStep


@dataclass(frozen=True)
class OpenedEvaluation:
    """One evaluation. ``readable`` is False for the school while it is written: then ``values`` are empty.

    ``gone`` says of evidence, by kind and number, when it was disposed of. ``fairness`` is None for the
    school. ``missing`` says in sentences what stands in the way of freezing it,
    ``missing_voices`` whose signed words do. ``own_voice`` and ``own_step`` are what the reader has
    to give and to sign.
    """

    id: int
    partnership_id: int
    school: str
    year: AcademicYear
    revision: int
    state: EvaluationState
    edition: AimsEdition
    readable: bool
    values: dict[str, Any]
    gone: dict[tuple[str, int], str]
    figures: tuple[ShownFigure, ...]
    fairness: PrintedFairness | None
    voices: tuple[ShownVoice, ...]
    steps: tuple[ShownStep, ...]
    missing: tuple[str, ...]
    missing_voices: tuple[str, ...]
    own_voice: EvaluationVoice | None
    own_step: SignOffStep | None

    def evidence_words(self, code: str) -> str:
        """Return the records that are evidence for a measure, in words."""
        rows = (row for row in self.values["evidence"] if row["measure"] == code)
        return "; ".join(map(self.words_of, rows))

    def words_of(self, row: Mapping[str, Any]) -> str:
        """Return a record that is evidence, in words: its reference, its day, and whether it is gone."""
        gone = self.gone.get((row["source"], row["source_id"]), "")
        day = day_in_words(row["happened_on"]) if row["happened_on"] else ""
        return ", ".join(filter(None, (row["reference"], day))) + (f" ({gone})" if gone else "")

    @property
    def next_step(self) -> SignOffStep | None:
        """Who signs next; None while it is written and once all have signed."""
        if self.state is not EvaluationState.SIGNING:
            return None
        return next(each.step for each in self.steps if not each.done)

    @property
    def corrected(self) -> bool:
        """Whether the records give other figures today than those that were frozen."""
        return any(each.today for each in self.figures)


def open_evaluation(signed_in: SignedIn, evaluation_id: int) -> OpenedEvaluation:
    """Return one evaluation as this person may see it."""

    def work(work: Work) -> OpenedEvaluation:
        record = evaluations.find(work, evaluation_id, Action.EVALUATION_READ)
        work.audit(AuditEvent.CONSULTED, evaluations.NOUN, record.id, revision=record.revision)
        return view(work, record)

    return run(signed_in, Action.EVALUATION_READ, work)


def view(work: Work, record: Evaluation) -> OpenedEvaluation:
    """Return one evaluation as this reader may see it."""
    police = work.actor.audience == "police"
    readable = police or record.frozen_on is not None
    audience = Audience.POLICE if police else Audience.EVERYONE
    values = read_values(record, EVALUATION, audience) if readable else empty_values(EVALUATION)
    state = evaluation_sign_off.state_of(work, record)
    voices = evaluation_voices.shown(work, record)
    writing = police and state is EvaluationState.WRITING
    return OpenedEvaluation(
        id=record.id,
        partnership_id=record.partnership_id,
        school=stored_school(work, record.partnership_id).school_name,
        year=AcademicYear(record.year),
        revision=record.revision,
        state=state,
        edition=evaluations.edition_of(record),
        readable=readable,
        values=values,
        gone=disposed.when_gone(work, [(row["source"], row["source_id"]) for row in values["evidence"]]),
        figures=evaluation_figures.shown(work, record, values) if readable else (),
        fairness=_fairness(work, record, values) if police else None,
        voices=voices,
        steps=evaluation_sign_off.shown(work, record),
        missing=tuple(evaluation_missing.missing(record, values)) if writing else (),
        missing_voices=tuple(evaluation_missing.missing_voices(voices)) if writing else (),
        own_voice=evaluation_voices.voice_of(work.actor.role),
        own_step=evaluation_sign_off.step_of(work.actor.role),
    )


def _fairness(work: Work, record: Evaluation, values: dict[str, Any]) -> PrintedFairness:
    """Return the frozen comparison, else the one of now."""
    frozen = values["fairness"]
    return evaluation_fairness.from_text(frozen) if frozen else evaluation_fairness.now(work, record)
