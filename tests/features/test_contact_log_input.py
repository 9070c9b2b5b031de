"""What an officer types into a contact log: stored to the letter, or refused in words with nothing stored."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import contact_log_views, contact_logs
from ssp_desktop.services.records import ProblemsFound
from tests.features.steps import stored, submit
from tests.stores import SignInAs, contact_values, pupil, row

HOSTILE = {
    "markup": '<b>bold</b> <img src="/etc/passwd" onerror=x> & &amp; </para>',
    "right to left": "שלום, she said. \u202eمرحبا بالعالم\u202c",
    "combining": "Z\u0335\u0322a\u0336l\u0337g\u0338o e\u0301",
    "one word of 50,000 characters": "x" * 50_000,
    "as long as there is room for": "word " * 39_999 + "last!",
    "Chinese, Welsh and Polish": "李小明, Llŷr, Łucja",
    "formula and quotes": '=HYPERLINK("x") \'quoted\' "twice" `code` \\ % _ ;--',
    "emoji": "👩‍👧‍👦 👍🏽",
    "lines": "one\n\n\ttwo",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_typed_is_read_back_to_the_letter(signed_in_as: SignInAs, typed: str) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, account=typed, childs_words=typed)
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert opened.values["account"] == unicodedata.normalize("NFC", typed)
    assert opened.values["childs_words"] == unicodedata.normalize("NFC", typed)
    assert opened.intact


@pytest.mark.parametrize(
    "family", ["O'Neill-Smith", "Ng", "Null", "X", "None", "李", "ÆØÅ", "d’Arcy", "<b>Ann</b>"]
)
def test_every_name_is_a_name(signed_in_as: SignInAs, family: str) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, pupils=(pupil(family_name=family, given_name="X"),))
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert opened.values["pupils"][0]["family_name"] == family
    assert [each.name for each in opened.known_pupils] == [f"X {family}"]


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "end before start": (
        {"end_time": time(9, 0)},
        "end_time",
        "The contact ends at 09:00, before it starts at 09:05. Check both times.",
    ),
    "born after the contact": (
        {"pupils": (pupil(date_of_birth=date(2026, 11, 18)),)},
        "pupils.0.date_of_birth",
        "The date of birth is after the contact. Check the day, month and year.",
    ),
    "31/02": (
        {"contact_date": "31/02/2026"},
        "contact_date",
        '"31/02/2026" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.',
    ),
    "a pupil's 31/02": (
        {"pupils": (pupil(date_of_birth="31/02/2012"),)},
        "pupils.0.date_of_birth",
        '"31/02/2012" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.',
    ),
    "two-digit year": (
        {"contact_date": "17/11/26"},
        "contact_date",
        '"17/11/26" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.',
    ),
    "the year 26": (
        {"contact_date": date(26, 11, 17)},
        "contact_date",
        "The year 26 cannot be right. Enter a four-digit year, such as 2026.",
    ),
    "tomorrow": (
        {"contact_date": date(2026, 11, 18)},
        "contact_date",
        "The contact is in the future. Enter the date on which it took place.",
    ),
    "later today": (
        {"start_time": time(10, 30), "end_time": ""},
        "start_time",
        "The contact starts later than now. Enter the time at which it started.",
    ),
    "half past 25": (
        {"start_time": "25:30"},
        "start_time",
        '"25:30" is not a time. Enter it as hours and minutes, such as 14:05.',
    ),
    "1 MB of narrative": (
        {"account": "a" * 1_048_576},
        "account",
        "The text is 1,048,576 characters long. Shorten it to 200,000 or fewer.",
    ),
    "NUL": (
        {"childs_words": "I said\x00no"},
        "childs_words",
        "The text holds an invisible null character. Delete it, or paste the text again as plain text.",
    ),
    "half a character": (
        {"pupils": (pupil(given_name="Be\ud83da"),)},
        "pupils.0.given_name",
        "The text holds a damaged character. Delete it, or paste the text again as plain text.",
    ),
    "an action due before the contact": (
        {"actions": (row(CONTACT_LOG, "actions", task="Ring", owner=2, due_on=date(2026, 11, 16)),)},
        "actions.0.due_on",
        "The action is due before the contact took place. Check the date.",
    ),
    "an ethnicity that nobody was asked for": (
        {"pupils": (pupil(ethnicity="B2"),)},
        "pupils.0.ethnicity_source",
        "An ethnicity is given, so somebody gave it. Say who.",
    ),
    "an ethnicity left blank": (
        {"pupils": (pupil(ethnicity=""),)},
        "pupils.0.ethnicity",
        "Choose an answer for “Self-defined ethnicity”.",
    ),
    "staff who were not there": (
        {"staff_presence": "throughout", "staff": ()},
        "staff",
        "Add at least one member of staff.",
    ),
    "nobody named": (
        {"pupils": ()},
        "no_pupil_reason",
        "Enter an answer for “Why no pupil is named”.",
    ),
    "something that is no text": ({"place": 7}, "place", "This answer cannot be read. Enter it again."),
}


@pytest.mark.parametrize(("changes", "path", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_true_is_refused_beside_its_question_and_nothing_is_stored(
    signed_in_as: SignInAs, changes: dict[str, Any], path: str, words: str
) -> None:
    officer = signed_in_as("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as refused:
        submit(officer, **changes)
    assert (path, words) in [(each.path, each.message) for each in refused.value.problems]
    assert stored(officer) == before


def test_an_empty_form_names_every_answer_that_is_needed(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(ProblemsFound) as refused:
        contact_logs.submit(officer, empty_values(CONTACT_LOG), partnership_id=1)
    paths = [each.path for each in refused.value.problems]
    needed = ("contact_date", "place", "subject", "no_pupil_reason", "staff_presence", "account", "concerns")
    assert set(needed) <= set(paths)
    assert refused.value.what_happened == f"There are problems with {len(paths)} answers."
    assert refused.value.what_to_do == "Put them right and try again. Nothing was lost."


def test_one_problem_is_said_to_be_one(signed_in_as: SignInAs) -> None:
    with pytest.raises(ProblemsFound, match="There is a problem with one answer"):
        submit(signed_in_as("officer"), place="")


def test_a_school_that_is_not_there_is_refused_and_uses_up_no_reference(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(UserError, match="This school is not in the store. Choose the school again."):
        submit(officer, partnership_id=77)
    assert submit(officer).reference == "CL-2026-00001"


def test_references_count_on_over_the_turn_of_the_year(store: Any, signed_in_as: SignInAs) -> None:
    first = submit(signed_in_as("officer"))
    store.clock.go(days=60)
    second = submit(signed_in_as("second_officer"))
    assert (first.reference, second.reference) == ("CL-2026-00001", "CL-2027-00002")


def test_hidden_answers_are_not_kept(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    values = contact_values(alone_reason="Typed before staff were named", crime_reason="Typed, then unticked")
    made = contact_logs.submit(officer, values, partnership_id=1)
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert (opened.values["alone_reason"], opened.values["crime_reason"]) == ("", "")
