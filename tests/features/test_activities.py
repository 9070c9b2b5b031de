"""Activities: what each kind asks, what is refused in which words, what is stored, how it is corrected."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.activity import ACTIVITY
from ssp_desktop.forms.activity_screen import from_screen, screen_form, screen_problem, to_screen
from ssp_desktop.forms.spec import Context, empty_values
from ssp_desktop.forms.validation import validate
from ssp_desktop.services import activities, activity_views
from ssp_desktop.services.activity_guidance import activity_guide, plan_guide, school_year_of
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.activity import ActivityKind
from tests.features.activity_steps import (
    ASKED,
    TODAY,
    Kind,
    activity_values,
    attendee,
    points,
    pupil,
    recorded,
)
from tests.features.steps import sql, submit, trace
from tests.features.storage_steps import failed_checks
from tests.stores import Store
from tests.stores import pupil as contact_pupil

CONTEXT = Context(TODAY, time(10, 0))
GUIDE = activity_guide()
SAME = {key: pupil()[key] for key in ("given_name", "family_name", "date_of_birth", "known_as")}


def problems(kind: ActivityKind, **changes: Any) -> dict[str, str]:
    found = validate(ACTIVITY, activity_values(kind, **changes), CONTEXT)
    return {each.path: each.message for each in found}


@pytest.mark.parametrize("kind", ActivityKind)
def test_each_kind_is_recorded_with_the_few_answers_that_it_asks(store: Store, kind: ActivityKind) -> None:
    officer = store.sign_in("officer")
    made = recorded(officer, kind)
    opened = activity_views.open_activity(officer, made.id)
    assert (opened.kind, opened.revision, opened.intact) == (kind, 1, True)
    asked = {key: opened.values[key] for key in ASKED.get(kind, {}) if key not in {"pupils", "attendees"}}
    if kind is Kind.SITE_SECURITY:
        asked["security_points"] = tuple({**each, "row_id": None} for each in asked["security_points"])
    assert asked == {
        key: value for key, value in ASKED.get(kind, {}).items() if key not in {"pupils", "attendees"}
    }
    assert problems(kind) == {}


@pytest.mark.parametrize("kind", ASKED)
def test_no_kind_is_recorded_without_what_it_asks(kind: ActivityKind) -> None:
    nothing = {key: empty_values(ACTIVITY)[key] for key in ASKED[kind]}
    asked = set(ASKED[kind])
    if kind is Kind.WEAPONS_FOUND:
        asked -= {"weapon_kinds"}
    assert set(problems(kind, **nothing)) == asked


def test_a_presentation_without_a_teacher_is_refused_and_says_what_to_do() -> None:
    told = problems(Kind.PRESENTATION, teacher_present="no")["teacher_present"]
    assert "A teacher must be present" in told
    assert "record a contact log instead" in told
    assert set(problems(Kind.PRESENTATION, teacher_present="", teacher_name="")) == {
        "teacher_present",
        "teacher_name",
    }
    assert "teacher_present" in problems(Kind.PRESENTATION, teacher_present="not_applicable")
    for_staff = {"audience": "staff", "teacher_present": "", "teacher_name": ""}
    assert problems(Kind.PRESENTATION, **for_staff) == {}


def test_a_future_date_an_end_before_the_start_and_a_negative_number_are_refused() -> None:
    assert "in the future" in problems(Kind.PATROL, happened_on=date(2026, 11, 18))["happened_on"]
    assert "later than now" in problems(Kind.PATROL, start_time=time(10, 1))["start_time"]
    told = problems(Kind.PATROL, start_time=time(9, 30), end_time=time(9, 10))["end_time"]
    assert told == "The activity ends at 09:10, before it starts at 09:30. Check both times."
    assert "weapons_found" in problems(Kind.WEAPON_SWEEP, weapons_found=-1)
    assert "none, there is nothing" in problems(Kind.WEAPONS_FOUND, weapons_found=0)["weapons_found"]
    assert "weapon_kinds" in problems(Kind.WEAPON_SWEEP, weapons_found=2)
    assert problems(Kind.WEAPON_SWEEP, weapons_found=2, weapon_kinds=("knife", "blade")) == {}


def test_a_truancy_patrol_that_is_not_led_by_intelligence_says_why() -> None:
    assert set(problems(Kind.TRUANCY_PATROL, intelligence_led="no")) == {"not_led_reason"}
    assert problems(Kind.PATROL, intelligence_led="no") == {}


def test_an_apology_needs_its_reason_and_a_scheme_elsewhere_its_name() -> None:
    away = attendee(attendance="apology")
    assert set(problems(Kind.MEETING, attendees=(attendee(), away))) == {"attendees.1.reason"}
    assert problems(Kind.MEETING, attendees=(attendee(attendance="absent"),)) == {}
    assert set(problems(Kind.REFERRAL, referral_to="other")) == {"referral_scheme"}
    assert set(problems(Kind.PRESENTATION, presenter="specialist")) == {"specialist"}


def test_what_cannot_be_true_of_a_pupil_is_refused() -> None:
    told = problems(Kind.REFERRAL, pupils=(pupil(date_of_birth=date(2027, 1, 1), ethnicity="A1"),))
    assert set(told) == {"pupils.0.date_of_birth", "pupils.0.ethnicity_source"}
    assert problems(Kind.REFERRAL, happened_on=None, pupils=(pupil(),)).keys() == {"happened_on"}


def test_nothing_is_stored_when_an_answer_is_wrong(store: Store) -> None:
    officer = store.sign_in("officer")
    with pytest.raises(ProblemsFound):
        recorded(officer, teacher_present="no")
    with pytest.raises(UserError, match="not in the store"):
        recorded(officer, partnership_id=77)
    with pytest.raises(UserError, match="not in the prevention plan"):
        recorded(officer, plan_topic="juggling")
    assert sql(officer, "SELECT count(*) FROM activity") == [(0,)]
    assert recorded(officer).reference == "AC-2026-00001"


def test_an_entry_starts_with_today_and_now(store: Store) -> None:
    new = activities.start(store.sign_in("officer"))
    assert new.values["happened_on"] == TODAY
    assert new.values["start_time"] == time(10, 0)
    assert [each.name for each in new.schools] == ["Larkfield Example Academy"]
    assert new.last_school is None
    assert len(new.guide.points) == 7


def test_references_of_what_the_school_does_not_see_have_numbers_of_their_own(store: Store) -> None:
    officer = store.sign_in("officer")
    kinds = (Kind.PRESENTATION, Kind.PATROL, Kind.STOP_SEARCH, Kind.MEETING)
    assert [recorded(officer, each).reference for each in kinds] == [
        "AC-2026-00001",
        "PA-2026-00001",
        "PA-2026-00002",
        "AC-2026-00002",
    ]


def test_a_correction_is_a_new_revision_with_its_reason(store: Store) -> None:
    officer = store.sign_in("officer")
    made = recorded(officer, Kind.WEAPON_SWEEP)
    values = activity_views.open_activity(officer, made.id).values
    better = {**values, "weapons_found": 1, "weapon_kinds": ("knife",)}
    with pytest.raises(UserError, match="needs a reason"):
        activities.correct(officer, made.id, better, reason=" ", based_on=1)
    with pytest.raises(UserError, match="every answer is as it was"):
        activities.correct(officer, made.id, values, reason="Miscounted.", based_on=1)
    corrected = activities.correct(officer, made.id, better, reason="Miscounted.", based_on=1)
    assert (corrected.revision, corrected.reference) == (2, made.reference)
    with pytest.raises(UserError, match="was corrected while"):
        activities.correct(officer, made.id, values, reason="Again.", based_on=1)
    opened = activity_views.open_activity(officer, made.id)
    assert [each.reason for each in opened.revisions] == ["", "Miscounted."]
    assert [(each.old, each.new) for each in opened.revisions[1].changes][0] == ("0", "1")
    assert opened.intact
    assert ("altered", "activity", made.id) in [entry[:3] for entry in trace(officer)]
    assert failed_checks(officer) == {}


def test_only_the_author_corrects_and_the_sergeant_reads(store: Store) -> None:
    made = recorded(store.sign_in("officer"))
    for who in ("sergeant", "second_officer"):
        other = store.sign_in(who)
        opened = activity_views.open_activity(other, made.id)
        assert not opened.may_correct
        with pytest.raises(Refused):
            activities.correct(other, made.id, opened.values, reason="Mine.", based_on=1)
    with pytest.raises(UserError, match="not in the store"):
        activities.correct(store.sign_in("officer"), 77, {}, reason="x", based_on=1)


def test_a_wrong_entry_is_kept_and_marked_and_never_changes_sides(store: Store) -> None:
    officer = store.sign_in("officer")
    made = recorded(officer, Kind.SCHOOL_WATCH)
    values = activity_views.open_activity(officer, made.id).values
    patrol = {**values, "kind": Kind.PATROL.value, "intelligence_led": "yes"}
    with pytest.raises(UserError, match="cannot become") as refused:
        activities.correct(officer, made.id, patrol, reason="Wrong kind.", based_on=1)
    assert "entered in error" in refused.value.what_to_do
    activities.correct(officer, made.id, {**values, "entered_in_error": True}, reason="Twice.", based_on=1)
    assert activity_views.open_activity(officer, made.id).in_error
    activities.correct(
        officer, made.id, {**values, "kind": Kind.ENGAGEMENT.value}, reason="It was not.", based_on=2
    )
    assert activity_views.open_activity(officer, made.id).kind is Kind.ENGAGEMENT


def test_a_change_beside_the_program_is_told(store: Store) -> None:
    officer = store.sign_in("officer")
    made = recorded(officer)
    sql(officer, "UPDATE activity SET participants = 999")
    assert not activity_views.open_activity(officer, made.id).intact
    assert "changed outside the program" in " ".join(failed_checks(officer).values())


def test_a_pupil_is_the_same_person_as_in_a_contact_log(store: Store) -> None:
    officer = store.sign_in("officer")
    submit(officer, pupils=(contact_pupil(**SAME),))
    first = recorded(officer, Kind.REFERRAL)
    second = recorded(officer, Kind.RESTORATIVE)
    rows = sql(officer, "SELECT activity_id, person_id FROM activity_pupil ORDER BY id")
    (person,) = sql(officer, "SELECT person_id FROM contact_log_pupil")[0]
    assert rows == [(first.id, person), (second.id, person)]


def test_the_sheet_and_the_record_say_the_same() -> None:
    stored = activity_values(Kind.SITE_SECURITY, security_points=points(answer="advised", note="Camera 4"))
    sheet = to_screen(GUIDE, stored)
    assert (sheet["point_1_answer"], sheet["point_1_note"]) == ("advised", "Camera 4")
    assert from_screen(GUIDE, sheet, stored) == stored
    older = {**stored["security_points"][0], "point": "A point of another edition."}
    kept = from_screen(GUIDE, sheet, {**stored, "security_points": (older,)})["security_points"]
    assert [each["point"] for each in kept] == ["A point of another edition.", *GUIDE.points]
    spec = screen_form(GUIDE)
    assert {each.key for each in spec.fields} == set(sheet)
    assert validate(spec, sheet, CONTEXT) == []
    assert [each.path for each in validate(spec, {**sheet, "point_3_answer": ""}, CONTEXT)] == [
        "point_3_answer"
    ]


def test_a_problem_of_a_point_stands_beside_that_point() -> None:
    bad = activity_values(Kind.SITE_SECURITY, security_points=points(note="x" * 301))
    (problem,) = validate(ACTIVITY, bad, CONTEXT)
    assert screen_problem(GUIDE, bad, problem).path == "point_1_note"
    none = activity_values(Kind.SITE_SECURITY, security_points=())
    (problem,) = validate(ACTIVITY, none, CONTEXT)
    assert screen_problem(GUIDE, none, problem).path == "point_1_answer"
    unanswered = activity_values(Kind.SITE_SECURITY, security_points=points(answer=""))
    (problem,) = validate(ACTIVITY, unanswered, CONTEXT)
    assert screen_problem(GUIDE, unanswered, problem).path == "point_1_answer"
    (problem,) = validate(ACTIVITY, activity_values(Kind.PATROL, subject=""), CONTEXT)
    assert screen_problem(GUIDE, {}, problem) == problem


def test_a_topic_of_the_plan_is_told_by_its_name(store: Store) -> None:
    officer = store.sign_in("officer")
    made = recorded(officer, plan_topic="hate_crime")
    opened = activity_views.open_activity(officer, made.id)
    told = {answer.label: answer.text for section in opened.sections for answer in section.answers}
    assert told["Topic of the prevention plan"] == "Hate crime"


def test_the_plan_knows_when_each_topic_is_due() -> None:
    due = {each.code: each.due(2026) for each in plan_guide().topics}
    assert due["hate_crime"] == (date(2026, 10, 1), date(2026, 11, 30))
    assert due["property_safety"] == (date(2026, 12, 1), date(2026, 12, 31))
    assert due["cyber_bullying"] == (date(2027, 1, 1), date(2027, 2, 28))
    assert [school_year_of(each) for each in (date(2026, 8, 31), date(2026, 9, 1))] == [2025, 2026]
