"""What has something around it or beside it: boxes, quotations, list items, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.flowables import Flowable, Paragraph, Stack
from ssp_desktop.reports.tagged.structure import Element

_LEAD_OF_BOX = 60.0


@dataclass(frozen=True)
class Border:
    """The room around a boxed stack, in points, and what is painted there."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    paint: Literal["frame", "bar", "none"] = "none"


class Box:
    """A stack with room around it, a frame, or a bar down its left side."""

    def __init__(self, content: Stack, border: Border, before: float = 4.0, after: float = 10.0) -> None:
        self.content = content
        self.border = border
        self.before = before
        self.after = after
        self.keep_with_next = False
        self.height = 0.0
        self._width = 0.0

    def wrap(self, width: float) -> float:
        """Measure the content within the border."""
        self._width = width
        inner = self.content.wrap(width - self.border.left - self.border.right)
        self.height = inner + self.border.top + self.border.bottom
        return self.height

    def lead(self) -> float:
        """A small box is kept whole; a large one begins with its first lines."""
        if self.height <= _LEAD_OF_BOX:
            return self.height
        return self.content.lead() + self.border.top + self.border.bottom

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Part the content; both parts keep the border."""
        above, below = self.content.split(room - self.border.top - self.border.bottom, force)
        return self._part(above), self._part(below)

    def _part(self, content: Stack | None) -> Box | None:
        if content is None:
            return None
        part = Box(content, self.border, self.before, self.after)
        part._width = self._width
        part.height = content.height + self.border.top + self.border.bottom
        return part

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Paint the border, then the content."""
        if self.border.paint == "frame":
            with canvas.artifact():
                canvas.frame(left, top, self._width, self.height, 1.4)
        elif self.border.paint == "bar":
            with canvas.artifact():
                canvas.block(left, top, 2.5, self.height, 0.55)
        self.content.draw(canvas, left + self.border.left, top - self.border.top)


class ListItem(Box):
    """A list item: its label stands beside the first line."""

    def __init__(self, label: Paragraph | None, content: Stack, indent: float) -> None:
        super().__init__(content, Border(left=indent), 0.0, 3.0)
        self.label = label

    def _part(self, content: Stack | None) -> Box | None:
        if content is None:
            return None
        part = ListItem(None, content, self.border.left)
        part._width = self._width
        part.height = content.height
        return part

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Part the content; the label stays with the first part."""
        above, below = super().split(room, force)
        if not isinstance(above, ListItem):
            return None, self
        above.label = self.label
        return above, below

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the label and the content."""
        if self.label:
            self.label.wrap(self.border.left)
            self.label.draw(canvas, left + 4.0, top)
        super().draw(canvas, left, top)


class Figure:
    """A picture; without words that stand for it, it is decoration."""

    def __init__(self, name: str, size: tuple[float, float], element: Element | None) -> None:
        self.name = name
        self.element = element
        self.before, self.after = 4.0, 10.0
        self.keep_with_next = False
        self._size = size
        self.height = size[1]

    def wrap(self, width: float) -> float:
        """Make the picture no wider than the column."""
        wide, high = self._size
        scale = min(1.0, width / wide)
        self._size = (wide * scale, high * scale)
        self.height = high * scale
        return self.height

    def lead(self) -> float:
        """A picture is never parted."""
        return self.height

    def split(self, room: float, force: bool) -> tuple[Flowable | None, Flowable | None]:
        """Move to the next page, or stand out over the edge where there is none."""
        return (self, None) if force else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Place the picture, and tell its element where it stands."""
        wide, high = self._size
        if self.element is None:
            with canvas.artifact():
                canvas.picture(self.name, left, top, wide, high)
            return
        box = f"{left:.2f} {top - high:.2f} {left + wide:.2f} {top:.2f}"
        self.element.attributes = f"<</O/Layout/Placement/Block/BBox[{box}]>>"
        with canvas.content(self.element):
            canvas.picture(self.name, left, top, wide, high)
