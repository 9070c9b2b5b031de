"""The accessibility tree, the way of the Tab key, and large text, on a form of every kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.spec import Problem
from ssp_desktop.ui import theme
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.tokens import Scheme, Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    link_button,
    page_frame,
    primary_button,
    secondary_button,
)
from tests.ui.conftest import Show, press_key, settle
from tests.ui.every_kind import FILLED, PEOPLE, SPEC

SMALLEST_TARGET = 24


def tree(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Walk a node and everything below it."""
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None:
            yield from tree(child)


def nameless(root: QWidget) -> list[str]:
    """Return the focusable parts that a screen reader could only call by their role."""
    found = []
    for node in tree(QAccessible.queryAccessibleInterface(root)):
        state = node.state()
        if state.focusable and not state.invisible and not node.text(QAccessible.Text.Name).strip():
            found.append(f"{node.role()} {node.object()}")
    return found


def test_no_control_of_any_kind_is_without_a_name(form: FormView) -> None:
    form.set_values(FILLED)
    for place in range(len(form.sections)):
        form.open_section(place)
        settle()
        assert nameless(form) == [], form.section_key
    form.show_problems([Problem("place", "Enter a place.")])
    settle()
    assert nameless(form) == []


def test_every_control_says_its_question_its_help_and_whether_it_is_required(form: FormView) -> None:
    for section in form.sections:
        for spec in section.fields:
            target = form.row(spec.key).editor.focus_target()
            assert spec.label in target.accessibleName() or spec.row_name in target.accessibleName()
            said = target.accessibleDescription()
            assert "Required." in said or "Optional." in said, spec.key
            assert spec.help in said, spec.key


def walk(qtbot: QtBot, first: QWidget, steps: int) -> Iterator[QWidget]:
    """Press Tab, and give what has the keyboard after each press."""
    first.setFocus()
    for _ in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        press_key(qtbot, focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, "the keyboard was lost"
        yield now


def test_tab_reaches_every_control_in_reading_order_and_is_trapped_by_none(
    qtbot: QtBot, form: FormView
) -> None:
    form.set_values(FILLED)
    for place in range(len(form.sections)):
        form.open_section(place)
        settle()
        page = form._pages[place]
        reached = list(walk(qtbot, form.list, 90))
        assert form.list in reached, f"no way round in {form.section_key}"
        round_trip = reached[: reached.index(form.list)]
        assert len(round_trip) == len(set(round_trip)), "no control is visited twice"
        for row in page.rows.values():
            if not row.isHidden() and row.editor.focus_target().isEnabled():
                assert any(row.isAncestorOf(each) for each in round_trip), row.spec.key
        tops = [each.mapTo(page, QPoint(0, 0)).y() for each in controls_of(page, round_trip)]
        assert tops == sorted(tops), form.section_key


def controls_of(page: QWidget, reached: list[QWidget]) -> list[QWidget]:
    """Return the walk's controls on a page, without those that stand beside another in one line."""
    inside = [each for each in reached if page.isAncestorOf(each)]
    return [each for each in inside if not isinstance(each, QAbstractButton)]


def test_the_focused_control_is_never_scrolled_out_of_sight(qtbot: QtBot, form: FormView) -> None:
    form.set_values(FILLED)
    form.open_section("pupils_section")
    settle()
    for focused in walk(qtbot, form.list, 25):
        settle()
        seen = focused.visibleRegion().boundingRect()
        assert seen.height() >= min(focused.height(), 100), focused.accessibleName()


def clipped(root: QWidget) -> list[str]:
    """Return the visible labels and buttons whose words do not fit into them."""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel) and each.text():
            short = each.height() < each.heightForWidth(each.width()) - 1 if each.wordWrap() else False
            if short or each.width() < each.minimumSizeHint().width() - 1:
                found.append(f"label {each.text()[:60]}: {each.size().toTuple()}")
        elif isinstance(each, QAbstractButton) and each.text():
            needed = each.minimumSizeHint()
            wrapped = each.heightForWidth(each.width()) if each.hasHeightForWidth() else needed.height()
            if each.width() < needed.width() or each.height() < wrapped - 1:
                found.append(
                    f"button {each.text()[:60]}: {each.size().toTuple()} {needed.toTuple()} {wrapped}"
                )
        elif isinstance(each, QComboBox):
            option = QStyleOptionComboBox()
            each.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = each.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, each)
            # Qt rounds the combo's own width; one pixel of the last letter's side bearing is no clipping.
            if each.fontMetrics().horizontalAdvance(each.currentText()) > room.width() + 1:
                found.append(f"combo {each.currentText()} in {room.width()}")
    return found


def too_small(root: QWidget) -> list[str]:
    """Return the visible buttons that are smaller than 24 × 24 pixels."""
    return [
        f"{each.text()} {each.size().toTuple()}"
        for each in root.findChildren(QAbstractButton)
        if each.isVisible() and each.text() and min(each.width(), each.height()) < SMALLEST_TARGET
    ]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_clipped_on_a_small_screen_even_at_twice_the_text(
    show: Show, scheme: Scheme, scale: float
) -> None:
    theme.override(scheme, scale)
    form = FormView(SPEC, show_police=True, people=PEOPLE)
    page = page_frame(
        "Pupil contact log, a page with a long title that has to wrap when the text is large",
        [primary_button("Submit"), secondary_button("Save draft and go back"), link_button("Print")],
        fills=True,
    )
    page.add(form, 1)
    show(page)
    form.set_values(FILLED)
    for place in range(len(form.sections)):
        form.open_section(place)
        form.show_problems(
            [Problem("pupils.0.name", "Enter the pupil’s full name, not a nickname.")] * (place == 1)
        )
        settle()
        assert clipped(page) == [], form.section_key
        assert too_small(page) == []
        assert fits_across(page)
        section = form._pages[place]
        assert section.horizontalScrollBar().maximum() == 0, form.section_key


def fits_across(page: PageFrame) -> bool:
    return page.scroll_area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_page_of_cards_and_notices_fits_at_twice_the_text(show: Show, scale: float) -> None:
    theme.override(Scheme.LIGHT, scale)
    page = page_frame("Home", [primary_button("Log a contact"), secondary_button("Hand over to the SPOC")])
    page.add(
        Notice(Tone.WARNING, "3 contact logs wait for the SPOC", "The oldest has waited for 6 days. " * 5)
    )
    card = Card("Partnership")
    card.add(KeyValueTable([("School", "Larkfield Example Academy"), ("Word", "x" * 2000), ("Empty", "")]))
    card.add(
        link_button("Read what the handbook says about the storage of police equipment in a school " * 2)
    )
    page.add(card)
    show(page)
    settle()
    assert clipped(page) == []
    assert too_small(page) == []
    assert fits_across(page)
    assert nameless(page) == []


def test_a_label_is_never_read_as_markup(form: FormView) -> None:
    for label in form.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_mnemonics_are_unique(form: FormView) -> None:
    keys = [each.shortcut().toString() for each in form.findChildren(QPushButton)]
    shortcuts = [each for each in keys if each]
    assert len(shortcuts) == len(set(shortcuts))
