"""A page's long work on the copies: "Stop" ends it; what comes later is neither shown nor left behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6

from ssp_desktop.errors import UserError
from ssp_desktop.services.restore_difference import RestoreStopped
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.tasks import Cancellation

Call = Callable[[Cancellation], Callable[..., Any]]
Failed = Callable[[UserError], object]


class Stoppable:
    """Runs it behind a page's bar.

    Args:
        desk: the way to the services.
        work: the bar.
        stopped: gets the words of work that ended because of "Stop".
    """

    def __init__(self, desk: Desk, work: LongWork, stopped: Failed) -> None:
        self._desk, self._work, self._stopped = desk, work, stopped

    def start(
        self,
        words: str,
        call: Call,
        *,
        done: Callable[[Any], object],
        failed: Failed,
        too_late: Callable[[Any], object] | None = None,
    ) -> None:
        """Show the bar and call the service.

        Args:
            words: what is going on.
            call: makes the call of the service, out of the token that "Stop" cancels.
            done: gets the result.
            failed: gets the words of an error.
            too_late: gets a result that came after "Stop", or after the page was left, instead of ``done``;
                without it, such a result counts and ``done`` tells it.
        """
        token = self._work.begin(words)
        self._desk.run(
            call(token),
            done=partial(self._done, token, done, too_late),
            failed=partial(self._failed, token, failed),
            receiver=self._desk,  # the page may be gone by then: what was made is removed all the same
        )

    def _done(
        self,
        token: Cancellation,
        done: Callable[[Any], object],
        too_late: Callable[[Any], object] | None,
        value: Any,
    ) -> None:
        if token.cancelled and too_late is not None:
            too_late(value)
            self._failed(token, self._stopped, RestoreStopped())
        elif shiboken6.isValid(self._work):
            self._end(token)
            done(value)

    def _failed(self, token: Cancellation, failed: Failed, error: UserError) -> None:
        if not shiboken6.isValid(self._work):
            return
        self._end(token)
        (self._stopped if token.cancelled else failed)(error)

    def _end(self, token: Cancellation) -> None:
        """End the bar, unless other work was begun after "Stop"."""
        if token is self._work.token:
            self._work.end()


def step_of(token: Cancellation) -> Callable[[], None]:
    """Return what a service calls now and then: it ends the work once "Stop" was pressed."""

    def step() -> None:
        if token.cancelled:
            raise RestoreStopped

    return step
