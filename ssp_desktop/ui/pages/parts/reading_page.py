"""A record to read: its title and buttons, a warning when it was changed outside the program, its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log import CHANGED_OUTSIDE
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame

_WHAT_TO_DO = "Do not rely on it. Tell your sergeant, and do not correct it until it is explained."


class Readable(Protocol):
    """A record as it was opened."""

    @property
    def intact(self) -> bool:
        """Whether it still says what was sealed."""


Opened = TypeVar("Opened", bound=Readable)


class ReadingPage(PageFrame, Generic[Opened]):
    """One record. ``place.extra``: ``saved`` is said once as a success.

    A subclass says the ``title``, which services change the noun, and what is shown.
    """

    title: ClassVar[str]

    def __init__(self, noun: str, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.opened: Opened | None = None
        self.notice = Notice(Tone.SUCCESS, "")
        self.notice.hide()
        self.add(self.notice)
        self.contents = PageColumn()
        self.add(self.contents)
        self._said = str(place.extra.pop("saved", ""))
        follow(desk, self, self.refresh, noun)
        self.refresh()

    # --- what a noun says

    def opener(self) -> Callable[..., Opened]:
        """Return the service that opens the record."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def headline(self, opened: Opened) -> str:
        """Return the title, with the record's reference."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def buttons(self, opened: Opened) -> list[QPushButton]:
        """Return what can be done with it."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    def parts(self, opened: Opened) -> Iterator[QWidget]:
        """Yield what is shown of it, from the top."""
        raise NotImplementedError  # each noun has its own; Qt's classes take no ABCMeta

    # --- showing

    def refresh(self) -> None:
        """Read the record again."""
        self.desk.run(self.opener(), self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, opened: Opened) -> None:
        self.opened = opened
        self.set_title(self.headline(opened))
        self.set_intro("")
        self.set_actions(self.buttons(opened))
        self.contents = column_anew(self, self.contents)
        self.contents.fill(self._all(opened))
        if self._said:
            self.notice.show()
            self.notice.show_message(Tone.SUCCESS, self._said, "", say=True)
            self._said = ""

    def _all(self, opened: Opened) -> Iterator[QWidget]:
        if not opened.intact:
            yield Notice(Tone.ERROR, CHANGED_OUTSIDE, _WHAT_TO_DO)
        yield from self.parts(opened)
