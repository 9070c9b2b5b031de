"""The list of a package's files finds what is missing and what has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ssp_desktop import commands
from ssp_desktop.program_files import LIST_NAME, check_list, write_list


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a package to the program, with its list written."""
    folder = tmp_path / "ssp desktop Łódź"
    inside = folder / "_internal"
    for name in ("fonts", "icons", "passwords", "presets", "style"):
        (inside / "resources" / name).mkdir(parents=True)
        (inside / "resources" / name / "file").write_text(name, encoding="utf-8")
    (inside / "alembic" / "versions").mkdir(parents=True)
    (inside / "alembic" / "versions" / "0001.py").write_text("", encoding="utf-8")
    (folder / "ssp-desktop").write_bytes(b"program")
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "ssp-desktop"))
    write_list(folder, inside)
    return folder


def line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> str:
    """Run the self-test and return what it says of the program's files."""
    commands.self_test(tmp_path / "store")
    return next(each for each in capsys.readouterr().out.splitlines() if "Program files" in each)


def test_a_package_as_it_was_made_is_complete(
    package: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert line(capsys, tmp_path) == "OK      Program files: complete, 7 files as they were packaged"


def test_a_missing_and_a_changed_file_are_named(
    package: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (package / "_internal" / "resources" / "fonts" / "file").write_text("f0nts", encoding="utf-8")
    (package / "ssp-desktop").unlink()
    assert line(capsys, tmp_path) == (
        "FAILED  Program files: _internal/resources/fonts/file has changed; ssp-desktop is missing. "
        "Install the program again."
    )


def test_of_many_faults_the_first_are_named(
    package: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for number in range(13):
        (package / f"{number:02}.dll").write_bytes(b"")
    write_list(package, package / "_internal")
    for number in range(13):
        (package / f"{number:02}.dll").unlink()
    said = line(capsys, tmp_path)
    assert "00.dll is missing" in said
    assert "09.dll is missing and 3 more." in said
    assert "10.dll" not in said


def test_a_package_without_its_list_is_not_complete(
    package: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (package / "_internal" / LIST_NAME).unlink()
    assert "FAILED  Program files: program-files.sha256 is missing." in line(capsys, tmp_path)


def test_the_list_leaves_itself_out_and_can_be_written_again(package: Path) -> None:
    again = write_list(package, package / "_internal")
    assert check_list(package, package / "_internal") == (again, [])
    assert LIST_NAME not in (package / "_internal" / LIST_NAME).read_text(encoding="utf-8")
