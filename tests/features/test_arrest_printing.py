"""Printed arrest plans: a brief of one page, only when approved; the marking; the school's summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.spec import Kind
from ssp_desktop.reports.arrest_report import shortened
from ssp_desktop.services import arrest_plans, printing
from ssp_desktop.services.print_arrests import ArrestPlanPrint, ArrestSharePrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.arrest import ArrestPaper
from tests.features.arrest_steps import (
    CANARY,
    approved,
    carried_out,
    decide,
    give_bells,
    interview_values,
    plan_values,
    share,
    submit,
)
from tests.features.steps import sql, trace
from tests.reports.documents import pages
from tests.stores import Store

SUMMARY = "One pupil was arrested. Nobody was hurt."


def brief(who: SignedIn, record_id: int) -> printing.Prepared:
    return printing.preview(who, ArrestPlanPrint(record_id, ArrestPaper.BRIEF))


def test_a_brief_names_what_the_day_needs_on_one_page(store: Store) -> None:
    give_bells(store)
    made = approved(store)
    prepared = brief(store.sign_in("officer"), made.id)
    said = repr(prepared.spec.blocks)
    for words in ("Ambrose", "09:20", "Medical room", "Side gate", "Mrs Example-Quill", "revision 1"):
        assert words in said
    assert prepared.title == "Brief for the day: AP-2026-00001"
    assert prepared.suggested_file_name == "AP-2026-00001 brief preview.pdf"
    assert len(pages(printing.render(prepared))) == 1


@pytest.mark.parametrize("letter", ["e", "W", "word "])
def test_the_brief_stays_on_one_page_however_much_was_written(store: Store, letter: str) -> None:
    give_bells(store)
    full = {
        each.key: (letter * each.max_length)[: each.max_length].strip()
        for each in ARREST_PLAN.fields
        if each.kind in {Kind.TEXT, Kind.LONG_TEXT} and each.shown(plan_values())
    }
    every_necessity = tuple(str(each) for each in ARREST_PLAN.field("necessity").choices or ())
    made = approved(store, **full, necessity=every_necessity)
    prepared = brief(store.sign_in("officer"), made.id)
    assert len(pages(printing.render(prepared))) == 1
    assert "(see the record)" in repr(prepared.spec.blocks)


def test_without_a_valid_approval_there_is_no_brief(store: Store) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    with pytest.raises(UserError, match="not approved, so there is no brief"):
        brief(store.sign_in("officer"), made.id)
    decide(store, made.id)
    arrest_plans.change(store.sign_in("officer"), made.id, plan_values(place="Library"), based_on=1)
    with pytest.raises(UserError, match="not approved"):
        brief(store.sign_in("officer"), made.id)
    sql(store.sign_in("officer"), "UPDATE arrest_plan SET state = 'approved'")
    with pytest.raises(UserError, match="not approved"):
        brief(store.sign_in("officer"), made.id)


def test_the_full_record_holds_plan_decision_outcome_and_share(store: Store) -> None:
    give_bells(store)
    made = carried_out(store)
    share(store, made.id, SUMMARY)
    prepared = printing.disclose(
        store.sign_in("sergeant"), ArrestPlanPrint(made.id), "Sgt Example", "Review", "printed"
    )
    said = repr(prepared.spec.blocks)
    for words in ("Why not at home", "VALID", "CUST-EXAMPLE-1", CANARY, SUMMARY, "Note 11D"):
        assert words in said
    assert prepared.spec.stamp.marking == "OFFICIAL-SENSITIVE"
    assert "show it to nobody at the school" in prepared.spec.stamp.handling
    assert prepared.copy_number == 1
    assert printing.render(prepared).startswith(b"%PDF")
    assert ("disclosed", "arrest_plan", made.id) in [each[:3] for each in trace(store.sign_in("sergeant"))]


def test_an_undecided_and_a_cancelled_plan_print_too(store: Store) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = arrest_plans.submit(officer, interview_values(), partnership_id=1)
    arrest_plans.cancel(officer, made.id, "She spoke to her mother.")
    said = repr(printing.preview(officer, ArrestPlanPrint(made.id)).spec.blocks)
    assert "No decision is signed." in said
    assert "She spoke to her mother." in said


def test_a_brief_of_an_interview_names_the_agreement(store: Store) -> None:
    give_bells(store)
    made = arrest_plans.submit(store.sign_in("officer"), interview_values(), partnership_id=1)
    decide(store, made.id)
    said = repr(brief(store.sign_in("officer"), made.id).spec.blocks)
    assert "Mr Example-Prosser, 17 November 2026, Mrs Example-Quill, Parent, guardian" in said


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_prints_its_summary_and_nothing_else(store: Store, who: str) -> None:
    give_bells(store)
    made = carried_out(store)
    share_id = share(store, made.id, SUMMARY)
    school = store.sign_in(who)
    for paper in ArrestPaper:
        with pytest.raises(Refused):
            printing.preview(school, ArrestPlanPrint(made.id, paper))
    prepared = printing.preview(school, ArrestSharePrint(share_id))
    said = repr((prepared.spec, prepared.suggested_file_name))
    assert SUMMARY in said
    for secret in ("Ambrose", "Quill", made.reference, "Robbery", "CUST", CANARY):
        assert secret not in said
    assert prepared.spec.stamp.marking.startswith("OFFICIAL-SENSITIVE")


@pytest.mark.parametrize(
    ("set_by_it", "printed"),
    [
        ("OFFICIAL", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL-SENSITIVE [POLICE]", "OFFICIAL-SENSITIVE [POLICE]"),
        ("Confidential", "OFFICIAL-SENSITIVE, Confidential"),
    ],
)
def test_a_lower_marking_of_the_pc_does_not_lower_this_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_by_it: str, printed: str
) -> None:
    monkeypatch.setattr(printing, "policy_folder", lambda: tmp_path)
    (tmp_path / "policy.ini").write_text(f"[policy]\nmarking = {set_by_it}\n", encoding="utf-8")
    give_bells(store)
    made = submit(store.sign_in("officer"))
    prepared = printing.disclose(
        store.sign_in("officer"), ArrestPlanPrint(made.id), "PC Example", "", "printed"
    )
    assert prepared.spec.stamp.marking == printed


def test_long_text_is_cut_at_a_word_and_says_so() -> None:
    assert shortened("Two\n lines", 50) == "Two lines"
    cut = shortened("word " * 40, 60)
    assert cut.endswith("word \u2026 (see the record)")
    assert len(cut) <= 60
    assert len(shortened("x" * 100, 60)) == 60
    assert len(shortened("W" * 100, 60)) < 45
    assert shortened("W" * 30, 60) == "W" * 30
