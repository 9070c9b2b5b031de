"""Complete answers for the forms, invented, and strategies for answers that nobody should have to fear."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

from ssp_desktop.forms.spec import Context, Field, FormSpec, Kind, Problem, Values, empty_row, empty_values
from ssp_desktop.forms.validation import validate

TODAY = date(2026, 11, 20)
NOW = Context(TODAY, time(15, 30))


def pupil(spec: FormSpec, **answers: Any) -> dict[str, Any]:
    """A pupil's row with every required answer."""
    return {
        **empty_row(spec.field("pupils")),
        "given_name": "Ada",
        "family_name": "Okafor-Example",
        "role_in_record": "witness",
        "date_of_birth": date(2014, 3, 14),
        "sex": "female",
        "ethnicity": "NS",
        "ethnicity_source": "not_asked",
        "needs": ("none_known",),
        "care_status": "not_known",
        **answers,
    }


def contact(spec: FormSpec, **answers: Any) -> dict[str, Any]:
    """A contact log that may be submitted."""
    return {
        **empty_values(spec),
        "contact_date": date(2026, 11, 20),
        "start_time": time(10, 35),
        "end_time": time(10, 50),
        "place": "Wellbeing office",
        "kind": "conversation",
        "arising": "planned",
        "subject": "A worry on the way home",
        "pupils": (pupil(spec),),
        "staff_presence": "throughout",
        "staff": (
            {
                "row_id": None,
                "name": "Sam Example",
                "role": "Head of year",
                "time_present": "throughout",
                "confirmed": True,
            },
        ),
        "appropriate_adult": "not_needed",
        "account": "Ada said that older children follow her.",
        "assessment": "She is worried and wants to be walked to the bus.",
        "concerns": ("none",),
        "no_action_reason": "The school already walks her to the bus.",
        **answers,
    }


def told(spec: FormSpec, values: Values, *, complete: bool = True) -> dict[str, str]:
    """The messages by path."""
    return {problem.path: problem.message for problem in problems(spec, values, complete=complete)}


def problems(spec: FormSpec, values: Values, *, complete: bool = True) -> list[Problem]:
    """What validate says at half past three on 20 November 2026."""
    return validate(spec, values, NOW, complete=complete)


texts = st.text(st.characters(exclude_categories=()), max_size=12)
odd_dates = st.dates() | st.datetimes() | st.just(datetime(2026, 1, 1, tzinfo=UTC))
odd_times = st.times() | st.just(time(9, 0, tzinfo=UTC))
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | texts
    | odd_dates
    | odd_times
    | st.binary(max_size=4)
)
anything: st.SearchStrategy[Any] = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(texts, inner, max_size=3)
        | st.sets(texts, max_size=2)
    ),
    max_leaves=5,
)


def typed(spec: Field) -> st.SearchStrategy[Any]:
    """Answers of the type that this question holds, right or wrong."""
    stored = st.sampled_from([str(member.value) for member in spec.choices or ()] + ["", "odd"])
    rows = st.lists(answered(spec.columns), max_size=3).map(tuple) if spec.columns else st.just(())
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.DATE: st.none() | st.dates() | st.just("31/02/2026"),
        Kind.TIME: st.none() | st.times() | st.just("25:00"),
        Kind.NUMBER: st.none() | st.integers() | st.just("many"),
        Kind.RATING: st.none() | st.integers() | st.just("many"),
        Kind.CHOICE: stored,
        Kind.YES_NO: stored,
        Kind.CHOICES: st.lists(stored, max_size=4).map(tuple),
        Kind.CONFIRMATION: st.booleans(),
        Kind.PERSON: st.none() | st.integers(),
        Kind.ROWS: rows,
    }
    return kinds.get(spec.kind, st.sampled_from(["", "x", " x ", "x\r\ny", "\x00", "e\u0301"]) | texts)


def answered(fields: tuple[Field, ...], *, wrong: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to these questions, some missing; with ``wrong``, of any type at all."""
    each = {spec.key: (typed(spec) | anything if wrong else typed(spec)) for spec in fields}
    return st.fixed_dictionaries({}, optional={**each, "row_id": anything})
