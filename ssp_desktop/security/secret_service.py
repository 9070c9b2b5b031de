"""The Secret Service of Linux, asked with patience.

Its daemon can end and be started again by the session (seen with gnome-keyring-daemon on a busy machine). Who
asks in that moment would be told that there is no credential store. Asked again a moment later, it answers.
``keyring`` also leaves its connection open when the service does not answer; here it is closed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final, TypeVar

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]  # it brings no types
from keyring.backends import SecretService
from keyring.errors import KeyringLocked
from secretstorage.exceptions import PromptDismissedException, SecretStorageException

WAITS: Final = (0.1, 0.3, 0.6)
"""Seconds before each further try. Who dismisses the question for the password is not asked again."""

_Result = TypeVar("_Result")


class PatientSecretService(SecretService.Keyring):
    """What ``security/device_secret.py`` uses on Linux."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the unlocked default collection; its connection is closed unless it is returned."""
        with ExitStack() as connection:
            bus = secretstorage.dbus_init()
            connection.callback(bus.close)
            collection = secretstorage.get_default_collection(bus)
            if collection.is_locked():
                collection.unlock()
                if collection.is_locked():
                    raise KeyringLocked("The credential store stayed locked.")
            connection.pop_all()
            return collection

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored text or ``None``."""
        library: Any = super()
        found: str | None = _patiently(lambda: library.get_password(service, username))
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store the text."""
        library: Any = super()
        _patiently(lambda: library.set_password(service, username, password))

    def delete_password(self, service: str, username: str) -> None:
        """Delete the text."""
        library: Any = super()
        _patiently(lambda: library.delete_password(service, username))


def _patiently(ask: Callable[[], _Result]) -> _Result:
    for wait in WAITS:
        try:
            return ask()
        except PromptDismissedException:
            raise
        except (SecretStorageException, DBusErrorResponse, ConnectionError):
            time.sleep(wait)
    return ask()
