"""docs/it/recovery.md: the commands of the drill, typed in a terminal in their order, and the answers."""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from ssp_desktop.services import anchors, contact_log_lists
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store, clock, store, store_template
from tests.terminal import in_terminal

__all__ = ["clock", "store", "store_template"]

DOCUMENT = Path(__file__).parents[1] / "docs" / "it" / "recovery.md"
A_COPY = re.compile(r"ssp-desktop backup \S+ \S+\.sspbackup")


@dataclass(frozen=True)
class Command:
    """A command as the document writes it, and the lines that it says the terminal shows."""

    words: list[str]
    shown: tuple[str, ...]


def commands() -> list[Command]:
    """Return the commands of the document in their order; the block after one is what it shows."""
    found: list[Command] = []
    for block in DOCUMENT.read_text(encoding="utf-8").split("```")[1::2]:
        kind, _, text = block.partition("\n")
        if kind == "text":
            found[-1] = Command(found[-1].words, tuple(text.strip().splitlines()))
        else:
            found += [Command(shlex.split(line), ()) for line in text.strip().splitlines()]
    return found


def plain(line: str) -> str:
    """Return a line without what differs from drill to drill."""
    return re.sub(r"\d+", "0", A_COPY.sub("COPY", line.rstrip()))


def run(command: Command, places: dict[str, Path], store: Store) -> str:
    """Type one command, answer what is asked, and compare; return what it showed."""
    words = [str(places[word]) if word in places else word for word in command.words[1:]]
    secrets = {"Password": PASSWORDS["sergeant"], "Recovery key": store.recovery_key}
    answers = {**secrets, "Restore this copy?": "yes"}
    done = in_terminal([sys.executable, "-m", "ssp_desktop", *words], answers)
    assert done.status == 0, (words, done.text)
    shown = [plain(line) for line in done.text.splitlines()]
    assert [line for line in command.shown if plain(line) not in shown] == [], shown
    assert not any(secret in done.text for secret in secrets.values())
    return done.text


def test_the_drill_runs_as_it_is_written(store: Store, tmp_path: Path) -> None:
    submit(store.sign_in("officer"), subject="Before the drill")
    store.sign_out()
    backups, elsewhere = tmp_path / "backups", tmp_path / "elsewhere" / "store"
    backups.mkdir()
    places = {"STORE": store.folder, "BACKUPS": backups, "ELSEWHERE": elsewhere}
    backup, check, drill, verify, restore = commands()
    run(backup, places, store)
    places["COPY"] = next(backups.iterdir())
    run(check, places, store)
    run(drill, places, store)
    assert "FAILED" not in run(verify, places, store)
    assert anchors.alarm(store.sign_in("officer")) == ""  # nobody is told that the records are older
    submit(store.sign_in("officer"), subject="After the copy")
    store.sign_out()
    assert "What it replaced lies in" in run(restore, places, store)
    assert [each.subject for each in contact_log_lists.page(store.sign_in("officer"))] == ["Before the drill"]


def test_each_picture_of_the_document_is_there_and_told_in_words() -> None:
    named = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", DOCUMENT.read_text(encoding="utf-8"))
    pictures = {(DOCUMENT.parent / path).resolve() for _words, path in named}
    assert pictures == set((DOCUMENT.parents[1] / "pictures" / "recovery").glob("*.png"))
    assert [path for words, path in named if len(words.split()) < 5] == []


def test_each_picture_is_one_that_the_rehearsal_takes() -> None:
    """A picture that nobody can take again would show a program that is gone."""
    tools = [DOCUMENT.parents[2] / "tools" / f"recovery_{part}.py" for part in ("steps", "move")]
    taken = re.findall(
        r'shoot\(hands, "([^"]+)"\)', "".join(each.read_text(encoding="utf-8") for each in tools)
    )
    in_folder = [path.stem for path in (DOCUMENT.parents[1] / "pictures" / "recovery").glob("*.png")]
    assert sorted(taken) == sorted(in_folder)
