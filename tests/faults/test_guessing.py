"""Passwords: guesses with kills between them, what an unknown name gives away, what one may hold."""

from __future__ import annotations

import hashlib
import statistics
import time
import unicodedata
from pathlib import Path
from typing import Literal
from unittest.mock import patch

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.security import kdf, slots
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import accounts, sign_in
from tests.faults.bench import Bench
from tests.faults.conftest import WHOLE
from tests.faults.serving import Breaker
from tests.faults.tally import Tally
from tests.stores import PASSWORDS

GUESSES = 1_000 if WHOLE else 60
E_ACUTE = "caf\u00e9 violet harbour fern"
PASSWORDS_TO_THE_LETTER = {
    "1,024 characters": "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(16)),
    "a null in it": "violet harbour\x00candle fern",
    "a trailing space": "violet harbour lantern fern ",
    "a line end in it": "violet harbour\nlantern fern",
    "letters beyond ASCII": "\u0444\u0438\u043e\u043b\u0435\u0442 harbour \u5927\u7c73 lantern",
}


def test_guesses_with_kills_between_them(breaker: Breaker, tally: Tally) -> None:
    result = breaker.ask("guess", "sign in", GUESSES)
    tally.add("Sign-in", "guesses, killed between them", result.points, len(result.faults))
    assert result.faults == []


@pytest.mark.parametrize("password", PASSWORDS_TO_THE_LETTER.values(), ids=PASSWORDS_TO_THE_LETTER.keys())
def test_a_password_counts_to_the_letter(bench: Bench, tally: Tally, password: str) -> None:
    officer = bench.sign_in("officer")
    accounts.change_password(officer, PASSWORDS["officer"], password)
    sign_in.sign_out(officer)
    sign_in.sign_out(bench.sign_in("officer", password))
    for nearly in (password.strip() + "x", password.replace("\x00", ""), password[:-1], password.title()):
        if nearly != password:
            (bench.folder / "attempts.json").unlink(missing_ok=True)
            with pytest.raises(WrongPassword):
                bench.sign_in("officer", nearly)
    tally.add("Sign-in", "passwords of every kind of sign", 1)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_may_be_typed_in_either_way(
    bench: Bench, tally: Tally, form: Literal["NFC", "NFD"]
) -> None:
    officer = bench.sign_in("officer")
    accounts.change_password(officer, PASSWORDS["officer"], unicodedata.normalize(form, E_ACUTE))
    sign_in.sign_out(officer)
    ways: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for typed in ways:
        sign_in.sign_out(bench.sign_in("officer", unicodedata.normalize(typed, E_ACUTE)))
    tally.add("Sign-in", "passwords of every kind of sign", 2)


def told(bench: Bench, who: str) -> tuple[str, float]:
    """Return what a wrong guess is told, and how long that took."""
    (bench.folder / "attempts.json").unlink(missing_ok=True)
    began = time.perf_counter()
    with pytest.raises(UserError) as caught:
        sign_in.sign_in(bench.folder, who, "not the password at all", bench.pc)
    return str(caught.value), time.perf_counter() - began


def test_an_unknown_name_reads_like_a_wrong_password(bench: Bench, tally: Tally) -> None:
    assert told(bench, "nobody at all")[0] == told(bench, "officer")[0]
    tally.add("Sign-in", "an unknown name reads like a wrong password", 1)


@pytest.mark.whole
def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    built: Bench, memory_folder: Path, tally: Tally
) -> None:
    """With the slow derivation as it is: the quickest of each, since a busy machine only adds to it."""
    bench = built.copy_to(memory_folder / "timed")
    with patch.object(slots, "derive", kdf.derive):
        times = {who: [told(bench, who)[1] for _ in range(9)] for who in ("nobody at all", "officer")}
    quickest = {who: min(found) for who, found in times.items()}
    tally.add("Sign-in", "an unknown name takes as long as a wrong password", 18)
    assert statistics.fmean(quickest.values()) > 0.02
    assert max(quickest.values()) < 1.25 * min(quickest.values())
