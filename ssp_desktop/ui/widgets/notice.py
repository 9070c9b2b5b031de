"""A message inside the page: a word that says what kind it is, a title, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.ui import theme
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets.accessibility import announce, restyle
from ssp_desktop.ui.widgets.text import body_text, breakable, heading, styled_text

_WORDS = {
    Tone.INFORMATION: "Information",
    Tone.SUCCESS: "Success",
    Tone.WARNING: "Warning",
    Tone.ERROR: "Problem",
    Tone.NEUTRAL: "Note",
}


class Notice(QFrame):
    """A banner that stays in the page: ``Notice(Tone.WARNING, "The SPOC has not signed", "Ask them")``."""

    def __init__(self, tone: Tone, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        layout = QVBoxLayout(self)
        space = theme.theme().em(0.7)
        layout.setContentsMargins(theme.theme().em(1), space, theme.theme().em(1), space)
        layout.setSpacing(theme.theme().em(0.25))
        self._word = styled_text("", "group")
        self._title = heading("", 3)
        self._text = body_text("")
        for each in (self._word, self._title, self._text):
            layout.addWidget(each)
        self._layout = layout
        self.show_message(tone, title, text)

    def show_message(self, tone: Tone, title: str, text: str = "", *, say: bool = False) -> None:
        """Change the message; ``say`` has a screen reader say it, which also a fresh banner wants."""
        self._word.setText(_WORDS[tone])
        self._title.setText(breakable(title))
        self._text.setText(breakable(text))
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{_WORDS[tone]}: {title} {text}".strip())
        restyle(self, tone=tone.value)
        # Qt does not look again at the labels, whose colour hangs on the banner's tone.
        for each in (self._word, self._title, self._text):
            restyle(each)
        if say:
            announce(self, self.accessibleName(), urgent=tone is Tone.ERROR)

    def show_problem(self, error: UserError) -> None:
        """Show and announce what happened and what to do."""
        self.show_message(Tone.ERROR, error.what_happened, error.what_to_do, say=True)

    def add(self, widget: QWidget) -> None:
        """Put a button or link below the text."""
        self._layout.addWidget(widget)

    @property
    def message(self) -> str:
        """All words of the banner, as a screen reader is given them."""
        return self.accessibleName()
