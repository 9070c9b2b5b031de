"""The half of the key that lies in the operating system's credential store, and the audit anchors beside it.

The back-end is named here for each system. ``keyring``'s own choice is not used: it would let
``PYTHON_KEYRING_BACKEND``, ``keyringrc.cfg`` and ``KEYRING_PROPERTY_*`` load a class or change a setting.
There is no fall-back to a file.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from typing import Final, Protocol, TypeVar, cast

from ssp_desktop.errors import Fault
from ssp_desktop.paths import APPLICATION_NAME
from ssp_desktop.security.failures import DeviceSecretMissing, KeyringUnavailable

SECRET_BYTES: Final = 32
MAXIMUM_UTF16_UNITS: Final = 1280
"""A Windows credential holds 2560 bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE) and stores UTF-16."""

_Result = TypeVar("_Result")


class Backend(Protocol):
    """What is used of a ``keyring`` back-end."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored text or ``None``."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store the text."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete the text."""


class Keyring:
    """Named items in the credential store of the signed-in Windows, Linux or macOS account."""

    def __init__(self, backend: Backend | None = None) -> None:
        """Use ``backend`` or, when first needed, the one that belongs to this operating system."""
        self._backend = backend

    def get_item(self, name: str) -> str | None:
        """Return the item or ``None`` when there is none.

        Raises:
            KeyringUnavailable: no credential store, or it is locked.
        """
        return self._ask(lambda backend: backend.get_password(APPLICATION_NAME, name))

    def set_item(self, name: str, value: str) -> None:
        """Store an item and read it back.

        Raises:
            KeyringUnavailable: no credential store, it is locked, or it did not keep the item.
            Fault: the value is longer than 1280 UTF-16 units, more than Windows can hold.
        """
        if len(value.encode("utf-16-le")) > 2 * MAXIMUM_UTF16_UNITS:
            raise Fault("A credential is longer than the Windows credential store can hold.")
        self._ask(lambda backend: backend.set_password(APPLICATION_NAME, name, value))
        if self.get_item(name) != value:
            raise KeyringUnavailable

    def delete_item(self, name: str) -> None:
        """Delete an item; one that is not there is no error.

        Raises:
            KeyringUnavailable: no credential store, or it is locked.
        """
        if self.get_item(name) is not None:
            self._ask(lambda backend: backend.delete_password(APPLICATION_NAME, name))

    def get_device_secret(self, store_id: str) -> bytes:
        """Return the device secret (32 bytes) of a store.

        Raises:
            DeviceSecretMissing: this operating-system account is not enrolled for the store.
            KeyringUnavailable: no credential store, or it is locked.
        """
        text = self.get_item(_secret_name(store_id)) or ""
        try:
            secret = bytes.fromhex(text)
        except ValueError:
            raise DeviceSecretMissing from None
        if len(secret) != SECRET_BYTES:
            raise DeviceSecretMissing
        return secret

    def set_device_secret(self, store_id: str, secret: bytes) -> None:
        """Store the device secret (32 bytes) of a store.

        Raises:
            KeyringUnavailable: no credential store, it is locked, or it did not keep the secret.
        """
        if len(secret) != SECRET_BYTES:
            raise Fault("A device secret must have 32 bytes.")
        self.set_item(_secret_name(store_id), secret.hex())

    def ensure_device_secret(self, store_id: str) -> bytes:
        """Return the device secret of a store, made and stored if this account has none."""
        try:
            return self.get_device_secret(store_id)
        except DeviceSecretMissing:
            secret = secrets.token_bytes(SECRET_BYTES)
            self.set_device_secret(store_id, secret)
            return secret

    def delete_device_secret(self, store_id: str) -> None:
        """Delete the device secret of a store that is gone, and its audit anchor; none is no error."""
        self.delete_item(_secret_name(store_id))
        self.delete_item(anchor_name(store_id))

    def _ask(self, question: Callable[[Backend], _Result]) -> _Result:
        """Ask the back-end. Each system's library fails with classes of its own, so all become one error."""
        try:
            if self._backend is None:
                self._backend = system_backend(sys.platform)
            return question(self._backend)
        except Exception as error:
            raise KeyringUnavailable from error


def system_backend(platform: str) -> Backend:
    """Return the back-end that belongs to the operating system ``platform`` (a value of ``sys.platform``)."""
    if platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        vault = _hardened(WinVaultKeyring)
        vault.persist = "local machine"  # type: ignore[attr-defined]  # the default roams with the profile
        return vault
    if platform == "darwin":
        from keyring.backends import macOS

        return _hardened(macOS.Keyring)
    from ssp_desktop.security.secret_service import PatientSecretService

    return _hardened(PatientSecretService)


def _hardened(backend: type[object]) -> Backend:
    """Make a back-end that ignores the environment (``KEYRING_PROPERTY_*``, ``KEYCHAIN_PATH``)."""
    members = {"set_properties_from_env": lambda self: None, "keychain": None}
    return cast(Backend, type(backend.__name__, (backend,), members)())


def anchor_name(store_id: str) -> str:
    """Return the name of the item that remembers where a store's audit log stood."""
    return f"audit-anchor:{store_id}"


def _secret_name(store_id: str) -> str:
    return f"device-secret:{store_id}"
