"""Slow work off the GUI thread: one thread that owns the database, two more for work without it.

Results come back on the GUI thread, in the order in which the work was asked for. Callbacks never leave the
GUI thread: the worker is handed a number, so no widget can be kept alive or destroyed by another thread.
"""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ssp_desktop.errors import Fault, UserError
from ssp_desktop.ui import garbage
from ssp_desktop.ui.faults import report_fault

BUSY_AFTER_MS = 300


class Cancelled(Exception):
    """Raised by ``Cancellation.check`` inside work that the person stopped."""


class Cancellation:
    """A token for long work: the screen calls ``cancel``, the work calls ``check`` now and then."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop. Neither ``done`` nor ``failed`` will be called."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled when ``cancel`` was called."""
        if self.cancelled:
            raise Cancelled


@dataclass(frozen=True)
class _Job:
    """The GUI thread's half of a piece of work."""

    done: Callable[[Any], object]
    failed: Callable[[Exception], object] | None
    receivers: tuple[QObject, ...]
    token: Cancellation


@dataclass(frozen=True)
class _Work:
    """The worker's half: nothing in it belongs to the screen."""

    number: int
    function: Callable[[], Any]
    token: Cancellation


@dataclass(frozen=True)
class _Outcome:
    number: int
    value: Any = None
    error: Exception | None = None


class Tasks(QObject):
    """Runs functions on other threads and hands the results to the screen.

    Signals:
        problem(UserError): work failed for a reason that the person can put right, and nobody else took it.
        fault(FaultReport): work failed through a mistake of ours; it is logged under the report's number.
        busy(bool): True when work has been going on for 300 ms, False when all of it is done.
        progress(int, int): steps done and steps in all, as told by ``report_progress``.
    """

    problem = Signal(object)
    fault = Signal(object)
    busy = Signal(bool)
    progress = Signal(int, int)
    _arrived = Signal()
    _progressed = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        garbage.keep_on_gui_thread()
        self._jobs: dict[int, _Job] = {}
        self._next_number = 0
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._closed = False
        self._shown_busy = False
        self._busy_timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self._outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
        self._arrived.connect(self._deliver_next, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self.progress, Qt.ConnectionType.QueuedConnection)
        self._aside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="aside")
        self._worker = threading.Thread(target=self._work, name="database", daemon=True)
        self._worker.start()

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
        receiver: QObject | None = None,
        token: Cancellation | None = None,
        **kwargs: Any,
    ) -> Cancellation:
        """Run ``function(*args, **kwargs)`` on the thread that owns the database.

        Args:
            function: what to run; it must not touch a widget.
            args: handed to ``function``.
            done: called on the GUI thread with what ``function`` returned.
            failed: called on the GUI thread with the exception. Without it, a UserError goes to ``problem``
                and anything else to ``fault``.
            receiver: the widget that ``done`` speaks to, when ``done`` is not one of its methods. When it has
                been destroyed meanwhile, the result is dropped.
            token: the caller's own cancellation token, when ``function`` is to look at it as well.
            kwargs: handed to ``function``.

        Returns:
            The cancellation token. Raises Fault after ``drain``.
        """
        work = self._book(functools.partial(function, *args, **kwargs), done, failed, receiver, token)
        self._queue.put(work)
        return work.token

    def run_aside(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
        receiver: QObject | None = None,
        token: Cancellation | None = None,
        **kwargs: Any,
    ) -> Cancellation:
        """Like ``run``, for work without the database (drawing a PDF, reading a file). Order is not kept."""
        work = self._book(functools.partial(function, *args, **kwargs), done, failed, receiver, token)
        self._aside.submit(self._run_one, work)
        return work.token

    def report_progress(self, steps_done: int, steps: int) -> None:
        """Tell the screen how far the work is. May be called from any thread; pass it to ``function``."""
        self._progressed.emit(steps_done, steps)

    @property
    def idle(self) -> bool:
        """Whether no work is waiting, running or undelivered."""
        return not self._jobs

    def tell(self, error: Exception) -> None:
        """Tell an error that a ``failed`` callback cannot deal with: to ``problem`` or to ``fault``."""
        if isinstance(error, UserError):
            self.problem.emit(error)
        else:
            self.fault.emit(report_fault(error))

    def drain(self) -> None:
        """Finish what was asked for, deliver it, and end the threads. Nothing can be run afterwards."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._worker.join()
        self._aside.shutdown(wait=True)
        while not self._outcomes.empty():
            self._deliver_next()

    def finish(self) -> list[UserError]:
        """Wait until the database thread has done what was asked for so far, and deliver it.

        Unlike after ``drain``, more can be asked for. Returns the errors that must not go unnoticed.
        """
        reached = threading.Event()
        self.run(reached.set, done=_nothing)
        reached.wait()
        grave = []
        while not self._outcomes.empty():
            error = self._deliver_next()
            if isinstance(error, UserError) and error.told_to_whoever_comes:
                grave.append(error)
        return grave

    @property
    def closed(self) -> bool:
        """Whether the program has begun to close, so that nothing more may be asked for."""
        return self._closed

    # --- on the GUI thread

    def _book(
        self,
        function: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None,
        receiver: QObject | None,
        token: Cancellation | None,
    ) -> _Work:
        if self._closed:
            raise Fault("work was asked for after the program began to close")
        self._next_number += 1
        receivers = tuple(each for each in (receiver, owner_of(done), owner_of(failed)) if each is not None)
        work = _Work(self._next_number, function, token or Cancellation())
        self._jobs[work.number] = _Job(done, failed, receivers, work.token)
        if not self._shown_busy and not self._busy_timer.isActive():
            self._busy_timer.start()
        return work

    @Slot()
    def _deliver_next(self) -> Exception | None:
        # One outcome for each signal: when a callback raises, those behind it still have theirs.
        # After ``drain`` has emptied the queue, late signals find nothing left to do.
        try:
            outcome = self._outcomes.get_nowait()
        except queue.Empty:
            return None
        job = self._jobs.pop(outcome.number)
        self._settle()
        if job.token.cancelled or not all(shiboken6.isValid(each) for each in job.receivers):
            self._tell_if_it_matters(outcome.error)
        elif outcome.error is None:
            job.done(outcome.value)
        elif not isinstance(outcome.error, Cancelled):
            self._tell(job, outcome.error)
        return outcome.error

    def _tell_if_it_matters(self, error: Exception | None) -> None:
        """Whoever asked is gone: log our own mistakes, and tell what must not go unnoticed."""
        if isinstance(error, UserError):
            if error.told_to_whoever_comes:
                self.problem.emit(error)
        elif error is not None and not isinstance(error, Cancelled):
            report_fault(error)

    def _tell(self, job: _Job, error: Exception) -> None:
        if job.failed is not None:
            job.failed(error)
        else:
            self.tell(error)

    def _settle(self) -> None:
        if self._jobs:
            return
        self._busy_timer.stop()
        if self._shown_busy:
            self._shown_busy = False
            self.busy.emit(False)

    @Slot()
    def _show_busy(self) -> None:
        self._shown_busy = True
        self.busy.emit(True)

    # --- on the worker threads

    def _work(self) -> None:
        while (work := self._queue.get()) is not None:
            self._run_one(work)
            del work  # what it holds must not wait here for the next: after a lock, that is the session

    def _run_one(self, work: _Work) -> None:
        self._outcomes.put(_outcome_of(work))
        self._arrived.emit()


def _outcome_of(work: _Work) -> _Outcome:
    try:
        work.token.check()
        return _Outcome(work.number, value=work.function())
    except Exception as error:
        # Every failure is carried to the GUI thread and told there: to ``failed``, ``problem`` or ``fault``.
        return _Outcome(work.number, error=error)


def owner_of(callback: Callable[..., object] | None) -> QObject | None:
    """Return the object whose method ``callback`` is, looking through ``functools.partial``."""
    while isinstance(callback, functools.partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def _nothing(_value: object) -> None:
    """What was waited for is done; nobody needs a result."""
