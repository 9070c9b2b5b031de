"""Records and copies under names that are long, foreign or awkward: an account's name can be all of that."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.services import backup, contact_log_lists, sign_in
from ssp_desktop.services.restore_outside import open_with_password, restore_copy, verify
from ssp_desktop.store_folder import StoreLock
from tests.features.steps import submit
from tests.stores import PASSWORDS, Store

NAMES = {
    "an apostrophe and spaces": Path('Example-O\'Brien & "Sons"', "data  folder"),
    "letters of other alphabets": Path("Łódź İı Ünal 张伟 محمد", "żółć"),
    "what other programs read as a pattern or a value": Path("%TEMP% $HOME *?[x]", "a;b#c?mode=ro&key=1"),
    "more than 260 characters": Path(*["Example Constabulary Safer Schools"] * 9),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_days_work_a_copy_and_its_return(store: Store, tmp_path: Path, name: str) -> None:
    folder, copies = tmp_path / NAMES[name] / "store", tmp_path / NAMES[name] / "copies"
    shutil.copytree(store.folder, folder)
    copies.mkdir()
    there = replace(store.pc, backup_folder=str(copies))
    officer = sign_in.sign_in(folder, "officer", PASSWORDS["officer"], there)
    submit(officer)
    sign_in.sign_out(officer)
    sergeant = sign_in.sign_in(folder, "sergeant", PASSWORDS["sergeant"], there)
    made = backup.back_up(sergeant)
    sign_in.sign_out(sergeant)
    elsewhere = tmp_path / NAMES[name] / "elsewhere"
    copy = open_with_password(elsewhere, copies / made.name, "sergeant", PASSWORDS["sergeant"], there)
    assert verify(copy) > 0
    restore_copy(elsewhere, copy, "A new disk.", there)
    sergeant = sign_in.sign_in(elsewhere, "sergeant", PASSWORDS["sergeant"], there)
    assert len(contact_log_lists.page(sergeant)) == 1
    sign_in.sign_out(sergeant)
    assert {each.name for each in (tmp_path / NAMES[name]).iterdir()} >= {"store", "copies", "elsewhere"}
    with StoreLock(folder):
        pass
