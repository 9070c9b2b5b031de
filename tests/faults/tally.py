"""The table of the fault suite: what was broken, how often, and what was found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

TALLY_FILE = "FAULTS_TALLY"
"""The environment's name for a file in which a run keeps its lines, for ``make faults`` to put together."""


@dataclass(frozen=True)
class Row:
    """One line: what was broken, how often, and how often it was not as it should be."""

    kind: str
    what: str
    cases: int
    faults: int

    @property
    def found(self) -> str:
        """What was found, for a person."""
        if self.faults:
            return f"{self.faults:,} FAULTS"
        return "as it should be" if self.cases else "NOT TRIED: this machine does not allow it"


class Tally:
    """Collects the table's lines while the tests run."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, kind: str, what: str, cases: int, faults: int = 0) -> None:
        """Note how many cases of a kind were tried and how many were not as they should be."""
        self.rows.append(Row(kind, what, cases, faults))

    def keep(self, file: Path) -> None:
        """Write the lines into a file."""
        file.write_text(json.dumps([asdict(row) for row in self.rows]), encoding="utf-8")

    def take(self, file: Path) -> None:
        """Add the lines that another run has kept."""
        self.rows += [Row(**row) for row in json.loads(file.read_text(encoding="utf-8"))]

    def summed(self) -> list[Row]:
        """Return one line for each kind of thing that was broken."""
        found: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            so_far = found.get((row.kind, row.what), Row(row.kind, row.what, 0, 0))
            found[row.kind, row.what] = replace(
                so_far, cases=so_far.cases + row.cases, faults=so_far.faults + row.faults
            )
        return [found[key] for key in sorted(found)]

    def table(self) -> str:
        """Return the lines for a person, and their sum."""
        lines = [f"{row.kind:<18}{row.what:<52}{row.cases:>8,}  {row.found}" for row in self.summed()]
        cases, faults = sum(row.cases for row in self.rows), sum(row.faults for row in self.rows)
        return "\n".join([*lines, f"{'In all':<70}{cases:>8,}  {faults:,} faults"])
