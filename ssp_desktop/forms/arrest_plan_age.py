"""How old somebody is on the day of an arrest plan, and what follows from it (PACE Code C para 1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssp_desktop.forms.conditions import age_on
from ssp_desktop.forms.spec import Context, Problem, Values

AGE_OF_RESPONSIBILITY = 10
AGE_OF_ADULTHOOD = 18
LAW = "PACE Code C para 1.5, para 11.16, Note 11D"


def age_of(values: Values) -> int | None:
    """Return the age on the day of the plan: from the date of birth, else the age that they appear to be."""
    born, day = values.get("date_of_birth"), values.get("planned_on")
    if isinstance(born, date) and isinstance(day, date):
        return age_on(born, day)
    appears = values.get("appears_age")
    return appears if isinstance(appears, int) else None


def needs_adult(values: Values) -> bool:
    """True unless the person is 18 or over: without clear evidence of the age they count as under 18."""
    age = age_of(values)
    return age is None or age < AGE_OF_ADULTHOOD


def age_words(values: Values) -> str:
    """Return the age on that day and what it means, for the screen and in print; empty without a day."""
    age = age_of(values)
    if age is None:
        return ""
    if age < AGE_OF_RESPONSIBILITY:
        return _too_young(age)
    if age < AGE_OF_ADULTHOOD:
        return f"Aged {age} on that day: an appropriate adult is needed ({LAW})."
    return (
        f"Aged {age} on that day: no appropriate adult is needed by age. The steps of Note 11D are kept all "
        "the same: arrest here only if it cannot be avoided, and tell the head teacher or nominee. Without "
        "clear evidence of the age, treat the person as under 18 (Code C para 1.5)."
    )


def _too_young(age: int) -> str:
    return (
        f"This child is {age}, below the age of criminal responsibility, which is {AGE_OF_RESPONSIBILITY}. "
        "A child this young cannot be arrested for an offence. Check the date of birth; if it is right, "
        "speak to the safeguarding lead and your sergeant."
    )


def check_age(values: Values, _context: Context) -> Iterator[Problem]:
    """Nobody under ten is arrested for an offence, nor for one done before they were ten."""
    age = age_of(values)
    path = "date_of_birth" if isinstance(values.get("date_of_birth"), date) else "appears_age"
    if age is not None and age < AGE_OF_RESPONSIBILITY:
        yield Problem(path, _too_young(age))
        return
    born, done = values.get("date_of_birth"), values.get("offence_on")
    if isinstance(born, date) and isinstance(done, date) and age_on(born, done) < AGE_OF_RESPONSIBILITY:
        yield Problem(
            "offence_on",
            "The person was below the age of criminal responsibility, which is "
            f"{AGE_OF_RESPONSIBILITY}, on the day of the offence. They cannot be arrested for it.",
        )
