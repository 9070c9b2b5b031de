"""Officers' profiles: vetting every three years, refreshers, and no probationer posted to a school."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import boards, officer_profiles
from ssp_desktop.services.colleagues import colleagues
from ssp_desktop.services.officer_profiles import years_on
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from tests.features.steps import (
    HEAD,
    OFFICER,
    OTHER_SPOC,
    SECOND_OFFICER,
    SERGEANT,
    SPOC,
    open_other_school,
    stored,
    trace,
)
from tests.stores import NAMES, SignInAs, Store, row


def profile(**changes: Any) -> dict[str, Any]:
    return {
        **empty_values(OFFICER_PROFILE),
        "rank": "constable",
        "warrant_number": "0001EX",
        "on_probation": "no",
        "posted_as_sso": "yes",
        "vetted_on": date(2024, 6, 3),
        "buddy": SECOND_OFFICER,
        "supervisor": SERGEANT,
        **changes,
    }


def course(name: str, **changes: Any) -> dict[str, Any]:
    return row(OFFICER_PROFILE, "trainings", name=name, completed_on=date(2025, 1, 6), **changes)


def test_a_profile_is_read_back_as_it_was_written(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    assert officer_profiles.open_profile(sergeant, OFFICER) == empty_values(OFFICER_PROFILE)
    values = profile(trainings=(course("Child first", expires_on=date(2028, 1, 6)),))
    officer_profiles.save(sergeant, OFFICER, values)
    assert trace(sergeant)[-1] == ("altered", "officer_profile", OFFICER, "")
    officer = signed_in_as("officer")
    opened = officer_profiles.open_profile(officer, OFFICER)
    assert (opened["rank"], opened["buddy"], opened["vetted_on"]) == ("constable", 3, date(2024, 6, 3))
    assert [each["name"] for each in opened["trainings"]] == ["Child first"]
    assert trace(officer)[-1] == ("consulted", "officer_profile", OFFICER, "")
    administrator = signed_in_as("administrator")
    officer_profiles.save(administrator, OFFICER, {**opened, "rank": "pcso"})
    assert officer_profiles.open_profile(administrator, OFFICER)["rank"] == "pcso"


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        (
            {"on_probation": "yes"},
            "posted_as_sso",
            'An officer in the probationary period cannot be posted as a Safer Schools Officer. Choose "No".',
        ),
        (
            {"vetted_on": date(2026, 11, 18)},
            "vetted_on",
            "The vetting date is in the future. Enter the date on which it was completed.",
        ),
        ({"warrant_number": ""}, "warrant_number", "Enter an answer for “Warrant or collar number”."),
        (
            {"trainings": (course("Child first", expires_on=date(2025, 1, 5)),)},
            "trainings.0.expires_on",
            "The refresher must come after the course. Check both dates.",
        ),
    ],
)
def test_what_may_not_be_is_refused(
    signed_in_as: SignInAs, changes: dict[str, Any], path: str, words: str
) -> None:
    sergeant = signed_in_as("sergeant")
    before = stored(sergeant)
    with pytest.raises(ProblemsFound) as refused:
        officer_profiles.save(sergeant, OFFICER, profile(**changes))
    assert (path, words) in [(each.path, each.message) for each in refused.value.problems]
    assert stored(sergeant) == before


@pytest.mark.parametrize("part", ["buddy", "supervisor"])
def test_nobody_is_their_own_buddy_or_supervisor(signed_in_as: SignInAs, part: str) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(ProblemsFound) as refused:
        officer_profiles.save(sergeant, OFFICER, profile(**{part: OFFICER}))
    (problem,) = refused.value.problems
    assert (problem.path, problem.message) == (part, f"Nobody is their own {part}. Choose another person.")
    assert officer_profiles.open_profile(sergeant, OFFICER) == empty_values(OFFICER_PROFILE)


def test_only_officers_have_a_profile_and_only_their_own_to_read(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    for account in (SPOC, HEAD):
        with pytest.raises(Refused):
            officer_profiles.save(sergeant, account, profile())
    with pytest.raises(UserError, match="This person is not in the store."):
        officer_profiles.open_profile(sergeant, 77)
    officer = signed_in_as("officer")
    with pytest.raises(Refused):
        officer_profiles.open_profile(officer, SERGEANT)
    with pytest.raises(Refused):
        officer_profiles.save(officer, OFFICER, profile())
    assert officer_profiles.open_profile(officer, OFFICER) == empty_values(OFFICER_PROFILE)


def test_vetting_and_refreshers_stand_on_the_boards_60_days_before(
    store: Store, signed_in_as: SignInAs
) -> None:
    sergeant = signed_in_as("sergeant")
    trainings = (
        course("Late", expires_on=date(2026, 11, 16)),
        course("Soon", expires_on=date(2027, 1, 16)),
        course("Not yet", expires_on=date(2027, 1, 17)),
        course("Never"),
    )
    officer_profiles.save(sergeant, OFFICER, profile(vetted_on=date(2023, 12, 1), trainings=trainings))
    officer_profiles.save(
        sergeant, SECOND_OFFICER, profile(vetted_on=None, buddy=None, trainings=trainings[:1])
    )

    def lines(who: str) -> list[tuple[str, str, str, int | None]]:
        board = {each.key: each for each in boards.home(signed_in_as(who))}["expiries"]
        return [
            (each.text, each.detail, each.tag, each.record_id)
            for each in board.lines
            if each.noun == "officer_profile"
        ]

    own = [
        (f"Late, {NAMES['officer']}", "Renew by 16 November 2026", "Overdue", OFFICER),
        (f"Vetting, {NAMES['officer']}", "Renew by 1 December 2026", "Due soon", OFFICER),
        (f"Soon, {NAMES['officer']}", "Renew by 16 January 2027", "Due soon", OFFICER),
    ]
    late = (f"Late, {NAMES['second_officer']}", "Renew by 16 November 2026", "Overdue", SECOND_OFFICER)
    assert lines("officer") == own
    assert lines("second_officer") == [late]
    assert lines("sergeant") == [own[0], late, *own[1:]]
    assert lines("spoc") == []


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2024, 2, 29), date(2027, 2, 28)), (date(2024, 2, 28), date(2027, 2, 28))],
)
def test_three_years_after_a_leap_day(day: date, later: date) -> None:
    assert years_on(day, 3) == later


def test_the_school_chooses_among_the_police_and_its_own_people(store: Store, signed_in_as: SignInAs) -> None:
    open_other_school(store)
    everybody = {*NAMES.values(), OTHER_SPOC} - {NAMES["administrator"]}
    assert {each.name for each in colleagues(signed_in_as("officer"))} == everybody
    for who in ("spoc", "head_teacher"):
        found = colleagues(signed_in_as(who))
        assert [each.name for each in found] == sorted(everybody - {OTHER_SPOC})
        assert {each.account_id: each.role_label for each in found}[SERGEANT] == "Safer Schools sergeant"
    assert {each.name for each in colleagues(signed_in_as("administrator"))} == {
        NAMES["officer"],
        NAMES["second_officer"],
        NAMES["sergeant"],
    }
