"""Drafts of any page: what was typed comes back as it was typed, to its author alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from ssp_desktop.database import DiskFull
from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import boards, drafts, page_drafts
from ssp_desktop.services.drafts import NotKept
from ssp_desktop.services.page_drafts import ToKeep
from ssp_desktop.services.unit_of_work import Refused
from tests.features.steps import trace
from tests.stores import SignInAs

EVERYTHING = {
    "party": "school",
    "seen": datetime(2026, 11, 17, 10, 2, 3, 4, tzinfo=UTC),
    "at": ("hazards", "hazards", 3, 17),
    "typed": {
        "words": "lone \ud83d and null \x00 and 李",
        "day": date(2026, 2, 28),
        "wrong day": "31/02/2026",
        "time": time(9, 5),
        "ticks": ("a", "b"),
        "none": None,
        "yes": True,
        "number": 7,
        "rows": ({"row_id": None, "what": "stairs", "on": date(2026, 3, 1)}, {"row_id": 4, "what": ""}),
    },
}


def kept(page: str = "storage_assessment", **extra: object) -> ToKeep:
    return ToKeep(page, 1, extra or EVERYTHING, "Risk assessment")


def test_everything_comes_back_as_it_was_typed(signed_in_as: SignInAs) -> None:
    spoc = signed_in_as("spoc")
    made = page_drafts.save(spoc, kept())
    assert page_drafts.own(spoc) == (made,)
    assert (made.page, made.record_id, made.title, made.extra) == (
        "storage_assessment",
        1,
        "Risk assessment",
        EVERYTHING,
    )
    assert trace(spoc)[-1] == ("collected", "draft", made.id, "")
    assert spoc.take_changes() == ("draft",)


def test_what_no_file_can_hold_is_left_out_and_the_words_stay(signed_in_as: SignInAs) -> None:
    made = page_drafts.save(signed_in_as("officer"), kept(typed={"a": "b"}, filter=object(), odd={1: "x"}))
    assert made.extra == {"typed": {"a": "b"}}


def test_saving_again_replaces_it(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    first = page_drafts.save(officer, kept(typed={"a": "first"}))
    second = page_drafts.save(officer, kept(typed={"a": "second"}), first.id)
    assert second.id == first.id
    assert [each.extra for each in page_drafts.own(officer)] == [{"typed": {"a": "second"}}]
    assert trace(officer)[-1] == ("altered", "draft", first.id, "")


def test_a_draft_that_was_discarded_elsewhere_is_kept_anew(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    first = page_drafts.save(officer, kept())
    page_drafts.discard(officer, first.id)
    page_drafts.discard(officer, first.id)
    page_drafts.save(officer, kept(), first.id)
    assert len(page_drafts.own(officer)) == 1
    assert trace(officer)[-2] == ("discarded", "draft", first.id, "")


def test_it_is_its_authors_alone(signed_in_as: SignInAs) -> None:
    made = page_drafts.save(signed_in_as("officer"), kept())
    other = signed_in_as("second_officer")
    assert page_drafts.own(other) == ()
    for act in (
        lambda: page_drafts.save(other, kept(), made.id),
        lambda: page_drafts.discard(other, made.id),
    ):
        with pytest.raises(Refused):
            act()


def test_the_two_kinds_of_draft_do_not_take_each_other_for_their_own(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    page = page_drafts.save(officer, kept())
    log = drafts.save(officer, CONTACT_LOG, drafts.DraftPlace("contact_log", None, 1), {"subject": "Mine"})
    assert drafts.own_drafts(officer) == (log,)
    assert page_drafts.own(officer) == (page,)
    with pytest.raises(UserError, match="belongs to another page"):
        drafts.open_draft(officer, CONTACT_LOG, page.id)
    with pytest.raises(Refused):
        page_drafts.discard(officer, log.id)


def test_home_shows_them_and_shows_no_empty_board_to_those_who_seldom_write(signed_in_as: SignInAs) -> None:
    spoc = signed_in_as("spoc")
    assert "drafts" not in {each.key for each in boards.home(spoc)}
    made = page_drafts.save(spoc, kept())
    (board,) = [each for each in boards.home(spoc) if each.key == "drafts"]
    (line,) = board.lines
    assert (line.text, line.noun, line.record_id) == ("Risk assessment", "page_draft", made.id)
    assert line.detail.startswith("Saved ")


def test_a_full_disk_is_told_and_the_last_draft_stays(
    signed_in_as: SignInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = signed_in_as("officer")
    made = page_drafts.save(officer, kept(typed={"a": "first"}))

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(page_drafts, "_storable", full)
    with pytest.raises(NotKept, match="What was typed last could not be kept"):
        page_drafts.save(officer, kept(typed={"a": "second"}), made.id)
    assert [each.extra for each in page_drafts.own(officer)] == [{"typed": {"a": "first"}}]
