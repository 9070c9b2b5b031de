"""The demo's time: moved by hand while the term is written down, running on by itself afterwards."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from ssp_desktop.services.clock import LONDON


class DemoClock:
    """Tells the time of the invented term. It never goes back, and no two moments are equal."""

    def __init__(self, start: datetime) -> None:
        """Stand at ``start``, a local time without a zone."""
        self._now = start.replace(tzinfo=LONDON).astimezone(UTC)
        self._started: float | None = None

    def __call__(self) -> datetime:
        """Return the time now, aware, in UTC."""
        self._now += timedelta(microseconds=1)
        passed = 0.0 if self._started is None else time.monotonic() - self._started
        return self._now + timedelta(seconds=passed)

    def move_to(self, moment: datetime) -> None:
        """Go forward to ``moment`` (local, without a zone); an earlier one is passed over."""
        self._now = max(self._now, moment.replace(tzinfo=LONDON).astimezone(UTC))

    def run_on(self) -> None:
        """From now on, pass with the real time."""
        self._started = time.monotonic()
