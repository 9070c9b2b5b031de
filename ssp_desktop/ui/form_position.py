"""Where in a form the keyboard is: section, question, control and place in the text."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ssp_desktop.services.drafts import Position
from ssp_desktop.ui.form_view import FormView

__all__ = ["Position", "go_to", "position_in"]


def position_in(form: FormView) -> Position | None:
    """Return where the keyboard is in the section that is shown, None when it is in no question."""
    focus: QWidget | None = form.focusWidget()
    if focus is None:
        return None
    for key, row in form.section_page.rows.items():
        if row.isAncestorOf(focus):
            return (form.section_key, key, row.findChildren(QWidget).index(focus), _cursor_of(focus))
    return None


def go_to(form: FormView, position: Position) -> None:
    """Put the keyboard there and scroll so that it can be seen; as near as what is still there allows."""
    section, key, number, cursor = position
    if section not in {each.key for each in form.sections}:
        return
    form.open_section(section)
    row = form.section_page.rows.get(key)
    if row is None or row.isHidden():
        return
    form.section_page.show_row(row)
    controls = row.findChildren(QWidget)
    if number < len(controls):
        controls[number].setFocus()
        _set_cursor(controls[number], cursor)


def _cursor_of(control: QWidget) -> int:
    if isinstance(control, QLineEdit):
        return control.cursorPosition()
    return control.textCursor().position() if isinstance(control, QPlainTextEdit) else 0


def _set_cursor(control: QWidget, place: int) -> None:
    if isinstance(control, QLineEdit):
        control.setCursorPosition(place)
    elif isinstance(control, QPlainTextEdit):
        cursor = control.textCursor()
        cursor.setPosition(min(place, len(control.toPlainText())))
        control.setTextCursor(cursor)
