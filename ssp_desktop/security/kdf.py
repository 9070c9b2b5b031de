"""From a password to 32 bytes, slowly: Argon2id with parameters between a floor and a ceiling.

The floor keeps whoever edits the key file from making guesses cheap, the ceiling from making sign-in hang.
Floor: RFC 9106 low-memory choice (64 MiB, three passes, four lanes), above OWASP's minimum.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import VaultDamaged

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_CALIBRATION_MEMORY_KIB: Final = 256 * 1024


@dataclass(frozen=True, slots=True, order=True)
class KdfParams:
    """Cost of one derivation: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def weaker_than(self, other: KdfParams) -> bool:
        """Tell whether a guess costs less memory or less work than with ``other``."""
        return (
            self.memory_kib < other.memory_kib
            or self.memory_kib * self.passes < other.memory_kib * other.passes
        )


FLOOR: Final = KdfParams(memory_kib=64 * 1024, passes=3, lanes=4)
CEILING: Final = KdfParams(memory_kib=1024 * 1024, passes=16, lanes=8)


def check_params(params: KdfParams) -> KdfParams:
    """Return ``params`` when they lie between floor and ceiling.

    Raises:
        VaultDamaged: they do not, so somebody altered the key file.
    """
    fits = (
        FLOOR.memory_kib <= params.memory_kib <= CEILING.memory_kib
        and FLOOR.passes <= params.passes <= CEILING.passes
        and FLOOR.lanes <= params.lanes <= CEILING.lanes
    )
    if not fits:
        raise VaultDamaged(
            "The key file asks for a strength outside the safe range: it is damaged or was altered."
        )
    return params


def derive(secret: bytes, salt: bytes, params: KdfParams) -> bytes:
    """Return 32 bytes from a secret and a salt of 16 bytes by Argon2id.

    Raises:
        VaultDamaged: parameters outside floor and ceiling, or a salt of another length.
        UserError: the PC has not enough free memory.
    """
    check_params(params)
    if len(salt) != SALT_BYTES:
        raise VaultDamaged
    try:
        return hash_secret_raw(
            secret,
            salt,
            time_cost=params.passes,
            memory_cost=params.memory_kib,
            parallelism=params.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError:
        raise UserError(
            "This PC has too little free memory to check the password.",
            "Close other programs and try again.",
        ) from None


def calibrate(
    target_seconds: float = 0.6,
    *,
    clock: Callable[[], float] = time.perf_counter,
    run: Callable[[bytes, bytes, KdfParams], bytes] = derive,
) -> KdfParams:
    """Return the strongest parameters that take about ``target_seconds`` here, never below the floor.

    Memory is doubled first, up to 256 MiB (small school PCs); then passes are added.
    """
    params = FLOOR
    started = clock()
    run(b"calibration", bytes(SALT_BYTES), params)
    elapsed = max(clock() - started, 0.001)
    factor = target_seconds / elapsed
    while factor >= 2 and params.memory_kib * 2 <= _CALIBRATION_MEMORY_KIB:  # noqa: PLR2004 - doubling
        params = replace(params, memory_kib=params.memory_kib * 2)
        factor /= 2
    passes = min(max(round(params.passes * factor), FLOOR.passes), CEILING.passes)
    return replace(params, passes=passes)
