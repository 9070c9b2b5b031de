"""The program on a damaged store: the banner over every page, reading, and what a refusal says."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import contact_logs, drafts
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.keeping import DAMAGED
from ssp_desktop.ui.pages.backup import BackupPage
from tests.pages.page_steps import press, words
from tests.program.conftest import OpenProgram, sign_in
from tests.program.test_program import wait_for_words
from tests.stores import Store, contact_values


@pytest.fixture
def damaged(store: Store) -> Store:
    """A store with one sound contact log, whose end is cut off in the middle of a draft."""
    contact_logs.submit(store.sign_in("officer"), contact_values(subject="Sound"), partnership_id=1)
    place = DraftPlace("contact_log", None, 1)
    values = contact_values(account="filler " * 20_000)
    drafts.save(store.sign_in("second_officer"), CONTACT_LOG, place, values)
    store.sign_out()
    path = store.folder / "records.db"
    path.write_bytes(path.read_bytes()[:-10_000])
    return store


def test_the_banner_stays_and_the_record_is_read(
    damaged: Store, open_program: OpenProgram, qtbot: QtBot
) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "officer")
    wait_for_words(qtbot, program, DAMAGED)
    assert "Tell your sergeant." in words(shell)
    shell.go(Place("contact_log", 1))
    wait_for_words(qtbot, program, "Sound")
    assert DAMAGED in shell.keeping.alarm.message


def test_a_sergeant_is_led_to_the_way_back(damaged: Store, open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    shell = sign_in(qtbot, program, "sergeant")
    wait_for_words(qtbot, program, DAMAGED)
    press(shell.keeping.alarm, "Open Backup")
    assert isinstance(shell.page, BackupPage)
