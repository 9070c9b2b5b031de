"""What every test gets without asking: its own folders, no network, and no unexpected warning of any kind.

Python's and Qt's warnings fail a test through pytest's settings in pyproject.toml; those of our own log fail
it here. A test that provokes one says so with `@pytest.mark.expected_log("regular expression")`, and then
fails if it does not come.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from ssp_desktop.security.kdf import derive

# A slow moment of a shared machine is no fault of the code; CI tries the same examples each time.
settings.register_profile("suite", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("suite")

# `make test` brings a screen of its own. Without one, a single test file can still be run.
if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NETWORK_EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
NAME_EVENTS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
LOCAL_FAMILIES = {int(getattr(socket, name)) for name in ("AF_UNIX",) if hasattr(socket, name)}
FOLDER_VARIABLES = (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "LOCALAPPDATA",
    "APPDATA",
)

_network_attempts: list[str] = []


class NetworkUsed(RuntimeError):
    """The program tried to reach a network. It has no business there."""


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Audit hook of the interpreter: D-Bus and X11 use local sockets, everything else is refused."""
    if event in NAME_EVENTS:
        attempt = f"{event}: {args[0]!r}"
    elif (
        event in NETWORK_EVENTS
        and isinstance(args[0], socket.socket)
        and args[0].family not in LOCAL_FAMILIES
    ):
        attempt = f"{event}: {args[1:]!r}"
    else:
        return
    _network_attempts.append(attempt)
    raise NetworkUsed(attempt)


sys.addaudithook(_refuse_network)


class _Collector(logging.Handler):
    """Keeps each record from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the level and the text; a traceback belongs to it."""
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.lines.append(text)


@pytest.fixture(autouse=True, scope="session")
def derived_once() -> Iterator[None]:
    """A password and a salt always give the same key: the slow work for it is done once for each pair.

    The stores of the tests are copies of one, so most sign-ins ask for a key that was derived before.
    Strength, salts and files stay as they are; tests of the derivation itself call it directly.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ssp_desktop.security.slots.derive", lru_cache(maxsize=None)(derive))
        yield


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, data and cache folders of this test alone: nothing of the machine is read or written."""
    folder = tmp_path_factory.mktemp("account")
    for name in FOLDER_VARIABLES:
        monkeypatch.setenv(name, str(folder / name.lower()))
    return folder


@pytest.fixture
def store_folder(tmp_path: Path) -> Path:
    """The path of a store that does not exist yet, with a space and a letter beyond ASCII in it."""
    return tmp_path / "SSP Désktop store"


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a warning or error in our own log that was not announced, or was announced and is missing."""
    collector = _Collector()
    logger = logging.getLogger("ssp_desktop")
    logger.addHandler(collector)
    yield
    logger.removeHandler(collector)
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expected_log")]
    unexpected = [line for line in collector.lines if not any(re.search(each, line) for each in patterns)]
    missing = [each for each in patterns if not any(re.search(each, line) for line in collector.lines)]
    assert not unexpected, "Unexpected in the program's log:\n" + "\n".join(unexpected)
    assert not missing, f"Announced, but never logged: {missing}; logged: {collector.lines}"


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail the test on an attempt to reach a network, even when the code under test swallowed the refusal."""
    before = len(_network_attempts)
    yield
    assert _network_attempts[before:] == [], "The program tried to reach a network."


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """The folder for backups, empty."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder
