"""Two Windows accounts of one PC, each with a credential store of its own, over one folder of records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import DeviceSecretMissing
from ssp_desktop.services import accounts, anchors, contact_log_lists, enrolment, sign_in
from tests.faults.bench import FileKeyring
from tests.features.steps import OFFICER, submit
from tests.stores import PASSWORDS, Store

NEW = "maple cushion violin tractor"


def test_the_second_account_is_enrolled_once_and_both_work_in_turn(store: Store, tmp_path: Path) -> None:
    there = replace(store.pc, keyring=Keyring(FileKeyring(tmp_path / "keyring of the other account")))
    submit(store.sign_in("officer"))
    with pytest.raises(DeviceSecretMissing, match="enrolment code"):
        sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], there)
    code = accounts.start_reset(store.sign_in("sergeant"), PASSWORDS["sergeant"], OFFICER)
    store.sign_out()
    officer = enrolment.enrol(store.folder, "officer", code.text, NEW, there)
    submit(officer, subject="Written from the other account")
    sign_in.sign_out(officer)
    sergeant = store.sign_in("sergeant")
    assert len(contact_log_lists.page(sergeant)) == 2
    assert anchors.alarm(sergeant) == ""
    store.sign_out()
    officer = sign_in.sign_in(store.folder, "officer", NEW, there)
    assert len(contact_log_lists.page(officer)) == 2
    assert anchors.alarm(officer) == ""
    sign_in.sign_out(officer)


def test_an_officer_who_moved_to_the_other_account_is_told_so_at_the_first(
    store: Store, tmp_path: Path
) -> None:
    there = replace(store.pc, keyring=Keyring(FileKeyring(tmp_path / "keyring of the other account")))
    code = accounts.start_reset(store.sign_in("sergeant"), PASSWORDS["sergeant"], OFFICER)
    store.sign_out()
    sign_in.sign_out(enrolment.enrol(store.folder, "officer", code.text, NEW, there))
    with pytest.raises(DeviceSecretMissing, match="enrolment code"):
        sign_in.sign_in(store.folder, "officer", NEW, store.pc)
