"""docs/it/recovery.md: the commands of the drill, run in their order as the document says them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from ssp_desktop.services import contact_log_lists
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store, clock, store, store_template

__all__ = ["clock", "store", "store_template"]

DOCUMENT = Path(__file__).parents[1] / "docs" / "it" / "recovery.md"


def commands() -> list[list[str]]:
    """Return the commands of the document's blocks, each as its words."""
    blocks = DOCUMENT.read_text(encoding="utf-8").split("```")[1::2]
    return [shlex.split(line) for block in blocks for line in block.strip().splitlines()]


def run(words: list[str], places: dict[str, Path], store: Store) -> str:
    """Run one command with the secret that it asks for on a descriptor of its own; return its output."""
    arguments = [str(places[word]) if word in places else word for word in words[1:]]
    reading, writing = os.pipe()
    if "--recovery-fd" in arguments:
        arguments[arguments.index("--recovery-fd") + 1] = str(reading)
        secret = store.recovery_key
    else:
        arguments += ["--password-fd", str(reading)]
        secret = PASSWORDS["sergeant"]
    os.write(writing, f"{secret}\n".encode())
    os.close(writing)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ssp_desktop", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
            pass_fds=(reading,),
        )
    finally:
        os.close(reading)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def test_the_drill_runs_as_it_is_written(store: Store, tmp_path: Path) -> None:
    submit(store.sign_in("officer"), subject="Before the drill")
    store.sign_out()
    backups, elsewhere = tmp_path / "backups", tmp_path / "elsewhere" / "store"
    backups.mkdir()
    places = {"STORE": store.folder, "BACKUPS": backups, "ELSEWHERE": elsewhere}
    backup, check, drill, verify, restore = commands()
    assert "verified" in run(backup, places, store)
    places["COPY"] = next(backups.iterdir())
    assert "This copy is good" in run(check, places, store)
    assert "The copy is in place." in run(drill, places, store)
    assert "FAILED" not in run(verify, places, store)
    submit(store.sign_in("officer"), subject="After the copy")
    store.sign_out()
    assert "What it replaced lies in" in run(restore, places, store)
    assert [each.subject for each in contact_log_lists.page(store.sign_in("officer"))] == ["Before the drill"]
