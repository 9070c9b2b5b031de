"""Lists of contact logs, and one opened: to each what is theirs, in pages without a gap."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.services import contact_log_lists, contact_log_views, contact_logs, countersigning
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision
from tests.features.steps import (
    CANARY,
    OTHER_SCHOOL,
    crime,
    open_other_school,
    sign_in_other_spoc,
    sql,
    submit,
    trace,
)
from tests.stores import NAMES, PASSWORDS, SCHOOL, SignInAs, Store, pupil

DAYS = [date(2026, 11, day) for day in (3, 4, 5, 5, 5, 9, 10)]


def test_pages_follow_each_other_without_a_gap_and_without_a_line_twice(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = [submit(officer, contact_date=day).id for day in DAYS]
    lines = contact_log_lists.page(officer, limit=3)
    shown = list(lines)
    while lines:
        lines = contact_log_lists.page(officer, after=lines[-1].key, limit=3)
        shown.extend(lines)
    assert [each.id for each in shown] == sorted(made, reverse=True)
    assert [each.contact_date for each in shown] == sorted(DAYS, reverse=True)


def test_a_line_says_what_a_list_needs_and_no_more(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    pupils = (pupil(), pupil(given_name="Cai", family_name="Example-Ng"))
    made = submit(officer, pupils=pupils)
    (line,) = contact_log_lists.page(officer)
    assert (line.id, line.reference, line.school, line.author) == (
        made.id,
        made.reference,
        SCHOOL,
        NAMES["officer"],
    )
    assert line.pupils == "Bea Example-Marsh, Cai Example-Ng"
    assert (line.state, line.revision, line.subject) == (
        ContactState.WAITING,
        1,
        "Worry about friends out of school",
    )
    assert line.waiting_since == line.submitted_at
    assert CANARY not in repr(line)
    assert trace(officer)[-1] == ("listed", "contact_log", None, "1 shown")


def test_each_filter_shows_what_it_says(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    old = submit(officer, contact_date=date(2026, 11, 3)).id
    new = submit(officer).id
    away = submit(officer, partnership_id=other_school, no_pupil_reason="A rumour", pupils=()).id
    countersigning.countersign(signed_in_as("spoc"), PASSWORDS["spoc"], old, 1, CountersignDecision.AGREE)
    reader = signed_in_as("second_officer")
    theirs = submit(reader).id

    def ids(wanted: Filter) -> list[int]:
        return [each.id for each in contact_log_lists.page(reader, wanted)]

    assert ids(Filter()) == [theirs, away, new, old]
    assert ids(Filter(state=ContactState.AGREED)) == [old]
    assert ids(Filter(partnership_id=other_school)) == [away]
    assert ids(Filter(mine=True)) == [theirs]
    assert ids(Filter(first_day=date(2026, 11, 4))) == [theirs, away, new]
    assert ids(Filter(last_day=date(2026, 11, 3))) == [old]
    assert ids(Filter(first_day=date(2026, 11, 3), last_day=date(2026, 11, 3))) == [old]
    assert contact_log_lists.page(reader, Filter(partnership_id=other_school))[0].pupils == ""


def test_a_school_lists_and_opens_its_own_records_only(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    here, there = submit(officer).id, submit(officer, partnership_id=other_school).id
    for who in ("spoc", "head_teacher"):
        reader = signed_in_as(who)
        assert [each.id for each in contact_log_lists.page(reader)] == [here]
        assert contact_log_lists.page(reader, Filter(partnership_id=other_school)) == ()
        with pytest.raises(Refused, match="You may not do this."):
            contact_log_views.open_contact_log(reader, there)
        assert trace(reader)[-1] == ("refused", "contact_log", there, "contact_log_read_school")
    reader = sign_in_other_spoc(store)
    assert [each.school for each in contact_log_lists.page(reader)] == [OTHER_SCHOOL]
    with pytest.raises(Refused):
        contact_log_views.open_contact_log(reader, here)


def test_an_administrator_alone_opens_no_record(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    administrator = signed_in_as("administrator")
    for attempt in (contact_log_lists.page, contact_log_views.open_contact_log):
        with pytest.raises(Refused):
            attempt(*([administrator] if attempt is contact_log_lists.page else [administrator, made.id]))
    assert ("refused", "program", None, "contact_log_read_police") in trace(administrator)


def test_the_school_sees_its_view_and_not_what_is_for_the_police(
    store: Store, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    hidden: dict[str, Any] = {
        "checks_made": CANARY,
        "intelligence_reference": CANARY,
        "officer_notes": CANARY,
    }
    pupils = (pupil(date_of_birth=date(2015, 3, 14), year_group="6"),)
    made = submit(officer, pupils=pupils, concerns=("harm",), **crime(), **hidden)
    values = contact_log_views.open_contact_log(officer, made.id).values
    changed = {**values, "officer_notes": f"{CANARY} again", "place": "Library"}
    contact_logs.correct(officer, made.id, changed, reason="Wrong room", based_on=1)
    for who in ("spoc", "head_teacher"):
        opened = contact_log_views.open_contact_log(signed_in_as(who), made.id)
        assert CANARY not in repr(opened)
        assert "ntelligence" not in repr(opened)
        assert (opened.reviews, opened.known_pupils, opened.may_correct) == ((), (), False)
        assert opened.may_countersign is (who == "spoc")
        assert [each.new for each in opened.revisions[1].changes] == ["Library"]
    opened = contact_log_views.open_contact_log(signed_in_as("sergeant"), made.id)
    assert [each.label for each in opened.revisions[1].changes] == [
        "Where it took place",
        "Officer-only notes",
    ]
    assert [each.why_in_words for each in opened.reviews] == ["A child under 13: sexual activity or harm"]
    assert (opened.reviews[0].reviewed_by, opened.reviews[0].reviewed_at) == ("", None)


def test_opening_is_a_consultation_in_the_log(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    reader = signed_in_as("head_teacher")
    contact_log_views.open_contact_log(reader, made.id)
    assert trace(reader)[-1] == ("consulted", "contact_log", made.id, "")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE contact_log SET account = 'Nothing was said.'",
        "UPDATE contact_log SET revision = 2",
        "UPDATE contact_log_pupil SET role_in_record = 'suspect'",
        "UPDATE revision SET content = replace(content, 'Wellbeing', 'Principal')",
        "UPDATE revision SET content = 'no json'",
        "UPDATE revision SET content = '{}'",
        "UPDATE revision SET content = '[]'",
        "UPDATE revision SET made_at = datetime(made_at, '-1 day')",
        "DELETE FROM revision WHERE noun = 'contact_log'",
    ],
)
def test_a_record_changed_outside_the_program_says_so(signed_in_as: SignInAs, tampering: str) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, start_time=time(9, 5))
    assert contact_log_views.open_contact_log(officer, made.id).intact
    sql(officer, "DROP TRIGGER revision_no_update")
    sql(officer, "DROP TRIGGER revision_no_delete")
    sql(officer, tampering)
    assert not contact_log_views.open_contact_log(officer, made.id).intact
    spoc = signed_in_as("spoc")
    revision = sql(spoc, "SELECT revision FROM contact_log")[0][0]
    with pytest.raises(Exception, match="This record was changed outside the program. Do not sign it."):
        countersigning.countersign(spoc, PASSWORDS["spoc"], made.id, revision, CountersignDecision.AGREE)
    assert sql(spoc, "SELECT count(*) FROM countersignature") == [(0,)]
