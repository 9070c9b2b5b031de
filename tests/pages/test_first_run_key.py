"""The end of the first run: the credential store, the recovery key, and closing half way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from ssp_desktop.policy import Policy
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.security.failures import DeviceSecretMissing
from ssp_desktop.services import set_up, sign_in, store_settings
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.tasks import Tasks
from ssp_desktop.ui.tokens import Scheme
from tests.features.test_set_up import NoCredentialStore
from tests.pages.before_sign_in import settle, tasks, too_wide
from tests.pages.looking import visible_text, without_name
from tests.pages.wizard import (
    NOTICE,
    PASSWORD,
    Start,
    confirm_step,
    fill_person,
    key_step,
    pc,
    prepared,
    start,
    title,
    to_key,
    to_person,
    type_groups,
)
from tests.stores import Clock
from tests.ui.conftest import plain_look

__all__ = ["pc", "plain_look", "start", "tasks"]


# --- the credential store


def test_without_a_credential_store_the_wizard_says_so_and_keeps_what_was_typed(
    qtbot: QtBot, tasks: Tasks, start: Start, store_folder: Path, clock: Clock
) -> None:
    wizard = start(on=ThisPc(keyring=Keyring(NoCredentialStore()), clock=clock))
    to_person(wizard)
    fill_person(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    assert "credential store of this PC is not there or is locked" in wizard.problem.message
    assert "set-up stops here" in wizard.problem.message
    assert wizard.password_only_button.isHidden()
    assert wizard.person_step.password.text == PASSWORD
    assert list(store_folder.parent.iterdir()) == []


def test_when_it_allows_it_the_store_opens_with_a_password_alone_and_says_so(
    qtbot: QtBot, tasks: Tasks, start: Start, store_folder: Path, clock: Clock
) -> None:
    without = ThisPc(keyring=Keyring(NoCredentialStore()), clock=clock)
    wizard = start(policy=Policy(password_only_slots=True), on=without)
    to_person(wizard)
    fill_person(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    wizard.password_only_button.click()
    settle(qtbot, tasks)
    assert "This store opens with a password alone." in visible_text(wizard)
    wizard.go_on()
    type_groups(wizard)
    wizard.go_on()
    settle(qtbot, tasks)
    signed_in = sign_in.sign_in(store_folder, "sergeant", PASSWORD, without)
    assert store_settings.read(signed_in).password_only_accounts == 1
    sign_in.sign_out(signed_in)


# --- the recovery key


def test_the_key_is_saved_as_a_sheet_and_a_wrong_group_is_named(
    qtbot: QtBot, tasks: Tasks, start: Start, tmp_path: Path, store_folder: Path
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    path = tmp_path / "sheet.pdf"
    dialogs.answers.set_next_file_name(path)
    key_step(wizard).shown.save_button.click()
    settle(qtbot, tasks)
    assert "The sheet is saved." in visible_text(wizard)
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert all(group in text for group in key_step(wizard).shown.groups)
    wizard.go_on()
    wizard.go_on()
    assert len(confirm_step(wizard).groups.questions.summary.links) == 2
    type_groups(wizard, wrong=True)
    wizard.go_on()
    settle(qtbot, tasks)
    first = confirm_step(wizard).groups.asked[0]
    links = confirm_step(wizard).groups.questions.summary.links
    assert [link.text().split(".")[0] for link in links] == [f"Group {first} does not match the recovery key"]
    assert not set_up.find_store(store_folder)
    wizard.go_back()
    assert title(wizard) == "The recovery key"


def test_a_sheet_that_cannot_be_saved_is_told_and_can_be_tried_again(
    qtbot: QtBot, tasks: Tasks, start: Start, tmp_path: Path
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    dialogs.answers.set_next_file_name(tmp_path / "no such folder" / "sheet.pdf")
    key_step(wizard).shown.save_button.click()
    settle(qtbot, tasks)
    assert "could not be saved" in key_step(wizard).shown.notice.message
    assert key_step(wizard).shown.save_button.isEnabled()
    dialogs.answers.set_next_file_name(None)
    key_step(wizard).shown.save_button.click()
    assert key_step(wizard).shown.save_button.isEnabled()


def test_the_sheet_is_printed(qtbot: QtBot, tasks: Tasks, start: Start, tmp_path: Path) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    key_step(wizard).shown.print_drawn(printer, set_up.recovery_sheet(prepared(wizard)))
    settle(qtbot, tasks)
    assert "sent to the printer" in visible_text(wizard)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1


def _prepared(wizard: FirstRun) -> set_up.PreparedStore:
    prepared = wizard._prepared
    assert prepared is not None
    return prepared


def test_going_back_throws_the_key_away_only_when_agreed_to(
    qtbot: QtBot, tasks: Tasks, start: Start, store_folder: Path
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    first = key_step(wizard)
    dialogs.answers.set_next_answer(False)
    wizard.go_back()
    assert key_step(wizard) is first
    assert title(wizard) == "The recovery key"
    dialogs.answers.set_next_answer(True)
    wizard.go_back()
    settle(qtbot, tasks)
    assert "will open nothing" in dialogs.answers.asked[-1].text
    assert title(wizard) == "The first person"
    assert list(store_folder.parent.iterdir()) == []
    wizard.go_on()
    settle(qtbot, tasks)
    assert key_step(wizard).shown.groups != first.shown.groups


def test_closing_with_an_unconfirmed_key_leaves_nothing(
    qtbot: QtBot, tasks: Tasks, start: Start, store_folder: Path, pc: ThisPc
) -> None:
    wizard = start()
    to_key(qtbot, tasks, wizard)
    store_id = prepared(wizard).store_id
    wizard.abandon()
    settle(qtbot, tasks)
    assert list(store_folder.parent.iterdir()) == []
    with pytest.raises(DeviceSecretMissing):
        pc.keyring.get_device_secret(store_id)


def test_closing_while_the_store_is_made_leaves_nothing(
    qtbot: QtBot, tasks: Tasks, start: Start, store_folder: Path
) -> None:
    wizard = start()
    to_person(wizard)
    fill_person(wizard)
    wizard.go_on()
    assert "Making the encrypted store" in visible_text(wizard)
    assert not wizard.next_button.isEnabled()
    wizard.abandon()
    tasks.drain()
    assert list(store_folder.parent.iterdir()) == []


@pytest.mark.parametrize(("scheme", "scale"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_every_step_has_names_for_its_controls_and_fits_the_width(
    qtbot: QtBot, tasks: Tasks, start: Start, clock: Clock, scheme: Scheme, scale: float
) -> None:
    theme.override(scheme, scale)
    wizard = start(demo=True, on=ThisPc(clock=clock, demo=True))
    assert "DEMONSTRATION" in visible_text(wizard)
    steps: list[Callable[[], object]] = [
        lambda: wizard.notice_step.questions.set_values(NOTICE),
        lambda: None,
        lambda: wizard.school_step.questions.set_values({"school_name": "Larkfield Example Academy"}),
        lambda: fill_person(wizard),
        lambda: None,
        lambda: None,
    ]
    for fill in steps:
        assert without_name(wizard) == []
        assert too_wide(wizard) == []
        fill()
        wizard.go_on()
        settle(qtbot, tasks)
    assert title(wizard) == "Check the sheet"
