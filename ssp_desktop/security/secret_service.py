"""The Secret Service of Linux, asked with patience.

Its daemon can end and be started again by the session (seen with gnome-keyring-daemon on a busy machine). Who
asks in that moment would be told that there is no credential store. Asked again a moment later, it answers.
``keyring`` also leaves its connection open when the service does not answer; here it is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import Any, Final, TypeVar

import secretstorage
from jeepney import DBusErrorResponse, MatchRule, message_bus  # type: ignore[import-untyped]  # no types
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]  # no types
from keyring.backends import SecretService
from keyring.errors import KeyringLocked
from secretstorage.exceptions import PromptDismissedException, SecretStorageException

LONGEST_S: Final = 2.0
"""How long a service that ended is waited for."""

_NAME: Final = "org.freedesktop.secrets"
_STARTED: Final = MatchRule(
    type="signal",
    sender="org.freedesktop.DBus",
    path="/org/freedesktop/DBus",
    interface="org.freedesktop.DBus",
    member="NameOwnerChanged",
)
_STARTED.add_arg_condition(0, _NAME)

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
    try:
        return ask()
    except PromptDismissedException:
        raise
    except (SecretStorageException, DBusErrorResponse, ConnectionError):
        _wait_for_the_service()
        return ask()


def _wait_for_the_service() -> None:
    """Wait until the session's bus says that the service is there; TimeoutError after ``LONGEST_S``."""
    with closing(open_dbus_connection()) as connection:
        bus = Proxy(message_bus, connection)
        bus.AddMatch(_STARTED)
        with connection.filter(_STARTED) as told:
            if not bus.NameHasOwner(_NAME)[0]:
                connection.recv_until_filtered(told, timeout=LONGEST_S)
