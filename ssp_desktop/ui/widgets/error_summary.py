"""ErrorSummary: "There is a problem", with a link to each field (GOV.UK error summary)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ssp_desktop.forms.spec import Problem
from ssp_desktop.ui import theme
from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.buttons import LinkButton, link_button
from ssp_desktop.ui.widgets.text import heading

TITLE = "There is a problem"


class ErrorSummary(QFrame):
    """Lists what has to be put right. Hidden while there is nothing.

    Signals:
        chosen(str): the path of the problem whose link was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(TITLE)
        self._layout = QVBoxLayout(self)
        space = theme.theme().em(1)
        self._layout.setContentsMargins(space, space, space, space)
        self._layout.setSpacing(theme.theme().em(0.3))
        self._layout.addWidget(heading(TITLE, 2))
        self._links: list[LinkButton] = []
        self.hide()

    @property
    def links(self) -> list[LinkButton]:
        """The links, in the order of the problems."""
        return list(self._links)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List the problems, take the focus and have them announced. An empty list hides the summary."""
        self.clear()
        if not problems:
            return
        for problem in problems:
            link = link_button(problem.message, partial(self.chosen.emit, problem.path))
            self._links.append(link)
            self._layout.addWidget(link)
        words = "1 thing to put right" if len(problems) == 1 else f"{len(problems)} things to put right"
        self.setAccessibleName(f"{TITLE}: {words}")
        self.setAccessibleDescription(" ".join(problem.message for problem in problems))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.accessibleName()}. {problems[0].message}", urgent=True)

    def clear(self) -> None:
        """Hide the summary and forget the problems."""
        for link in self._links:
            self._layout.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links.clear()
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription("")
        self.hide()
