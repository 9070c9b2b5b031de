"""What stands in the exports of the records beside the activities: shares, sheets, viewings, the plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ssp_desktop.reports.spreadsheet import Cell
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    arrest_arrangements,
    bwv_viewings,
    confidentiality_agreements,
    disposal_views,
    information_shares,
    missing_pupils,
    prevention_plans,
    retention,
)
from ssp_desktop.services.arrest_arrangements import ArrangementState
from ssp_desktop.services.bwv_viewings import ViewingRow
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.confidentiality_agreements import Agreement
from ssp_desktop.services.disposal_views import DisposalRow
from ssp_desktop.services.export_list import ExportList, day, of_one_school, whole
from ssp_desktop.services.information_shares import ShareRow
from ssp_desktop.services.missing_pupils import MissingRow
from ssp_desktop.services.prevention_plans import PlanLine
from ssp_desktop.services.retention import DueReview
from ssp_desktop.services.unit_of_work import Work

_SOURCES = {"information_share": "Information shared", "contact_log": "Contact log"}


def _share(row: ShareRow) -> tuple[Cell, ...]:
    told = (row.direction, row.category, row.what, row.with_whom, row.how, _SOURCES[row.noun], row.school)
    return (day(row.shared_on), *told, "Missing" if row.without_report else "In order")


def _missing_pupil(row: MissingRow) -> tuple[Cell, ...]:
    found = "Found" if row.found else "Not found yet"
    return (row.reference, day(row.reported_on), row.pupil, row.risk, found, row.school)


def _viewing(row: ViewingRow) -> tuple[Cell, ...]:
    return (row.reference, day(row.viewed_on), row.footage_reference, row.viewers)


def _agreement(row: Agreement) -> tuple[Cell, ...]:
    state = "On paper"
    if row.by_key:
        state = "VALID" if row.is_valid else "INVALID"
    return (row.name, row.role, day(row.signed_on), row.reference, state)


PlanRow = tuple[str, PlanLine]


def _plan(work: Work, partnership_id: int, *, school_year: int | None) -> tuple[PlanRow, ...]:
    return tuple(_plan_rows(work, partnership_id, school_year))


def _plan_rows(work: Work, partnership_id: int, school_year: int | None) -> Iterator[PlanRow]:
    opened = prevention_plans.view(work, partnership_id, school_year, Action.ACTIVITY_READ)
    for term, lines in opened.terms:
        yield from ((term, line) for line in lines)


def _plan_row(row: PlanRow) -> tuple[Cell, ...]:
    term, line = row
    state = line.state.label.partition(":")[0]
    due = (day(line.due_from), day(line.due_to))
    planned = (day(line.planned_on), line.note)
    return (term, line.topic.title, state, *due, *planned, day(line.delivered_on), line.reference)


def _arrangement(row: ArrangementState) -> tuple[Cell, ...]:
    return (row.school, row.review.label, day(row.review_on))


def _review(row: DueReview) -> tuple[Cell, ...]:
    return (day(row.due_on), row.reference, retention.label_of_kind(row.kind), day(row.since), row.school)


def _disposal(row: DisposalRow) -> tuple[Cell, ...]:
    decided = day(local_date(row.decided_on))
    return (row.reference, row.kind, day(row.happened_on), row.school, row.state, decided)


_LIST = partial(ExportList, needs=(Action.ACTIVITY_READ,))

SHEETS = {
    "disposals": ExportList(
        disposal_views.NOUN,
        "Disposals",
        (Action.DISPOSAL_READ,),
        ("Record", "Kind", "Date of the record", "School", "State", "Last decision"),
        disposal_views.listed,
        _disposal,
        lambda row: row.id,
    ),
    "retention": ExportList(
        retention.NOUN,
        "Retention: reviews due",
        (Action.RETENTION_REVIEW,),
        ("Due", "Record", "Kind", "Last entry", "School"),
        retention.listed,
        _review,
        lambda row: row.cursor,
    ),
    "information_shares": _LIST(
        information_shares.NOUN,
        "Information shared",
        headers=(
            "Date",
            "Which way",
            "Category",
            "What",
            "With whom",
            "How",
            "Recorded in",
            "School",
            "Intelligence report",
        ),
        read=information_shares.listed,
        cells=_share,
        key=lambda row: row.key,
        police_columns=1,
    ),
    "missing_pupils": _LIST(
        missing_pupils.NOUN,
        "Missing pupils",
        headers=("Reference", "Date", "Pupil", "Risk", "State", "School"),
        read=missing_pupils.listed,
        cells=_missing_pupil,
        key=lambda row: row.id,
    ),
    "bwv_viewings": _LIST(
        bwv_viewings.NOUN,
        "Viewings of body-worn video",
        headers=("Reference", "Date", "Footage", "Who viewed it"),
        read=of_one_school(bwv_viewings.viewings_at),
        cells=_viewing,
    ),
    "confidentiality_agreements": _LIST(
        confidentiality_agreements.NOUN,
        "Confidentiality agreements",
        headers=("Name", "Job", "Signed on", "How", "State"),
        read=of_one_school(confidentiality_agreements.agreements_at),
        cells=_agreement,
    ),
    "prevention_plan": _LIST(
        prevention_plans.NOUN,
        "Prevention plan",
        headers=(
            "Term",
            "Topic",
            "State",
            "Due from",
            "Due to",
            "Planned for",
            "Note",
            "Delivered on",
            "Activity",
        ),
        read=of_one_school(_plan),
        cells=_plan_row,
    ),
    "arrest_arrangement": ExportList(
        arrest_arrangements.NOUN,
        "Arrangements for an arrest",
        (Action.ARREST_PLAN_READ,),
        ("School", "Arrangements", "Review by"),
        whole(arrest_arrangements.states),
        _arrangement,
        sensitive=Action.ARREST_PLAN_READ,
    ),
}
