"""The packaged Linux program in the hands of people who may write to the records, and of one who may not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ssp_desktop.paths import APPLICATION_NAME
from tools.package_linux import ROOT
from tools.person import PATIENCE, Person
from tools.smoke_journey import Journey
from tools.smoke_program import Packaged, must

PICTURES = ROOT / "build" / "linux-journey"
NOBODY = 65534
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


def try_journey(place: Path, program: Path, environment: Mapping[str, str]) -> None:
    """A record goes its whole way through the window; then the program stands elsewhere and finds it."""
    records = place / "records" / "store"

    def packaged(program: Path) -> Packaged:
        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen([program, "--store", records], env=dict(environment), cwd="/")

        def command(arguments: list[str], typed: str) -> tuple[int, str]:
            done = subprocess.run(
                [program, *arguments, "--store", records],
                env=dict(environment),
                input=typed,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
                cwd="/",
            )
            return done.returncode, done.stdout + done.stderr

        return Packaged(start, command, str, APPLICATION_NAME)

    shutil.rmtree(PICTURES, ignore_errors=True)
    journey = Journey(packaged(program), PICTURES)
    journey.go(PICTURES / "copies")
    elsewhere = place / "elsewhere"
    shutil.copytree(program.parent, elsewhere, symlinks=True)
    journey.program = packaged(elsewhere / program.name)
    journey.find_record("the program that was installed elsewhere opens the same store")
    sys.stdout.write(f"Pictures of each page: {PICTURES}\n")


def try_without_rights(place: Path, program: Path, environment: Mapping[str, str]) -> None:
    """Somebody who may not write to the folder of the records is told so: at first run, and with a store."""
    place.chmod(0o755)
    home = place / "home of nobody"
    home.mkdir()
    shutil.chown(home, NOBODY, NOBODY)
    theirs = dict(environment) | {"HOME": str(home), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/none"}
    (place / "closed").mkdir(mode=0o755)
    store = place / "records" / "store"
    for folder in (store.parent, store):
        folder.chmod(0o755)
    for folder, words in (
        (place / "closed" / "folder" / "store", "cannot be made or written to"),
        (store, "cannot be made or written to"),
    ):
        person = Person(PICTURES / "without rights")
        running = subprocess.Popen([*AS_NOBODY, program, "--store", folder], env=theirs, cwd="/")
        try:
            person.see(words)
            person.shoot("told")
            must(f"no right to write: told so ({folder.parent.name})", running.poll() is None)
        finally:
            running.terminate()
            running.wait()
