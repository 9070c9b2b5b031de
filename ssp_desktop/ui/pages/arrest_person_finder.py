"""Looking the person of an arrest plan up in the register, so that their name need not be typed again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ssp_desktop.errors import UserError
from ssp_desktop.services import register
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.register import RegisterEntry
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    LinkButton,
    Notice,
    breakable,
    button_row,
    link_button,
    muted_text,
    secondary_button,
)
from ssp_desktop.ui.widgets.accessibility import announce

_NOBODY = "Nobody in the register has such a name. Enter the person below."


class PersonFinder(Card):
    """A line to type in, and the people found as links.

    Signals:
        chosen(RegisterEntry): the person to write the plan about.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Find the person in the records")
        self._desk = desk
        self.links: list[LinkButton] = []
        self.line = QLineEdit()
        self.line.setAccessibleName("Name in the register")
        self.line.setPlaceholderText("Beginning of a name")
        self.line.setMinimumWidth(theme.theme().em(16))
        self.line.returnPressed.connect(self.search)
        self.button = secondary_button("Find", self.search)
        self.notice = Notice(Tone.ERROR, "")
        self.notice.hide()
        self.words = muted_text("")
        self.words.hide()
        self.add(button_row(self.line, self.button))
        self.add(self.notice)
        self.add(self.words)

    def search(self) -> None:
        """Look for what stands in the line."""
        self.notice.hide()
        self._desk.run(
            register.find_people, self.line.text(), done=self._show, failed=self._refused, receiver=self
        )

    def _show(self, found: tuple[RegisterEntry, ...]) -> None:
        self._clear()
        for each in found:
            link = link_button(breakable(_words(each)), partial(self._choose, each))
            self.links.append(link)
            self.add(link)
            link.show()
        self._say("" if found else _NOBODY)
        announce(self.line, f"{len(found)} found" if found else _NOBODY)

    def _choose(self, entry: RegisterEntry) -> None:
        self._clear()
        self._say(f"Chosen: {_words(entry)}")
        self.chosen.emit(entry)

    def _refused(self, error: UserError) -> None:
        self.notice.show()
        self.notice.show_problem(error)

    def _say(self, words: str) -> None:
        self.words.setText(breakable(words))
        self.words.setVisible(bool(words))

    def _clear(self) -> None:
        for link in self.links:
            self.body.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []


def _words(entry: RegisterEntry) -> str:
    born = f", born {day_in_words(entry.date_of_birth)}" if entry.date_of_birth else ""
    known = f" (\u201c{entry.known_as}\u201d)" if entry.known_as else ""
    return f"{entry.given_name} {entry.family_name}{known}{born}"
