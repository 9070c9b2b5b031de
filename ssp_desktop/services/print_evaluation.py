"""The printed evaluation: read from the store within the reader's rights, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from ssp_desktop.errors import UserError
from ssp_desktop.forms.display import shown_sections
from ssp_desktop.forms.evaluation_screen import Aim
from ssp_desktop.reports.evaluation_report import (
    DASH,
    EvaluationReport,
    Facts,
    PrintedAim,
    PrintedFigure,
    PrintedMeasure,
    PrintedStep,
    PrintedVoice,
    evaluation_report,
)
from ssp_desktop.reports.parts import counted, day_words, in_groups, moment_words
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import evaluation_views, evaluations
from ssp_desktop.services.evaluation_figures import ShownFigure, figure_words
from ssp_desktop.services.evaluation_sign_off import ShownStep
from ssp_desktop.services.evaluation_views import OpenedEvaluation
from ssp_desktop.services.evaluation_voices import ShownVoice, form_of
from ssp_desktop.services.print_material import Material, PrintRequest
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.chart import BarChart, BarSeries
from ssp_desktop.vocabulary.evaluation import (
    EvaluationState,
    EvaluationVoice,
    FeedbackRating,
    MeasureRating,
    ObjectiveOutcome,
    SurveyMethod,
)
from ssp_desktop.vocabulary.partnership import SchoolTerm

_HANDLING = "About people's work, and figures of a small group. Show it only to those who need to know."
_RATED = ("visibility", "communication", "support")


@dataclass(frozen=True)
class EvaluationPrint(PrintRequest):
    """One annual evaluation."""

    evaluation_id: int
    right: ClassVar = Action.PRINT_EVALUATION
    page_title: ClassVar = "Print an evaluation"
    menu_page: ClassVar = "evaluations"

    def material(self, work: Work) -> Material:
        """Read the evaluation as this person may have it."""
        record = evaluations.find(work, self.evaluation_id, Action.PRINT_EVALUATION)
        opened = evaluation_views.view(work, record)
        if not opened.readable:
            raise UserError(
                "This evaluation is being written.", "You can print it once it is frozen for signature."
            )
        make = partial(evaluation_report, report(opened))
        reference = f"Evaluation {record.id}"
        return Material(evaluations.NOUN, record.id, record.revision, reference, "", make, _HANDLING)


def report(opened: OpenedEvaluation) -> EvaluationReport:
    """Return an evaluation in words."""
    values = opened.values
    return EvaluationReport(
        school=opened.school,
        year=opened.year.label,
        state=opened.state.label,
        complete=opened.state is EvaluationState.SIGNED,
        facts=_facts(opened),
        aims=tuple(_aim(opened, each) for each in opened.edition.aims),
        figures=tuple(_figure(opened, each) for each in opened.figures),
        fairness=opened.fairness,
        voices=tuple(_voice(each) for each in opened.voices),
        survey_facts=_survey_facts(values),
        survey=tuple(_survey_row(row) for row in values["survey"]),
        survey_comments=values["survey_comments"],
        past_objectives=tuple(_past(row) for row in values["past_objectives"]),
        objectives=tuple(
            (row["objective"], row["owner"], day_words(row["due_on"])) for row in values["objectives"]
        ),
        meeting=_meeting(values),
        meeting_points=values["meeting_points"],
        steps=tuple(_step(each) for each in opened.steps),
    )


def _facts(opened: OpenedEvaluation) -> Facts:
    facts = [
        ("School", opened.school),
        ("Academic year", opened.year.label),
        ("State", opened.state.label),
        ("Figures frozen on", day_words(opened.values["frozen_on"])),
        ("Revision", str(opened.revision)),
        ("Aims", f"{opened.edition.source}, edition {opened.edition.number}"),
    ]
    if opened.values["missing_reason"]:
        facts.append(("Why words are missing", opened.values["missing_reason"]))
    return tuple(facts)


def _aim(opened: OpenedEvaluation, aim: Aim) -> PrintedAim:
    rows = {row["code"]: row for row in opened.values["measures"]}
    measures = tuple(
        PrintedMeasure(
            each.code,
            each.title,
            each.wording,
            _rating(rows.get(each.code)),
            rows[each.code]["comment"] if each.code in rows else "",
            opened.evidence_words(each.code),
        )
        for each in opened.edition.measures_of(aim)
    )
    tally = Counter(each.rating for each in measures)
    return PrintedAim(
        aim.title,
        aim.wording,
        ", ".join(f"{count} {rating.lower()}" for rating, count in tally.items()),
        measures,
    )


def _rating(row: Mapping[str, Any] | None) -> str:
    return label_of(MeasureRating, row["rating"]) if row and row["rating"] else "Not rated"


def _figure(opened: OpenedEvaluation, each: ShownFigure) -> PrintedFigure:
    return PrintedFigure(
        each.group,
        each.label + (" (police only)" if each.police_only else ""),
        figure_words(each.figure),
        figure_words(each.last_year),
        each.note,
        each.today,
        chart_of(opened, each),
    )


def chart_of(opened: OpenedEvaluation, each: ShownFigure) -> BarChart | None:
    """Return the chart by term, this year beside last year; None where every bar would be empty."""
    if not each.by_term or not (any(each.by_term.values()) or any(each.by_term_last_year.values())):
        return None
    return BarChart(
        each.label,
        tuple(term.label for term in SchoolTerm),
        (
            BarSeries(opened.year.label, tuple(each.by_term.get(term) for term in SchoolTerm)),
            BarSeries(
                opened.year.before.label, tuple(each.by_term_last_year.get(term) for term in SchoolTerm)
            ),
        ),
    )


def _voice(voice: ShownVoice) -> PrintedVoice:
    if not voice.signed:
        note = "Written, but not signed as it stands." if voice.revision else "There is none."
        if voice.signature is not None and voice.signature.fault:
            note = f"INVALID. {voice.signature.fault}"
        return PrintedVoice(voice.voice.label, note, "", (), ())
    spec = form_of(voice.voice)
    ratings: Facts = ()
    if voice.voice is not EvaluationVoice.OFFICER:
        ratings = tuple(
            (spec.field(key).label, label_of(FeedbackRating, voice.values[key])) for key in _RATED
        )
    told = "; ".join(f"{key}: {words}" for key, words in _signature(voice.signature))
    return PrintedVoice(
        voice.voice.label, "", f"VALID. {told}", ratings, shown_sections(spec, voice.values, {})
    )


def _signature(signature: ShownSignature | None) -> Iterator[tuple[str, str]]:
    if signature is not None:
        yield "Signed by", signature.signer
        yield "Signed at", moment_words(signature.signed_at)


def _step(each: ShownStep) -> PrintedStep:
    signature = each.signature
    if signature is None:
        return PrintedStep(each.step.label, "Not signed yet", (), "")
    told = [*_signature(signature), ("Key", in_groups(signature.fingerprint, 4))]
    entries = counted(signature.audit_count, "entry", "entries")
    told.append(("Audit log then", f"{in_groups(signature.audit_head)}, {entries}"))
    if signature.words:
        told.insert(0, ("On paper", signature.words))
    state = "VALID" if signature.is_valid else "INVALID"
    return PrintedStep(each.step.label, state, tuple(told), signature.fault)


def _survey_facts(values: Mapping[str, Any]) -> Facts:
    if not values["survey_method"]:
        return ()
    return (
        ("How pupils were asked", label_of(SurveyMethod, values["survey_method"])),
        ("Closed on", day_words(values["surveyed_on"])),
        ("Asked", counted(values["pupils_asked"], "pupil")),
        ("Answered", counted(values["pupils_answered"], "pupil")),
    )


def _survey_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    counts = (row[key] for key in ("agreed", "neither", "disagreed", "not_stated"))
    return (row["question"], *(f"{each:,}" for each in counts))


def _past(row: Mapping[str, Any]) -> tuple[str, ...]:
    outcome = label_of(ObjectiveOutcome, row["outcome"]) if row["outcome"] else "Not said yet"
    told = "\n".join(filter(None, (outcome, row["outcome_words"])))
    return (row["objective"], row["owner"] or DASH, day_words(row["due_on"]), told)


def _meeting(values: Mapping[str, Any]) -> Facts:
    if not values["met_on"]:
        return ()
    who = f"{values['senior_officer_rank']} {values['senior_officer_name']}"
    return (("Met on", day_words(values["met_on"])), ("With", who))
