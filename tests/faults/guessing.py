"""Guesses passwords again and again and is killed between the guesses: how many are really checked?

For the process of ``serving.py``. A guess that is checked is one that reaches the slow derivation.
"""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from unittest.mock import patch

from ssp_desktop.errors import UserError
from ssp_desktop.security import kdf, slots
from ssp_desktop.security.attempts import MOST_GUESSES, WINDOW_MS
from ssp_desktop.services import sign_in
from tests.faults.bench import Bench
from tests.faults.killing import Result, in_a_child
from tests.faults.scenarios import Scenario
from tests.faults.shim import Mode, armed

SECONDS = WINDOW_MS / 1000


def run(_scenario: Scenario, built: Bench, work: Path, guesses: int) -> Result:
    """Make so many guesses, each killed at another call. It is a fault when too many were checked."""
    bench = built.copy_to(work / "bench")
    checked = work / "checked"
    checked.write_bytes(b"")
    began = time.monotonic()
    for number in range(guesses):
        in_a_child(work, partial(_guess, bench, checked, number))
    spent = time.monotonic() - began
    result = Result("guesses", calls=guesses, points=guesses, states=len(checked.read_bytes()))
    allowed = MOST_GUESSES * (1 + int(spent // SECONDS) + 1)
    if not 1 <= result.states <= allowed:
        result.faults.append(f"{result.states} of {guesses} guesses were checked in {spent:.0f} seconds")
    return result


def _guess(bench: Bench, checked: Path, number: int) -> None:
    def noted(secret: bytes, salt: bytes, params: kdf.KdfParams) -> bytes:
        with checked.open("ab") as file:
            file.write(b".")
        return bytes(kdf.KEY_BYTES)

    who = ("sergeant", "officer", "nobody")[number % 3]
    killed = armed(bench.disk, Mode.KILL, number % 12 + 1)
    with patch.object(slots, "derive", noted), suppress(UserError), killed:
        sign_in.sign_in(bench.folder, who, f"guess {number}", bench.pc)
