"""The gates themselves can fail: network, log, warnings."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A suite of its own, with this project's conftest and its pytest settings."""
    pytester.makeconftest((PROJECT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    settings = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.pytest.ini_options]")[1]
    pytester.makepyprojecttoml("[tool.pytest.ini_options]" + settings.split("\n[tool.")[0])
    return pytester


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("import warnings; warnings.warn('old')", "UserWarning: old"),
        ("import logging; logging.getLogger('ssp_desktop.x').warning('odd')", "WARNING ssp_desktop.x: odd"),
        ("from PySide6.QtCore import qWarning; qWarning('qt is cross')", "qt is cross"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "NetworkUsed"),
        (
            "import contextlib, socket\n    with contextlib.suppress(RuntimeError):\n"
            "        socket.create_connection(('127.0.0.1', 9))",
            "tried to reach a network",
        ),
    ],
)
def test_an_unexpected_warning_or_connection_fails_the_test(
    suite: pytest.Pytester, body: str, complaint: str
) -> None:
    suite.makepyfile(test_inner=f"def test_it(qtbot):\n    {body}\n")
    result = suite.runpytest_subprocess("test_inner.py")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert complaint in result.stdout.str()


def test_an_announced_log_line_that_does_not_come_fails_the_test(suite: pytest.Pytester) -> None:
    suite.makepyfile(test_inner="import pytest\n@pytest.mark.expected_log('odd')\ndef test_it(): pass\n")
    result = suite.runpytest_subprocess("test_inner.py")
    assert "Announced, but never logged: ['odd']" in result.stdout.str()


@pytest.mark.expected_log("the disk is nearly full")
def test_an_announced_log_line_is_allowed() -> None:
    logging.getLogger("ssp_desktop.store").warning("the disk is nearly full")


def test_local_sockets_are_allowed(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
