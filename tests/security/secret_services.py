"""Secret Services on a bus of their own: a test may lock, empty or break one and takes nobody else's away."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import secretstorage
from jeepney import MatchRule, MessageType, message_bus, new_error  # type: ignore[import-untyped]  # no types
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]  # no types

NAME = "org.freedesktop.secrets"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def own_bus(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a D-Bus session on which nobody keeps secrets yet; this process and its children use it."""
    configuration = folder / "bus.conf"
    configuration.write_text(BUS.format(folder=os.environ["XDG_RUNTIME_DIR"]))
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
        assert bus.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        for variable in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(variable, str(folder))
        yield
        bus.terminate()


@contextmanager
def gnome_keyring() -> Iterator[secretstorage.Collection]:
    """Run the real daemon on the private bus; yield its default collection, unlocked and empty."""
    started = MatchRule(type="signal", member="NameOwnerChanged")
    started.add_arg_condition(0, NAME)
    command = ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"]
    with closing(secretstorage.dbus_init()) as connection, connection.filter(started) as told:
        Proxy(message_bus, connection).AddMatch(started)
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as daemon:
            assert daemon.stdin is not None
            daemon.stdin.write(b"throw-away")
            daemon.stdin.close()
            connection.recv_until_filtered(told, timeout=30)
            yield secretstorage.get_default_collection(connection)
            daemon.terminate()


@contextmanager
def broken_service() -> Iterator[list[str]]:
    """Keep the service's name on the private bus, answer each call with an error; yield what was called."""
    called: list[str] = []
    over = threading.Event()
    with closing(open_dbus_connection()) as connection:
        Proxy(message_bus, connection).RequestName(NAME)

        def answer() -> None:
            while not over.is_set():
                try:
                    message = connection.receive(timeout=0.1)
                except TimeoutError:
                    continue
                if message.header.message_type is MessageType.method_call:
                    called.append(message.header.fields[3])
                    connection.send(new_error(message, "org.freedesktop.DBus.Error.Failed", "s", ("broken",)))

        answering = threading.Thread(target=answer)
        answering.start()
        try:
            yield called
        finally:
            over.set()
            answering.join()
