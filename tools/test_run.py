"""Run the whole suite, one part on each core: `make test`.

Each part is a pytest of its own in a private desktop of its own (`tools/desktop_session`), so that no two
share a screen, a keyring or a clipboard. Prints each part's result as it ends, what failed in full, and one
line of totals; leaves `coverage.json` over all parts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / ".coverage.parts"
REPORT = ROOT / "coverage.json"
FILES_IN_A_PART = 8
# The longest start first, so that no core is left alone with one of them at the end.
FIRST = ("tests/test_accessibility.py", "tests/faults", "tests/program", "tests/journeys", "tests/test_")
NO_TESTS = 5
# No part needs a quarter of it. What waits for ever, such as for a keyring that is gone, is ended and told.
LONGEST_SECONDS = 1500
_COUNT = re.compile(r"(\d+) (passed|failed|error|skipped|xfailed|xpassed|deselected)")


@dataclass(frozen=True)
class Part:
    """Some test files that run in one process."""

    name: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a part ended; ``output`` is all that pytest printed."""

    part: Part
    status: int
    seconds: float
    output: str

    @property
    def counts(self) -> Counter[str]:
        """What pytest counted, from the last line that counts anything."""
        for line in reversed(self.output.splitlines()):
            if found := _COUNT.findall(line):
                return Counter({word: int(number) for number, word in found})
        return Counter()


def parts(files: Sequence[str]) -> list[Part]:
    """Return the test files in parts: the slow ones alone, the rest of a folder a few at a time."""
    folders: dict[str, list[str]] = {}
    for file in sorted(files):
        top = file.count("/") == 1
        folders.setdefault(file if top else file.rsplit("/", 1)[0], []).append(file)
    made = [
        Part(f"{folder} {start // FILES_IN_A_PART + 1}", tuple(inside[start : start + FILES_IN_A_PART]))
        for folder, inside in folders.items()
        for start in range(0, len(inside), FILES_IN_A_PART)
    ]
    return sorted(made, key=_place)


def _place(part: Part) -> int:
    return next((place for place, start in enumerate(FIRST) if part.name.startswith(start)), len(FIRST))


def run(
    part: Part, options: Sequence[str] = (), longest: float = LONGEST_SECONDS, **environment: str
) -> Outcome:
    """Run one part in a desktop of its own; end it after `longest` seconds."""
    command = [
        str(ROOT / "tools" / "desktop_session"),
        sys.executable,
        *("-m", "pytest", "-p", "no:cacheprovider"),
        *options,
        *part.files,
    ]
    started = time.monotonic()
    going = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    try:
        output, _ = going.communicate(timeout=longest)
    except subprocess.TimeoutExpired:
        going.terminate()  # the desktop takes its own processes along
        output, _ = going.communicate()
        output += f"\nEnded after {longest:.0f} s.\n"
    status = 0 if going.returncode == NO_TESTS else going.returncode
    return Outcome(part, status, time.monotonic() - started, output)


def run_measured(part: Part) -> Outcome:
    """Run one part and leave what it covered in a folder of its own."""
    data = MEASURED / re.sub(r"\W+", "_", part.name) / ".coverage"
    data.parent.mkdir(parents=True)
    return run(part, ("-q", "--cov", "--cov-report="), COVERAGE_FILE=str(data))


def tell(outcome: Outcome) -> None:
    """Print how a part ended; all it printed when it failed."""
    if outcome.status:
        print(outcome.output)
    counted = ", ".join(f"{number} {word}" for word, number in outcome.counts.items()) or "nothing run"
    word = "FAILED" if outcome.status else "ok"
    print(f"{word:<7}{outcome.part.name}: {counted} in {outcome.seconds:.0f} s", flush=True)


def run_all(made: Sequence[Part], how: Callable[[Part], Outcome]) -> list[Outcome]:
    """Run the parts, one on each core; tell each result as it comes."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for future in as_completed([pool.submit(how, part) for part in made]):
            outcomes.append(future.result())
            tell(outcomes[-1])
    return outcomes


def tell_totals(outcomes: Sequence[Outcome]) -> int:
    """Print one line for all parts. Returns 0 when every test passed, else 1."""
    totals = sum((each.counts for each in outcomes), Counter[str]())
    failed = totals["failed"] + totals["error"] + sum(not each.counts for each in outcomes if each.status)
    print(f"total: {totals['passed']} passed, {failed} failed, {totals['skipped']} skipped")
    return int(any(each.status for each in outcomes))


def combine() -> None:
    """Put what the parts measured into one report."""
    coverage = [sys.executable, "-m", "coverage"]
    data = sorted(str(path) for path in MEASURED.glob("*/.coverage*"))
    whole = {**os.environ, "COVERAGE_FILE": str(MEASURED / ".coverage")}
    subprocess.run([*coverage, "combine", "-q", *data], cwd=ROOT, env=whole, check=True)
    subprocess.run([*coverage, "json", "-q", "-o", str(REPORT)], cwd=ROOT, env=whole, check=True)
    shutil.rmtree(MEASURED)


def main() -> int:
    """Run all parts. Returns 0 when every test passed, else 1."""
    shutil.rmtree(MEASURED, ignore_errors=True)
    REPORT.unlink(missing_ok=True)
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    outcomes = run_all(parts(files), run_measured)
    combine()
    return tell_totals(outcomes)


if __name__ == "__main__":
    sys.exit(main())
