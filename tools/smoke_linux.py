"""Try the packaged Linux program as a stranger would: `make smoke-linux`, inside tools/desktop_session.

The archive is unpacked into a folder whose name has spaces and letters beyond ASCII and whose path is long,
and the program gets an environment of its own: only what a desktop gives, then the same with every variable
set by which foreign code could come in. A record goes its whole way through the window
(`tools/smoke_journey.py`). The window comes up on a Turkish desktop, whose capital letters are not those of
English. With root's rights somebody without the right to write to the records tries, and the Debian package
is installed, started and removed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ssp_desktop import __version__
from tools.languages import language_of
from tools.package_linux import DIST
from tools.smoke_linux_journey import try_journey, try_without_rights
from tools.smoke_program import Failure, must
from tools.windows_on_screen import number_of_windows

# What a session of a desktop gives a program. Nothing else of this process's environment is handed on.
OF_A_DESKTOP = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR")
PARTS = ("Qt", "SQLCipher", "Keyring", "Fonts", "Program files", "Folder of the records")
PATIENCE = 300
LONGEST = 200
SETTLING = 20
"""Seconds in which a program that is going to fail has failed, once its window is there."""
# Loading the library writes its own name: whoever loads it is found out.
TRAP = """
#include <stdio.h>
__attribute__((constructor)) static void sprung(void)
{
    FILE *told = fopen("%s", "a");
    if (told) { fputs("a foreign library was loaded\\n", told); fclose(told); }
}
"""
OPENSSL_CONF = """
openssl_conf = start
[start]
engines = engines
providers = providers
[engines]
trap = trap
[trap]
dynamic_path = {library}
init = 0
[providers]
trap = trap_provider
[trap_provider]
module = {library}
activate = 1
"""


def desktop_environment() -> dict[str, str]:
    """Return what a desktop gives a program."""
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | {
        name: os.environ[name] for name in OF_A_DESKTOP if name in os.environ
    }


def self_test(program: Path, environment: Mapping[str, str], store: Path) -> subprocess.CompletedProcess[str]:
    """Run the self-test of a program in this environment and no other."""
    return subprocess.run(
        [program, "--self-test", "--store", store],
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd="/",
    )


def must_pass(what: str, found: subprocess.CompletedProcess[str]) -> None:
    """Stop unless every part of the self-test was found in order."""
    missing = [part for part in PARTS if f"OK      {part}:" not in found.stdout]
    if found.returncode or missing:
        raise Failure(f"FAILED  {what}: {missing}\n{found.stdout}{found.stderr}")
    sys.stdout.write(f"OK      {what}\n")


def must_name(what: str, words: str, found: subprocess.CompletedProcess[str]) -> None:
    """Stop unless the self-test failed and said these words."""
    if found.returncode != 1 or words not in found.stdout:
        raise Failure(f"FAILED  {what}: {words!r} was not said\n{found.stdout}{found.stderr}")
    sys.stdout.write(f"OK      {what}\n")


def hostile(place: Path, told: Path) -> dict[str, str]:
    """Lay out a trap for each variable, and return the variables that lead there."""
    place.mkdir()
    source, library = place / "trap.c", place / "trap.so"
    source.write_text(TRAP % told, encoding="utf-8")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
    for folder in ("platforms", "styles", "imageformats", "platformthemes"):
        (place / "plugins" / folder).mkdir(parents=True)
        shutil.copy(library, place / "plugins" / folder / "libqxcb.so")
    module = f"open({str(told)!r}, 'a').write(f'{{__name__}} was imported\\n')\n"
    for name in ("sitecustomize", "usercustomize", "PySide6", "keyring", "logging", "trap"):
        (place / f"{name}.py").write_text(module, encoding="utf-8")
    (place / "openssl.cnf").write_text(OPENSSL_CONF.format(library=library), encoding="utf-8")
    return {
        "KEYRING_PROPERTY_PERSIST": "trap",
        "OPENSSL_CONF": str(place / "openssl.cnf"),
        "OPENSSL_ENGINES": str(place),
        "OPENSSL_MODULES": str(place),
        "PYTHONHOME": str(place),
        "PYTHONPATH": str(place),
        "PYTHONSTARTUP": str(place / "trap.py"),
        "PYTHON_KEYRING_BACKEND": "trap.Keyring",
        "QT_PLUGIN_PATH": str(place / "plugins"),
        "QT_QPA_PLATFORM_PLUGIN_PATH": str(place / "plugins" / "platforms"),
    }


def show_window(what: str, program: Path, environment: Mapping[str, str], store: Path) -> None:
    """Start the program, stop unless its window comes up and it goes on running, and end it."""
    with (store.parent / "window.txt").open("w+", encoding="utf-8") as told:
        running = subprocess.Popen(
            [program, "--store", store], env=dict(environment), stdout=told, stderr=told, cwd="/"
        )
        until = time.monotonic() + PATIENCE
        while number_of_windows() == 0 and running.poll() is None and time.monotonic() < until:
            with suppress(subprocess.TimeoutExpired):
                running.wait(timeout=0.1)
        shown = number_of_windows()
        try:
            running.wait(timeout=SETTLING)
        except subprocess.TimeoutExpired:
            running.terminate()
            running.wait()
        else:
            told.seek(0)
            raise Failure(f"FAILED  {what}: it ended with status {running.returncode}\n{told.read()}")
    if shown != 1:
        raise Failure(f"FAILED  {what}: {shown} windows on the screen")
    sys.stdout.write(f"OK      {what}\n")


def try_archive(place: Path) -> None:
    """The archive: unpacked, started, hostile environment, damage."""
    folder = place.joinpath("Saferé Schools Łódź 张 with spaces", *["a long name"] * 16)
    must(f"unpacked into a path of {len(str(folder))} characters", len(str(folder)) > LONGEST)
    with tarfile.open(DIST / f"ssp-desktop-{__version__}-linux-x64.tar.gz") as tar:
        tar.extractall(folder, filter="data")
    program, store = folder / "ssp-desktop" / "ssp-desktop", place / "store"
    environment = desktop_environment()
    must_pass("the archive, unpacked and started", self_test(program, environment, store))
    home = place / "O'Brien"
    home.mkdir()
    found = subprocess.run(
        [program, "--self-test"],
        env=environment | {"HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    must_pass("an account whose name has an apostrophe", found)
    told = place / "told"
    must_pass(
        "the same in a hostile environment",
        self_test(program, environment | hostile(place / "hostile", told), store),
    )
    if told.exists():
        raise Failure(f"FAILED  a hostile environment: {told.read_text(encoding='utf-8')}")
    sys.stdout.write("OK      nothing foreign was loaded\n")
    show_window("the window on a Turkish desktop", program, environment | language_of("tr_TR", place), store)
    try_journey(place, program, environment)
    if os.geteuid() == 0:
        try_without_rights(place, program, environment)
    inside = program.parent / "_internal"
    (inside / "resources" / "names" / "nicknames.csv").unlink()
    with (inside / "resources" / "style" / "program.qss").open("ab") as style:
        style.write(b" ")
    found = self_test(program, environment, store)
    must_name("a missing file is named", "_internal/resources/names/nicknames.csv is missing", found)
    must_name("a changed file is named", "_internal/resources/style/program.qss has changed", found)


def try_debian_package(place: Path) -> None:
    """The Debian package: installed, started by its name, removed; what people wrote stays."""
    package = DIST / f"ssp-desktop_{__version__}_amd64.deb"
    environment = desktop_environment()
    _administer("apt-get", "install", "-q", "-y", "--no-install-recommends", str(package))
    try:
        program = Path("/usr/bin/ssp-desktop")
        must_pass("the Debian package, installed and started", self_test(program, environment, place / "s"))
        writable = [
            path
            for path in Path("/opt/ssp-desktop").rglob("*")
            if not path.is_symlink() and (path.stat().st_mode & 0o022 or path.owner() != "root")
        ]
        if writable:
            raise Failure(f"FAILED  others may write to {writable[:5]}")
        sys.stdout.write("OK      nobody but root may write to the program's folder\n")
    finally:
        _administer("apt-get", "purge", "-q", "-y", "ssp-desktop")
    left = [
        path
        for path in ("/opt/ssp-desktop", "/usr/bin/ssp-desktop", "/etc/ssp-desktop")
        if Path(path).exists()
    ]
    if left:
        raise Failure(f"FAILED  the Debian package leaves {left}")
    sys.stdout.write("OK      the Debian package, removed\n")


def _administer(*command: str) -> None:
    done = subprocess.run(
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failure(f"FAILED  {' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def main() -> None:
    """Try both packages; without root's rights the second is left out, and said so."""
    with tempfile.TemporaryDirectory() as place:
        try_archive(Path(place))
        if os.geteuid() == 0:
            try_debian_package(Path(place))
        else:
            sys.stdout.write("LEFT OUT the Debian package: installing it needs an administrator's rights\n")


if __name__ == "__main__":
    main()
