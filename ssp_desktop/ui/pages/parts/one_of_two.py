"""A page that is one of two behind one entry of the menu, such as a list, or one record of it."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui.desk import Place

Shown = TypeVar("Shown", bound=QWidget)


class OneOfTwo(QWidget, Generic[Shown]):
    """Stands for the page that it shows; a subclass says the ``title`` and chooses."""

    title: ClassVar[str]

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        self._page: Any = shown  # a page as the shell knows it; Qt's classes take no protocol
        self.setAccessibleName(self.title)
        self.setFocusProxy(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(shown)

    @property
    def place(self) -> Place:
        """How to come back to what is shown now."""
        place: Place = self._page.place
        return place

    @property
    def keeps_while_typing(self) -> bool:
        """Whether what is typed on the page shown is to be looked at again and again."""
        return bool(getattr(self._page, "keeps_while_typing", False))

    def refresh(self) -> None:
        """Read again."""
        self._page.refresh()

    def leaving(self) -> None:
        """Keep what was typed."""
        self._page.leaving()
