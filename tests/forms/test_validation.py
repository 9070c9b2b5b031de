"""What ``validate`` says about every kind of answer, and that nothing makes it fail."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.set_up import NOTICE
from ssp_desktop.forms.spec import (
    Audience,
    Context,
    Field,
    FormSpec,
    Kind,
    Problem,
    Section,
    Values,
    always,
    empty_row,
    empty_values,
    never,
)
from ssp_desktop.forms.validation import tidy, validate
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import Answer, Concern
from tests.forms.answers import NOW, answered, anything, problems, told

FORMS = (CONTACT_LOG, PARTNERSHIP, OFFICER_PROFILE, ACTION, ACCOUNT, NOTICE)


def form(*fields: Field, **more: Any) -> FormSpec:
    return FormSpec("thing", "Thing", 1, (Section("only", "Only", fields),), **more)


def one(kind: Kind, **more: Any) -> FormSpec:
    return form(Field("it", "The answer", kind, **more))


ROWS = one(
    Kind.ROWS,
    columns=(
        Field("name", "Name", Kind.TEXT, required=always),
        Field("when", "When", Kind.DATE),
        Field("secret", "Secret", Kind.TEXT, audience=Audience.POLICE),
    ),
    row_name="person",
    minimum=2,
    maximum=3,
)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (Kind.TEXT, "Enter an answer for “The answer”."),
        (Kind.REFERENCE, "Enter an answer for “The answer”."),
        (Kind.DATE, "Enter a date for “The answer”."),
        (Kind.TIME, "Enter a time for “The answer”."),
        (Kind.NUMBER, "Enter a number for “The answer”."),
        (Kind.RATING, "Choose a rating for “The answer”."),
        (Kind.CHOICE, "Choose an answer for “The answer”."),
        (Kind.YES_NO, "Choose an answer for “The answer”."),
        (Kind.CHOICES, "Tick at least one answer for “The answer”."),
        (Kind.PERSON, "Choose a person for “The answer”."),
        (Kind.CONFIRMATION, "Tick to confirm: The answer."),
        (Kind.ROWS, "Add at least one person."),
    ],
)
def test_a_missing_answer_is_asked_for_in_words_that_fit(kind: Kind, message: str) -> None:
    spec = one(kind, required=always, row_name="person")
    assert problems(spec, empty_values(spec)) == [Problem("it", message)]
    assert problems(spec, {}) == [Problem("it", message)]
    assert problems(spec, empty_values(spec), complete=False) == []
    assert problems(one(kind), {}) == []


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_blank_text_is_no_answer(blank: str) -> None:
    assert told(one(Kind.TEXT, required=always), {"it": blank}) == {"it": "Enter an answer for “The answer”."}


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (Kind.TEXT, "a\x00b", "invisible null character"),
        (Kind.LONG_TEXT, "a\ud800b", "damaged character"),
        (
            Kind.VERBATIM,
            "x" * 1_000_001,
            "The text is 1,000,001 characters long. Shorten it to 200 or fewer.",
        ),
        (Kind.DATE, "31/02/2026", '"31/02/2026" is not a real date'),
        (Kind.DATE, date(26, 1, 2), "The year 26 cannot be right"),
        (Kind.DATE, date(2201, 1, 1), "The year 2201 cannot be right"),
        (Kind.TIME, "25:00", '"25:00" is not a time'),
        (Kind.NUMBER, "12a", '"12a" is not a whole number'),
        (Kind.NUMBER, "\u202e\ud800" + "9" * 50, '"��' + "9" * 37 + "…"),
        (Kind.NUMBER, 0, "Enter 1 or more for “The answer”."),
        (Kind.RATING, 6, "Enter 5 or less for “The answer”."),
        pytest.param(Kind.NUMBER, 10**5000, "Enter 5 or less for “The answer”.", id="number-huge"),
        (Kind.CHOICE, "perhaps", '"perhaps" is not one of the answers'),
        (Kind.CHOICES, ("yes", "perhaps"), '"perhaps" is not one of the answers'),
        (Kind.TEXT, 5, "cannot be read"),
        (Kind.DATE, datetime(2026, 1, 1, tzinfo=UTC), "cannot be read"),
        (Kind.TIME, time(9, tzinfo=UTC), "cannot be read"),
        (Kind.NUMBER, True, "cannot be read"),
        (Kind.CHOICES, "yes", "cannot be read"),
        (Kind.CHOICES, (1,), "cannot be read"),
        (Kind.CONFIRMATION, "yes", "cannot be read"),
        (Kind.PERSON, "Ada", "cannot be read"),
        (Kind.ROWS, "Ada", "cannot be read"),
        (Kind.ROWS, ("Ada",), "cannot be read"),
    ],
)
def test_a_wrong_answer_is_told_at_once_even_in_a_draft(kind: Kind, value: Any, message: str) -> None:
    spec = one(kind, choices=Answer, minimum=1, maximum=5)
    for complete in (True, False):
        found = told(spec, {"it": value}, complete=complete)
        assert list(found) == ["it"]
        assert message in found["it"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "O'Neill-Smith"),
        (Kind.TEXT, "<b>&amp; 张伟 محمد"),
        (Kind.DATE, date(1900, 1, 1)),
        (Kind.DATE, date(2200, 12, 31)),
        (Kind.TIME, time(0, 0)),
        (Kind.NUMBER, 1),
        (Kind.RATING, 5),
        (Kind.CHOICE, "yes"),
        (Kind.CHOICES, ["no", "yes"]),
        (Kind.CONFIRMATION, True),
        (Kind.PERSON, 7),
    ],
)
def test_a_good_answer_is_no_problem(kind: Kind, value: Any) -> None:
    assert problems(one(kind, choices=Answer, minimum=1, maximum=5, required=always), {"it": value}) == []


def test_rows_are_counted_and_each_cell_has_its_own_path() -> None:
    row = {"name": "Ada"}
    assert told(ROWS, {"it": (row,)}) == {"it": "Add at least 2 rows here."}
    assert told(ROWS, {"it": (row,)}, complete=False) == {}
    assert "at most 3 rows" in told(ROWS, {"it": (row,) * 4}, complete=False)["it"]
    assert told(ROWS, {"it": (row, {"name": " ", "when": "32/01/2026"})}) == {
        "it.1.name": "Enter an answer for “Name”.",
        "it.1.when": (
            '"32/01/2026" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.'
        ),
    }
    assert told(ROWS, {"it": (row, row)}) == {}


def test_a_hidden_question_is_neither_asked_nor_kept_nor_followed() -> None:
    spec = form(
        Field("first", "First", Kind.YES_NO, choices=Answer),
        Field("second", "Second", Kind.TEXT, shown=lambda values: values["first"] == "yes", required=always),
        Field("third", "Third", Kind.TEXT, shown=lambda values: bool(values["second"]), required=always),
    )
    values = {"first": "no", "second": "x" * 999, "third": "", "stray": 1}
    assert problems(spec, values) == []
    assert tidy(spec, values) == {"first": "no", "second": "", "third": ""}
    assert told(spec, {**values, "first": "yes", "second": " x "}) == {
        "third": "Enter an answer for “Third”."
    }


def test_a_cross_check_meets_only_answers_that_can_be_true_and_is_not_repeated() -> None:
    met: list[Values] = []

    def check(values: Values, context: Context) -> list[Problem]:
        met.append(values)
        return [
            Problem("when", "The check's own words."),
            Problem("rows.1.when", "Row."),
            Problem("name", context.today.isoformat()),
        ]

    spec = form(
        Field("name", "Name", Kind.TEXT),
        Field("when", "When", Kind.DATE),
        Field(
            "rows",
            "Rows",
            Kind.ROWS,
            columns=(Field("what", "What", Kind.TEXT), Field("when", "When", Kind.DATE)),
        ),
        checks=(check,),
    )
    values = {
        "when": date(1, 1, 1),
        "rows": ({"what": "x" * 300, "when": "odd"}, {"what": "y", "when": date(2026, 1, 1)}),
    }
    paths = [problem.path for problem in problems(spec, values)]
    assert paths == ["name", "when", "rows.0.what", "rows.0.when", "rows.1.when"]
    assert (met[0]["when"], met[0]["rows"][0]) == (None, {"what": "", "when": None})
    assert met[0]["rows"][1]["what"] == "y"
    assert "The check's own words." not in told(spec, values).values()
    assert problems(spec, {}, complete=False) == []
    assert len(met) == 2


def test_tidy_answers_are_what_is_stored() -> None:
    spec = form(
        Field("text", "Text", Kind.TEXT),
        Field("choice", "Choice", Kind.CHOICE, choices=Answer),
        Field("ticked", "Ticked", Kind.CHOICES, choices=Concern),
        Field("person", "Person", Kind.PERSON),
        Field("when", "When", Kind.DATE),
        Field("gone", "Gone", Kind.TEXT, shown=never),
    )
    values = {
        "text": " Sia\u0302n\r\nwas\rhere ",
        "choice": " yes ",
        "ticked": ["odd", "theft", "sexual", "theft"],
        "person": "Ada",
        "when": "31/02/2026 ",
        "gone": "x",
    }
    assert tidy(spec, values) == {
        "text": "Siân\nwas\nhere",
        "choice": "yes",
        "ticked": ("sexual", "theft", "odd"),
        "person": None,
        "when": "31/02/2026",
        "gone": "",
    }


def test_the_schools_copy_has_no_police_answer_in_any_row() -> None:
    values = {"it": ({"name": "Ada", "secret": "x", "row_id": 4, "stray": 1}, {"name": "B", "row_id": True})}
    assert tidy(ROWS, values, audience=Audience.EVERYONE) == {
        "it": ({"row_id": 4, "name": "Ada", "when": None}, {"row_id": None, "name": "B", "when": None})
    }
    assert tidy(ROWS, values)["it"][0] == {"row_id": 4, "name": "Ada", "when": None, "secret": "x"}
    police = {each.key for each in CONTACT_LOG.fields if each.audience is Audience.POLICE}
    assert police == {"checks_made", "intelligence_reference", "intelligence_reason", "officer_notes"}
    assert not police & set(tidy(CONTACT_LOG, empty_values(CONTACT_LOG), audience=Audience.EVERYONE))


@pytest.mark.parametrize("spec", FORMS, ids=lambda spec: spec.noun)
@settings(max_examples=30)  # six large forms; together several thousand answers
@given(st.data())
def test_nothing_that_is_handed_over_makes_the_checks_fail(spec: FormSpec, data: st.DataObject) -> None:
    values = data.draw(answered(spec.fields, wrong=True))
    found = validate(spec, values, NOW, complete=data.draw(st.booleans()))
    keys = [each.key for each in spec.fields]
    places = [keys.index(problem.path.split(".")[0]) for problem in found]
    assert places == sorted(places)
    assert all(problem.message.endswith((".", '".')) for problem in found)
    assert set(tidy(spec, values)) == set(keys)


@pytest.mark.parametrize("spec", FORMS, ids=lambda spec: spec.noun)
@settings(max_examples=30)  # six large forms; together several thousand answers
@given(st.data())
def test_tidying_twice_changes_nothing_and_the_checks_agree_on_both(
    spec: FormSpec, data: st.DataObject
) -> None:
    values = data.draw(answered(spec.fields))
    once = tidy(spec, values)
    assert tidy(spec, once) == once
    assert problems(spec, once) == problems(spec, values)


@given(anything)
def test_one_answer_of_any_type_to_any_kind_never_fails(value: Any) -> None:
    for kind in Kind:
        problems(one(kind, choices=Answer, columns=(Field("a", "A", Kind.DATE),)), {"it": value})


@pytest.mark.parametrize("spec", FORMS, ids=lambda spec: spec.noun)
def test_an_untouched_form_asks_for_every_required_answer_once(spec: FormSpec) -> None:
    values = empty_values(spec)
    wanted = [each.key for each in spec.fields if each.shown(values) and each.required(values)]
    assert [problem.path for problem in problems(spec, values)] == wanted
    assert problems(spec, values, complete=False) == []


@pytest.mark.parametrize("spec", FORMS, ids=lambda spec: spec.noun)
def test_keys_are_unique_and_can_be_columns(spec: FormSpec) -> None:
    for fields in (spec.fields, *(each.columns for each in spec.fields)):
        keys = [each.key for each in fields]
        assert len(keys) == len(set(keys))
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in keys)
        assert all(
            (each.choices is None) == (each.kind not in {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO})
            for each in fields
        )


def test_a_field_is_found_by_its_key_only() -> None:
    assert ROWS.field("it").row_name == "person"
    with pytest.raises(KeyError):
        ROWS.field("name")
    assert empty_row(ROWS.field("it")) == {"row_id": None, "name": "", "when": None, "secret": ""}
    assert empty_values(one(Kind.CONFIRMATION)) == {"it": False}
    assert label_of(Answer, "yes") == "Yes"
