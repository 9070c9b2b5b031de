"""An officer's profile: vetting is worked out, a probationer is not posted, others only read their own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.forms.officer_profile import OFFICER_PROFILE
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import officer_profiles
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.officer_profile import OfficerProfilePage, vetting_words
from ssp_desktop.ui.tokens import Tone
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.pages.page_steps import press, settle, show
from tests.stores import row

OFFICER = 2


def values(**changes: Any) -> dict[str, Any]:
    complete = {
        "rank": "constable",
        "warrant_number": "0001",
        "on_probation": "no",
        "posted_as_sso": "yes",
        "posted_on": date(2026, 9, 1),
        "buddy": 3,
        "supervisor": 1,
        "vetted_on": date(2024, 3, 1),
        "trainings": (
            row(
                OFFICER_PROFILE,
                "trainings",
                name="Safeguarding, level 3",
                completed_on=date(2025, 1, 10),
                expires_on=date(2027, 1, 10),
            ),
        ),
    }
    return {**empty_values(OFFICER_PROFILE), **complete, **changes}


def profile(qtbot: QtBot, desk: Desk, account_id: int | None = OFFICER) -> OfficerProfilePage:
    return show(qtbot, desk, OfficerProfilePage(desk, Place("officer_profile", account_id)))


def plain(stored: dict[str, Any]) -> dict[str, Any]:
    rows = tuple({**each, "row_id": None} for each in stored["trainings"])
    return {**stored, "trainings": rows}


def test_a_profile_is_saved_and_says_until_when_vetting_is_good(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = profile(qtbot, desk)
    assert "PC 0001 Example-Okafor" in visible_text(page)
    assert without_name(page) == []
    page.form.set_values(values())
    press(page, "Save")
    settle(qtbot, desk)
    assert "The profile is saved." in visible_text(page)
    assert plain(officer_profiles.open_profile(desk.signed_in, OFFICER)) == values()
    again = profile(qtbot, desk)
    assert "Vetting is good until 1 March 2027." in again.vetting.message
    assert not again.changed


def test_a_probationer_cannot_be_posted_whatever_else_is_said(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("administrator")
    page = profile(qtbot, desk)
    page.form.set_values(values(on_probation="yes"))
    press(page, "Save")
    settle(qtbot, desk)
    assert [link.text() for link in page.form.summary.links] == [
        'An officer in the probationary period cannot be posted as a Safer Schools Officer. Choose "No".'
    ]
    assert officer_profiles.open_profile(desk.signed_in, OFFICER) == empty_values(OFFICER_PROFILE)
    assert page.form.values()["warrant_number"] == "0001"
    assert page.save_button.isEnabled()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"vetted_on": "31/02/2026"}, "is not a real date"),
        ({"vetted_on": date(2027, 1, 1)}, "in the future"),
        ({"rank": ""}, "Choose an answer for “Rank or grade”."),
        ({"buddy": OFFICER}, "Nobody is their own buddy"),
        ({"warrant_number": "9" * 500}, "Shorten it to 20 or fewer"),
    ],
)
def test_what_cannot_be_is_told_in_words_and_nothing_is_stored(
    qtbot: QtBot, desk_for: DeskFor, changes: dict[str, Any], words: str
) -> None:
    desk = desk_for("sergeant")
    page = profile(qtbot, desk)
    page.form.set_values(values(**changes))
    press(page, "Save")
    settle(qtbot, desk)
    assert words in visible_text(page) + "\n".join(link.text() for link in page.form.summary.links)
    assert officer_profiles.open_profile(desk.signed_in, OFFICER) == empty_values(OFFICER_PROFILE)


def test_an_officer_reads_their_own_profile_and_cannot_change_it(qtbot: QtBot, desk_for: DeskFor) -> None:
    officer_profiles.save(desk_for("sergeant").signed_in, OFFICER, values())
    desk = desk_for("officer")
    page = profile(qtbot, desk, None)
    assert not page.save_button.isVisibleTo(page)
    assert page.form.row("warrant_number").value() == "0001"
    assert not page.form.row("rank").editor.focus_target().isEnabled()
    assert "Vetting is good until 1 March 2027." in page.vetting.message


def test_an_officer_does_not_see_somebody_elses_profile(qtbot: QtBot, desk_for: DeskFor) -> None:
    page = profile(qtbot, desk_for("officer"), 3)
    assert "You may not do this." in page.notice.message
    assert not page.form.isVisibleTo(page)


def test_what_was_typed_comes_back_after_a_lock(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    page = profile(qtbot, desk)
    page.form.set_values(values(warrant_number="1234"))
    page.leaving()
    again = show(qtbot, desk, OfficerProfilePage(desk, page.place))
    assert again.form.values()["warrant_number"] == "1234"
    assert again.changed


@pytest.mark.parametrize(
    ("vetted_on", "tone", "words"),
    [
        (date(2023, 11, 16), Tone.ERROR, "Vetting ran out on 16 November 2026."),
        (date(2023, 11, 17), Tone.WARNING, "Vetting runs out on 17 November 2026."),
        (date(2024, 1, 16), Tone.WARNING, "Vetting runs out on 16 January 2027."),
        (date(2024, 1, 17), Tone.INFORMATION, "Vetting is good until 17 January 2027."),
        (date(2024, 2, 29), Tone.INFORMATION, "Vetting is good until 28 February 2027."),
    ],
)
def test_vetting_runs_out_three_years_later_to_the_day(vetted_on: date, tone: Tone, words: str) -> None:
    assert vetting_words(vetted_on, date(2026, 11, 17))[:2] == (tone, words)
