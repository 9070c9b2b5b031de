"""SSP Desktop: the record-keeping program for a Safer Schools office."""

from __future__ import annotations

__version__ = "0.1.0"
