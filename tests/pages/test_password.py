"""One's own password, the parts that every password is typed into, and the settings page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssp_desktop import __version__
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.security.passwords import MAXIMUM_LENGTH, word_list
from ssp_desktop.services import sign_in
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.password import PasswordPage
from ssp_desktop.ui.pages.plain_clothes import PlainClothesPage
from ssp_desktop.ui.pages.settings import SettingsPage
from ssp_desktop.ui.password_field import NewPasswordField, PasswordField
from tests.features.steps import OFFICER
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.pages.page_steps import press, settle, show
from tests.stores import PASSWORDS, Store

NEW = "maple cushion violin tractor"
LONGEST = " ".join(word_list()[::37])[:MAXIMUM_LENGTH]


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[NewPasswordField]:
    made = NewPasswordField()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    yield made
    theme.override()


def page_of(qtbot: QtBot, desk: Desk) -> PasswordPage:
    return show(qtbot, desk, PasswordPage(desk, Place("password")))


def type_new(page: PasswordPage, present: str, new: str, again: str | None = None) -> None:
    page.present.set_text(present)
    page.new.first.set_text(new)
    page.new.again.set_text(new if again is None else again)
    press(page, "Change the password")


def problems(field: NewPasswordField) -> list[tuple[str, str]]:
    return [(each.path, each.message) for each in field.problems()]


# --- the parts


def test_a_password_is_hidden_until_it_is_asked_to_be_shown_with_the_keyboard(qtbot: QtBot) -> None:
    field = PasswordField("Your password")
    qtbot.addWidget(field)
    field.show()
    field.set_text("tulip brisk anvil otter")
    assert "tulip" not in field.line.displayText()
    field.show_box.setFocus()
    QTest.keyClick(field.show_box, Qt.Key.Key_Space)
    assert field.line.displayText() == "tulip brisk anvil otter"
    assert field.show_box.accessibleName() == "Show password: Your password"
    field.clear()
    assert not field.show_box.isChecked()
    assert field.text == ""


def test_caps_lock_is_told_from_what_the_keys_give(qtbot: QtBot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, "a")
    assert field.caps_label.isHidden()
    QTest.keyClicks(field.line, "A")
    assert not field.caps_label.isHidden()
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert field.caps_label.isHidden()


def test_spaces_are_kept_and_nothing_is_trimmed(qtbot: QtBot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    QApplication.clipboard().setText("  two spaces before and after  ")
    field.line.paste()
    assert field.text == "  two spaces before and after  "
    QApplication.clipboard().clear()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter a password, or have four random words suggested."),
        ("fourteen chars", "has 14 characters. It must have at least 15."),
        ("x" * 1025, "has 1025 characters. It may have at most 1024."),
        ("x" * 60_000, "It may have at most 1024."),
        ("qwertyuiopasdfgh", "follows the keys of the keyboard"),
        ("passwordpassword", "repeats one short piece|first that people try"),
    ],
)
def test_each_weak_password_is_refused_with_its_reason(
    field: NewPasswordField, typed: str, words: str
) -> None:
    field.first.set_text(typed)
    field.again.set_text(typed)
    found = problems(field)
    assert [path for path, _ in found] == ["password"]
    assert any(each in found[0][1] for each in words.split("|")), found
    if typed:
        assert field.verdict.text().startswith("Not yet: ")


@pytest.mark.parametrize("typed", ["🔑" * 7 + "🚪🐎🔋🧷🌧🎻🚲🪁", "fifteen letters", " " + NEW, "ż" + NEW])
def test_length_counts_characters_and_any_character_will_do(field: NewPasswordField, typed: str) -> None:
    field.first.set_text(typed)
    field.again.set_text(typed)
    assert problems(field) == []
    assert field.verdict.text() == "This password can be used."


def test_names_that_others_connect_with_the_person_are_refused(field: NewPasswordField) -> None:
    field.first.set_text("Larkfield Academy 22")
    assert field.verdict.text() == "This password can be used."
    field.set_context("Larkfield Example Academy")
    assert "names and words that others connect" in field.verdict.text()


def test_two_different_passwords_are_told_at_the_second_line(field: NewPasswordField) -> None:
    field.first.set_text(NEW)
    field.again.set_text(NEW + " ")
    assert problems(field) == [("password_again", "The two passwords differ. Type the same one again.")]


def test_four_random_words_are_filled_in_and_shown_and_need_no_second_typing(field: NewPasswordField) -> None:
    seen = set()
    for _ in range(20):
        field.suggest_button.click()
        words = field.text.split(" ")
        assert len(words) == 4
        assert set(words) <= set(word_list())
        assert field.first.line.displayText() == field.text
        assert field.again.isHidden()
        assert problems(field) == []
        seen.add(field.text)
    assert len(seen) == 20
    field.first.show_box.click()
    assert not field.again.isHidden()
    assert [path for path, _ in problems(field)] == ["password_again"]


# --- the page


def test_the_password_is_changed_and_only_the_new_one_opens(
    qtbot: QtBot, desk_for: DeskFor, store: Store
) -> None:
    desk = desk_for("officer")
    page = page_of(qtbot, desk)
    assert without_name(page) == []
    type_new(page, PASSWORDS["officer"], NEW)
    settle(qtbot, desk)
    assert "Your password is changed." in visible_text(page)
    assert (page.present.text, page.new.text, page.new.again.text) == ("", "", "")
    with desk.signed_in.database.session() as db:
        actions = db.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)).all()
    assert actions[-1] == "password_set"
    store.sign_out()
    with pytest.raises(WrongPassword):
        sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc)
    sign_in.sign_out(sign_in.sign_in(store.folder, "officer", NEW, store.pc))


def test_the_longest_password_signs_as_it_signs_in(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    type_new(page_of(qtbot, desk), PASSWORDS["sergeant"], LONGEST)
    settle(qtbot, desk)
    page = show(qtbot, desk, PlainClothesPage(desk, Place("plain_clothes", 1)))
    assert page.form is not None
    reasons = {"officer": OFFICER, "reason": "Home visits", "covert_harness": True}
    days = {"starts_on": date(2026, 11, 17), "ends_on": date(2026, 12, 1)}
    page.form.set_values({**reasons, **days})
    page.password.line.setText(LONGEST[:-1])
    press(page, "Authorise and sign")
    settle(qtbot, desk)
    assert not page.notice.isHidden()
    page.password.line.setText(LONGEST)
    with qtbot.waitSignal(desk.going, timeout=20_000) as going:
        press(page, "Authorise and sign")
    assert going.args == [Place("equipment", 1, {"saved": "The authority is signed."})]


@pytest.mark.parametrize("password", [LONGEST, "\U0001f511" * MAXIMUM_LENGTH, NEW.replace(" ", "\u00a0")])
def test_a_password_is_read_alike_wherever_it_is_typed(qtbot: QtBot, password: str) -> None:
    field, question = PasswordField(), PasswordQuestion()
    for part in (field, question):
        qtbot.addWidget(part)
        part.line.setText(password)
    assert question.text == field.text == password


def test_half_a_character_among_hidden_ones_is_refused_in_words(field: NewPasswordField) -> None:
    question = PasswordQuestion()
    for line in (field.first.line, field.again.line, question.line):
        line.setText("\ud800" + NEW)
    assert question.text == field.text == NEW + "\ud800"
    (problem,) = field.problems()
    assert "a character that cannot be stored" in problem.message
    assert "\u25cf" not in field.text


def test_a_wrong_present_password_is_told_beside_it_and_the_new_one_stays(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = page_of(qtbot, desk)
    type_new(page, "this is not the one", NEW)
    settle(qtbot, desk)
    assert page.present.error.startswith("This is not your present password.")
    assert (page.present.text, page.new.text) == ("", NEW)
    assert page.save_button.isEnabled()


def test_what_is_missing_or_weak_is_told_before_anything_is_tried(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = page_of(qtbot, desk)
    type_new(page, "", "Okafor Example 0001 PC", "something else")
    assert page.present.error == "Enter your present password."
    assert "names and words that others connect" in page.new.first.error
    assert desk.tasks.idle


def test_the_schools_name_in_a_new_password_is_refused_by_the_store(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = page_of(qtbot, desk)
    type_new(page, PASSWORDS["officer"], "Larkfield Academy 22")
    settle(qtbot, desk)
    assert "names and words that others connect" in page.new.first.error


def test_leaving_the_page_forgets_every_password(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = page_of(qtbot, desk_for("officer"))
    page.present.set_text(PASSWORDS["officer"])
    page.new.suggest()
    page.leaving()
    assert (page.present.text, page.new.text) == ("", "")
    assert "officer" not in repr(page.place)


@pytest.mark.parametrize("who", ["officer", "spoc", "administrator"])
def test_everybody_reads_whose_data_it_is_and_which_version_runs(
    qtbot: QtBot, desk_for: DeskFor, who: str
) -> None:
    desk = desk_for(who)
    page = show(qtbot, desk, SettingsPage(desk, Place("settings")))
    words = visible_text(page)
    for told in (
        "The Chief Officer, Example Constabulary",
        "DPIA-EXAMPLE-1",
        "DSA-EXAMPLE-1",
        "England and Wales (any force)",
        desk.signed_in.store_id,
        str(desk.signed_in.folder),
        __version__,
        "only together with a secret in this PC's credential store",
    ):
        assert told in words.replace("\u200b", ""), told
    assert "with a password alone" not in words
    assert "The records lie in a folder" not in words
    assert without_name(page) == []


def test_a_folder_that_a_service_began_to_copy_is_told(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    (desk.signed_in.folder.parent / ".dropbox.cache").mkdir()
    page = show(qtbot, desk, SettingsPage(desk, Place("settings")))
    words = visible_text(page)
    assert "The records lie in a folder that is copied elsewhere by Dropbox." in words
    assert "ask your IT support to move the whole folder to this PC's own disk" in words
    assert without_name(page) == []
