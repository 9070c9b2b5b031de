"""A process with the shim in it, for tests to ask: ``python -m tests.faults.serving BENCH WORK``.

It reads a request on each line of its input and answers with a line of JSON. Everything is imported once and
each password derived once; each point is a fork.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from tests.faults import failing, guessing, killing, scenarios, shim, surroundings
from tests.faults.bench import Bench, worked_out_once
from tests.faults.killing import Result
from tests.faults.scenarios import Scenario

PROJECT = Path(__file__).parents[2]
Run = Callable[[Scenario, Bench, Path, int], Result]
HOW: dict[str, Run] = {
    "kill": killing.run,
    "fail": failing.run,
    "memory": surroundings.little_memory,
    "fill": surroundings.fill_up,
    "read only": surroundings.read_only,
    "guess": guessing.run,
}


class Breaker:
    """The other end: asks the process and waits for its answer."""

    def __init__(self, library: Path, built: Bench, work: Path) -> None:
        work.mkdir()
        self._told = work / "stderr"
        with self._told.open("w") as told:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.serving", built.root, work],
                cwd=PROJECT,
                env=shim.environment(library),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
            )

    def ask(self, how: str, name: str, every: int) -> Result:
        """Have one scenario killed or failed at every ``every``-th call."""
        _end(self._process.stdin).write(f"{how}\t{name}\t{every}\n")
        _end(self._process.stdin).flush()
        answer = _end(self._process.stdout).readline()
        assert answer, self._told.read_text(encoding="utf-8")
        return Result(**json.loads(answer))

    def close(self) -> None:
        """End the process."""
        _end(self._process.stdin).close()
        self._process.wait(60)
        _end(self._process.stdout).close()


def _end(pipe: IO[Any] | None) -> IO[Any]:
    assert pipe is not None
    return pipe


def main(built_root: str, work: str) -> None:
    """Answer requests until the input ends."""
    built = Bench(Path(built_root), Path(built_root, "recovery key").read_text(encoding="utf-8"))
    with worked_out_once():
        for line in sys.stdin:
            how, name, every = line.rstrip("\n").split("\t")
            result = HOW[how](scenarios.named(name), built, Path(work), int(every))
            print(json.dumps(asdict(result)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
