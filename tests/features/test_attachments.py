"""Photographs of records: inside the store, named by the record's revision, never gone without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import attachments, storage, storage_checklists, storage_decisions
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.storage import StorageChoice
from tests.features.picture_files import encoded, file_with, located_jpeg, picture
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, stored, trace
from tests.features.storage_steps import assess_both, confirm, failed_checks
from tests.stores import NAMES, PASSWORDS, SignInAs, Store

CAPTION = "The door of the police room with both locks"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return file_with(tmp_path, located_jpeg())


def add(signed_in: SignedIn, file: Path, caption: str = CAPTION, place: str = "R1") -> int:
    return attachments.add(signed_in, PHOTOGRAPHS, 1, file, caption, place)


def tamper(signed_in: SignedIn, *statements: str) -> None:
    for table in ("attachment", "attachment_removal", "revision"):
        for verb in ("update", "delete"):
            sql(signed_in, f"DROP TRIGGER {table}_no_{verb}")
    for statement in statements:
        sql(signed_in, statement)


def test_a_photograph_lies_in_the_store_and_its_record_names_it(signed_in_as: SignInAs, file: Path) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    number = add(officer, file)
    (shown,) = attachments.photographs(officer, PHOTOGRAPHS, 1)
    assert (shown.place, shown.caption, shown.added_by, shown.fault) == ("R1", CAPTION, NAMES["officer"], "")
    assert shown.preview.startswith(b"\xff\xd8")
    whole = attachments.open_picture(officer, PHOTOGRAPHS, number)
    assert b"CANARY" not in whole
    assert file.read_bytes() == located_jpeg()
    ((content,),) = sql(
        officer, "SELECT content FROM revision WHERE noun = 'storage_checklist' ORDER BY number DESC LIMIT 1"
    )
    (named,) = json.loads(content)["header"]["photographs"]
    ((digest,),) = sql(officer, "SELECT content_hash FROM attachment")
    assert (named["id"], named["caption"], named["sha256"]) == (number, CAPTION, digest)
    assert storage.open_storage(officer, 1).revision == 2
    events = [(event, detail) for event, noun, _id, detail in trace(officer) if noun == "attachment"]
    assert events == [("collected", "photograph of storage checklist 1")] + [
        ("consulted", "photograph of storage checklist 1")
    ]
    assert failed_checks(officer) == {}


def test_the_next_revision_still_names_it(signed_in_as: SignInAs, file: Path) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    add(officer, file)
    confirm(officer, stored=storage.open_storage(officer, 1).checklist, R1_answer="not_met")
    assert [each.place for each in attachments.photographs(officer, PHOTOGRAPHS, 1)] == ["R1"]
    assert failed_checks(officer) == {}


def test_a_photograph_that_is_taken_off_leaves_its_words_its_reason_and_the_picture(
    signed_in_as: SignInAs, file: Path
) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    number = add(officer, file)
    for reason, words in (("  ", "reason is missing"), ("x" * 401, "longer than 400")):
        with pytest.raises(UserError, match=words):
            attachments.take_off(officer, PHOTOGRAPHS, number, reason)
    attachments.take_off(officer, PHOTOGRAPHS, number, "Shows the wrong door")
    (gone,) = attachments.photographs(officer, PHOTOGRAPHS, 1)
    assert gone.removed == (
        f"Taken off by {NAMES['officer']} on 17 November 2026, 10:00: Shows the wrong door"
    )
    assert (gone.caption, gone.preview) == (CAPTION, b"")
    assert sql(officer, "SELECT length(picture) > 500 FROM attachment") == [(1,)]
    for act in (
        lambda: attachments.take_off(officer, PHOTOGRAPHS, number, "Again"),
        lambda: attachments.open_picture(officer, PHOTOGRAPHS, number),
    ):
        with pytest.raises(UserError, match="not there any more"):
            act()
    assert ("altered", "attachment", number, "taken off storage checklist 1") in trace(officer)
    assert failed_checks(officer) == {}


@pytest.mark.parametrize(
    ("caption", "words"),
    [("", "description is missing"), (" \n ", "description is missing"), ("x" * 401, "longer than 400")],
)
def test_a_photograph_needs_words_that_stand_for_it(
    signed_in_as: SignInAs, file: Path, caption: str, words: str
) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    before = stored(officer)
    with pytest.raises(UserError, match=words):
        add(officer, file, caption)
    with pytest.raises(UserError, match="no picture"):
        add(officer, file_with(file.parent, b"not a picture", "other.jpg"))
    with pytest.raises(UserError, match="could not be read"):
        add(officer, file.parent / "gone.jpg")
    assert stored(officer) == before


def test_there_is_an_end_to_how_many(
    signed_in_as: SignInAs, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_OF_A_RECORD", 1)
    officer = signed_in_as("officer")
    confirm(officer)
    add(officer, file)
    with pytest.raises(UserError, match="1 photographs here already"):
        add(officer, file)
    with pytest.raises(UserError, match="This record is not there any more"):
        attachments.add(officer, PHOTOGRAPHS, 77, file, CAPTION)


def test_the_school_sees_its_own_and_adds_none(store: Store, file: Path) -> None:
    open_other_school(store)
    officer = store.sign_in("officer")
    confirm(officer)
    number = add(officer, file)
    spoc = store.sign_in("spoc")
    assert [each.id for each in attachments.photographs(spoc, PHOTOGRAPHS, 1)] == [number]
    with pytest.raises(Refused):
        add(spoc, file.parent / "no such file")
    other = sign_in_other_spoc(store)
    for act in (
        lambda: attachments.photographs(other, PHOTOGRAPHS, 1),
        lambda: attachments.open_picture(other, PHOTOGRAPHS, number),
    ):
        with pytest.raises(Refused):
            act()


SWAPPED = {
    "another picture": "UPDATE attachment SET picture = x'FFD8FFD9'",
    "another small copy": "UPDATE attachment SET preview = x'FFD8FFD9'",
    "another picture with its hash": (
        "UPDATE attachment SET picture = x'FFD8', content_hash = "
        "'1ba5f5b4f4c1b1c36da2fba26ca1f8e17e3bb1f3b4cbb02a2ba2e2b6bfc4b0d1'"
    ),
    "other words": "UPDATE attachment SET caption = 'A window'",
    "another item": "UPDATE attachment SET place = 'R2'",
    "gone": "DELETE FROM attachment",
    "taken off beside the program": (
        "INSERT INTO attachment_removal (attachment_id, reason, removed_by, removed_at) "
        "VALUES (1, '', 1, '2026-11-17 10:00:00')"
    ),
    "a revision without it": (
        "UPDATE revision SET content = replace(content, 'photographs', 'pictures') WHERE number = 2"
    ),
    "a revision that cannot be read": "UPDATE revision SET content = 'no' WHERE number = 2",
    "no revision": "DELETE FROM revision WHERE noun = 'storage_checklist'",
}


@pytest.mark.parametrize("case", SWAPPED)
def test_a_swapped_photograph_is_noticed(signed_in_as: SignInAs, file: Path, case: str) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    add(officer, file)
    tamper(officer, SWAPPED[case])
    found = failed_checks(officer)["Photographs"]
    assert "restore the latest good backup" in found
    assert "Photograph number 1" in found or "Storage_checklist number 1" in found or "Storage check" in found


@pytest.mark.parametrize(
    "changes", [("DELETE FROM attachment_removal", SWAPPED["gone"]), (SWAPPED["other words"],)]
)
def test_a_photograph_that_was_taken_off_is_noticed_as_well(
    signed_in_as: SignInAs, file: Path, changes: tuple[str, ...]
) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    attachments.take_off(officer, PHOTOGRAPHS, add(officer, file), "Shows the wrong door")
    tamper(officer, *changes)
    found = failed_checks(officer)["Photographs"]
    assert "Photograph number 1 is not kept as an earlier revision names it." in found


def test_a_swapped_photograph_is_not_shown(signed_in_as: SignInAs, file: Path) -> None:
    officer = signed_in_as("officer")
    confirm(officer)
    number = add(officer, file)
    tamper(officer, SWAPPED["another picture"])
    (shown,) = attachments.photographs(officer, PHOTOGRAPHS, 1)
    assert shown.fault == "This photograph is not the one that was added."
    assert shown.preview == b""
    with pytest.raises(UserError, match="not the one that was added"):
        attachments.open_picture(officer, PHOTOGRAPHS, number)


def test_a_decision_is_about_the_photographs_too(signed_in_as: SignInAs, file: Path) -> None:
    sergeant = signed_in_as("sergeant")
    confirm(sergeant, R1_answer="not_met")
    assess_both(sergeant)
    add(sergeant, file)
    password = PASSWORDS["sergeant"]
    storage_decisions.decide(sergeant, password, 1, 2, StorageChoice.RISK_ACCEPTED, "One lock until summer")
    assert storage.open_storage(sergeant, 1).state.approved
    add(sergeant, file_with(file.parent, encoded(picture(), "PNG"), "b.png"))
    assert not storage.open_storage(sergeant, 1).state.approved
    assert failed_checks(sergeant) == {}


def test_no_file_beside_the_store_holds_the_picture(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = store.folder.parent / "temporary"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    officer = store.sign_in("officer")
    confirm(officer)
    number = add(officer, file)
    kept = attachments.open_picture(officer, PHOTOGRAPHS, number)
    store.sign_out()
    assert list(elsewhere.iterdir()) == []
    for path in store.folder.rglob("*"):
        assert not path.is_file() or kept[200:260] not in path.read_bytes()
    assert storage_checklists.NOUN == PHOTOGRAPHS.spec.noun
