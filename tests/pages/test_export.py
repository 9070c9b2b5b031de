"""The export of a list, on every page that has one: asked, written, told; nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ssp_desktop.services import contact_logs
from ssp_desktop.services.activity_guidance import plan_guide
from ssp_desktop.services.export_lists import EXPORTS
from ssp_desktop.ui import dialogs, pages
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.menu import menu_for
from ssp_desktop.ui.pages import make_page
from ssp_desktop.ui.pages.contact_logs import ContactLogsPage
from ssp_desktop.ui.pages.parts.export import ExportCard
from ssp_desktop.ui.record_table import RecordTable
from tests.features.export_steps import sheet_of, table_of
from tests.features.steps import sql
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, press, settle, show, words
from tests.stores import PASSWORDS, contact_values

# Lists that are no register of their own: a question's answer, a choice of work, files beside the store; and
# what stands inside one record, which is printed.
IN_A_RECORD = {"contact_log", "contact_log_cards", "evaluation_evidence"}
WITHOUT_EXPORT = {"search", "countersign", "backup", *IN_A_RECORD}
NO_PAGES = {"listening"}  # speaks of tables, shows none
YEAR = {"begins": 2026}
# The lists that are no entry of the menu, and how each is reached.
REACHED = {
    "arrest_arrangement": Place("arrest_arrangement"),
    "bwv_viewings": Place("bwv_viewings", None, {"partnership_id": 1}),
    "chronology": Place("chronology", 1),
    "disposals": Place("disposals"),
    "equipment": Place("equipment", 1),
    "fairness": Place("fairness", 1, YEAR),
    "indicator": Place("indicator", 1, {**YEAR, "key": "patrols"}),
    "information_shares": Place("information_shares"),
    "missing_pupils": Place("missing_pupils"),
    "school_roll": Place("school_roll", 1, YEAR),
}
MENU = {
    "contact_logs",
    "actions",
    "visits",
    "partnerships",
    "storage",
    "arrest_plans",
    "pupils",
    "activities",
    "evaluations",
    "indicators",
    "prevention_plan",
    "people",
    "audit",
    "retention",
}


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


def submit(desk: Desk) -> None:
    contact_logs.submit(desk.signed_in, contact_values(), partnership_id=1)


def card_of(qtbot: QtBot, desk: Desk) -> ExportCard:
    page = show(qtbot, desk, ContactLogsPage(desk, Place("contact_logs")))
    assert page.export is not None
    press(page, "Export")
    assert page.export.isVisible()
    assert page.export.rows["recipient"].isAncestorOf(page.focusWidget())
    return page.export


def answer(card: ExportCard, who: str, path: Path | None) -> None:
    card.rows["recipient"].set_value("Insp Example-Hale")
    card.rows["purpose"].set_value("Yearly review")
    card.password.line.setText(PASSWORDS[who])
    dialogs.answers.set_next_file_name(path)


def disclosed(desk: Desk) -> list[object]:
    return sql(desk.signed_in, "SELECT recipient, purpose FROM disclosure")


@pytest.mark.parametrize("who", ["officer", "sergeant", "spoc", "head_teacher", "administrator"])
def test_every_page_of_the_menu_with_a_list_has_its_export(qtbot: QtBot, desk_for: DeskFor, who: str) -> None:
    desk = desk_for(who)
    without, offered = [], set()
    for item in menu_for(desk.actor):
        page = show(qtbot, desk, make_page(desk, Place(item.page)))
        if page.findChildren(ExportCard):
            offered.add(item.page)
        elif page.findChildren(RecordTable) and item.page not in WITHOUT_EXPORT:
            without.append(item.page)
        page.hide()
    assert without == []
    assert offered <= set(EXPORTS)
    if who == "sergeant":
        assert offered == MENU


def test_every_page_with_a_table_is_looked_at_here() -> None:
    folder = Path(pages.__file__).parent
    tables = {each.stem for each in folder.glob("*.py") if "RecordTable" in each.read_text(encoding="utf-8")}
    assert tables - WITHOUT_EXPORT - NO_PAGES == {*MENU, *REACHED, "arrest_share"} - {"school_roll"}
    reached = {*MENU, *REACHED, "arrest_share", "confidentiality_agreements"}
    assert set(EXPORTS) == reached, "a list that can be exported has no page that offers it"


@pytest.mark.parametrize("name", sorted(REACHED))
def test_every_list_behind_another_page_has_its_export(qtbot: QtBot, desk_for: DeskFor, name: str) -> None:
    submit(desk_for("officer"))
    desk = desk_for("sergeant")
    page = show(qtbot, desk, make_page(desk, REACHED[name]))
    titles = {each.opener.accessibleName() for each in page.findChildren(ExportCard)}
    assert all(each.opener.isVisible() for each in page.findChildren(ExportCard))
    wanted = {"Export the viewings", "Export the agreements"} if name == "bwv_viewings" else {"Export"}
    assert titles == wanted


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        (Place("prevention_plan"), len(plan_guide().topics)),
        (Place("indicators"), 27),
        (REACHED["fairness"], None),
        (REACHED["arrest_arrangement"], 1),
    ],
    ids=lambda each: getattr(each, "page", ""),
)
def test_what_a_page_shows_is_what_its_export_takes(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path, place: Place, rows: int | None
) -> None:
    desk, path = desk_for("officer"), tmp_path / "list.csv"
    page = show(qtbot, desk, make_page(desk, place))
    press(page, "Export")
    (card,) = page.findChildren(ExportCard)
    answer(card, "officer", path)
    press(card, "Choose the file …")
    settle(qtbot, desk)
    assert "Copy 1 is saved" in words(card), words(card)
    found = table_of(path)
    assert len(found) == rows if rows is not None else found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_exported_as_the_filters_show_it(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path, kind: str
) -> None:
    desk, path = desk_for("officer"), tmp_path / f"list.{kind}"
    submit(desk)
    card = card_of(qtbot, desk)
    assert nameless(card) == []
    QTest.mouseClick(card.formats[kind], Qt.MouseButton.LeftButton)
    answer(card, "officer", path)
    press(card, "Choose the file …")
    settle(qtbot, desk)
    assert "Copy 1 is saved: 1 row." in words(card)
    assert "disclosed to Insp Example-Hale" in words(card)
    assert card.password.text == ""
    rows = table_of(path) if kind == "csv" else sheet_of(path.read_bytes())[1:]
    assert len(rows) == 1
    assert disclosed(desk) == [("Insp Example-Hale", "Yearly review")]
    assert dialogs.answers.asked[-1].title == "Export: Contact logs"


@pytest.mark.parametrize(
    ("key", "told"), [("recipient", "The recipient is missing."), ("purpose", "The purpose is missing.")]
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path, key: str, told: str
) -> None:
    desk = desk_for("officer")
    submit(desk)
    card = card_of(qtbot, desk)
    answer(card, "officer", tmp_path / "list.csv")
    card.rows[key].set_value(" ")
    press(card, "Choose the file …")
    assert told in words(card)
    assert card.password.text == PASSWORDS["officer"]
    assert list(tmp_path.glob("list*")) == []


@pytest.mark.parametrize(
    ("password", "told"), [("", "Your password is missing."), ("wrong words entirely", "password")]
)
def test_without_the_password_nothing_leaves(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path, password: str, told: str
) -> None:
    desk = desk_for("officer")
    submit(desk)
    card = card_of(qtbot, desk)
    answer(card, "officer", tmp_path / "list.csv")
    card.password.line.setText(password)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert told in words(card)
    assert card.rows["purpose"].value() == "Yearly review"
    assert card.button.isEnabled()
    assert (list(tmp_path.glob("list*")), disclosed(desk)) == ([], [])


def test_cancel_in_the_file_picker_and_stop_leave_nothing(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path
) -> None:
    desk = desk_for("officer")
    submit(desk)
    card = card_of(qtbot, desk)
    answer(card, "officer", None)
    press(card, "Choose the file …")
    settle(qtbot, desk)
    assert card.rows["recipient"].value() == "Insp Example-Hale"
    dialogs.answers.set_next_file_name(tmp_path / "list.csv")
    press(card, "Choose the file …")
    card.work.stop.click()
    settle(qtbot, desk)
    assert "You stopped the export." in words(card)
    assert (list(tmp_path.glob("list*")), disclosed(desk)) == ([], [])


def test_leaving_the_page_stops_an_export(qtbot: QtBot, desk_for: DeskFor, tmp_path: Path) -> None:
    desk = desk_for("officer")
    submit(desk)
    card = card_of(qtbot, desk)
    answer(card, "officer", tmp_path / "list.csv")
    press(card, "Choose the file …")
    card.hide()
    settle(qtbot, desk)
    assert card.password.text == ""
    assert (list(tmp_path.glob("list*")), disclosed(desk)) == ([], [])


def test_a_folder_that_is_gone_is_told(qtbot: QtBot, desk_for: DeskFor, tmp_path: Path) -> None:
    desk = desk_for("officer")
    submit(desk)
    card = card_of(qtbot, desk)
    answer(card, "officer", tmp_path / "gone" / "list.csv")
    press(card, "Choose the file …")
    settle(qtbot, desk)
    assert "The file could not be saved: No such file or directory." in words(card)
    assert card.button.isEnabled()


def test_where_the_policy_allows_no_format_nothing_is_offered(
    qtbot: QtBot, desk_for: DeskFor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policy.ini").write_text("[policy]\nexport_formats = none\n", encoding="utf-8")
    monkeypatch.setattr("ssp_desktop.services.exports.policy_folder", lambda: tmp_path)
    desk = desk_for("officer")
    page = show(qtbot, desk, ContactLogsPage(desk, Place("contact_logs")))
    assert page.export is None
    assert page.findChildren(ExportCard) == []
