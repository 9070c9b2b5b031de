"""The credential store: the real Secret Service, and the other back-ends as far as they load here."""

from __future__ import annotations

import secrets
import sys
import types
import uuid
from pathlib import Path

import pytest

from ssp_desktop.errors import Fault
from ssp_desktop.security.device_secret import MAXIMUM_UTF16_UNITS, Keyring, system_backend
from ssp_desktop.security.failures import DeviceSecretMissing, KeyringUnavailable


class MemoryBackend:
    """A back-end that keeps items in memory and can be told to fail or to forget."""

    def __init__(self, failure: Exception | None = None, forgets: bool = False) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.failure = failure
        self.forgets = forgets

    def get_password(self, service: str, username: str) -> str | None:
        if self.failure:
            raise self.failure
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.failure:
            raise self.failure
        if not self.forgets:
            self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[service, username]


@pytest.fixture
def store_id() -> str:
    return str(uuid.uuid4())


def test_a_secret_survives_in_the_real_secret_service(secret_service: Keyring, store_id: str) -> None:
    with pytest.raises(DeviceSecretMissing):
        secret_service.get_device_secret(store_id)
    secret = secret_service.ensure_device_secret(store_id)
    assert len(secret) == 32
    assert Keyring().get_device_secret(store_id) == secret
    assert Keyring().ensure_device_secret(store_id) == secret
    secret_service.delete_device_secret(store_id)
    secret_service.delete_device_secret(store_id)
    with pytest.raises(DeviceSecretMissing):
        Keyring().get_device_secret(store_id)


def test_items_have_names_of_their_own(secret_service: Keyring, store_id: str) -> None:
    secret_service.set_item(f"anchor:{store_id}", "12 zażółć 😀")
    secret_service.set_item(f"other:{store_id}", "x" * MAXIMUM_UTF16_UNITS)
    assert secret_service.get_item(f"anchor:{store_id}") == "12 zażółć 😀"
    secret_service.delete_item(f"anchor:{store_id}")
    assert secret_service.get_item(f"anchor:{store_id}") is None
    assert secret_service.get_item(f"other:{store_id}") == "x" * MAXIMUM_UTF16_UNITS
    secret_service.delete_item(f"other:{store_id}")


def test_the_environment_cannot_choose_the_back_end(
    secret_service: Keyring, store_id: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "python_keyring").mkdir()
    configuration = tmp_path / "python_keyring" / "keyringrc.cfg"
    configuration.write_text(f"[backend]\ndefault-keyring=theirs.Keyring\nkeyring-path={tmp_path}\n", "utf-8")
    (tmp_path / "theirs.py").write_text("raise SystemExit('their code ran')\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "theirs.Keyring")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/theirs")
    secret = secret_service.ensure_device_secret(store_id)
    assert Keyring().get_device_secret(store_id) == secret
    assert "theirs" not in sys.modules
    assert vars(system_backend("linux")) == {}
    secret_service.delete_device_secret(store_id)


def test_no_secret_service_is_told_as_that_and_not_as_a_wrong_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    with pytest.raises(KeyringUnavailable) as caught:
        Keyring().get_device_secret("any")
    assert "credential store" in str(caught.value)
    assert "password" not in str(caught.value)
    assert caught.value.__cause__ is not None


def test_a_store_that_fails_or_forgets_is_unavailable() -> None:
    locked = Keyring(MemoryBackend(failure=RuntimeError("locked")))
    with pytest.raises(KeyringUnavailable):
        locked.get_item("name")
    with pytest.raises(KeyringUnavailable):
        locked.set_item("name", "value")
    with pytest.raises(KeyringUnavailable):
        locked.ensure_device_secret("store")
    with pytest.raises(KeyringUnavailable):
        Keyring(MemoryBackend(forgets=True)).set_item("name", "value")


@pytest.mark.parametrize("stored", ["", "not hexadecimal", "ab" * 31, "ab" * 33])
def test_a_missing_or_spoilt_secret_asks_for_enrolment(stored: str) -> None:
    backend = MemoryBackend()
    backend.items["SSP Desktop", "device-secret:store"] = stored
    with pytest.raises(DeviceSecretMissing) as caught:
        Keyring(backend).get_device_secret("store")
    assert "enrolment code" in caught.value.what_to_do
    assert "recovery key" in caught.value.what_to_do
    assert "password" not in str(caught.value)


def test_more_than_windows_can_hold_is_refused() -> None:
    backend = MemoryBackend()
    Keyring(backend).set_item("name", "😀" * (MAXIMUM_UTF16_UNITS // 2))
    with pytest.raises(Fault):
        Keyring(backend).set_item("name", "😀" * (MAXIMUM_UTF16_UNITS // 2) + "x")
    with pytest.raises(Fault):
        Keyring(backend).set_device_secret("store", secrets.token_bytes(31))


def test_windows_keeps_the_secret_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """pywin32-ctypes does not load here: its two modules are stood in for, the back-end is the real one."""
    win32cred = types.ModuleType("win32ctypes.pywin32.win32cred")
    vars(win32cred).update(CRED_PERSIST_ENTERPRISE=3, CRED_PERSIST_LOCAL_MACHINE=2, CRED_TYPE_GENERIC=1)
    package = types.ModuleType("win32ctypes.pywin32")
    vars(package).update(win32cred=win32cred, pywintypes=types.ModuleType("pywintypes"))
    monkeypatch.setitem(sys.modules, "win32ctypes", types.ModuleType("win32ctypes"))
    monkeypatch.setitem(sys.modules, "win32ctypes.pywin32", package)
    monkeypatch.delitem(sys.modules, "keyring.backends.Windows", raising=False)
    monkeypatch.setenv("KEYRING_PROPERTY_PERSIST", "enterprise")
    backend = system_backend("win32")
    assert type(backend).__mro__[1].__name__ == "WinVaultKeyring"
    assert vars(backend) == {"_persist": 2}
    monkeypatch.delitem(sys.modules, "keyring.backends.Windows")


def test_macos_uses_the_keychain_and_no_file_named_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KEYCHAIN_PATH", "/theirs")
    monkeypatch.delitem(sys.modules, "keyring.backends.macOS", raising=False)
    backend = system_backend("darwin")
    assert type(backend).__mro__[1].__module__ == "keyring.backends.macOS"
    assert vars(type(backend))["keychain"] is None
