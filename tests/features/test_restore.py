"""The way back: what is told before, what takes whose place, what a kill leaves, and the undo."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ssp_desktop.database import NewerDatabase
from ssp_desktop.database.connection import connect
from ssp_desktop.errors import UserError
from ssp_desktop.security.audit_chain import LONGEST_DETAIL
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import (
    accounts,
    anchors,
    audit_log,
    backup,
    contact_log_lists,
    restore,
    restore_difference,
    restored_note,
    set_up,
    sign_in,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.restored_note import RestoredNote
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.store_folder import StoreLock, database_path
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import submit
from tests.stores import NAMES, PASSWORDS, SignInAs, Store

REASON = "The disk lost a week."


@pytest.fixture
def copy(store: Store, signed_in_as: SignInAs, tmp_path: Path) -> Path:
    """A copy of the store with one contact log; a second one is written afterwards."""
    target = tmp_path / "copies"
    target.mkdir()
    submit(signed_in_as("officer"), subject="Before the copy")
    backup.back_up(signed_in_as("sergeant"), target)
    submit(signed_in_as("officer"), subject="After the copy")
    store.clock.go(hours=1)
    return next(target.iterdir())


def restored(store: Store, path: Path, reason: str = REASON) -> Path:
    """Do the whole restore as the program does it; returns where the replaced store lies."""
    sergeant = store.sign_in("sergeant")
    store.open_sessions.clear()
    prepared = restore.prepare(sergeant, path, reason, PASSWORDS["sergeant"])
    with StoreLock(store.folder) as lock:
        replaced = restore.finish(sergeant, prepared, lock)
        assert lock.held
    return replaced


def subjects(store: Store) -> list[str]:
    return [each.subject for each in contact_log_lists.page(store.sign_in("officer"))]


def hidden(store: Store) -> list[str]:
    return [each.name for each in store.folder.parent.glob(f".{store.folder.name}.*")]


def test_the_difference_is_told_before_anything_is_done(signed_in_as: SignInAs, copy: Path) -> None:
    sergeant = signed_in_as("sergeant")
    found = restore_difference.compare(sergeant, copy)
    assert found.behind is not None
    assert found.behind > 3
    assert found.sentences == (
        f"This copy is {found.behind} entries of the audit log behind. "
        "What was written since is put aside, not deleted.",
    )


def test_other_passwords_and_accounts_are_told(signed_in_as: SignInAs, copy: Path) -> None:
    accounts.disable(signed_in_as("sergeant"), PASSWORDS["sergeant"], 3)
    found = restore_difference.compare(signed_in_as("sergeant"), copy)
    assert not found.same_keys
    assert "Passwords, accounts and the recovery key will be those of that day." in found.sentences[1]


def test_a_restore_brings_the_records_of_the_copy_and_says_so_first(store: Store, copy: Path) -> None:
    assert subjects(store) == ["After the copy", "Before the copy"]
    replaced = restored(store, copy)
    assert subjects(store) == ["Before the copy"]
    assert replaced.parent == store.folder.parent
    assert database_path(replaced).is_file()
    sergeant = store.sign_in("sergeant")
    (line,) = audit_log.page(sergeant, AuditFilter(event=AuditEvent.RESTORED))
    signed_in_before = audit_log.page(sergeant, AuditFilter(event=AuditEvent.SIGNED_IN))
    assert line.sequence < signed_in_before[1].sequence
    assert f"by {NAMES['sergeant']} (sergeant). {REASON}" in line.detail
    assert audit_log.verify(sergeant).ok
    assert hidden(store) == []
    assert not (store.folder / "restored.note").exists()


def test_a_restore_explains_itself_to_the_anchor(store: Store, copy: Path) -> None:
    restored(store, copy)
    for _ in range(3):
        assert anchors.alarm(store.sign_in("sergeant")) == ""


def test_it_is_undone_by_restoring_what_was_put_aside(store: Store, copy: Path) -> None:
    replaced = restored(store, copy)
    assert restore.replaced_stores(store.folder) == (replaced,)
    found = restore_difference.compare(store.sign_in("sergeant"), replaced)
    assert not found.same_line
    assert found.behind is not None
    assert found.behind < 0
    assert "ahead of the records that are open now" in found.sentences[1]
    restored(store, replaced, "It was the wrong copy.")
    assert subjects(store) == ["After the copy", "Before the copy"]
    sergeant = store.sign_in("sergeant")
    assert anchors.alarm(sergeant) == ""
    assert audit_log.verify(sergeant).ok
    assert len(audit_log.page(sergeant, AuditFilter(event=AuditEvent.RESTORED))) == 2


@pytest.mark.parametrize("who", ["officer", "spoc", "head_teacher"])
def test_others_may_not(signed_in_as: SignInAs, copy: Path, who: str) -> None:
    signed_in = signed_in_as(who)
    with pytest.raises(Refused):
        restore_difference.compare(signed_in, copy)
    with pytest.raises(Refused):
        restore.prepare(signed_in, copy, REASON, PASSWORDS[who])


def test_without_password_or_reason_nothing_is_prepared(
    store: Store, signed_in_as: SignInAs, copy: Path
) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(WrongPassword):
        restore.prepare(sergeant, copy, REASON, "not the password at all")
    with pytest.raises(UserError, match="The reason is missing"):
        restore.prepare(sergeant, copy, "  ", PASSWORDS["sergeant"])
    with pytest.raises(UserError, match="The reason is longer than 300 characters. Shorten it."):
        restore.prepare(sergeant, copy, "x" * 301, PASSWORDS["sergeant"])
    assert hidden(store) == []


@pytest.mark.parametrize("name", ["records.db", "vault.json", "manifest.json"])
def test_a_damaged_copy_is_refused_and_the_store_stands(
    store: Store, signed_in_as: SignInAs, copy: Path, name: str
) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(UserError, match="Keep this one until"):
        restore.prepare(signed_in_as("sergeant"), copy, REASON, PASSWORDS["sergeant"])
    assert subjects(store) == ["After the copy", "Before the copy"]


def test_a_copy_from_a_newer_program_is_refused(
    signed_in_as: SignInAs, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sergeant = signed_in_as("sergeant")
    monkeypatch.setattr("ssp_desktop.database.inspection.known_migrations", lambda: ("0000",))
    with pytest.raises(NewerDatabase):
        restore.prepare(sergeant, copy, REASON, PASSWORDS["sergeant"])


def test_another_stores_database_is_refused(signed_in_as: SignInAs, copy: Path) -> None:
    (copy / "manifest.json").unlink()
    folder = copy.rename(copy.with_name("put aside"))
    opened = connect(folder / "records.db", signed_in_as("sergeant").database_key)
    opened.execute("UPDATE store_settings SET store_id = '0'")
    opened.close()
    with pytest.raises(UserError, match="belongs to another store"):
        restore.prepare(signed_in_as("sergeant"), folder, REASON, PASSWORDS["sergeant"])


KILLED = """
import os, sys
from pathlib import Path
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import restore, sign_in
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.store_folder import StoreLock

folder, copy, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
signed_in = sign_in.sign_in(folder, "sergeant", sys.stdin.read(), ThisPc(keyring=Keyring()))

WATCHED = {"os.rename", "os.mkdir", "os.remove", "shutil.copyfile", "shutil.rmtree", "os.chmod"}

def hook(event, args):
    global left
    changes = event in WATCHED or (event == "open" and isinstance(args[1], str) and args[1][:1] in "wxa")
    if changes and str(folder.parent) in str(args):
        left -= 1
        if left < 0:
            os._exit(42)

sys.addaudithook(hook)
with StoreLock(folder) as lock:
    prepared = restore.prepare(signed_in, copy, "Killed on the way", sys.argv[4])
    restore.finish(signed_in, prepared, lock)
"""


def test_a_kill_at_any_step_leaves_the_old_store_or_the_new_one(store: Store, copy: Path) -> None:
    store.sign_out()
    untouched = store.folder.with_name("untouched")
    shutil.copytree(store.folder, untouched)
    outcomes = []
    for step in range(60):
        for each in (store.folder, *restore.replaced_stores(store.folder)):
            shutil.rmtree(each)
        shutil.copytree(untouched, store.folder)
        anchors.forget(store.pc.keyring, store.sign_in("sergeant").store_id)
        store.sign_out()
        arguments = [str(store.folder), str(copy), str(step), PASSWORDS["sergeant"]]
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, *arguments],
            input=PASSWORDS["sergeant"],
            text=True,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert ended.returncode in {0, 42}, ended.stderr
        restore.finish_interrupted(store.folder)
        with StoreLock(store.folder):
            restore.clean_leftovers(store.folder)
        found = subjects(store)
        assert found in (["Before the copy"], ["After the copy", "Before the copy"])
        assert hidden(store) == []
        sergeant = store.sign_in("sergeant")
        assert audit_log.verify(sergeant).ok
        assert anchors.alarm(sergeant) == ""
        store.sign_out()
        outcomes.append(found)
        if ended.returncode == 0:
            break
    else:
        pytest.fail("sixty steps were not enough to come to the end")
    assert len(outcomes) > 12
    assert outcomes[0] == ["After the copy", "Before the copy"]
    assert outcomes[-2:] == [["Before the copy"]] * 2


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_the_store_where_it_was(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    sergeant = store.sign_in("sergeant")
    store.open_sessions.clear()
    prepared = restore.prepare(sergeant, copy, REASON, PASSWORDS["sergeant"])
    real, calls = Path.rename, iter(range(1, 9))

    def rename(path: Path, to: Path) -> Path:
        if next(calls) == failing:
            raise PermissionError(13, "in use")
        return real(path, to)

    with StoreLock(store.folder) as lock:
        monkeypatch.setattr(Path, "rename", rename)
        with pytest.raises(UserError, match="which are as they were"):
            restore.finish(sergeant, prepared, lock)
    monkeypatch.undo()
    assert hidden(store) == []
    assert subjects(store) == ["After the copy", "Before the copy"]


def test_an_older_programs_copy_is_brought_up_to_date(store: Store, copy: Path) -> None:
    """What stands for it here: the staged copy goes through the same door as every store."""
    sergeant = store.sign_in("sergeant")
    prepared = restore.prepare(sergeant, copy, REASON, PASSWORDS["sergeant"])
    assert sorted(each.name for each in prepared.ready.iterdir()) == [
        "attempts.json",
        "records.db",
        "vault.copy.json",
        "vault.json",
    ]
    restore.abandon(prepared)
    assert hidden(store) == []


def test_a_long_reason_of_an_earlier_program_is_written_into_the_log_once(store: Store) -> None:
    """Letter 500 of the detail is a space, at which the entry is cut: the note must still find it."""
    sergeant = store.sign_in("sergeant")
    key, store_id = sergeant.database_key, sergeant.store_id
    store.sign_out()
    beginning = len(RestoredNote("sergeant", "", 9, "R-00000000").detail) + 1
    reason = "x" * (LONGEST_DETAIL - 1 - beginning) + " and more"
    restored_note.write(store.folder, key, store_id, RestoredNote("sergeant", reason, 9, "R-00000000"))
    for _ in range(3):
        sergeant = store.sign_in("sergeant")
    assert len(audit_log.page(sergeant, AuditFilter(event=AuditEvent.RESTORED))) == 1
    assert not (store.folder / restored_note.FILE_NAME).exists()
    assert audit_log.verify(sergeant).ok


def test_a_note_of_another_key_counts_as_none(store: Store) -> None:
    store.sign_out()
    (store.folder / "restored.note").write_bytes(secrets.token_bytes(200))
    sergeant = store.sign_in("sergeant")
    assert audit_log.page(sergeant, AuditFilter(event=AuditEvent.RESTORED)) == ()


def test_the_set_up_does_not_take_a_restore_for_an_empty_folder(store: Store, copy: Path) -> None:
    sergeant = store.sign_in("sergeant")
    store.open_sessions.clear()
    prepared = restore.prepare(sergeant, copy, REASON, PASSWORDS["sergeant"])
    sign_in.sign_out(sergeant)
    os.rename(store.folder, prepared.replaced)
    assert not set_up.find_store(store.folder)
    restore.finish_interrupted(store.folder)
    assert set_up.find_store(store.folder)
