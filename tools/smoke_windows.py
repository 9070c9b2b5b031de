"""Try the Windows installer under Wine: `make smoke-windows`, inside tools/desktop_session.

Silent installation, the self-test with the credential store, the journey of a record through the installed
program's window, an upgrade, a refused downgrade, and uninstalling with the records kept or, when told so,
deleted. The second version is the same program under a higher number.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath

from ssp_desktop import __version__
from ssp_desktop.paths import APPLICATION_NAME
from tools.languages import language_of
from tools.package_windows import BUILD, COMMANDS, PROGRAM, ROOT, WINE, installer
from tools.person import PATIENCE
from tools.smoke_journey import Journey
from tools.smoke_program import Packaged, must

DRIVE = ROOT / ".wine" / "prefix" / "drive_c"
INSTALLED = DRIVE / "Program Files" / "SSP Desktop"
RECORDS = DRIVE / "ProgramData" / "SSP Desktop"
ODD_PLACE = PureWindowsPath("C:\\", "Safer Schools Łódź 张 O'Brien", *["a long name with spaces in it"] * 6)
PARTS = ("Qt", "SQLCipher", "Keyring", "Fonts", "Program files", "Folder of the records")
LATER = "99.0.0"
LANGUAGES = ("tr_TR", "de_DE")
LONGEST = 200


def wine(
    *arguments: str | Path, typed: str = "", language: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a Windows program and wait for it."""
    return subprocess.run(
        [WINE, *arguments],
        cwd=ROOT,
        env=os.environ | (language or {"LC_ALL": "C.UTF-8"}),
        input=typed,
        capture_output=True,
        text=True,
        errors="replace",  # `reg` speaks in the code page of a console
        check=False,
        timeout=4 * PATIENCE,
    )


def shown(path: Path) -> str:
    """Return how Windows calls a path of this machine."""
    return "Z:" + str(path).replace("/", "\\")


def msi(action: str, package: Path, *more: str) -> int:
    """Install (`/i`) or uninstall (`/x`) without a question. Returns the status, cut to a byte by Wine."""
    return wine("msiexec", action, shown(package), "/qn", *more).returncode


def commands(arguments: list[str], typed: str) -> tuple[int, str]:
    """Run the installed program without a window."""
    done = wine(INSTALLED / COMMANDS, *arguments, typed=typed)
    return done.returncode, done.stdout + done.stderr


def self_test(what: str, folder: Path = INSTALLED, language: dict[str, str] | None = None) -> None:
    """Run the installed program's self-test."""
    found = wine(folder / COMMANDS, "--self-test", language=language)
    missing = [part for part in PARTS if f"OK      {part}:" not in found.stdout]
    must(what, not found.returncode and not missing, f"{missing}\n{found.stdout}{found.stderr}")


def open_window() -> subprocess.Popen[bytes]:
    """Open the installed program's window."""
    return subprocess.Popen([WINE, INSTALLED / "ssp-desktop.exe"], cwd=ROOT, stdin=subprocess.DEVNULL)


def start_anew(first: Path, later: Path) -> None:
    """Take away what an earlier try left behind."""
    for package in (later, first):
        if package.exists():
            msi("/x", package)
    shutil.rmtree(RECORDS, ignore_errors=True)
    shutil.rmtree(DRIVE / ODD_PLACE.parts[1], ignore_errors=True)


def try_damage() -> None:
    """A missing and a changed file of the installed program are named; a repair puts them back."""
    resources = INSTALLED / "_internal" / "resources"
    lost, changed = resources / "names" / "nicknames.csv", resources / "style" / "program.qss"
    kept = lost.read_bytes(), changed.read_bytes()
    lost.unlink()
    changed.write_bytes(kept[1] + b" ")
    found = wine(INSTALLED / COMMANDS, "--self-test").stdout
    lost.write_bytes(kept[0])
    changed.write_bytes(kept[1])
    must("a missing file is named", "_internal/resources/names/nicknames.csv is missing" in found, found)
    must("a changed file is named", "_internal/resources/style/program.qss has changed" in found, found)


def try_language(name: str, place: Path) -> None:
    """The installed program in an account with another language."""
    language = language_of(name, place)
    international = wine("reg", "query", "HKCU\\Control Panel\\International", language=language).stdout
    must(f"the account speaks {name}", name.replace("_", "-") in international, international)
    self_test("the installed program finds everything in order there", language=language)


def try_odd_place(package: Path) -> None:
    """Install into a path of over 200 characters with spaces, an apostrophe and letters beyond ASCII."""
    folder = DRIVE.joinpath(*ODD_PLACE.parts[1:])
    must(
        f"installed into a path of {len(str(ODD_PLACE))} characters",
        len(str(ODD_PLACE)) > LONGEST and msi("/i", package, f"INSTALLDIR={ODD_PLACE}") == 0,
    )
    self_test("the program in that path finds everything in order", folder)
    must("uninstalled from there", msi("/x", package) == 0 and not any(_files(folder)))


def try_upgrade(journey: Journey, first: Path, later: Path) -> None:
    """Upgrade with the window open: afterwards the program is whole and the store the same."""
    journey.open()
    journey.person.see("I have an enrolment code")
    status = msi("/i", later, "PURGEDATA=1")
    sys.stdout.write(f"        upgraded while the program runs: status {status}\n")
    journey.sign_in()
    journey.close()
    must("upgraded to a later version while the program ran", msi("/i", later) == 0)
    self_test("the later version finds everything in order")
    must("an older version is refused", msi("/i", first) != 0)
    journey.find_record("the later version opens the same store")
    journey.prove("after the upgrade", BUILD / "copies")


def try_uninstalling(journey: Journey, later: Path) -> None:
    """Uninstall: the records are kept, and deleted only when told so and while nobody has them open."""
    must("uninstalled", msi("/x", later) == 0)
    must("nothing of the program is left", not any(_files(INSTALLED)), list(_files(INSTALLED))[:5])
    must("the records are kept", (RECORDS / "store" / "records.db").is_file())
    must("installed again", msi("/i", later) == 0)
    journey.open()
    journey.sign_in()
    must("records that are open are not deleted", msi("/x", later, "PURGEDATA=1") != 0)
    self_test("and the program is whole after that refusal")
    journey.close()
    journey.find_record("the program that was installed again opens the same store")
    must("uninstalled with PURGEDATA=1", msi("/x", later, "PURGEDATA=1") == 0)
    must("then no record is left", not RECORDS.exists(), list(_files(RECORDS))[:5])


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def main() -> None:
    """Go through the life of an installation."""
    first = ROOT / "dist" / f"SSP-Desktop-{__version__}-x64.msi"
    later = BUILD / f"SSP-Desktop-{LATER}-x64.msi"
    place = BUILD / "journey"
    shutil.rmtree(place, ignore_errors=True)
    start_anew(first, later)
    installer(PROGRAM, later, LATER, BUILD)
    try_odd_place(first)
    must("installed without a question", msi("/i", first) == 0)
    told = wine(INSTALLED / COMMANDS, "--version").stdout
    must("the installed program tells its version", told.strip() == f"{APPLICATION_NAME} {__version__}", told)
    self_test("the installed program finds everything in order")
    try_damage()
    for name in LANGUAGES:
        try_language(name, place)
    journey = Journey(Packaged(open_window, commands, shown, APPLICATION_NAME), place)
    journey.go(place / "copies")
    try_upgrade(journey, first, later)
    try_uninstalling(journey, later)
    sys.stdout.write(f"Pictures of each page: {place / 'pictures'}\n")


if __name__ == "__main__":
    main()
