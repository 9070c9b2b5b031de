"""The frame of every page: title, what can be done, and contents that scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.tab_order import order_tabs
from ssp_desktop.ui.widgets.flow import FlowLayout
from ssp_desktop.ui.widgets.text import body_text, heading

# Lines longer than this are hard to read; lists may be as wide as the window.
_READING_WIDTH_EM = 60


class PageFrame(QWidget):
    """A page. Put widgets in with ``add``; everything below the window's menu scrolls as one.

    Args:
        title: the page's heading.
        actions: buttons below the title, wrapping; the blue one first.
        intro: a sentence below the title.
        wide: whether the contents may use the whole width (lists, boards).
        fills: whether the contents fill the height and scroll themselves (a form view, one long table).
        parent: Qt parent.
    """

    def __init__(
        self,
        title: str,
        actions: Sequence[QWidget] = (),
        *,
        intro: str = "",
        wide: bool = False,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title_label = heading(title, 1)
        self.intro_label = body_text(intro)
        self._actions_box = QWidget()
        self._actions = FlowLayout(self._actions_box)
        contents = _Contents()
        contents.setProperty("role", "page_contents")
        contents.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(contents)
        self.body = QVBoxLayout()
        column.addLayout(self.body, 1 if fills else 0)
        space = theme.theme().em(1.6)
        column.setContentsMargins(space, space, space, space)
        self.body.setSpacing(theme.theme().em(1))
        for each in (self.title_label, self.intro_label, self._actions_box):
            self.body.addWidget(each)
        # Only now: a widget that is made visible before it has a parent opens a window of its own.
        self.intro_label.setVisible(bool(intro))
        self._offered: list[QWidget] = []
        self.set_actions(actions)
        if not fills:
            # Not an alignment of the layout: that would keep the height of the widest, unwrapped contents.
            column.addStretch(1)
        if not wide and not fills:
            contents.setMaximumWidth(theme.theme().em(_READING_WIDTH_EM))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(contents)
        outer.addWidget(self.scroll_area)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end of the page; ``stretch`` 1 lets it take the height that is left."""
        self.body.addWidget(widget, stretch)

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self.title_label.setText(title)
        self.title_label.setAccessibleName(title)
        self.setAccessibleName(title)

    def set_intro(self, text: str) -> None:
        """Show another sentence below the title; empty hides it."""
        self.intro_label.setText(text)
        self.intro_label.setVisible(bool(text))

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        """Show other buttons below the title; the old ones are deleted, what was offered stays."""
        while (item := self._actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in self._offered:
                widget.hide()
                widget.deleteLater()
        for each in (*actions, *self._offered):
            self._actions.addWidget(each)
        self._actions_box.setVisible(bool(actions or self._offered))
        if self.isVisible():
            order_tabs(self)

    def offer(self, button: QWidget, card: QWidget) -> None:
        """Put one more button beside the others, and right below them what it opens."""
        self._offered.append(button)
        self._actions.addWidget(button)
        self._actions_box.show()
        self.body.insertWidget(self.body.indexOf(self._actions_box) + 1, card)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the Tab key's way into reading order, whatever was added since."""
        super().showEvent(event)
        order_tabs(self)


class _Contents(QWidget):
    """What scrolls. Its least height is that of the text as it wraps at this width.

    Qt takes the height of the same text at its narrowest, and pages would end in a screen of nothing.
    """

    def minimumSizeHint(self) -> QSize:
        """The narrowest width that works, and the height at the width there is."""
        least = super().minimumSizeHint()
        layout, parent = self.layout(), self.parentWidget()
        if layout is None or parent is None or not layout.hasHeightForWidth():
            return least
        width = max(least.width(), min(parent.width(), self.maximumWidth()))
        return QSize(least.width(), min(least.height(), layout.heightForWidth(width)))


def page_frame(
    title: str, actions: Sequence[QWidget] = (), *, intro: str = "", wide: bool = False, fills: bool = False
) -> PageFrame:
    """Return a page with this title and these buttons: ``PageFrame`` in one call."""
    return PageFrame(title, actions, intro=intro, wide=wide, fills=fills)
