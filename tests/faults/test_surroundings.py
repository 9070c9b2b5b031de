"""The folder under the program's feet: full, read-only, gone, exchanged, or too little memory."""

from __future__ import annotations

import shutil
from contextlib import suppress

import pytest

from ssp_desktop.database import MissingDatabase, ReadOnlyStore, StoreBusy
from ssp_desktop.database.connection import connect
from ssp_desktop.errors import UserError
from ssp_desktop.services import anchors, sign_in
from ssp_desktop.store_folder import database_path
from tests.faults.bench import Bench
from tests.faults.conftest import WHOLE
from tests.faults.oracle import faults_in, state_of
from tests.faults.scenarios import ALL, keep_draft, once, submit
from tests.faults.serving import Breaker
from tests.faults.tally import Tally

WITNESSES = ("sergeant", "second_officer")
SAMPLE = ("submit a contact log", "set a store up", "save a PDF")


def test_a_database_renamed_while_it_is_open_loses_nothing(bench: Bench, tally: Tally) -> None:
    """Nothing more is written to the file that went elsewhere; the next sign-in says what is missing."""
    officer = bench.sign_in("officer")
    path = database_path(bench.folder)
    away = path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(ReadOnlyStore):
        submit(bench, officer)
    with pytest.raises(ReadOnlyStore):
        sign_in.sign_out(officer)
    assert officer.database_key == b""
    with pytest.raises(MissingDatabase):
        bench.sign_in("officer")
    away.rename(path)
    sergeant = bench.sign_in("sergeant")
    with sergeant.database.session() as db:
        found = db.connection().exec_driver_sql("SELECT count(*) FROM contact_log").scalar()
    assert found == 0
    sign_in.sign_out(sergeant)
    tally.add("Surroundings", "database renamed or exchanged while open", 1)
    assert list(faults_in(bench, WITNESSES)) == []


def test_a_database_exchanged_while_it_is_open_raises_the_alarm(bench: Bench, tally: Tally) -> None:
    path = database_path(bench.folder)
    older = shutil.copyfile(path, bench.root / "older.db")
    once("officer", submit)(bench)
    officer = bench.sign_in("officer")
    shutil.copyfile(older, bench.folder / "new.db")
    (bench.folder / "new.db").replace(path)
    try:
        keep_draft(bench, officer)
        sign_in.sign_out(officer)
    except UserError:
        officer.database.close()
    sergeant = bench.sign_in("sergeant")
    assert "an older or another copy of the folder was put in its place" in anchors.alarm(sergeant)
    sign_in.sign_out(sergeant)
    tally.add("Surroundings", "database renamed or exchanged while open", 1)


def test_a_folder_that_is_gone_is_told_and_comes_back_whole(bench: Bench, tally: Tally) -> None:
    before = state_of(bench)
    away = bench.folder.rename(bench.root / "away")
    with pytest.raises(UserError):
        bench.sign_in("officer")
    away.rename(bench.folder)
    officer = bench.sign_in("officer")
    bench.folder.rename(away)
    with suppress(UserError):  # the open file may as well go on where it is
        submit(bench, officer)
    away.rename(bench.folder)
    sign_in.sign_out(officer)
    assert list(faults_in(bench, WITNESSES)) == []
    assert len(state_of(bench)) > len(before)
    tally.add("Surroundings", "folder gone and back", 2)


def test_too_little_memory_is_told_and_costs_nothing(breaker: Breaker, tally: Tally) -> None:
    """Less and less memory for a sign-in and a submission: done, or told, or ended cleanly."""
    result = breaker.ask("memory", "submit a contact log", 4 if WHOLE else 48)
    tally.add("Surroundings", "too little memory", result.points, len(result.faults))
    assert result.faults == []


def test_another_process_that_holds_the_file_is_told_and_costs_nothing(bench: Bench, tally: Tally) -> None:
    """As an antivirus or a copying tool may: once it lets go, what was typed is saved."""
    officer = bench.sign_in("officer")
    holding = connect(database_path(bench.folder), officer.database_key)
    holding.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusy, match="Another program"):
        submit(bench, officer)
    holding.rollback()
    holding.close()
    submit(bench, officer)
    sign_in.sign_out(officer)
    tally.add("Surroundings", "another process holds the file", 1)
    assert list(faults_in(bench, WITNESSES)) == []


@pytest.mark.parametrize("name", [each.name for each in ALL if WHOLE or each.name in SAMPLE])
def test_a_read_only_folder_is_told_and_stays_as_it_is(breaker: Breaker, tally: Tally, name: str) -> None:
    result = breaker.ask("read only", name, 1)
    tally.add("Surroundings", "a read-only folder", result.points, len(result.faults))
    assert result.faults == []


@pytest.mark.whole
def test_a_real_disk_that_fills_up(breaker: Breaker, tally: Tally) -> None:
    """A small disk in memory, with less and less room on it, mounted in a name space of the process's own."""
    result = breaker.ask("fill", "submit a contact log", 1)
    tally.add("Surroundings", "a real disk that fills up", result.points, len(result.faults))
    assert result.faults == []
