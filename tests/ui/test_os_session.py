"""Lock and sleep of the operating system, seen through messages that the test sends."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from ssp_desktop.ui.os_session import OsSession
from ssp_desktop.ui.os_session_linux import LOGIND, LogindWatch
from ssp_desktop.ui.os_session_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    SessionFilter,
    WindowsMessage,
    register_for_session_changes,
)

SESSION_PATH = "/org/freedesktop/login1/session/_37"
NAME = "test-of-logind"
UNLOCK = 0x8
GENERIC = QByteArray(b"windows_generic_MSG")

# An invented logind in a process of its own: it owns the name, says which session is ours and then sends
# whatever line it reads.
LOGIND_PROGRAM = """
import sys
from jeepney import DBusAddress, MessageType, new_method_return, new_method_call, new_signal
from jeepney.io.blocking import open_dbus_connection

connection = open_dbus_connection(sys.argv[1])
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
connection.send_and_get_reply(new_method_call(bus, "RequestName", "su", ("org.freedesktop.login1", 4)))
print("ready", flush=True)
for signature, body in (("v", (("s", "37"),)), ("o", ("SESSION",))):
    call = connection.receive()
    while call.header.message_type is not MessageType.method_call:
        call = connection.receive()
    connection.send(new_method_return(call, signature, body))
for line in sys.stdin:
    path, interface, member, *flag = line.split()
    address = DBusAddress(path, "org.freedesktop.login1", "org.freedesktop.login1." + interface)
    body = (flag[0] == "true",) if flag else ()
    connection.send(new_signal(address, member, "b" if flag else "", body))
""".replace("SESSION", SESSION_PATH)


class InventedLogind:
    """A bus of this test's own, with an invented logind on it."""

    def __init__(self) -> None:
        self.daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.daemon.stdout is not None
        self.address = self.daemon.stdout.readline().strip()
        self.logind = subprocess.Popen(
            [sys.executable, "-c", LOGIND_PROGRAM, self.address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.logind.stdout is not None
        assert self.logind.stdout.readline() == "ready\n"
        self.bus = QDBusConnection.connectToBus(self.address, NAME)

    def send(self, line: str) -> None:
        assert self.logind.stdin is not None
        self.logind.stdin.write(line + "\n")
        self.logind.stdin.flush()

    def end(self) -> None:
        QDBusConnection.disconnectFromBus(NAME)
        for process in (self.logind, self.daemon):
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.terminate()
            process.wait(10)


@pytest.fixture
def logind(qapp: object) -> Iterator[InventedLogind]:
    made = InventedLogind()
    yield made
    made.end()


def test_the_program_locks_before_sleep_and_when_its_own_session_locks(
    qtbot: QtBot, logind: InventedLogind
) -> None:
    watch = LogindWatch(bus=logind.bus)
    locks: list[str] = []
    watch.locked.connect(lambda: locks.append("locked"))
    with qtbot.waitSignal(watch.ready):
        assert watch.start()
    with qtbot.waitSignal(watch.locked):
        logind.send("/org/freedesktop/login1 Manager PrepareForSleep true")
    logind.send("/org/freedesktop/login1 Manager PrepareForSleep false")
    logind.send("/org/freedesktop/login1/session/_99 Session Lock")
    with qtbot.waitSignal(watch.locked):
        logind.send(f"{SESSION_PATH} Session Lock")
    assert locks == ["locked", "locked"], "neither waking up nor another person's session locks"


def test_without_logind_there_is_nothing_to_hear_and_nothing_fails(qtbot: QtBot) -> None:
    unconnected = QDBusConnection("no such connection")
    assert not LogindWatch(bus=unconnected).start()
    assert LOGIND == "org.freedesktop.login1"


def test_starting_on_this_system_never_waits_or_fails(qtbot: QtBot) -> None:
    session = OsSession()
    assert session.start(0) in {True, False}


@pytest.mark.parametrize(
    ("message", "parameter", "locks"),
    [
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (WM_WTSSESSION_CHANGE, UNLOCK, False),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_POWERBROADCAST, 0x12, False),
        (0x0100, WTS_SESSION_LOCK, False),
    ],
)
@pytest.mark.parametrize("kind", [GENERIC, b"windows_dispatcher_MSG"])
def test_windows_messages_lock_when_they_should_and_are_never_swallowed(
    message: int, parameter: int, locks: bool, kind: QByteArray | bytes
) -> None:
    told: list[bool] = []
    injected = WindowsMessage(message=message, wParam=parameter)
    looked = SessionFilter(lambda: told.append(True))
    assert looked.nativeEventFilter(kind, ctypes.addressof(injected)) == (False, 0)
    assert told == [True] * locks


def test_messages_of_other_systems_are_left_alone() -> None:
    told: list[bool] = []
    assert SessionFilter(lambda: told.append(True)).nativeEventFilter(b"xcb_generic_event_t", 1) == (False, 0)
    assert told == []


def test_only_windows_can_be_asked_to_tell() -> None:
    assert sys.platform == "win32" or not register_for_session_changes(0)
