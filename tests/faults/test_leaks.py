"""No word that was typed can be read in any file, whatever form it was typed in; no process is started.

The forms are found by looking for them, so that a new one is covered without a line here. The window's own
session, with clipboard, print and lock, is in tests/program/test_nothing_is_left.py.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import ssp_desktop.forms
from ssp_desktop.forms.spec import FormSpec, Kind, empty_row, empty_value
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import drafts, sign_in, unit_of_work
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import SignedIn
from tests.faults.bench import Bench
from tests.faults.scenarios import back_up, choose_folder, once, restore_copy, save_pdf, submit
from tests.faults.tally import Tally

STARTS_A_PROCESS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork")
CLOSED_QUESTIONS = {Kind.CHOICES, Kind.CONFIRMATION, Kind.ROWS}


def every_form() -> list[FormSpec]:
    """Return each form that a module of ssp_desktop.forms holds."""
    found: dict[str, FormSpec] = {}
    for each in pkgutil.iter_modules(ssp_desktop.forms.__path__):
        module = importlib.import_module(f"ssp_desktop.forms.{each.name}")
        specs = [value for value in vars(module).values() if isinstance(value, FormSpec)]
        found.update({f"{spec.noun} {spec.title}": spec for spec in specs})
    return list(found.values())


@dataclass
class Canaries:
    """Words that stand nowhere else, a new one for each question."""

    words: list[str] = field(default_factory=list)

    def answers(self, spec: FormSpec) -> dict[str, Any]:
        """Return a word for every question: what is no date or number is kept as it was typed."""
        return {
            each.key: (
                {**empty_row(each), **{column.key: self._one(column.kind) for column in each.columns}},
            )
            if each.kind is Kind.ROWS
            else (empty_value(each) if each.kind in CLOSED_QUESTIONS else self._one(each.kind))
            for each in spec.fields
        }

    def _one(self, kind: Kind) -> Any:
        if kind in CLOSED_QUESTIONS:
            return False if kind is Kind.CONFIRMATION else ()
        self.words.append(f"Zeisig{len(self.words):05}Fink")
        return self.words[-1]


def files_with_a_word(*folders: Path) -> list[str]:
    """Return the files below the folders whose name or content holds one of the words: all begin alike."""
    needles = ["Zeisig".encode(code) for code in ("utf-8", "utf-16-le")]
    return [
        str(path)
        for folder in folders
        for path in folder.rglob("*")
        if "Zeisig" in path.name or (path.is_file() and any(each in path.read_bytes() for each in needles))
    ]


def stored_words(signed_in: SignedIn, words: list[str]) -> list[str]:
    """Return those of the words that the opened database holds."""
    with signed_in.database.session() as db:
        found = db.connection().exec_driver_sql("SELECT content FROM draft").scalars().all()
    content = "\n".join(found)
    return [word for word in words if word in content]


def test_no_answer_of_any_form_can_be_read_in_any_file(
    bench: Bench, own_folders: Path, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms, canaries = every_form(), Canaries()
    monkeypatch.setenv("TMPDIR", str(own_folders))
    once("sergeant", choose_folder)(bench)
    officer = bench.sign_in("officer")
    for spec in forms:
        drafts.save(officer, spec, DraftPlace(spec.noun, partnership_id=1), canaries.answers(spec))
    assert stored_words(officer, canaries.words) == canaries.words
    sign_in.sign_out(officer)
    once("sergeant", back_up)(bench)
    officer = bench.sign_in("officer")
    with officer.database.session() as db:  # a change that is under way when the lights go out
        db.connection().exec_driver_sql("UPDATE draft SET title = 'Zeisig99999Fink'")
        assert files_with_a_word(bench.root, own_folders) == []
        db.rollback()
    sign_in.sign_out(officer)
    tally.add("Leaks", f"answers of {len(forms)} forms, in every file", len(canaries.words))
    assert len(forms) > 5
    assert len(canaries.words) > 100
    assert files_with_a_word(bench.root, own_folders) == []


def test_the_search_finds_a_word_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("xZeisig00001Finkx", encoding="utf-16-le")
    assert files_with_a_word(tmp_path) == [str(tmp_path / "note.txt")]


@contextmanager
def watched_starts() -> Iterator[list[str]]:
    """Collect what starts a process inside the block. The interpreter keeps the hook; it is then deaf."""
    started: list[str] = []
    listening = [True]

    def hook(event: str, args: tuple[object, ...]) -> None:
        if listening[0] and event in STARTS_A_PROCESS:
            started.append(f"{event} {args!r}")

    sys.addaudithook(hook)
    try:
        yield started
    finally:
        listening[0] = False


def test_a_session_starts_no_other_process(bench: Bench, tally: Tally) -> None:
    """Nor does it look for a network: tests/conftest.py refuses each attempt of any test."""
    with watched_starts() as started:
        once("sergeant", choose_folder, back_up)(bench)
        once("officer", submit, save_pdf)(bench)
        restore_copy(bench, bench.sign_in("sergeant"))
    tally.add("Leaks", "processes that a session starts", 1, len(started))
    assert started == []


def test_a_refused_attempt_leaves_no_word_in_the_log(
    bench: Bench, caplog: pytest.LogCaptureFixture, tally: Tally
) -> None:
    """An error inside a transaction carries no parameters into the log or the words of the error."""
    officer = bench.sign_in("officer")

    def broken(work: unit_of_work.Work) -> None:
        work.db.connection().exec_driver_sql("INSERT INTO draft (title) VALUES (?)", ("Zeisig00002Fink",))

    with pytest.raises(Exception, match="NOT NULL") as caught:
        unit_of_work.run(officer, Action.CONTACT_LOG_WRITE, broken)
    assert "Zeisig" not in str(caught.value)
    assert "Zeisig" not in caplog.text
    sign_in.sign_out(officer)
    tally.add("Leaks", "an error of the database", 1)
