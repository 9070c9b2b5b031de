"""The list of arrest plans as a spreadsheet: for the police, never for the school."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssp_desktop.services import exports
from ssp_desktop.services.exports import ExportRequest
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.arrest import ArrestPlanState
from tests.features.arrest_steps import give_bells, submit
from tests.stores import PASSWORDS, Store


def request(path: Path, state: ArrestPlanState | None = None) -> ExportRequest:
    return ExportRequest("arrest_plans", {"state": state}, "csv", path, "Sgt Example", "Review")


def test_the_police_export_the_list_as_it_is_narrowed(store: Store, tmp_path: Path) -> None:
    give_bells(store)
    officer = store.sign_in("officer")
    made = submit(officer)
    path = tmp_path / "plans.csv"
    assert exports.export(officer, PASSWORDS["officer"], request(path)).rows == 1
    text = path.read_text(encoding="utf-8")
    for words in (made.reference, "2026-11-19", "09:20", "Waiting for the sergeant", "Ambrose Example-Quill"):
        assert words in text


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_exports_nothing_of_it(store: Store, tmp_path: Path, who: str) -> None:
    give_bells(store)
    submit(store.sign_in("officer"))
    school = store.sign_in(who)
    assert not exports.may_export(school.actor, "arrest_plans")
    with pytest.raises(Refused):
        exports.export(school, PASSWORDS[who], request(tmp_path / "plans.csv"))
    assert list(tmp_path.glob("*.csv")) == []
