"""Argon2id between its floor and its ceiling."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argon2.exceptions import HashingError

from ssp_desktop.errors import UserError
from ssp_desktop.security import kdf
from ssp_desktop.security.failures import VaultDamaged
from ssp_desktop.security.kdf import CEILING, FLOOR, KdfParams, calibrate, check_params, derive

SALT = bytes(range(16))


def test_the_floor_is_what_security_promises() -> None:
    assert KdfParams(memory_kib=65536, passes=3, lanes=4) == FLOOR
    assert KdfParams(memory_kib=1048576, passes=16, lanes=8) == CEILING


def test_a_known_answer() -> None:
    """Computed by a second implementation: cryptography's own Argon2id."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    other = Argon2id(salt=SALT, length=32, iterations=3, lanes=4, memory_cost=65536)
    assert derive(b"secret", SALT, FLOOR) == other.derive(b"secret")


@pytest.mark.parametrize(
    "params",
    [
        replace(FLOOR, memory_kib=FLOOR.memory_kib - 1),
        replace(FLOOR, passes=2),
        replace(FLOOR, lanes=3),
        replace(CEILING, memory_kib=CEILING.memory_kib + 1),
        replace(CEILING, passes=17),
        replace(CEILING, lanes=9),
        KdfParams(-1, -1, -1),
        KdfParams(2**62, 3, 4),
    ],
)
def test_parameters_outside_the_range_are_an_altered_file(params: KdfParams) -> None:
    with pytest.raises(VaultDamaged, match="outside the safe range"):
        derive(b"secret", SALT, params)


def test_floor_and_ceiling_themselves_are_in_range() -> None:
    assert check_params(FLOOR) is FLOOR
    assert check_params(CEILING) is CEILING


def test_a_salt_of_another_length_is_an_altered_file() -> None:
    with pytest.raises(VaultDamaged):
        derive(b"secret", SALT[:-1], FLOOR)


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object, **__: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(kdf, "hash_secret_raw", no_memory)
    with pytest.raises(UserError, match="too little free memory"):
        derive(b"secret", SALT, FLOOR)


@pytest.mark.parametrize(
    ("seconds_at_floor", "expected"),
    [
        (5.0, FLOOR),
        (0.6, FLOOR),
        (0.3, KdfParams(128 * 1024, 3, 4)),
        (0.12, KdfParams(256 * 1024, 4, 4)),
        (0.05, KdfParams(256 * 1024, 9, 4)),
        (0.0, KdfParams(256 * 1024, 16, 4)),
    ],
)
def test_calibration(seconds_at_floor: float, expected: KdfParams) -> None:
    times = iter([100.0, 100.0 + seconds_at_floor])
    measured: list[KdfParams] = []

    def run(_secret: bytes, _salt: bytes, params: KdfParams) -> bytes:
        measured.append(params)
        return b""

    assert calibrate(clock=lambda: next(times), run=run) == expected
    assert measured == [FLOOR]


def test_calibration_on_this_machine_stays_in_range() -> None:
    check_params(calibrate(0.2))


def test_which_parameters_are_weaker() -> None:
    assert FLOOR.weaker_than(replace(FLOOR, memory_kib=2 * FLOOR.memory_kib))
    assert FLOOR.weaker_than(replace(FLOOR, passes=4))
    assert replace(FLOOR, passes=12).weaker_than(replace(FLOOR, memory_kib=2 * FLOOR.memory_kib))
    assert not replace(FLOOR, memory_kib=2 * FLOOR.memory_kib).weaker_than(FLOOR)
    assert not FLOOR.weaker_than(FLOOR)
