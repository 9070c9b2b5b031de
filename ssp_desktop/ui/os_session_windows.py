"""Reads Windows' own messages: the session was locked or disconnected, the PC goes to sleep."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT = 0x2
WTS_REMOTE_DISCONNECT = 0x4
WTS_SESSION_LOGOFF = 0x6
WTS_SESSION_LOCK = 0x7
NOTIFY_FOR_THIS_SESSION = 0

_LOCKING = {
    WM_POWERBROADCAST: frozenset({PBT_APMSUSPEND}),
    WM_WTSSESSION_CHANGE: frozenset(
        {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK}
    ),
}


class WindowsMessage(ctypes.Structure):
    """The Windows ``MSG`` structure: handle, message number, two parameters, time (ms), pointer position."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


def locks(message: int, parameter: int) -> bool:
    """Tell whether this Windows message means that the screen must be locked now."""
    return parameter in _LOCKING.get(message, frozenset())


class SessionFilter(QAbstractNativeEventFilter):
    """Looks at each Windows message and calls ``on_lock`` for those that lock. Swallows none."""

    def __init__(self, on_lock: Callable[[], object]) -> None:
        super().__init__()
        self._on_lock = on_lock

    def nativeEventFilter(self, event_type: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        """Read the ``MSG`` at address ``message``."""
        kind = event_type.data() if isinstance(event_type, QByteArray) else bytes(event_type)
        if kind in {b"windows_generic_MSG", b"windows_dispatcher_MSG"} and message:
            told = WindowsMessage.from_address(int(message))
            if locks(told.message, told.wParam):
                self._on_lock()
        return False, 0


def register_for_session_changes(window_id: int) -> bool:
    """Ask Windows to tell this window when the session is locked. Returns False elsewhere or when refused."""
    if sys.platform == "win32":
        register = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification
        return bool(register(ctypes.c_void_p(window_id), NOTIFY_FOR_THIS_SESSION))
    return False
