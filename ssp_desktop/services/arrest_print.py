"""What stands on printed arrest plans: read from the store within the reader's rights, as plain values."""

from __future__ import annotations

from collections.abc import Iterator

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_plan_age import LAW
from ssp_desktop.forms.arrest_plan_interview import is_interviewing
from ssp_desktop.forms.display import NOT_ANSWERED, answer_text, shown_sections
from ssp_desktop.reports.arrest_content import (
    ArrestBrief,
    ArrestRecordReport,
    PrintedArrestDecision,
    PrintedArrestShare,
)
from ssp_desktop.reports.arrest_report import shortened
from ssp_desktop.reports.parts import moment_words
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, arrest_decisions, arrest_plan_views, arrest_plans, arrest_sharing
from ssp_desktop.services.arrest_plan_views import OpenedPlan
from ssp_desktop.services.arrest_sharing import ShownShare
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.arrest import ArrestDecision

# Each line of the brief: its label, the answers that stand in it, and how many characters it has room for.
_BRIEF = (
    ("Person", ("given_name", "family_name", "known_as", "date_of_birth", "year_group"), 130),
    ("When", ("planned_on", "planned_at", "timing_reason"), 130),
    ("Where", ("place",), 70),
    ("Officers", ("officers",), 70),
    ("Offence", ("offence",), 70),
    ("Necessity", ("necessity",), 130),
    ("Way, vehicle", ("route", "transport"), 195),
    ("Staff helper", ("staff_helper",), 130),
    ("Head told by", ("tells_head",), 70),
    ("Parent told by", ("tells_parent",), 130),
    ("Appropriate adult", ("appropriate_adult",), 130),
    ("Needs", ("needs", "language", "needs_words"), 195),
    ("Others at risk", ("risk_to_others",), 195),
    ("Own safety", ("risk_assessment",), 195),
    ("Otherwise", ("contingency",), 195),
)
_INTERVIEW = (
    "Interview",
    ("interview_agreed_by", "interview_agreed_on", "interview_adult", "interview_adult_relation"),
    130,
)


def record(work: Work, plan_id: int) -> tuple[ArrestRecordReport, int]:
    """Return the full record of a plan, and its revision."""
    opened = arrest_plan_views.view(work, plan_id)
    names = actions.account_names(work)
    report = ArrestRecordReport(
        reference=opened.reference,
        kind=opened.kind.label,
        school=opened.school,
        author=opened.author,
        state=opened.state.label,
        revision=opened.revision,
        submitted_at=opened.submitted_at,
        age=opened.age,
        timing=opened.timing.words if opened.timing else "",
        cancelled_reason=opened.cancelled_reason,
        sections=shown_sections(ARREST_PLAN, opened.values, names),
        decisions=tuple(_decision(each, opened.revision) for each in opened.decisions),
        outcome=shown_sections(ARREST_OUTCOME, opened.outcome, names) if opened.outcome else (),
        shares=tuple(_share(each) for each in opened.shares),
    )
    return report, opened.revision


def brief(work: Work, plan_id: int) -> tuple[ArrestBrief, int]:
    """Return the brief of an approved plan, and the plan's revision.

    Raises:
        UserError: the plan is not approved as it stands.
    """
    plan = arrest_plans.existing(work, plan_id)
    approval = arrest_decisions.approval(work, plan)
    opened = arrest_plan_views.view(work, plan_id)
    if approval is None:
        raise UserError(
            "This plan is not approved, so there is no brief for the day.",
            "Have a sergeant approve it as it stands. The full record can be printed meanwhile.",
        )
    approved = f"By {approval.signer}, {moment_words(approval.signed_at)}, revision {opened.revision}."
    rows = (*_rows(opened), ("Age and law", _age(opened)))
    return ArrestBrief(opened.reference, opened.kind.label, opened.school, rows, approved), opened.revision


def summary(work: Work, share_id: int) -> PrintedArrestShare:
    """Return one shared summary, as its reader may print it."""
    return _share(arrest_sharing.readable(work, share_id, Action.PRINT_ARREST_SHARE))


def _rows(opened: OpenedPlan) -> Iterator[tuple[str, str]]:
    lines = (*_BRIEF, _INTERVIEW) if is_interviewing(opened.values) else _BRIEF
    for label, keys, most in lines:
        said = [answer_text(ARREST_PLAN.field(key), opened.values[key], {}) for key in keys]
        told = ", ".join(each for each in said if each != NOT_ANSWERED)
        if told:
            yield label, shortened(told, most)


def _age(opened: OpenedPlan) -> str:
    """Return what the age means, as short as it can be said."""
    return f"{opened.age.partition(':')[0]}. {LAW}."


def _decision(each: ShownSignature, revision: int) -> PrintedArrestDecision:
    return PrintedArrestDecision(
        decision=ArrestDecision(each.act).done_words,
        revision=each.revision,
        current=each.revision == revision,
        signer=each.signer,
        words=each.words,
        signed_at=each.signed_at,
        fingerprint=each.fingerprint,
        audit_head=each.audit_head,
        fault=each.fault,
    )


def _share(each: ShownShare) -> PrintedArrestShare:
    signed = each.signature
    return PrintedArrestShare(
        school=each.school,
        shared_for=each.shared_for,
        summary=each.summary,
        signer=signed.signer if signed else "",
        signed_at=signed.signed_at if signed else each.shared_at,
        fingerprint=signed.fingerprint if signed else "",
        fault=signed.fault if signed else "The signature of this summary is missing.",
    )
