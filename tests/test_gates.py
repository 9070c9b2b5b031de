"""The gates themselves can fail: network, log, warnings, coverage; and the lock file serves Windows."""

from __future__ import annotations

import json
import logging
import socket
from pathlib import Path

import pytest

from tools import coverage_gate
from tools.lock import windows_only

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


def coverage_report(folder: Path, covered: int, statements: int) -> str:
    summary = {
        "covered_lines": covered,
        "covered_branches": 0,
        "num_statements": statements,
        "num_branches": 0,
    }
    report = folder / "coverage.json"
    report.write_text(json.dumps({"files": {"ssp_desktop/security/vault.py": {"summary": summary}}}))
    return str(report)


@pytest.mark.parametrize(("covered", "exit_status", "word"), [(2000, 0, "100.0 %"), (1999, 1, "99.9 %")])
def test_coverage_below_its_floor_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    covered: int,
    exit_status: int,
    word: str,
) -> None:
    monkeypatch.setattr(coverage_gate, "FLOORS", {"ssp_desktop/security/": 100})
    assert coverage_gate.main(coverage_report(tmp_path, covered, 2000)) == exit_status
    assert word in capsys.readouterr().out


def test_a_part_that_was_not_measured_is_below_its_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_gate, "FLOORS", {"ssp_desktop/forms/": 1})
    assert coverage_gate.main(coverage_report(tmp_path, 1, 1)) == 1


def test_windows_only_packages_are_locked_as_such() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    assert 'pywin32-ctypes==0.2.3 ; sys_platform == "win32"' in lock
    assert lock.count("--hash=sha256:") > 500
    assert [each.name for each in windows_only(["a==1; sys_platform == 'win32'", "b==1"])] == ["a"]
