"""Things that flow down pages: paragraphs, white space and stacks.

Each is measured for a width (``wrap``), parted where a page ends (``split``) and drawn. The parts of a
parted paragraph belong to one element, so a reader hears one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.lines import Line, Style, Typesetter
from ssp_desktop.reports.tagged.structure import Element

_WIDOW = 2
_SLACK = 0.01
_STRIKE_HEIGHT = 0.10


class Flowable(Protocol):
    """What the pages need to know of anything that is placed on them. All lengths are points."""

    before: float
    after: float
    keep_with_next: bool
    height: float

    def wrap(self, width: float) -> float:
        """Measure for a column ``width`` wide; set and return ``height``."""

    def lead(self) -> float:
        """Return the least height worth beginning with at the foot of a page."""

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Part at ``room``: what fits, what is left. With ``force`` something fits, if it can be parted."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw with the upper left corner at (left, top)."""


class Paragraph:
    """Text in one style, owned by ``element`` (or an artifact, without one).

    It is not reportlab's class of that name and knows no markup: every character is drawn as it stands, so
    there is nothing to escape (tests/reports/test_hostile_text.py).
    """

    def __init__(
        self, text: str, style: Style, element: Element, typesetter: Typesetter, struck: bool = False
    ) -> None:
        self.text = text
        self.style = style
        self.element = element
        self.typesetter = typesetter
        self.struck = struck
        self.before = style.before
        self.after = style.after
        self.keep_with_next = style.keep_with_next
        self.height = 0.0
        self.bookmark: tuple[str, int] | None = None
        self._width = -1.0
        self._is_part = False
        self._lines: list[Line] = []

    def wrap(self, width: float) -> float:
        """Break the text into lines."""
        if width != self._width and not self._is_part:
            self._width = width
            self._lines = self.typesetter.lines(self.text, self.style, width)
        self.height = len(self._lines) * self.style.leading
        return self.height

    def lead(self) -> float:
        """Two lines, or all when there are at most three: nobody likes a line on its own."""
        count = len(self._lines)
        return (count if count <= _WIDOW + 1 else _WIDOW) * self.style.leading

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Part between two lines, with at least two on each side unless forced."""
        count = len(self._lines)
        fit = int((room + _SLACK) // self.style.leading)
        if fit >= count:
            return self, None
        if force:
            fit = max(fit, 1)
        else:
            fit = min(fit, count - _WIDOW)
            if fit < _WIDOW:
                return None, self
        return self._part(0, fit), self._part(fit, count)

    def _part(self, start: int, end: int) -> Paragraph:
        part = Paragraph("", self.style, self.element, self.typesetter, self.struck)
        part._width = self._width
        part._is_part = True
        part._lines = self._lines[start:end]
        part.height = (end - start) * self.style.leading
        part.keep_with_next = False
        part.bookmark = self.bookmark if start == 0 else None
        return part

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Show the lines; struck text is crossed through and stays readable."""
        if self.bookmark:
            canvas.bookmark(*self.bookmark, top + self.style.leading)
        if not any(line.shown for line in self._lines):
            return
        with canvas.content(self.element):
            canvas.text(self._lines, self.style, left, top, self._width)
        if self.struck:
            self._strike(canvas, left, top)

    def _strike(self, canvas: Canvas, left: float, top: float) -> None:
        with canvas.artifact():
            for number, line in enumerate(self._lines):
                start = left + (self._width - line.width if line.right_to_left else 0.0)
                y = top - (number + 0.5) * self.style.leading - self.style.size * _STRIKE_HEIGHT
                canvas.rule(start, y, start + line.width, 0.7)


class Gap:
    """White space, which vanishes at the top of a page."""

    def __init__(self, height: float) -> None:
        self.before = self.after = 0.0
        self.keep_with_next = False
        self.height = height

    def wrap(self, width: float) -> float:
        """Return the height."""
        return self.height

    def lead(self) -> float:
        """Nothing has to fit."""
        return 0.0

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Use up what room there is."""
        return Gap(min(room, self.height)), None

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw nothing."""


class NewPage(Gap):
    """What follows begins on a new page."""

    def __init__(self) -> None:
        super().__init__(0.0)


class Stack:
    """Flowables one below the other."""

    def __init__(self, children: Sequence[Flowable]) -> None:
        self.children = list(children)
        self.before = self.children[0].before if self.children else 0.0
        self.after = self.children[-1].after if self.children else 0.0
        self.keep_with_next = False
        self.height = 0.0

    def wrap(self, width: float) -> float:
        """Measure the children; the space before the first and after the last does not count."""
        self.height = sum(child.wrap(width) for child in self.children) + sum(
            _gap(first, second) for first, second in zip(self.children, self.children[1:], strict=False)
        )
        return self.height

    def lead(self) -> float:
        """The height up to and with the beginning of the first child that may be parted from the next."""
        total = 0.0
        for place, child in enumerate(self.children):
            if not child.keep_with_next:
                return total + child.lead()
            following = self.children[place + 1] if place + 1 < len(self.children) else child
            total += child.height + _gap(child, following)
        return total

    def split(self, room: float, force: bool) -> tuple[Stack | None, Stack | None]:
        """Part between or within the children."""
        used = 0.0
        for place, child in enumerate(self.children):
            if place:
                used += _gap(self.children[place - 1], child)
            if used + child.height > room + _SLACK:
                first, rest = child.split(room - used, force and place == 0)
                if first is None:
                    cut = self._cut_before(place, force)
                    return _measured(self.children[:cut]), _measured(self.children[cut:])
                below = [*([rest] if rest else []), *self.children[place + 1 :]]
                return _measured([*self.children[:place], first]), _measured(below)
            used += child.height
        return self, None

    def _cut_before(self, place: int, force: bool) -> int:
        """Return where to part before a child that does not fit: never right below its label."""
        while place > (1 if force else 0) and self.children[place - 1].keep_with_next:
            place -= 1
        return place

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the children downwards."""
        for place, child in enumerate(self.children):
            if place:
                top -= _gap(self.children[place - 1], child)
            child.draw(canvas, left, top)
            top -= child.height


def _gap(first: Flowable, second: Flowable) -> float:
    return max(first.after, second.before)


def _measured(children: list[Flowable]) -> Stack | None:
    if not children:
        return None
    stack = Stack(children)
    stack.height = sum(child.height for child in children) + sum(
        _gap(first, second) for first, second in zip(children, children[1:], strict=False)
    )
    return stack
