"""How a page follows what changes: it reads again once, and its tables read page by page through the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.record_model import Deliver, Fetch


def follow(desk: Desk, widget: QWidget, read: Callable[[], None], *nouns: str) -> None:
    """Call ``read`` once after any of these nouns changed, however many were announced together.

    Args:
        desk: where changes are announced.
        widget: the page; when it is gone, nobody listens any more.
        read: reads again.
        nouns: which changes matter; none means all of them.
    """
    _Follower(desk, widget, read, nouns)


class _Follower(QObject):
    """Lives and dies with the page."""

    def __init__(self, desk: Desk, page: QWidget, read: Callable[[], None], nouns: tuple[str, ...]) -> None:
        super().__init__(page)
        self._nouns = nouns
        self._tasks = desk.tasks
        self._read = read
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._read_again)
        desk.events.changed.connect(self._changed)

    def _changed(self, noun: str) -> None:
        if not self._nouns or noun in self._nouns:
            self._timer.start()

    def _read_again(self) -> None:
        if not self._tasks.closed:  # what changed while the window was closing is read by nobody
            self._read()


def source(
    desk: Desk,
    widget: QWidget,
    service: Callable[..., Sequence[Any]],
    to_row: Callable[[Any], Any],
    cursor: str = "after",
    **wanted: Any,
) -> Fetch:
    """Return what a ``RecordTable`` reads from: ``service(signed_in, after=…, limit=…)``.

    Args:
        desk: the way to the service.
        widget: the page that shows the rows.
        service: a function of ``services`` that returns one page of records.
        to_row: turns a record into the row that the table shows.
        cursor: what the service calls the place to go on from.
        wanted: the filters.
    """

    def fetch(after: Any, limit: int, deliver: Deliver) -> None:
        def failed(error: UserError) -> None:
            deliver(())
            desk.tasks.tell(error)

        desk.run(
            service,
            done=lambda records: deliver([to_row(each) for each in records]),
            failed=failed,
            receiver=widget,
            limit=limit,
            **{cursor: after},
            **wanted,
        )

    return fetch
