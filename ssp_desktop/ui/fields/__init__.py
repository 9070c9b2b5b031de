"""One editor for each kind of question, and the one function that builds a form row."""

from __future__ import annotations

from ssp_desktop.ui.fields.editor import Editor
from ssp_desktop.ui.fields.person import PersonChoice
from ssp_desktop.ui.fields.row import FieldRow, build_row

__all__ = ["Editor", "FieldRow", "PersonChoice", "build_row"]
