"""The kinds of record that can be disposed of, in one table.

To make a noun disposable: one entry in ``disposable_events`` or ``disposable_arrangements``, one
``[[retention]]`` in the presets, a line in ``ui/pages/retention_places.py``, ``disposed.refusal`` where it is
opened by its number, and in a migration the guards of its parts and of tables that are append only.
"""

from __future__ import annotations

from ssp_desktop.services.disposable_arrangements import ARRANGEMENTS
from ssp_desktop.services.disposable_events import EVENTS

KINDS = (*EVENTS, *ARRANGEMENTS)
BY_NOUN = {kind.noun: kind for kind in KINDS}
