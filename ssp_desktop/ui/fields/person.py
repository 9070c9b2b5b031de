"""Editor for a person of the program: chosen by name, stored by account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ssp_desktop.forms.spec import Field
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.fields.editor import Editor


@dataclass(frozen=True)
class PersonChoice:
    """Somebody who can be chosen: account id, full name, and role in words."""

    account_id: int
    name: str
    role_label: str


class PersonEditor(Editor):
    """PERSON: one of the accounts."""

    def __init__(self, spec: Field, people: Sequence[PersonChoice]) -> None:
        super().__init__(spec)
        entries = [(f"{each.name}, {each.role_label}", each.account_id) for each in people]
        self.combo = CalmCombo(entries, None)
        self._name(self.combo)
        line = self.combo.lineEdit()
        if line is not None:
            self._name(line)
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.editingFinished.connect(self.changed)
        self.combo.activated.connect(lambda _index: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)

    def value(self) -> int | None:
        """Return the account id; a name that is in no account counts as not answered."""
        chosen = self.combo.value()
        return chosen if isinstance(chosen, int) else None

    def set_value(self, value: Any) -> None:
        """Show the person; one who is not offered any more is kept."""
        self.combo.set_value(value, unknown="A person who is not in the list")
