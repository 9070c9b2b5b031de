"""Try the Windows installer under Wine: `make smoke-windows`, inside tools/desktop_session.

Silent installation, the self-test with the credential store, the window on the screen and closed again by
keyboard, an upgrade, a refused downgrade, and uninstalling with the records kept. The second version is the
same program under a higher number.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from ssp_desktop import __version__
from ssp_desktop.paths import APPLICATION_NAME
from tools.package_windows import BUILD, PROGRAM, ROOT, WINE, installer

DRIVE = ROOT / ".wine" / "prefix" / "drive_c"
INSTALLED = DRIVE / "Program Files" / "SSP Desktop"
RECORDS = DRIVE / "ProgramData" / "SSP Desktop"
PARTS = ("Qt", "SQLCipher", "Keyring", "Fonts", "Program files", "Folder of the records")
LATER = "99.0.0"
PAGE_BYTES = 20_000  # a picture of the empty window is smaller by half
PATIENCE = 900
"""Seconds: longer than anything takes, even on a machine that has much else to do."""


def wine(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a Windows program and wait for it."""
    return subprocess.run(
        [WINE, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def msi(action: str, package: Path) -> int:
    """Install (`/i`) or uninstall (`/x`) without a question. Returns the status, cut to a byte by Wine."""
    return wine("msiexec", action, "Z:" + str(package).replace("/", "\\"), "/qn").returncode


def must(what: str, fine: bool, seen: object = "") -> None:
    """Say that it is so, or stop."""
    if not fine:
        raise SystemExit(f"FAILED  {what} {seen}")
    sys.stdout.write(f"OK      {what}\n")


def self_test(what: str) -> None:
    """Run the installed program's self-test."""
    found = wine(INSTALLED / "ssp-desktop-cli.exe", "--self-test")
    missing = [part for part in PARTS if f"OK      {part}:" not in found.stdout]
    must(what, not found.returncode and not missing, f"{missing}\n{found.stdout}{found.stderr}")


def version(what: str) -> None:
    """Ask the installed program for its version, as a detection rule may."""
    found = wine(INSTALLED / "ssp-desktop-cli.exe", "--version")
    must(what, found.stdout.strip() == f"SSP Desktop {__version__}", found.stdout)


def window(what: str, picture: Path) -> None:
    """Open the installed program's window, take a picture of its first page, and close it by keyboard."""
    command: list[str | Path] = [WINE, INSTALLED / "ssp-desktop.exe", "--store", "C:\\smoke test\\store"]
    running = subprocess.Popen(command, cwd=ROOT)
    until = time.monotonic() + PATIENCE
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{APPLICATION_NAME}$"]
    subprocess.run(search, stdout=subprocess.DEVNULL, check=True, timeout=PATIENCE)
    while not picture.exists() or picture.stat().st_size < PAGE_BYTES:
        if ended(running) or time.monotonic() > until:
            raise SystemExit(f"FAILED  a page on the screen never came: {picture}")
        subprocess.run(["import", "-window", "root", picture], check=True)
    while not ended(running):
        if time.monotonic() > until:
            raise SystemExit("FAILED  the program did not end after Alt+F4")
        subprocess.run(["xdotool", "key", "alt+F4"], check=True)
    must(what, running.returncode == 0, picture)


def ended(running: subprocess.Popen[bytes]) -> bool:
    """Tell whether a program ends within a second."""
    try:
        running.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return False
    return True


def main() -> None:
    """Go through the life of an installation."""
    first = ROOT / "dist" / f"SSP-Desktop-{__version__}-x64.msi"
    later = BUILD / f"SSP-Desktop-{LATER}-x64.msi"
    installer(PROGRAM, later, LATER, BUILD)
    must("installed without a question", msi("/i", first) == 0)
    version("the installed program tells its version")
    self_test("the installed program finds everything in order")
    (BUILD / "window.png").unlink(missing_ok=True)
    window("its window comes up and closes", BUILD / "window.png")
    record = RECORDS / "store" / "record-of-the-smoke-test"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text("kept", encoding="utf-8")
    must("upgraded to a later version", msi("/i", later) == 0)
    self_test("the later version finds everything in order")
    must("an older version is refused", msi("/i", first) != 0)
    must("uninstalled", msi("/x", later) == 0)
    left = [path for path in INSTALLED.rglob("*") if path.is_file()]
    must("nothing of the program is left", not left, left[:5])
    must("the records are kept", record.read_text(encoding="utf-8") == "kept")
    record.unlink()


if __name__ == "__main__":
    main()
