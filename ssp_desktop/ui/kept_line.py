"""The line below a page with a form: when what was typed was last kept, and the way to throw it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssp_desktop.services.clock import in_words, local, local_date
from ssp_desktop.services.page_drafts import PageDraft
from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets import link_button, muted_text


class KeptLine(QWidget):
    """Takes no room while there is no draft."""

    def __init__(self, today: Callable[[], object], discard: Callable[[], object]) -> None:
        super().__init__()
        self._today = today
        self.words = muted_text("")
        self.words.setObjectName("draft_saved")
        self.button = link_button("Discard this draft", discard)
        layout = QHBoxLayout(self)
        em = theme.theme().em
        layout.setContentsMargins(em(1.6), em(0.3), em(1.6), em(0.5))
        layout.addWidget(self.words)
        layout.addWidget(self.button)
        layout.addStretch(1)
        self.hide()

    def show_draft(self, draft: PageDraft) -> None:
        """Say when the draft was saved."""
        same_day = local_date(draft.saved_at) == self._today()
        when = f"{local(draft.saved_at):%H:%M}" if same_day else f"on {in_words(draft.saved_at)}"
        self.words.setText(f"Draft saved {when}")
        self.show()
