"""Editors for text: one line, many lines, and a child's exact words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Field, Kind
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.editor import Editor
from ssp_desktop.ui.fields.exact import read_around_selection, read_document, read_line
from ssp_desktop.ui.widgets.buttons import link_button
from ssp_desktop.ui.widgets.text import muted_text

# Qt lays out a line as a whole, in time that grows with the square of an unbroken word. Longer text than this
# is kept but not shown in full, so that the window never stops answering.
LONGEST_LINE_SHOWN = 5_000
LONGEST_TEXT_SHOWN = 400_000
LONGEST_PARAGRAPH_SHOWN = 250_000
LONGEST_WORD_SHOWN = 50_000
_BEGINNING = 1_000
_NO_LIMIT = 2**31 - 1

_NEAR_THE_LIMIT = 0.9
_FEWEST_LINES = 4
_MOST_LINES = 16


class HoldingEditor(Editor):
    """Keeps what its control cannot show: exact text as it was set, and text too long to lay out."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec)
        self._original: Any = ""
        self._shown = ""
        self._held: str | None = None
        self._before_held = ""
        self._read_only = False
        self.note = muted_text("", small=True)
        self.note.hide()
        self.take_out = link_button("Take this text out again", self._undo_hold)
        self.take_out.hide()

    def text(self) -> str:
        """Return all of the text, held or shown."""
        if self._held is not None:
            return self._held
        now = self._read()
        return str(self._original) if now == self._shown and isinstance(self._original, str) else now

    def show_text(self, text: str) -> None:
        """Show the text, or its beginning when it is too long to lay out."""
        self._held = None
        self._lock(False)
        if self._too_long(text):
            self._hold(text, before="")
        else:
            self._write(text)
        self._original = text
        self._shown = self._read()
        self._tell_length()

    def hold_pasted(self, text: str, before: str) -> None:
        """Keep a pasted text that is too long to lay out; ``before`` comes back when it is taken out."""
        self._hold(text, before)
        self.changed.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied but not changed."""
        self._read_only = read_only
        self._lock(self._held is not None)

    def _hold(self, text: str, before: str) -> None:
        self._held = text
        self._before_held = before
        self._write(text[:_BEGINNING])
        self._lock(True)
        self._tell_length()

    def _undo_hold(self) -> None:
        self.show_text(self._before_held)
        self.take_focus()
        self.changed.emit()

    def _tell_length(self) -> None:
        words = ""
        if self._held is not None:
            words = (
                f"This text is {len(self._held):,} characters long. All of it is kept, "
                "but only its beginning is shown here."
            )
        elif self.spec.kind in {Kind.LONG_TEXT, Kind.VERBATIM}:
            words = self._length_words()
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.take_out.setVisible(self._held is not None)

    def _length_words(self) -> str:
        length, limit = len(self._read()), self.spec.max_length
        if length > limit:
            return f"{length - limit:,} characters too many."
        # While a child's words are written down nothing else should ask for attention.
        if self.spec.kind is Kind.LONG_TEXT and length > limit * _NEAR_THE_LIMIT:
            return f"{limit - length:,} characters left."
        return ""

    def _too_long(self, text: str) -> bool:
        raise NotImplementedError  # line and box each have their own; Qt's classes take no ABCMeta

    def _read(self) -> str:
        raise NotImplementedError  # line and box each have their own; Qt's classes take no ABCMeta

    def _write(self, text: str) -> None:
        raise NotImplementedError  # line and box each have their own; Qt's classes take no ABCMeta

    def _lock(self, locked: bool) -> None:
        raise NotImplementedError  # line and box each have their own; Qt's classes take no ABCMeta


class _LineLimit(QValidator):
    """Refuses text that a line cannot lay out, and hands it over instead of losing it."""

    overflowed = Signal(str)

    def validate(self, text: str, _place: int) -> Any:
        if len(text) <= LONGEST_LINE_SHOWN:
            return QValidator.State.Acceptable
        QTimer.singleShot(0, self, lambda: self.overflowed.emit(text))
        return QValidator.State.Invalid


class LineEditor(HoldingEditor):
    """TEXT and REFERENCE: one line. ``beside`` takes buttons that help with the answer."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec)
        self.line = QLineEdit()
        self.line.setMaxLength(_NO_LIMIT)
        self._limit = _LineLimit(self.line)
        self.line.setValidator(self._limit)
        self._limit.overflowed.connect(lambda text: self.hold_pasted(text, self._read()))
        self.line.textEdited.connect(self._edited)
        self._name(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.3))
        self.beside = QHBoxLayout()
        self.beside.setSpacing(theme.theme().em(0.6))
        self.beside.addWidget(self.line)
        layout.addLayout(self.beside)
        layout.addWidget(self.note)
        layout.addWidget(self.take_out)

    def value(self) -> Any:
        """Return the text as it was typed."""
        return self.text()

    def set_value(self, value: Any) -> None:
        """Show the text."""
        self.show_text(value if isinstance(value, str) else "")

    def _edited(self) -> None:
        self._tell_length()
        self.changed.emit()

    def _too_long(self, text: str) -> bool:
        return len(text) > LONGEST_LINE_SHOWN

    def _read(self) -> str:
        return read_line(self.line)

    def _write(self, text: str) -> None:
        self.line.setText(text)

    def _lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked or self._read_only)


class _Box(QPlainTextEdit):
    """Many lines; as high as its text, within limits; Tab goes to the next question."""

    overflowed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def fit(self, *_: object) -> None:
        """Take the height of the text: at least 4 lines, at most 16, then it scrolls."""
        lines = round(self.document().size().height())
        shown = min(max(lines, _FEWEST_LINES), _MOST_LINES)
        frame = theme.theme().em(1.2)
        self.setFixedHeight(shown * QFontMetrics(self.font()).lineSpacing() + frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another number of lines."""
        super().resizeEvent(event)
        self.fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop; text that is too long to lay out is handed over instead."""
        if source.hasText() and not self.isReadOnly():
            before, after = read_around_selection(self)
            whole = before + source.text() + after
            if too_long_for_box(whole):
                self.overflowed.emit(whole, read_document(self))
                return
        super().insertFromMimeData(source)


class BoxEditor(HoldingEditor):
    """LONG_TEXT and VERBATIM: many lines."""

    def __init__(self, spec: Field) -> None:
        super().__init__(spec)
        self.box = _Box()
        if spec.kind is Kind.VERBATIM:
            self.box.setProperty("role", "verbatim")
        self._silent = False
        self.box.overflowed.connect(self.hold_pasted)
        self.box.textChanged.connect(self._edited)
        self._name(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.3))
        for each in (self.box, self.note, self.take_out):
            layout.addWidget(each)

    def value(self) -> str:
        """Return the text as it was typed, with line feeds between lines."""
        return self.text()

    def set_value(self, value: Any) -> None:
        """Show the text; undo cannot bring back what was there before."""
        self.show_text(value if isinstance(value, str) else "")

    def _edited(self) -> None:
        if self._silent:
            return
        self._tell_length()
        self.changed.emit()

    def _too_long(self, text: str) -> bool:
        return too_long_for_box(text)

    def _read(self) -> str:
        return read_document(self.box)

    def _write(self, text: str) -> None:
        self._silent = True
        self.box.setPlainText(text)
        self._silent = False

    def _lock(self, locked: bool) -> None:
        self.box.setReadOnly(locked or self._read_only)


def too_long_for_box(text: str) -> bool:
    """Tell whether laying out the text in a box would take longer than a person should wait."""
    if len(text) <= LONGEST_WORD_SHOWN:
        return False
    if len(text) > LONGEST_TEXT_SHOWN:
        return True
    if max(map(len, text.split("\n"))) > LONGEST_PARAGRAPH_SHOWN:
        return True
    return max(map(len, text.split()), default=0) > LONGEST_WORD_SHOWN


def build_text(spec: Field) -> Editor:
    """Return the editor for a text kind."""
    return BoxEditor(spec) if spec.kind in {Kind.LONG_TEXT, Kind.VERBATIM} else LineEditor(spec)


def fixed_width(line: QWidget, characters: int) -> None:
    """Make a line as wide as the answer it expects."""
    character = QFontMetrics(theme.theme().font()).horizontalAdvance("0")
    line.setFixedWidth(character * characters + theme.theme().em(2))
