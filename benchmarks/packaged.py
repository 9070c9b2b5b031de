"""The packaged program against a bare packaged window: how large, and how soon it is on the screen.

The bare window is packaged in the same run, with the same parts of Qt and the same things left out. Without a
package in dist/ (``make package-linux``) there is nothing to measure, and that is said.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.ground import Ground
from benchmarks.measure import Line, in_turns
from benchmarks.starting import environment
from tools.windows_on_screen import number_of_windows

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "ssp-desktop" / "ssp-desktop"
BARE = "bare packaged window"
QT_PARTS = ("QtCore", "QtDBus", "QtGui", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtWidgets")
BARE_PROGRAM = """
from PySide6 import {parts}
application = QtWidgets.QApplication([])
window = QtWidgets.QMainWindow()
window.setCentralWidget(QtWidgets.QLabel("bare"))
window.show()
application.exec()
"""
BARE_SPEC = """
from pathlib import Path
{left_out}
analysis = Analysis(["bare.py"], excludes=excludes, noarchive=False)
modules = PYZ(analysis.pure)
program = EXE(modules, analysis.scripts, [], exclude_binaries=True, name="bare", strip=True, upx=False)
binaries = [entry for entry in analysis.binaries if used(entry[0])]
datas = [entry for entry in analysis.datas if used(entry[0])]
COLLECT(program, binaries, datas, strip=True, upx=False, name="bare")
"""
LATEST_S = 120


def run(ground: Ground) -> Iterator[Line]:
    """Yield the size and the start of the packaged program."""
    if not PROGRAM.is_file():
        sys.stdout.write("package: LEFT OUT, there is no package in dist/; make package-linux makes it\n")
        return
    bare = package_bare_window(ground.folder / "bare")
    sizes = [megabytes(each.parent) for each in (PROGRAM, bare)]
    yield Line("package: size of the folder", sizes[0], BARE, sizes[1], "MB", aim=1.5)
    store, runs = ground.folder / "no store yet", ground.sizes.starts
    timers = [opening(PROGRAM, "--store", str(store)), opening(bare)]
    program, yardstick = (1000 * median(each) for each in in_turns(timers, runs))
    yield Line("package: process to window on the screen", program, BARE, yardstick, runs=runs, aim=1.3)


def package_bare_window(folder: Path) -> Path:
    """Package a window with a label in it. Returns the program."""
    folder.mkdir()
    (folder / "bare.py").write_text(BARE_PROGRAM.format(parts=", ".join(QT_PARTS)), encoding="utf-8")
    (folder / "bare.spec").write_text(BARE_SPEC.format(left_out=what_is_left_out()), encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "bare.spec"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "dist" / "bare" / "bare"


def what_is_left_out() -> str:
    """Return the part of build.spec that says what is not packed."""
    wanted = {"excludes", "UNUSED_FILES", "used"}
    body = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8")).body
    return "\n".join(ast.unparse(node) for node in body if wanted & _names(node))


def _names(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {each.id for each in targets if isinstance(each, ast.Name)}


def megabytes(folder: Path) -> float:
    """Return the size of a folder's files; a link has none."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 2**20


def opening(program: Path, *arguments: str) -> Callable[[], float]:
    """Return what starts a program and tells how long its window takes to be on the screen."""

    def start() -> float:
        until_there_are(0)
        started = time.monotonic()
        running = subprocess.Popen(
            [program, *arguments], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            until_there_are(1)
            return time.monotonic() - started
        finally:
            running.terminate()
            running.wait()

    return start


def until_there_are(windows: int) -> None:
    """Look until there are so many windows on the screen."""
    latest = time.monotonic() + LATEST_S
    while number_of_windows() != windows:
        if time.monotonic() > latest:
            raise TimeoutError(f"there were never {windows} windows on the screen")
