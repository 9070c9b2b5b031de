"""Submitting a contact log, against the same rows and the same bytes written by the bare driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event

from benchmarks.ground import Ground
from benchmarks.measure import Line, medians
from benchmarks.texts import family_name, given_name, narrative
from ssp_desktop.database.connection import connect
from ssp_desktop.services import contact_logs
from ssp_desktop.services.signed_in import SignedIn
from tests.stores import contact_values, pupil

WARM_UP = 3
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Recorder:
    """Keeps the writing statements of the program's last transaction, so that they can be written again."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.statements: list[tuple[str, Any]] = []
        event.listen(signed_in.database.engine, "before_cursor_execute", self._keep)

    @property
    def size(self) -> int:
        """How many bytes of text and numbers the kept statements carry."""
        return sum(len(str(value).encode()) for _sql, values in self.statements for value in values)

    def _keep(
        self, _connection: object, _cursor: object, sql: str, values: Any, _context: object, many: bool
    ) -> None:
        if sql.lstrip().startswith(_WRITES):
            self.statements.extend((sql, each) for each in (values if many else [values]))


def run(ground: Ground) -> Iterator[Line]:
    """Yield a submission in a small and in the largest store."""
    smallest, largest = ground.sizes.logs[0], ground.sizes.largest
    program, twin = ground.copy(smallest, "save-program"), ground.copy(smallest, "save-bare")
    officer = ground.officer(program)
    recorder = Recorder(officer)
    big = ground.officer(ground.store(largest))
    # The twin's sign-in writes an audit entry of its own: it is a copy of the file after the program's.
    (twin / _database(twin)).write_bytes((program / _database(program)).read_bytes())
    again = connect(twin / _database(twin), officer.database_key)
    try:
        works = [
            _submission(officer, recorder),
            lambda: _write(again, recorder.statements),
            _one_row(again, recorder),
            _submission(big, None),
        ]
        saved, same_rows, one_row, at_largest = medians(works, ground.sizes.saves, warm_up=WARM_UP)
    finally:
        again.close()
        ground.close(program)
    runs = ground.sizes.saves
    kib = recorder.size / 1024
    yield Line(
        "save: submit a contact log", saved, "bare commit of the same rows", same_rows, runs=runs, aim=2
    )
    yield Line(
        "save: submit a contact log", saved, f"bare commit of one row of {kib:.1f} KiB", one_row, runs=runs
    )
    yield Line(f"save: flat to {largest:,}", at_largest, f"at {smallest:,} logs", saved, runs=runs, aim=1.5)


def _database(store: Path) -> str:
    return next(store.glob("*.db")).name


def _submission(signed_in: SignedIn, recorder: Recorder | None) -> Callable[[], object]:
    """Return a submission with words of its own each time, so that no page is written twice."""
    numbers = iter(range(10_000))

    def submit() -> object:
        number = next(numbers)
        values = contact_values(
            account=narrative(number, 200),
            assessment=narrative(number + 1, 60),
            pupils=(pupil(given_name=given_name(number), family_name=family_name(number * 13)),),
        )
        if recorder is not None:
            recorder.statements.clear()
        return contact_logs.submit(signed_in, values, partnership_id=1)

    return submit


def _write(driver: Any, statements: list[tuple[str, Any]]) -> None:
    driver.execute("BEGIN")
    for sql, values in statements:
        driver.execute(sql, values).fetchall()
    driver.execute("COMMIT")


def _one_row(driver: Any, recorder: Recorder) -> Callable[[], object]:
    driver.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, words BLOB)")

    def write() -> None:
        _write(driver, [("INSERT INTO plain (words) VALUES (?)", (bytes(recorder.size),))])

    return write
