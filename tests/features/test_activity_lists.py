"""Lists of activities: short pages, filters, and nothing that the school may not see or count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssp_desktop.services import activity_lists, activity_views, search
from ssp_desktop.services.activity_lists import ActivityFilter, ActivityRow
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.activity import OPEN_KINDS, POLICE_ONLY, ActivityKind
from tests.features.activity_steps import TODAY, Kind, recorded
from tests.features.steps import CANARY, open_other_school, sign_in_other_spoc, sql
from tests.stores import Store


def test_four_hundred_activities_in_a_day_are_read_in_short_pages(store: Store) -> None:
    officer = store.sign_in("officer")
    for number in range(400):
        recorded(officer, Kind.PATROL if number % 2 else Kind.ENGAGEMENT)
    found: list[ActivityRow] = []
    after, pages = None, 0
    while page := activity_lists.page(officer, after=after, limit=50):
        found += page
        after, pages = page[-1].key, pages + 1
    assert (len(found), pages) == (400, 8)
    assert len({each.id for each in found}) == len({each.reference for each in found}) == 400
    assert max(each.reference for each in found) == "PA-2026-00200"
    assert [each.id for each in found] == sorted((each.id for each in found), reverse=True)
    plan = " ".join(
        str(row)
        for row in sql(
            officer,
            "EXPLAIN QUERY PLAN SELECT id FROM activity WHERE (happened_on, id) < ('2026-11-17', 5) "
            "ORDER BY happened_on DESC, id DESC LIMIT 50",
        )
    )
    assert "ix_activity_happened_on_id" in plan
    assert "TEMP B-TREE" not in plan


def test_filters_narrow_the_list(store: Store) -> None:
    other = open_other_school(store)
    officer = store.sign_in("officer")
    recorded(officer, Kind.MEETING)
    recorded(officer, Kind.PATROL, partnership_id=other)
    recorded(officer, Kind.PATROL, happened_on=TODAY - timedelta(days=30))
    second = store.sign_in("second_officer")
    recorded(second, Kind.MEETING)

    def kinds(wanted: ActivityFilter | None = None) -> list[str]:
        return [each.kind.value for each in activity_lists.page(second, wanted)]

    assert kinds() == ["meeting", "patrol", "meeting", "patrol"]
    assert kinds(ActivityFilter(kind=Kind.PATROL)) == ["patrol", "patrol"]
    assert kinds(ActivityFilter(partnership_id=other)) == ["patrol"]
    assert kinds(ActivityFilter(mine=True)) == ["meeting"]
    assert kinds(ActivityFilter(first_day=TODAY)) == ["meeting", "patrol", "meeting"]
    assert kinds(ActivityFilter(last_day=date(2026, 10, 31))) == ["patrol"]


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_sees_what_concerns_it_openly_and_nothing_else(store: Store, who: str) -> None:
    officer = store.sign_in("officer")
    made = {kind: recorded(officer, kind, officer_notes=CANARY) for kind in ActivityKind}
    school = store.sign_in(who)
    seen = activity_lists.page(school, limit=100)
    assert {each.kind for each in seen} == set(OPEN_KINDS)
    references = sorted(each.reference for each in seen)
    assert references == [f"AC-2026-{number:05d}" for number in range(1, len(OPEN_KINDS) + 1)]
    for kind in POLICE_ONLY:
        assert activity_lists.page(school, ActivityFilter(kind=kind)) == ()
        with pytest.raises(Refused):
            activity_views.open_activity(school, made[kind].id)
    for kind in OPEN_KINDS:
        opened = activity_views.open_activity(school, made[kind].id)
        assert CANARY not in repr(opened)
        assert opened.intact
        assert "officer_notes" not in opened.values
    assert CANARY in repr(activity_views.open_activity(store.sign_in("sergeant"), made[Kind.MEETING].id))


def test_the_search_finds_what_each_may_see(store: Store) -> None:
    officer = store.sign_in("officer")
    recorded(officer, Kind.STOP_SEARCH, subject="Quagga by the gate", outcome="Zebra")
    made = recorded(officer, Kind.MEETING, decided="The quagga is watched.", officer_notes="Okapi")
    found = [(each.reference, each.state) for each in search.find(officer, "quagga")]
    assert found == [("AC-2026-00001", "recorded"), ("PA-2026-00001", "recorded")]
    assert len(search.find(officer, "okapi")) == 1
    spoc = store.sign_in("spoc")
    assert [each.record_id for each in search.find(spoc, "quagga")] == [made.id]
    for typed in ("zebra", "okapi", "PA-2026-00001", "SS-TEST-1", "moss"):
        assert search.find(spoc, typed) == ()


def test_another_school_sees_nothing_of_it(store: Store) -> None:
    open_other_school(store)
    made = recorded(store.sign_in("officer"), Kind.MEETING)
    stranger = sign_in_other_spoc(store)
    assert activity_lists.page(stranger) == ()
    with pytest.raises(Refused):
        activity_views.open_activity(stranger, made.id)
