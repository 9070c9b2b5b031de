"""The environment cannot bring foreign code or settings into the program."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ssp_desktop.environment import DROPPED, drop_foreign_settings


def test_what_could_load_foreign_code_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*DROPPED, "KEYRING_PROPERTY_PERSIST"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    drop_foreign_settings()
    assert [name for name in (*DROPPED, "KEYRING_PROPERTY_PERSIST") if name in os.environ] == []
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_the_language_of_the_account_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_TIME", "LC_ALL"):
        monkeypatch.setenv(name, "tr_TR.UTF-8")
    drop_foreign_settings()
    kept = {name: value for name, value in os.environ.items() if name.startswith(("LC_", "LANGUAGE"))}
    assert kept == {"LC_ALL": "C.UTF-8"}
    assert locale.setlocale(locale.LC_TIME) == "C.UTF-8"


def test_the_program_does_so_before_qt_starts(tmp_path: Path) -> None:
    # A folder without plug-ins: if Qt looked there alone, it would find no platform and stop.
    found = subprocess.run(
        [sys.executable, "-m", "ssp_desktop", "--self-test", "--store", str(tmp_path / "store")],
        env=os.environ
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QPA_PLATFORM_PLUGIN_PATH": str(tmp_path),
            "QT_PLUGIN_PATH": str(tmp_path),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "OPENSSL_CONF": str(tmp_path / "none.cnf"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "OK      Qt: " in found.stdout
    assert "OK      Keyring: a secret was stored, read back and deleted" in found.stdout
    assert found.returncode == 0


def test_the_packaged_program_does_so_before_openssl_is_there(tmp_path: Path) -> None:
    """The hash library starts OpenSSL, which reads its settings once: the hook comes before it."""
    project = Path(__file__).resolve().parent.parent
    script = (
        "import os, runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2]); "
        "print('OPENSSL_CONF' in os.environ, '_hashlib' in sys.modules, '_ssl' in sys.modules)"
    )
    found = subprocess.run(
        # -S: what measures the tests would bring OpenSSL in by itself
        [sys.executable, "-S", "-c", script, str(project), str(project / "packaging" / "first_of_all.py")],
        env=os.environ | {"OPENSSL_CONF": str(tmp_path / "none.cnf")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert found.stdout.split() == ["False", "False", "False"]


def test_the_packaged_program_without_a_console_may_still_write() -> None:
    project = Path(__file__).resolve().parent.parent
    script = (
        "import runpy, sys; sys.path.insert(0, sys.argv[1]); kept = sys.stdout\n"
        "sys.stdout = sys.stderr = None; runpy.run_path(sys.argv[2])\n"
        "sys.stdout.write('lost'); sys.stderr.write('lost'); kept.write('went on')"
    )
    hook = project / "packaging" / "first_of_all.py"
    found = subprocess.run(
        [sys.executable, "-c", script, str(project), str(hook)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert (found.stdout, found.stderr) == ("went on", "")
