"""Listens to systemd-logind: ``PrepareForSleep`` of the manager, and ``Lock`` of the session we run in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

LOGIND = "org.freedesktop.login1"
MANAGER_PATH = "/org/freedesktop/login1"
OWN_SESSION_PATH = "/org/freedesktop/login1/session/auto"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"


class LogindWatch(QObject):
    """Says ``locked`` when logind announces sleep, or the lock of our own session.

    Args:
        parent: Qt parent.
        bus: the bus to listen on; the system bus unless a test hands in its own.

    Signals:
        locked(): lock at once.
        ready(): our session was found and is listened to.
    """

    locked = Signal()
    ready = Signal()

    def __init__(self, parent: QObject | None = None, *, bus: QDBusConnection | None = None) -> None:
        super().__init__(parent)
        self._bus = bus or QDBusConnection.systemBus()

    def start(self) -> bool:
        """Begin to listen. Returns False when there is no bus to listen on. Never waits for an answer."""
        if not self._bus.isConnected():
            return False
        listening = self._connect(MANAGER_PATH, MANAGER, "PrepareForSleep", "prepare_for_sleep(bool)")
        # "auto" is our own session; its signals come from its real path, which has to be asked for by name.
        self._call(OWN_SESSION_PATH, PROPERTIES, "Get", [SESSION, "Id"], self._session_named)
        return listening

    @Slot(bool)
    def prepare_for_sleep(self, beginning: bool) -> None:
        """Called by logind before sleep (True) and after it (False)."""
        if beginning:
            self.locked.emit()

    @Slot()
    def session_locked(self) -> None:
        """Called by logind when our session is to be locked."""
        self.locked.emit()

    def _session_named(self, name: Any) -> None:
        text = name.variant() if hasattr(name, "variant") else name
        self._call(MANAGER_PATH, MANAGER, "GetSession", [str(text)], self._session_found)

    def _session_found(self, path: Any) -> None:
        text = path.path() if hasattr(path, "path") else str(path)
        if self._connect(text, SESSION, "Lock", "session_locked()"):
            self.ready.emit()

    def _connect(self, path: str, interface: str, signal: str, slot: str) -> bool:
        # The stub asks for bytes, the library wants what SLOT() returns.
        target: Any = SLOT(slot)
        return bool(self._bus.connect(LOGIND, path, interface, signal, self, target))

    def _call(
        self, path: str, interface: str, method: str, arguments: list[str], then: Callable[[Any], None]
    ) -> None:
        message = QDBusMessage.createMethodCall(LOGIND, path, interface, method)
        message.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)

        def finished(call: QDBusPendingCallWatcher) -> None:
            reply = call.reply()
            call.deleteLater()
            # Without logind, or outside a session, the answer is an error: nothing to listen to.
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                then(reply.arguments()[0])

        watcher.finished.connect(finished)
