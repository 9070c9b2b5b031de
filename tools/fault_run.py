"""Break everything, a file of the fault suite on each core, and print their tables as one: `make faults`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.faults.tally import TALLY_FILE, Tally
from tools.test_run import ROOT, Outcome, Part, run, run_all, tell_totals

SUITE = ROOT / "tests" / "faults"
# The longest start first.
FIRST = ("test_kills.py", "test_soak.py", "test_io_faults.py")
LONGEST_SECONDS = 3 * 3600


def parts(suite: Path = SUITE) -> list[Part]:
    """Return a part for each file of the suite."""
    names = sorted(path.name for path in suite.glob("test_*.py"))
    ordered = [*(name for name in FIRST if name in names), *(name for name in names if name not in FIRST)]
    return [Part(name, (str(suite / name),)) for name in ordered]


def main(arguments: Sequence[str], suite: Path = SUITE) -> int:
    """Run the suite with pytest's own arguments besides. Returns 0 when every test passed, else 1."""
    with tempfile.TemporaryDirectory() as folder:

        def run_whole(part: Part) -> Outcome:
            kept = str(Path(folder, part.name))
            options = ("-v", "-p", "no:randomly", *arguments)
            return run(part, options, LONGEST_SECONDS, FAULTS="whole", **{TALLY_FILE: kept})

        outcomes = run_all(parts(suite), run_whole)
        tally = Tally()
        for kept in Path(folder).iterdir():
            tally.take(kept)
    print(tally.table())
    return tell_totals(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
