"""Failed sign-ins: a growing delay, at most ten guesses in five minutes, never a lock for good.

The guess is written down before it is checked, so ending the program does not make it free. The file holds
finder tags (see ``slots.finder_tag``), not user names, and a count over all names, so that unknown names
count, too.

Time is measured by two clocks: the wall clock, which a person can set, and the clock that counts since the PC
was started, which nobody can. Setting the wall clock forwards gains nothing while the PC runs; setting it
back costs at most the five minutes that anybody waits.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ssp_desktop.errors import UserError
from ssp_desktop.security.atomic_file import atomic_write, remove_leftovers
from ssp_desktop.security.canonical import canonical_json
from ssp_desktop.security.failures import TooManyAttempts

FILE_NAME: Final = "attempts.json"
WINDOW_MS: Final = 5 * 60 * 1000
MOST_GUESSES: Final = 10
_FREE_GUESSES: Final = 2
_LONGEST_DELAY_MS: Final = 60_000
_LARGEST: Final = 256 * 1024
_MOST_TAGS: Final = 500
_EVERYBODY: Final = "*"


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed guesses before a success: for this account since its last success, and over all names."""

    this_account: int
    all_names: int


@dataclass
class _Record:
    """``failures`` since the last success; ``guesses`` in the window as (wall, since start) milliseconds."""

    failures: int = 0
    guesses: list[tuple[int, int]] = field(default_factory=list)


def _wall() -> int:
    return time.time_ns() // 1_000_000


def _since_start() -> int:
    return time.monotonic_ns() // 1_000_000


class Attempts:
    """The record of failed sign-ins of one store. Every call reads the file: it survives a restart."""

    def __init__(
        self,
        folder: Path,
        wall: Callable[[], int] = _wall,
        since_start: Callable[[], int] = _since_start,
    ) -> None:
        """Keep the record in ``folder``; the clocks give whole milliseconds."""
        self._path = folder / FILE_NAME
        self._wall = wall
        self._since_start = since_start

    def wait_seconds(self, tag: str) -> int:
        """Return how many whole seconds a sign-in under this finder tag must still wait; 0 for none."""
        return self._wait(self._load(), tag)

    def begin(self, tag: str) -> None:
        """Write down a guess *before* it is checked.

        Raises:
            TooManyAttempts: it is too soon; the guess must not be checked, and is not counted.
            UserError: it cannot be written down, so it must not be checked.
        """
        records = self._load()
        wait = self._wait(records, tag)
        if wait:
            raise TooManyAttempts(wait)
        for name in (tag, _EVERYBODY):
            record = records.setdefault(name, _Record())
            record.failures += 1
            record.guesses.append((self._wall(), self._since_start()))
        self._save(records, tag)

    def succeeded(self, tag: str) -> Failures:
        """Take back the last guess, which was right; return the failures before it, to be audited.

        Raises:
            UserError: it cannot be written down.
        """
        records = self._load()
        own = records.pop(tag, _Record(failures=1))
        everybody = records.setdefault(_EVERYBODY, _Record(failures=1))
        counted = Failures(max(own.failures - 1, 0), max(everybody.failures - 1, 0))
        everybody.failures = 0
        del everybody.guesses[-1:]
        self._save(records, tag)
        return counted

    def _wait(self, records: dict[str, _Record], tag: str) -> int:
        everybody, own = records.get(_EVERYBODY, _Record()), records.get(tag, _Record())
        rest = max(self._window_rest(everybody), self._window_rest(own), self._delay_rest(own))
        return -(-rest // 1000)

    def _window_rest(self, record: _Record) -> int:
        recent = sorted(self._age(guess) for guess in record.guesses)
        if len(recent) < MOST_GUESSES:
            return 0
        return max(WINDOW_MS - recent[MOST_GUESSES - 1], 0)

    def _delay_rest(self, record: _Record) -> int:
        if record.failures <= _FREE_GUESSES or not record.guesses:
            return 0
        delay = min(1000 << min(record.failures - _FREE_GUESSES, 10), _LONGEST_DELAY_MS)
        return max(delay - min(self._age(guess) for guess in record.guesses), 0)

    def _age(self, guess: tuple[int, int]) -> int:
        """Return the milliseconds since a guess, by the clock that shows the shorter possible time."""
        by_wall, by_start = self._wall() - guess[0], self._since_start() - guess[1]
        if by_start < 0:  # the PC was started again since
            return max(by_wall, 0)
        return by_start if by_wall < 0 else min(by_wall, by_start)

    def _load(self) -> dict[str, _Record]:
        remove_leftovers(self._path)
        try:
            too_large = self._path.stat().st_size > _LARGEST
            content = b"" if too_large else self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError:
            raise _not_recorded() from None
        try:
            records = _parsed(content)
        except (ValueError, RecursionError):
            return self._start_again()
        for record in records.values():
            record.guesses = [guess for guess in record.guesses if self._age(guess) < WINDOW_MS]
        return self._settled(records)

    def _settled(self, records: dict[str, _Record]) -> dict[str, _Record]:
        """Bring guesses that both clocks place in the future (restart, wall clock set back) to now."""
        now = self._wall(), self._since_start()
        moved = False
        for record in records.values():
            for index, guess in enumerate(record.guesses):
                if guess[0] > now[0] and guess[1] > now[1]:
                    record.guesses[index], moved = now, True
        if moved:
            self._save(records, _EVERYBODY)
        return records

    def _start_again(self) -> dict[str, _Record]:
        """A damaged file costs one full wait, so that damaging it is no way round the delay."""
        now = self._wall(), self._since_start()
        records = {_EVERYBODY: _Record(failures=0, guesses=[now] * MOST_GUESSES)}
        self._save(records, _EVERYBODY)
        return records

    def _save(self, records: dict[str, _Record], newest: str) -> None:
        names = [name for name in records if name not in (newest, _EVERYBODY)]
        for name in names[: max(len(names) - _MOST_TAGS, 0)]:
            del records[name]
        if newest in records and newest != _EVERYBODY:
            records[newest] = records.pop(newest)
        body = {
            name: {"failures": record.failures, "guesses": [list(guess) for guess in record.guesses]}
            for name, record in records.items()
        }
        order: list[object] = list(body)
        try:
            atomic_write(self._path, canonical_json({"version": 1, "order": order, "records": body}))
        except OSError:
            raise _not_recorded() from None


def _not_recorded() -> UserError:
    return UserError(
        "The attempt to sign in could not be recorded, so it was not made.",
        "Check that the disk is not full and that you may write to the folder of the store.",
    )


def _parsed(content: bytes) -> dict[str, _Record]:
    body = json.loads(content.decode("utf-8"))
    if not isinstance(body, dict) or body.get("version") != 1:
        raise ValueError("not a record of attempts")
    order, records = body.get("order"), body.get("records")
    if (
        not isinstance(order, list)
        or not isinstance(records, dict)
        or sorted(records) != sorted(map(str, order))
    ):
        raise ValueError("names do not match")
    return {name: _record(records[name]) for name in order}


def _record(value: object) -> _Record:
    if not isinstance(value, dict) or not _is_count(value.get("failures")):
        raise ValueError("not a record")
    guesses = value.get("guesses")
    if not isinstance(guesses, list) or len(guesses) > MOST_GUESSES:
        raise ValueError("not a list of guesses")
    return _Record(value["failures"], [_guess(guess) for guess in guesses])


def _guess(value: object) -> tuple[int, int]:
    if (
        not isinstance(value, list)
        or len(value) != len(("wall", "since start"))
        or not all(map(_is_count, value))
    ):
        raise ValueError("not a guess")
    return value[0], value[1]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
