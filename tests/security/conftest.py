"""Shared parts of the security tests: a real Secret Service, and a store with one account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import KeyringUnavailable
from ssp_desktop.security.recovery import SetUpSecrets, create_vault
from ssp_desktop.security.signatures import new_signing_key
from ssp_desktop.security.vault import OpenedSlot, Vault
from tests.security.secret_services import own_bus

DEVICE = bytes(range(32))
PASSWORD = "tulip brisk anvil otter"


class FakeClock:
    """A clock in UTC that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **step: float) -> None:
        self.moment += timedelta(**step)


@dataclass
class Store:
    """A new store with the account ``a1`` of ``ada``, bound to ``DEVICE``."""

    folder: Path
    vault: Vault
    secrets: SetUpSecrets
    signing_private: bytes
    clock: FakeClock

    @property
    def keys(self) -> OpenedSlot:
        return OpenedSlot("a1", self.secrets.database_key, self.signing_private)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    clock = FakeClock()
    vault, secrets = create_vault(tmp_path, now=clock)
    made = Store(tmp_path, vault, secrets, new_signing_key(), clock)
    vault.add_account_slot("ada", PASSWORD, DEVICE, made.keys)
    return made


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


@pytest.fixture
def private_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A D-Bus session for this test alone, on which nobody keeps secrets yet."""
    with own_bus(tmp_path, monkeypatch):
        yield
