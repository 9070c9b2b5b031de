"""Every word that can be read of the program in any way, and the things that may be open when it locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.print import PrintPage
from ssp_desktop.ui.shell import Shell

SECRET = "Kanarienvogel"
"""Stands in everything that is open; no word of the program, no name of the tests."""

_TEXTS = ("text", "toPlainText", "currentText", "title", "placeholderText", "statusTip")
_ACCESSIBLE = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)


# --- what can be read


def everything_readable() -> str:
    """Return every word of every widget, window, model, clipboard and of the accessibility tree."""
    return "\n".join([*_in_widgets(), *_in_windows(), *_in_clipboards(), *_in_accessibility_tree()])


def _in_widgets() -> Iterator[str]:
    for widget in QApplication.allWidgets():
        yield from (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription())
        yield from (widget.toolTip(), widget.whatsThis())
        yield from (str(getattr(widget, name)()) for name in _TEXTS if callable(getattr(widget, name, None)))
        yield from (action.text() for action in widget.actions())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(each) for each in range(widget.count()))
        if isinstance(widget, QAbstractItemView):
            yield from _in_model(widget)


def _in_model(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel | None = view.model()  # Qt says that there may be none
    if model is None:
        return
    for row in range(model.rowCount()):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole))


def _in_windows() -> Iterator[str]:
    yield from (window.title() for window in QGuiApplication.allWindows())


def _in_clipboards() -> Iterator[str]:
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        yield clipboard.text(mode)


def _in_accessibility_tree() -> Iterator[str]:
    application = QApplication.instance()
    assert application is not None
    waiting = [QAccessible.queryAccessibleInterface(application)]
    while waiting:
        node: QAccessibleInterface | None = waiting.pop()
        if node is None or not node.isValid():
            continue
        yield from (node.text(each) for each in _ACCESSIBLE)
        words = node.textInterface()
        if words is not None:
            yield words.text(0, words.characterCount())
        waiting += [node.child(each) for each in range(node.childCount())]


# --- what may be open


@dataclass
class Scene:
    """A signed-in officer with an open page on which the secret was typed."""

    qtbot: QtBot
    program: Any
    shell: Shell
    saved: Path

    def page(self) -> ContactLogEditPage:
        """Open the form of a contact log and type the secret."""
        self.shell.go(Place("contact_log_edit", extra={"partnership_id": 1}))
        page = self.shell.page
        assert isinstance(page, ContactLogEditPage)
        self.qtbot.waitUntil(lambda: page.form is not None and self.program.tasks.idle, timeout=10_000)
        assert page.form is not None
        page.form.set_values({**page.form.values(), "subject": SECRET, "account": SECRET})
        page.form.changed.emit()
        return page

    def print_page(self) -> PrintPage:
        """Open the preview of the first contact log, and say that a copy is for the secret."""
        self.shell.go(Place("print", None, {"request": ContactLogPrint(1)}))
        page = self.shell.page
        assert isinstance(page, PrintPage)
        self.qtbot.waitUntil(page.print_button.isEnabled, timeout=20_000)
        assert SECRET in page.preview.view.accessibleDescription()
        page.questions.rows["recipient"].set_value(SECRET)
        return page


Opener = Callable[[Scene], Callable[[], object]]
"""Prepares what is to be opened, and returns what opens it: that may only return once it is closed."""


def popup() -> QWidget | None:
    """Return the menu or list that is open above everything."""
    return QApplication.activePopupWidget()


def top_dialog() -> QDialog | None:
    """Return the dialog that is open above everything."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) else None


def _shown_list(scene: Scene, page: str, name: str, *, searchable: bool) -> CalmCombo:
    scene.shell.go(Place(page))
    scene.qtbot.waitUntil(lambda: bool(scene.program.tasks.idle), timeout=10_000)
    combo = getattr(scene.shell.page, name)
    assert isinstance(combo, CalmCombo)
    assert combo.isEditable() == searchable
    combo.set_value(SECRET)
    combo.setFocus(Qt.FocusReason.OtherFocusReason)
    return combo


def completer(scene: Scene) -> Callable[[], object]:
    """A list that is searched, with what fits below it."""
    combo = _shown_list(scene, "search", "kind", searchable=True)
    line = combo.lineEdit()
    assert line is not None
    line.clear()
    return lambda: QTest.keyClicks(line, SECRET[:5].lower())


def drop_down(scene: Scene) -> Callable[[], object]:
    """A drop-down list."""
    return _shown_list(scene, "arrest_plans", "states", searchable=False).showPopup


def context_menu(scene: Scene) -> Callable[[], object]:
    """The menu of a text, by the right button: cut, copy, paste."""
    page = scene.page()
    line = next(each for each in page.findChildren(QLineEdit) if each.text() == SECRET)
    place = line.mapToGlobal(QPoint(4, 4))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(4, 4), place)
    return lambda: QApplication.sendEvent(line, event)


def context_menu_of_a_box(scene: Scene) -> Callable[[], object]:
    """The menu of a text of many lines, by the menu key: undo and redo stand in it, too."""
    page = scene.page()
    assert page.form is not None
    box = page.form.row("account").findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "more")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), box.mapToGlobal(QPoint(4, 4)))
    return lambda: QApplication.sendEvent(box.viewport(), event)


def calendar(scene: Scene) -> Callable[[], object]:
    """The calendar of a date, over the form."""
    page = scene.page()
    assert page.form is not None
    row = page.form.row("contact_date")
    button = next(each for each in row.findChildren(QPushButton) if each.text() == "Calendar")
    return button.click


def months_of_the_calendar(scene: Scene) -> Callable[[], object]:
    """The calendar's own list of months, over the calendar."""
    open_calendar = calendar(scene)

    def choose_month() -> None:
        dialog = top_dialog()
        button = dialog.findChild(QToolButton, "qt_calendar_monthbutton") if dialog is not None else None
        if isinstance(button, QToolButton) and button.isVisible():
            button.showMenu()
        else:
            QTimer.singleShot(50, choose_month)

    QTimer.singleShot(50, choose_month)
    return open_calendar


def nested_menu(scene: Scene) -> Callable[[], object]:
    """A menu that waits in a loop of its own until something is chosen."""
    page = scene.page()
    menu = QMenu(page)
    menu.addAction(SECRET)
    return lambda: menu.exec(page.mapToGlobal(QPoint(0, 0)))


def question(scene: Scene) -> Callable[[], object]:
    """A question of the program, over the form."""
    page = scene.page()
    return lambda: dialogs.confirm(page, f"Discard {SECRET}?", f"{SECRET} is gone then.", dangerous=True)


def message_over_a_question(scene: Scene) -> Callable[[], object]:
    """Something told, while a question is open below it."""
    page = scene.page()
    QTimer.singleShot(200, lambda: dialogs.inform(page, SECRET, f"{SECRET} was told."))
    return lambda: dialogs.confirm(page, f"Discard {SECRET}?", SECRET)


def print_dialog(scene: Scene) -> Callable[[], object]:
    """The choice of a printer, over the preview."""
    page = scene.print_page()
    page.make_printer = lambda: _printer(scene.saved)
    return page.print_button.click


def _printer(saved: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(saved / "pages.pdf"))
    return printer


def preview(scene: Scene) -> Callable[[], object]:
    """The preview of a record."""
    scene.print_page()
    return lambda: None


def file_dialog(scene: Scene) -> Callable[[], object]:
    """The choice of a file to save a copy in."""
    page = scene.print_page()
    return page.save_button.click


def question_of_the_file_dialog(scene: Scene) -> Callable[[], object]:
    """Qt's own question whether a file is to be replaced, over the choice of a file."""
    page = scene.print_page()
    (scene.saved / f"{SECRET}.pdf").write_bytes(b"")

    def choose() -> None:
        dialog = top_dialog()
        if isinstance(dialog, QFileDialog):
            dialog.setDirectory(str(scene.saved))
            dialog.selectFile(f"{SECRET}.pdf")
            dialog.accept()
        else:
            QTimer.singleShot(50, choose)

    QTimer.singleShot(50, choose)
    return page.save_button.click


def tip(scene: Scene) -> Callable[[], object]:
    """A tip beside the mouse."""
    page = scene.page()
    return lambda: QToolTip.showText(page.mapToGlobal(QPoint(20, 20)), SECRET, page)
