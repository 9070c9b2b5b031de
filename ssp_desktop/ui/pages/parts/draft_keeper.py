"""Keeping what is typed: a draft in the encrypted store, a few seconds after the last change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services import drafts
from ssp_desktop.services.drafts import DraftPlace, DraftSummary, Position
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk

SAVE_AFTER_MS = 3_000


class DraftKeeper(QObject):
    """Saves one draft, in the order in which it was typed, and outlives its page until the last save is done.

    A lock does not wait for a save on its way: the one after it is handed over at once, and the draft's
    id is remembered on the database thread, so that both stand before the store is closed.

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
        collect: Callable[[], tuple[dict[str, Any], DraftPlace, Position | None]],
        memory: dict[str, Any],
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = page
        self._spec = spec
        self._collect = collect
        self._memory = memory
        self._dirty = False
        self._saving = 0
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._paused)
        page.destroyed.connect(self._page_gone)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that no save has taken yet."""
        return self._dirty

    def touch(self) -> None:
        """Something was typed: save when the person pauses."""
        self._dirty = True
        self._timer.start()

    def _paused(self) -> None:
        if not self._desk.tasks.closed:  # a page that is left has saved; the pause ran out while closing
            self.save()

    def save(self) -> None:
        """Save now, after what is on its way."""
        self._timer.stop()
        self._dirty = False
        self._saving += 1
        values, place, at = self._collect()
        keep = partial(_keep, spec=self._spec, place=place, values=values, at=at, memory=self._memory)
        self._desk.run(keep, done=self._kept, failed=self._not_kept)

    def save_if_dirty(self) -> None:
        """Save what no save has taken yet."""
        if self._dirty:
            self.save()

    def submit(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[UserError], object],
        **kwargs: Any,
    ) -> None:
        """Save what no save has taken yet, then have the record stored, which takes the draft with it.

        Both are asked for at once, in this order: nothing that comes meanwhile, a lock even, finds words that
        no save has taken, so that no save comes after the submission; and one that fails leaves the draft.

        Args:
            function: a function of ``services`` that submits; it is told ``draft_id`` and returns what was
                made, with its ``id``.
            args: handed to it.
            done: called with what it returned.
            failed: called with a UserError.
            kwargs: handed to it.
        """
        self.save_if_dirty()
        self._timer.stop()
        self._memory.setdefault("submitted", None)  # no other thread changes how many there are
        self._desk.run(_submit, function, self._memory, *args, done=done, failed=failed, **kwargs)

    def discard(self, done: Callable[[None], object], failed: Callable[[UserError], object]) -> None:
        """Throw the draft away, after every save that is on its way; save nothing more."""
        self._timer.stop()
        self._dirty = False
        self._desk.run(_discard, self._memory, done=done, failed=failed)

    def forget(self) -> None:
        """The draft is no more: submitted or discarded."""
        self._timer.stop()
        self._dirty = False
        self._memory.pop("draft_id", None)

    def _kept(self, summary: DraftSummary) -> None:
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
        self._saving -= 1
        if not self._saving and not shiboken6.isValid(self._page):
            self.deleteLater()

    def _page_gone(self) -> None:
        self._timer.stop()
        if not self._saving:
            self.deleteLater()


def _keep(
    signed_in: SignedIn,
    *,
    spec: FormSpec,
    place: DraftPlace,
    values: dict[str, Any],
    at: Position | None,
    memory: dict[str, Any],
) -> DraftSummary:
    """On the database thread: save, and remember which draft it is even when nobody waits any more."""
    summary = drafts.save(signed_in, spec, place, values, _draft_in(memory), at)
    memory["draft_id"] = summary.id
    return summary


def _submit(
    signed_in: SignedIn, function: Callable[..., Any], memory: dict[str, Any], *args: Any, **kwargs: Any
) -> Any:
    """On the database thread: submit, and remember that it is done even when nobody waits any more."""
    made = function(signed_in, *args, draft_id=_draft_in(memory), **kwargs)
    memory["submitted"] = made.id
    return made


def _discard(signed_in: SignedIn, memory: dict[str, Any]) -> None:
    """On the database thread: only there it is known which draft the last save has made."""
    found = _draft_in(memory)
    if found is not None:
        drafts.discard(signed_in, found)


def _draft_in(memory: dict[str, Any]) -> int | None:
    found = memory.get("draft_id")
    return found if isinstance(found, int) else None
