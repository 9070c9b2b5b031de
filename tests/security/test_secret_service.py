"""The Secret Service ends and starts again while somebody asks; it is locked, empty, broken or not there."""

from __future__ import annotations

import gc
import os
import signal
import uuid
import warnings
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked
from secretstorage.exceptions import PromptDismissedException

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import KeyringUnavailable
from tests.security.secret_services import broken_service, gnome_keyring


def daemons() -> list[int]:
    """Return the processes that keep this test session's secrets."""
    mine = os.environ["XDG_RUNTIME_DIR"].encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name, around = (folder / "comm").read_text(), (folder / "environ").read_bytes()
        except OSError:
            continue  # it has just ended, or is not ours
        if name.startswith("gnome-keyring-d") and mine in around:
            found.append(int(folder.name))
    return found


def test_a_service_that_was_started_again_is_not_missed(secret_service: Keyring) -> None:
    name = f"anchor:{uuid.uuid4()}"
    secret_service.set_item(name, "before")
    for _ in range(5):
        (daemon, *others) = daemons()
        assert not others
        os.kill(daemon, signal.SIGKILL)
        assert secret_service.get_item(name) == "before"
    secret_service.delete_item(name)


def test_a_service_that_stays_away_is_told_and_leaves_no_connection_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(KeyringUnavailable):
            Keyring().get_item("anchor:nowhere")
        gc.collect()


@pytest.mark.usefixtures("private_bus")
def test_a_store_of_credentials_that_stays_locked_is_told() -> None:
    with gnome_keyring() as collection:
        Keyring().set_item("anchor:locked", "kept")
        collection.lock()
        with pytest.raises(KeyringUnavailable) as told:
            Keyring().get_item("anchor:locked")
    assert isinstance(told.value.__cause__, KeyringLocked)


@pytest.mark.usefixtures("private_bus")
def test_a_question_of_the_system_that_is_dismissed_is_not_asked_twice() -> None:
    """With no collection left the service asks the person for a password for a new one; here nobody can."""
    with gnome_keyring() as collection:
        collection.delete()
        with pytest.raises(KeyringUnavailable) as told:
            Keyring().set_item("anchor:new", "kept")
    assert isinstance(told.value.__cause__, PromptDismissedException)


@pytest.mark.usefixtures("private_bus")
def test_a_service_that_is_there_and_fails_is_asked_once_more_and_told() -> None:
    with broken_service() as called, pytest.raises(KeyringUnavailable):
        Keyring().get_item("anchor:broken")
    assert called == ["Get", "Get"]
