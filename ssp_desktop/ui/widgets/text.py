"""Headings and running text. Everything is ``Qt.PlainText``: what a person typed is never interpreted."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

# A word longer than this gets places where the line may break, so that it cannot push a page wide.
_LONGEST_WORD = 24
# 0 and O, 1 and I differ in these. What Windows calls its fixed font is thin and has serifs, or is not there.
_EVEN_LETTERS = ("Consolas", "Menlo", "DejaVu Sans Mono")
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_BREAK_HERE = "\u200b"
_LINE_ENDS = re.compile(rf"[\s{_BREAK_HERE}]+")


def heading(text: str, level: int = 1, parent: QWidget | None = None) -> QLabel:
    """Return a heading of level 1 (page), 2 (section) or 3 (group)."""
    label = _label(text, f"heading{level}", parent)
    label.setAccessibleName(text)
    return label


def body_text(text: str, parent: QWidget | None = None) -> QLabel:
    """Return a paragraph of the program's own words."""
    return _label(text, "body", parent)


def muted_text(text: str, parent: QWidget | None = None, *, small: bool = False) -> QLabel:
    """Return a paragraph in a quieter colour: help, dates, sources."""
    return _label(text, "small" if small else "muted", parent)


def typed_text(text: str, parent: QWidget | None = None) -> QLabel:
    """Return text that a person typed: breaks anywhere, can be selected with the mouse."""
    label = _label(breakable(text), "body", parent)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def styled_text(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """Return a label in one of the style sheet's roles (``label``, ``error``, ``key``, ``group``)."""
    return _label(text, role, parent)


def use_even_letters(label: QLabel) -> None:
    """Give a label letters of one width: for a code that somebody copies from the screen."""
    there = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    family = next((each for each in _EVEN_LETTERS if each in there), system)
    # The style sheet sets the size; only the letters' width is ours.
    label.setStyleSheet(f'font-family: "{family}";')


def breakable(text: str) -> str:
    """Put a zero-width space after every 24 characters of a longer word, so that it can wrap."""

    def cut(match: re.Match[str]) -> str:
        run = match[0]
        pieces = [run[place : place + _LONGEST_WORD] for place in range(0, len(run), _LONGEST_WORD)]
        return _BREAK_HERE.join(pieces)

    return _LONG_RUN.sub(cut, text)


def buddy_text(text: str) -> str:
    """Return ``text`` for a label that has a buddy: there a single & would become a shortcut."""
    return text.replace("&", "&&")


class TextLabel(QLabel):
    """A label that wraps and asks for no more than its longest word and one line.

    Qt's own minimum is the height of the text in a narrow column; a scrolled page of many labels would keep
    that as empty room at its end.
    """

    def minimumSizeHint(self) -> QSize:
        """The longest word, one line high; the layout asks for the height of the real width."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in _LINE_ENDS.split(self.text())), default=0)
        return QSize(longest + 2, metrics.height())


def _label(text: str, role: str, parent: QWidget | None) -> QLabel:
    label = TextLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
