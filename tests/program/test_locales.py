"""The program on a Turkish and a German desktop: records stay English, whatever the account's language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ssp_desktop

DAY = "from datetime import date\nday = date(2026, 12, 25)\n"
QT_ALONE = DAY + "from PySide6.QtWidgets import QApplication\nQApplication([])\nprint(f'{day:%A %B}')"
# As ``main`` does it, up to the first screen.
THE_PROGRAM = (
    DAY
    + """
import sys
from pathlib import Path
from ssp_desktop.environment import drop_foreign_settings
drop_foreign_settings()
from ssp_desktop.ui.window import open_window
opened = open_window()
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from ssp_desktop.app import Program
from ssp_desktop.policy import Policy
from tools.hands import Hands
program = Program(Path(sys.argv[1]), Policy(), window=opened[1])
program.start()
Hands(program, '').settle()
QTest.keyClick(program.window, "i")
print(type(program.window.screen_shown).__name__, f"{day:%A %B}", QLocale().toString(1234.5))
program.window.close()
"""
)


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two languages, made as a desktop's installer makes them."""
    folder = tmp_path_factory.mktemp("locales")
    for name in ("tr_TR", "de_DE"):
        command = ["localedef", "-i", name, "-f", "UTF-8", folder / f"{name}.UTF-8"]
        subprocess.run(command, check=True, capture_output=True)
    return folder


def said(code: str, locales: Path, language: str) -> str:
    """Run a program under this language and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, locales.parent / "no store"],
        env=os.environ | {"LOCPATH": str(locales), "LANG": language, "LC_ALL": language},
        cwd=Path(ssp_desktop.__file__).parents[1],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("language", "foreign"), [("tr_TR.UTF-8", "Cuma Aralık"), ("de_DE.UTF-8", "Freitag Dezember")]
)
def test_it_starts_and_its_days_and_numbers_stay_english(locales: Path, language: str, foreign: str) -> None:
    assert said(QT_ALONE, locales, language) == foreign, "the language is not there, so nothing is tried"
    assert said(THE_PROGRAM, locales, language) == "FirstRun Friday December 1234.5"
