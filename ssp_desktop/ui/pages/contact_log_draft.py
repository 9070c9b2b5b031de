"""Keeping what is typed: a draft in the encrypted store, a few seconds after the last change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services import drafts
from ssp_desktop.services.drafts import DraftPlace, DraftSummary
from ssp_desktop.ui.desk import Desk

SAVE_AFTER_MS = 3_000


class DraftKeeper(QObject):
    """Saves one draft, one save at a time, and outlives its page until the last save is done.

    Args:
        desk: the way to the database; the keeper lives with it, so that a page may go while a save is on
            its way.
        page: when it is gone, the keeper goes after its last save.
        spec: the form of the draft.
        collect: returns what is to be kept, and where it belongs. Asked only while the page is there.
        memory: the page's ``place.extra``: it learns the draft's id, so that coming back opens the draft.

    Signals:
        saved(object): the DraftSummary, after each save.
        failed(object): the UserError when a draft could not be kept.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        spec: FormSpec,
        collect: Callable[[], tuple[dict[str, Any], DraftPlace]],
        memory: dict[str, Any],
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = page
        self._spec = spec
        self._collect = collect
        self._memory = memory
        self._dirty = False
        self._saving = False
        self._waiting: tuple[dict[str, Any], DraftPlace] | None = None
        self._then: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        page.destroyed.connect(self._page_gone)

    @property
    def draft_id(self) -> int | None:
        """The draft's id, None before the first save."""
        found = self._memory.get("draft_id")
        return found if isinstance(found, int) else None

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that no save has taken yet."""
        return self._dirty

    def touch(self) -> None:
        """Something was typed: save when the person pauses."""
        self._dirty = True
        self._timer.start()

    def save(self) -> None:
        """Save now; while another save is on its way, save again when that is done."""
        self._timer.stop()
        self._dirty = False
        wanted = self._collect()
        if self._saving:
            self._waiting = wanted
        else:
            self._start(wanted)

    def save_if_dirty(self) -> None:
        """Save what no save has taken yet."""
        if self._dirty:
            self.save()

    def settle(self, then: Callable[[], object]) -> None:
        """Save nothing more, and call ``then`` when no save is on its way any more.

        After it ``draft_id`` names the draft that a submission or a discard has to take with it.
        """
        self._timer.stop()
        self._waiting = None
        if self._saving:
            self._then = then
        else:
            then()

    def forget(self) -> None:
        """The draft is no more: submitted or discarded."""
        self._timer.stop()
        self._dirty = False
        self._memory.pop("draft_id", None)

    def _start(self, wanted: tuple[dict[str, Any], DraftPlace]) -> None:
        self._saving = True
        values, place = wanted
        self._desk.run(
            drafts.save,
            self._spec,
            place,
            values,
            self.draft_id,
            done=self._kept,
            failed=self._not_kept,
        )

    def _kept(self, summary: DraftSummary) -> None:
        self._memory["draft_id"] = summary.id
        self.saved.emit(summary)
        self._next()

    def _not_kept(self, error: UserError) -> None:
        self._dirty = True
        if shiboken6.isValid(self._page):
            self.failed.emit(error)
        else:
            self._desk.tasks.tell(error)
        self._next()

    def _next(self) -> None:
        self._saving = False
        waiting, self._waiting = self._waiting, None
        then, self._then = self._then, None
        if then is not None:
            then()
        elif waiting is not None:
            self._start(waiting)
        elif not shiboken6.isValid(self._page):
            self.deleteLater()

    def _page_gone(self) -> None:
        self._timer.stop()
        if not self._saving:
            self.deleteLater()
