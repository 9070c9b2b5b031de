"""``build_row``: the one function that turns a ``Field`` into label, help, error text and editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ssp_desktop.forms.spec import Audience, Field, Kind
from ssp_desktop.ui import theme
from ssp_desktop.ui.fields.choice import (
    ChoiceEditor,
    ChoicesEditor,
    ConfirmationEditor,
    build_rating,
    build_yes_no,
)
from ssp_desktop.ui.fields.editor import Editor, Wording, as_written
from ssp_desktop.ui.fields.parsed import DateEditor, NumberEditor, TimeEditor
from ssp_desktop.ui.fields.person import PersonChoice, PersonEditor
from ssp_desktop.ui.fields.text import build_text
from ssp_desktop.ui.widgets.accessibility import announce, restyle
from ssp_desktop.ui.widgets.text import breakable, buddy_text, muted_text, styled_text

_FORMATS = {
    Kind.DATE: "Day, month and year, for example 27/3/2026.",
    Kind.TIME: "24-hour clock, for example 14:05.",
    Kind.NUMBER: "A whole number, in digits.",
    Kind.VERBATIM: "Write down the exact words, without correcting them.",
}


class FieldRow(QFrame):
    """One question on the screen. Make it with ``build_row``.

    Signals:
        changed(): the answer may have changed by the person's hand.
    """

    changed = Signal()

    def __init__(self, spec: Field, editor: Editor, *, name: str) -> None:
        super().__init__()
        self.spec = spec
        self.editor = editor
        self.setProperty("role", "row")
        self.setObjectName(f"row_{spec.key}")
        self._name = name
        self._required: bool | None = None
        self._read_only = False
        self._message = ""
        self.label = styled_text(spec.label, "label")
        self.help = muted_text(self._help_text())
        self.error_label = styled_text("", "error")
        self.error_label.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(0.35))
        for each in (self.label, self.help, self.error_label, self.editor):
            self._layout.addWidget(each)
        self.help.setVisible(bool(self.help.text()))
        self.label.setVisible(spec.kind is not Kind.CONFIRMATION)
        self.label.setBuddy(editor.focus_target())
        editor.set_name(name)
        editor.changed.connect(self.changed)
        self.set_required(False)

    def value(self) -> Any:
        """Return the answer."""
        return self.editor.value()

    def typed(self) -> Any:
        """Return the answer with what is hidden in it at the moment."""
        return self.editor.typed()

    def set_value(self, value: Any) -> None:
        """Show an answer."""
        self.editor.set_value(value)

    def set_required(self, required: bool) -> None:
        """Say "(required)" or "(optional)" behind the question."""
        if required is self._required:
            return
        self._required = required
        self._show_label()

    def set_read_only(self, read_only: bool) -> None:
        """Let the answer be read but not changed."""
        self._read_only = read_only
        self.editor.set_read_only(read_only)
        self._show_label()

    def set_name(self, name: str) -> None:
        """Give the controls another name, such as "Pupil 2: Date of birth"."""
        self._name = name
        self.editor.set_name(name)

    @property
    def error(self) -> str:
        """What is wrong, empty when nothing is."""
        return self._message

    def set_error(self, message: str, *, say: bool = False) -> None:
        """Show what is wrong beside the field; empty takes it away. ``say`` has it announced."""
        self._message = message
        self.error_label.setText(f"Error: {breakable(message)}" if message else "")
        self.error_label.setVisible(bool(message))
        self.editor.set_wrong(bool(message))
        restyle(self, wrong="true" if message else "false")
        space = theme.theme().em(0.8) if message else 0
        self._layout.setContentsMargins(space, 0, 0, 0)
        self._describe()
        if message and say:
            announce(self.editor.focus_target(), f"Error: {message}", urgent=True)

    def take_focus(self) -> None:
        """Put the keyboard into the answer."""
        self.editor.take_focus()

    def wipe(self) -> None:
        """Forget the answer and the error."""
        self.set_error("")
        self.editor.wipe()

    def _show_label(self) -> None:
        mark = "required" if self._required else "optional"
        text = self.spec.label if self._read_only else f"{self.spec.label} ({mark})"
        self.label.setText(buddy_text(text))
        if isinstance(self.editor, ConfirmationEditor):
            self.editor.tick.setText(text)
        self._describe()

    def _describe(self) -> None:
        parts = [f"Error: {self._message}" if self._message else ""]
        if not self._read_only:
            parts.append("Required." if self._required else "Optional.")
        parts.append(self.help.text())
        self.editor.set_description(" ".join(part for part in parts if part))

    def _help_text(self) -> str:
        parts = [self.spec.help, _FORMATS.get(self.spec.kind, "")]
        if self.spec.guidance:
            parts.append(f"See {self.spec.guidance}.")
        if self.spec.audience is Audience.POLICE:
            parts.append("Only the police see this answer.")
        return " ".join(part for part in parts if part)


def build_row(
    spec: Field,
    *,
    people: Sequence[PersonChoice] = (),
    wording: Wording = as_written,
    show_police: bool = True,
    prefix: str = "",
) -> FieldRow:
    """Build the row for one question: label with buddy, help, error text, editor, accessible names.

    Args:
        spec: the question; its label and help are shown as they stand.
        people: who can be chosen for PERSON.
        wording: renames the choices' labels for a force's preset.
        show_police: whether columns for the police only are shown (ROWS).
        prefix: what stands before the label in accessible names, such as "Pupil 2".
    """
    name = f"{prefix}: {spec.label}" if prefix else spec.label
    makers: dict[Kind, Callable[[], Editor]] = {
        Kind.DATE: lambda: DateEditor(spec),
        Kind.TIME: lambda: TimeEditor(spec),
        Kind.NUMBER: lambda: NumberEditor(spec),
        Kind.CHOICE: lambda: ChoiceEditor(spec, wording),
        Kind.CHOICES: lambda: ChoicesEditor(spec, wording),
        Kind.YES_NO: lambda: build_yes_no(spec, wording),
        Kind.RATING: lambda: build_rating(spec),
        Kind.CONFIRMATION: lambda: ConfirmationEditor(spec),
        Kind.PERSON: lambda: PersonEditor(spec, people),
        Kind.ROWS: lambda: _build_rows(spec, people, wording, show_police),
    }
    editor = makers.get(spec.kind, lambda: build_text(spec))()
    return FieldRow(spec, editor, name=name)


def _build_rows(spec: Field, people: Sequence[PersonChoice], wording: Wording, show_police: bool) -> Editor:
    # Rows are made of rows: the import the other way round stands at the top of rows.py.
    from ssp_desktop.ui.fields.rows import RowsEditor

    def build(column: Field, prefix: str) -> FieldRow:
        return build_row(column, people=people, wording=wording, show_police=show_police, prefix=prefix)

    return RowsEditor(spec, build, show_police=show_police)
