"""Conditions that forms share: small functions from the answers so far to yes or no."""

from __future__ import annotations

from datetime import date

from ssp_desktop.forms.spec import Condition, Values
from ssp_desktop.vocabulary.contact import Concern

# A child under 13 cannot consent: Sexual Offences Act 2003, sections 5 to 8.
AGE_OF_ABSOLUTE_PROTECTION = 13
_YEARS_UNDER_13 = frozenset({"R", "1", "2", "3", "4", "5", "6", "7", "8"})


def equals(key: str, *wanted: str) -> Condition:
    """True when the answer to ``key`` is one of ``wanted``."""
    return lambda values: values.get(key) in wanted


def differs(key: str, *unwanted: str) -> Condition:
    """True when ``key`` has an answer that is none of ``unwanted``."""
    return lambda values: bool(values.get(key)) and values.get(key) not in unwanted


def includes(key: str, *wanted: str) -> Condition:
    """True when at least one of ``wanted`` is ticked in ``key``."""
    return lambda values: bool(set(values.get(key) or ()) & set(wanted))


def answered(key: str) -> Condition:
    """True when ``key`` has any answer."""
    return lambda values: bool(values.get(key))


def unanswered(key: str) -> Condition:
    """True when ``key`` has no answer."""
    return lambda values: not values.get(key)


def both(first: Condition, second: Condition) -> Condition:
    """True when both conditions hold."""
    return lambda values: first(values) and second(values)


def raises_concern(values: Values) -> bool:
    """True when any listed concern is ticked: the crime decision and the references are asked for."""
    concerns = set(values.get("concerns") or ())
    return bool(concerns - {Concern.NONE.value})


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on ``day``. Someone born on 29 February has the birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def names_child_under_13(values: Values) -> bool:
    """True when a pupil in the record was under 13 on its date, or may have been.

    Without a date of birth the school year speaks: in Year 8 pupils turn 13, so up to there a child counts.
    """
    day = values.get("contact_date")
    return isinstance(day, date) and any(_may_be_under_13(row, day) for row in values.get("pupils") or ())


def _may_be_under_13(pupil: Values, day: date) -> bool:
    born = pupil.get("date_of_birth")
    if isinstance(born, date):
        return age_on(born, day) < AGE_OF_ABSOLUTE_PROTECTION
    return pupil.get("year_group") in _YEARS_UNDER_13


def concerns_child_under_13(values: Values) -> bool:
    """True for sexual activity or harm that names a child under 13."""
    harmful = {Concern.SEXUAL.value, Concern.HARM.value, Concern.EXPLOITATION.value, Concern.FGM.value}
    return names_child_under_13(values) and bool(set(values.get("concerns") or ()) & harmful)
