"""Shared parts of the security tests: a real Secret Service and keys at the floor of the KDF."""

from __future__ import annotations

import pytest

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import KeyringUnavailable


@pytest.fixture
def secret_service() -> Keyring:
    """A keyring on the real Secret Service of this session."""
    keyring = Keyring()
    try:
        keyring.set_item("probe", "probe")
        keyring.delete_item("probe")
    except KeyringUnavailable as error:
        pytest.fail(
            f"No unlocked Secret Service here; run the tests inside a desktop session. {error.__cause__!r}"
        )
    return keyring
