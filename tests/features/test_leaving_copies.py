"""Copies on their way out of the store: whole or not there; what a kill left goes at the next sign-in."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.database import StoreClosed
from ssp_desktop.errors import UserError
from ssp_desktop.security.sealed_note import seal_note
from ssp_desktop.services import leaving_copies
from ssp_desktop.services.signed_in import SignedIn
from tests.stores import Store

WORDS = b"%PDF the words of a record"


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A folder where somebody saves."""
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder


def cut_off(officer: SignedIn, path: Path) -> Path:
    """Leave what a kill between writing and renaming leaves: the hidden file and the note of it."""
    with leaving_copies.staged(officer, path, WORDS):
        left = [*path.parent.glob(".*.tmp"), *officer.folder.parent.glob("*.unfinished-*")]
        stood = [(each, each.read_bytes()) for each in left]
    assert len(stood) == 2
    for each, content in stood:
        each.write_bytes(content)
    return left[0]


def notes(store: Store) -> list[Path]:
    return list(store.folder.parent.glob("*.unfinished-*"))


def test_a_saved_copy_is_whole_and_leaves_no_note(store: Store, drive: Path) -> None:
    path = drive / "copy.pdf"
    path.write_bytes(b"older")
    assert leaving_copies.save(store.sign_in("officer"), path, WORDS) == path
    assert path.read_bytes() == WORDS
    assert os.listdir(drive) == ["copy.pdf"]
    assert notes(store) == []


def test_what_a_kill_left_is_removed_at_the_next_sign_in_of_anybody(store: Store, drive: Path) -> None:
    officer = store.sign_in("officer")
    left = cut_off(officer, drive / "Jo Example.pdf")
    assert left.read_bytes() == WORDS
    (note,) = notes(store)
    assert b"Jo Example" not in note.read_bytes(), "the note would name somebody"
    store.sign_out()
    assert store.sign_in("spoc").notices == ()
    assert (list(drive.iterdir()), notes(store)) == ([], [])


def test_a_drive_that_is_not_there_is_told_to_whoever_saved_until_it_is_back(
    store: Store, drive: Path
) -> None:
    left = cut_off(store.sign_in("officer"), drive / "copy.pdf")
    store.sign_out()
    unplugged = drive.rename(drive.with_name("unplugged"))
    assert store.sign_in("second_officer").notices == ()
    store.sign_out()
    (told,) = store.sign_in("officer").notices
    assert told == (
        f"A copy was cut off while it was being saved. A part of it may lie in {drive} as {left.name}, where "
        "it can be read. Connect that drive and sign in again, or delete the file."
    )
    store.sign_out()
    unplugged.rename(drive)
    assert store.sign_in("officer").notices == ()
    assert (list(drive.iterdir()), notes(store)) == ([], [])


@pytest.mark.expected_log("an unfinished copy cannot be removed: IsADirectoryError")
def test_a_file_that_cannot_be_removed_is_told_by_name(
    store: Store, drive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    left = cut_off(store.sign_in("officer"), drive / "copy.pdf")
    store.sign_out()
    left.unlink()
    left.mkdir()  # what the operating system refuses to unlink, for root as well
    (told,) = store.sign_in("officer").notices
    assert left.name in told
    assert left.name not in caplog.text
    assert len(notes(store)) == 1


def test_a_copy_that_is_being_saved_during_a_quick_sign_in_is_left_alone(store: Store, drive: Path) -> None:
    officer = store.sign_in("officer")
    with leaving_copies.staged(officer, drive / "copy.pdf", WORDS) as put_in_place:
        assert leaving_copies.remove_unfinished(store.sign_in("second_officer")) == ""
        put_in_place()
    assert (drive / "copy.pdf").read_bytes() == WORDS
    assert notes(store) == []


@pytest.mark.expected_log("a note of an unfinished copy cannot be read: NoteUnreadable")
@pytest.mark.parametrize("purpose", ["unfinished", "disposals"])
def test_a_note_that_this_program_did_not_seal_for_this_removes_nothing(
    store: Store, drive: Path, purpose: str
) -> None:
    officer = store.sign_in("officer")
    kept = drive / "kept.txt"
    kept.write_text("mine")
    body = f'{{"account": 1, "path": "{kept}"}}'
    key = officer.database_key if purpose == "disposals" else bytes(32)
    note = store.folder.with_name(f"{store.folder.name}.unfinished-1")
    note.write_bytes(seal_note(key, f"{officer.store_id}/{purpose}", body))
    assert leaving_copies.remove_unfinished(officer) == ""
    assert kept.exists()


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(store: Store, drive: Path) -> None:
    with pytest.raises(UserError, match="The file could not be saved: No such file or directory"):
        leaving_copies.save(store.sign_in("officer"), drive / "gone" / "copy.pdf", WORDS)
    assert (list(drive.iterdir()), len(notes(store))) == ([], 0)


def test_nothing_is_written_for_somebody_who_has_left(store: Store, drive: Path) -> None:
    left = replace(store.sign_in("officer"), database_key=b"")
    with pytest.raises(StoreClosed):
        leaving_copies.save(left, drive / "copy.pdf", WORDS)
    assert list(drive.iterdir()) == []
