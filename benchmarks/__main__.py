"""``python -m benchmarks``: prints a line per figure and writes them to ``bench-out/figures.txt``.

``--quick`` measures small stores a few times, in under a minute. ``--only NAME`` runs one group.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import auditing, evaluation, packaged, papers, reading, saving, screens, starting
from benchmarks.ground import QUICK, Ground, Sizes
from benchmarks.measure import Line

OUT = Path("bench-out")
GROUPS: dict[str, Callable[[Ground], Iterator[Line]]] = {
    "start": starting.run,
    "package": packaged.run,
    "screen": screens.run,
    "save": saving.run,
    "read": reading.run,
    "figures": evaluation.run,
    "paper": papers.run,
    "audit": auditing.run,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure everything. Returns 0; a missed aim is told, not punished: other machines are slower."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small stores, few runs")
    parser.add_argument("--only", choices=sorted(GROUPS), action="append", help="one group; may be repeated")
    chosen = parser.parse_args(arguments)
    # Started as a user starts it: with its bytecode on disk.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    OUT.mkdir(exist_ok=True)
    with (OUT / "figures.txt").open("w", encoding="utf-8") as kept:

        def tell(words: str) -> None:
            sys.stdout.write(words + "\n")
            sys.stdout.flush()
            kept.write(words + "\n")

        _measure(QUICK if chosen.quick else Sizes(), chosen.only or list(GROUPS), tell)
    return 0


def _measure(sizes: Sizes, groups: list[str], tell: Callable[[str], None]) -> None:
    started = time.monotonic()
    tell(
        f"SSP Desktop, CPython {platform.python_version()}, {os.cpu_count()} processors; medians of n runs "
        f"in turns with the yardstick, after a warm-up."
    )
    with tempfile.TemporaryDirectory(prefix="ssp-bench-") as folder, Ground(Path(folder), sizes) as ground:
        ground.build()
        tell(f"Stores built in {time.monotonic() - started:.0f} s: {', '.join(f'{n:,}' for n in sizes.logs)}")
        missed = []
        for name in groups:
            for line in GROUPS[name](ground):
                tell(str(line))
                missed += [] if line.met else [line.name]
    tell(f"Aims missed: {', '.join(missed) or 'none'}. Took {time.monotonic() - started:.0f} s.")


if __name__ == "__main__":
    sys.exit(main())
