"""Lists that leave the store. Columns of the table: see the package."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.features.export_steps import export
from tests.features.rights.calling import Calls

CALLS: Calls = {
    f"exports.export ({name})": partial(export, name=name, path=Path("no such folder") / "list.csv")
    for name in ("contact_logs", "actions", "people", "audit")
}

TABLE = """
exports.export (contact_logs)                     x x x x -
exports.export (actions)                          x x - x -
exports.export (people)                           - - - x x
exports.export (audit)                            - - - x x
"""
