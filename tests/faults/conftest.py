"""The fault suite: a sample with every run of the tests, the whole with ``make faults``, and its table."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

from tests.faults import shim
from tests.faults.bench import Bench, build_bench
from tests.faults.serving import Breaker
from tests.faults.tally import TALLY_FILE, Tally

WHOLE = os.environ.get("FAULTS") == "whole"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders there get a name of their own from tempfile
SECONDS_FOR_THE_WHOLE = 7_200


_TALLY = pytest.StashKey[Tally]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_TALLY] = Tally()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long ones to ``make faults``, where everything may take its time."""
    long = [item for item in items if item.get_closest_marker("whole") is not None]
    if WHOLE:  # before a test's own time limit, which is meant for the sample
        for item in items:
            item.add_marker(pytest.mark.timeout(SECONDS_FOR_THE_WHOLE), append=False)
    elif long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    tally = config.stash[_TALLY]
    if not tally.rows:
        return
    if kept := os.environ.get(TALLY_FILE):
        tally.keep(Path(kept))
    terminalreporter.section("faults" if WHOLE else "faults: a sample; the whole with make faults")
    terminalreporter.write_line(tally.table())


@pytest.fixture(scope="session")
def tally(pytestconfig: pytest.Config) -> Tally:
    """Where a test notes its cases for the table."""
    return pytestconfig.stash[_TALLY]


@pytest.fixture(scope="session")
def memory_folder() -> Iterator[Path]:
    """A folder that is quick to flush: what is tested is the order of the calls, not the disk."""
    folder = Path(
        tempfile.mkdtemp(prefix="faults-", dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None)
    )
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def library(memory_folder: Path) -> Path:
    """The shim, built."""
    return shim.build(memory_folder)


@pytest.fixture(scope="session")
def built(memory_folder: Path) -> Bench:
    """A bench with a store and everybody in it; never changed, only copied."""
    bench = build_bench(memory_folder / "built")
    (bench.root / "recovery key").write_text(bench.recovery_key, encoding="utf-8")
    return bench


@pytest.fixture(scope="session")
def breaker(library: Path, built: Bench, memory_folder: Path) -> Iterator[Breaker]:
    """The process that is killed and refused."""
    breaker = Breaker(library, built, memory_folder / "work")
    yield breaker
    breaker.close()


@pytest.fixture
def bench(built: Bench, memory_folder: Path) -> Bench:
    """A copy of the bench for one test."""
    return built.copy_to(memory_folder / "bench")
