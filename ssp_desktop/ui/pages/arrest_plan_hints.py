"""What follows from age, day and time while an arrest plan is being written: said at once, refused later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.forms.arrest_plan_age import AGE_OF_RESPONSIBILITY, age_of, age_words
from ssp_desktop.services.bell_times import Timing
from ssp_desktop.ui import theme
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice


class ArrestHints(QWidget):
    """Two notices above the form; each is there only while there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.age = Notice(Tone.INFORMATION, "")
        self.timing = Notice(Tone.INFORMATION, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.theme().em(0.5))
        for notice in (self.age, self.timing):
            notice.hide()
            layout.addWidget(notice)

    def show_age(self, values: Mapping[str, Any]) -> None:
        """Say what the age on that day means."""
        words, age = age_words(values), age_of(values)
        too_young = age is not None and age < AGE_OF_RESPONSIBILITY
        _show(self.age, Tone.ERROR if too_young else Tone.INFORMATION, words)

    def show_timing(self, timing: Timing | None) -> None:
        """Say how day and time fit the school; None takes it away."""
        if timing is None:
            self.timing.hide()
            return
        more = "Choose a time in a lesson, or write why it has to be then." if timing.needs_reason else ""
        _show(self.timing, Tone.WARNING if more else Tone.INFORMATION, f"{timing.words} {more}".strip())


def _show(notice: Notice, tone: Tone, words: str) -> None:
    notice.setVisible(bool(words))
    if words:
        title, _, text = words.partition(": ")
        notice.show_message(tone, title, f"{text[:1].upper()}{text[1:]}")
