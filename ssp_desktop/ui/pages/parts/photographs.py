"""The photographs at one place of a record: small pictures with their words, larger on request, one more.

Pictures are shown from memory. Nothing is written to a file, and all of it goes with the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services import attachments
from ssp_desktop.services.attachments import LONGEST_CAPTION, LONGEST_REASON, Owner, Photograph
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, button_row, muted_text, small_button, typed_text

CAPTION = Field(
    "caption",
    "What the photograph shows",
    Kind.TEXT,
    "In a sentence: it is read out to whoever cannot see it, and printed below the picture.",
    required=always,
    max_length=LONGEST_CAPTION,
)
REASON = Field("reason", "Why it is taken off", Kind.TEXT, required=always, max_length=LONGEST_REASON)
_KINDS = "Pictures (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"
_LARGE_EM, _SMALL_EM = 46, 16
_STAYS = (
    "Only the picture is kept, without the place and time that a camera notes. "
    "The file that you chose stays where it is: delete it if it may not stay there."
)


class Photographs(QWidget):
    """The photographs of one place, and the way to add one.

    Args:
        desk: the way to the service.
        owner: the kind of record.
        record_id: the record.
        place: where in the record they belong; may be empty.
        name: what a screen reader says before each control, such as the item's code.
        shown: the photographs of this place.
        may_add: whether this person may add one and take one off.
    """

    def __init__(
        self,
        desk: Desk,
        owner: Owner,
        record_id: int,
        place: str,
        name: str,
        shown: Sequence[Photograph],
        *,
        may_add: bool,
    ) -> None:
        super().__init__()
        self.desk, self.owner, self.record_id, self.place = desk, owner, record_id, place
        self.form: InlineForm | None = None
        self._name = name
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(0.6))
        for each in shown:
            self._layout.addWidget(_PhotographCard(self, each, may_change=may_add))
        self.opener = small_button("Add a photograph", self.open_form)
        self.opener.setAccessibleName(f"{name}: Add a photograph")
        if may_add:
            self._layout.addWidget(button_row(self.opener))

    @property
    def name(self) -> str:
        """What a screen reader says before each control."""
        return self._name

    def typed(self) -> str:
        """Return the description that is being written."""
        return str(self.form.values()[CAPTION.key]) if self.form is not None else ""

    def set_typed(self, caption: str) -> None:
        """Show a description that was being written before."""
        if caption:
            self._asked().set_values({CAPTION.key: caption})

    def open_form(self) -> None:
        """Ask what the photograph shows; the file comes next."""
        next(iter(self._asked().rows.values())).take_focus()

    def _asked(self) -> InlineForm:
        """Return the form, made when it is first asked for: a page has many places."""
        if self.form is None:
            self.form = InlineForm(
                f"photograph {self.place}", (CAPTION,), "Choose the picture and add it", name=self._name
            )
            self.form.submitted.connect(self._choose)
            self._layout.addWidget(muted_text(_STAYS))
            self._layout.addWidget(self.form)
            self.opener.hide()
        return self.form

    def _choose(self, values: dict[str, Any]) -> None:
        path = dialogs.choose_file_to_open(self, "Choose a photograph", _KINDS)
        if path is None:
            self._asked().button.setEnabled(True)
            return
        self.desk.run(
            attachments.add,
            self.owner,
            self.record_id,
            path,
            values[CAPTION.key],
            self.place,
            done=self._added,
            failed=self._refused,
            receiver=self,
        )

    def _added(self, _id: int) -> None:
        """Forget what was typed; the change is announced, and the page reads everything again."""
        self.form = None

    def _refused(self, error: UserError) -> None:
        if self.form is not None:
            self.form.show_problem(error)


class _PhotographCard(Card):
    """One photograph: the picture, what it shows, who added it; larger, or taken off with a reason."""

    def __init__(self, parts: Photographs, shown: Photograph, *, may_change: bool) -> None:
        super().__init__(inner=True)
        self.parts, self.shown = parts, shown
        self.setAccessibleName(f"{parts.name}: photograph, {shown.caption}")
        self.picture = QLabel()
        self.picture.setAccessibleName(f"Photograph: {shown.caption}")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.size_button = small_button("Show larger", self._larger)
        self.size_button.setAccessibleName(f"Show larger: {shown.caption}")
        self.problem = Notice(Tone.ERROR, "")
        self.problem.hide()
        if shown.preview:
            self._show(shown.preview, _SMALL_EM)
            self.add(self.picture)
        elif shown.fault:
            self.add(Notice(Tone.ERROR, shown.fault, "Tell your sergeant, and have the store checked."))
        self.add(typed_text(shown.caption))
        self.add(muted_text(f"Added by {shown.added_by}, {in_words(shown.added_at)}"))
        if shown.removed:
            self.add(typed_text(shown.removed))
        self.add(self.problem)
        buttons: list[QWidget] = [self.size_button] if shown.preview else []
        if may_change and not shown.removed:
            self._form = InlineForm(
                f"take off {shown.id}", (REASON,), "Take it off", name=f"Photograph {shown.caption}"
            )
            self._form.submitted.connect(self._take_off)
            buttons.append(self._form.folded(small_button("Take it off")))
        if buttons:
            self.add(button_row(*buttons))
        if may_change and not shown.removed:
            self.add(self._form)

    def _show(self, jpeg: bytes, widest_em: int) -> None:
        seen = QPixmap.fromImage(QImage.fromData(jpeg))
        widest = theme.theme().em(widest_em)
        if seen.width() > widest:
            seen = seen.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        self.picture.setPixmap(seen)

    def _larger(self) -> None:
        self.parts.desk.run(
            attachments.open_picture,
            self.parts.owner,
            self.shown.id,
            done=self._show_larger,
            failed=self._refused,
            receiver=self,
        )

    def _show_larger(self, jpeg: bytes) -> None:
        self._show(jpeg, _LARGE_EM)
        self.size_button.hide()

    def _take_off(self, values: dict[str, Any]) -> None:
        self.parts.desk.run(
            attachments.take_off,
            self.parts.owner,
            self.shown.id,
            values[REASON.key],
            done=lambda _nothing: None,  # the change is announced, and the page reads everything again
            failed=self._form.show_problem,
            receiver=self,
        )

    def _refused(self, error: UserError) -> None:
        self.problem.show()
        self.problem.show_problem(error)
