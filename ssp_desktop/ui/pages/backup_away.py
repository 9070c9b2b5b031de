"""The card about the copy that is put away, on the page "Backup and restore"."""

from __future__ import annotations

from typing import Any

from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services import copy_away
from ssp_desktop.services.clock import day_in_words, in_words, local_date
from ssp_desktop.services.copy_away import LONGEST_PLACE, CopyAway
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.backup_words import OFF_THE_PC
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, KeyValueTable, Notice, body_text

_TITLE = "The copy that is put away"
_WHERE = Field(
    "where",
    "Where the copy lies",
    Kind.TEXT,
    "In words, such as “encrypted disk 2, in the safe of the sergeant's office”. It stands in the audit log. "
    "Do not write a password or the recovery key.",
    required=always,
    max_length=LONGEST_PLACE,
)
_DUE = "It is time to put a copy away that is not connected to this PC."


class CopyPutAway(Card):
    """Who put a copy away last, when and where; and "I put a copy away"."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE)
        self._desk = desk
        self.notice = Notice(Tone.WARNING, "")
        self.notice.hide()
        self.rows = KeyValueTable()
        self.form = InlineForm("put_away", (_WHERE,), "I put a copy away", name=_TITLE)
        self.form.submitted.connect(self._put_away)
        for each in (body_text(OFF_THE_PC), self.notice, self.rows, self.form):
            self.add(each)

    def refresh(self) -> None:
        """Read again how it stands."""
        self._desk.run(copy_away.state, done=self._show)

    def _show(self, away: CopyAway) -> None:
        due_on = day_in_words(local_date(away.due_at))
        rows = [("Last put away", in_words(away.at) if away.at else "Never")]
        if away.at is not None:
            rows += [("By", away.who), ("Where", away.where)]
        self.rows.set_rows([*rows, ("Next one due by", due_on)])
        self.notice.setVisible(away.due)
        if away.due:
            self.notice.show_message(Tone.WARNING, _DUE, f"It was due on {due_on}.")

    def _put_away(self, answers: dict[str, Any]) -> None:
        self._desk.run(
            copy_away.put_away, str(answers["where"]), done=self._noted, failed=self.form.show_problem
        )

    def _noted(self, _nothing: object) -> None:
        self.form.rows["where"].set_value("")
        self.form.button.setEnabled(True)
        self.refresh()
