"""Steps that the tests of evaluations share: what the sergeant, the officer and the school write."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssp_desktop.forms.evaluation import EVALUATION, MEASURE_QUESTIONS
from ssp_desktop.forms.evaluation_account import EVALUATION_ACCOUNT
from ssp_desktop.forms.evaluation_feedback import EVALUATION_FEEDBACK
from ssp_desktop.forms.prioritisation import PRIORITISATION
from ssp_desktop.forms.prioritisation_screen import from_screen, screen_form
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import (
    evaluation_guidance,
    evaluation_sign_off,
    evaluation_views,
    evaluation_voices,
    evaluations,
)
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.evaluation import EvaluationPart, EvaluationVoice
from tests.stores import PASSWORDS, Store, row

YEAR = 2026  # the academic year of the tests' clock: 2026/27
AIMS = evaluation_guidance.newest_aims()
CRITERIA = evaluation_guidance.newest_criteria()


def begin(sergeant: SignedIn, year: int = YEAR) -> int:
    """Open the first school's evaluation of a year."""
    return evaluations.start(sergeant, 1, year)


def fill(sergeant: SignedIn, evaluation_id: int, part: EvaluationPart, **answers: Any) -> int:
    """Change answers of one part, on top of what is stored. Returns the revision."""
    opened = evaluations.open_part(sergeant, evaluation_id, part)
    values = {**opened.values, **answers}
    return evaluations.save_part(sergeant, evaluation_id, part, values, based_on=opened.revision)


def values_of(signed_in: SignedIn, evaluation_id: int) -> dict[str, Any]:
    """Return what the evaluation says, as this person reads it."""
    return evaluation_views.open_evaluation(signed_in, evaluation_id).values


def ratings(rating: str = "reached", comment: str = "Seen at the open day.") -> dict[str, Any]:
    """Return the answers of the aims' part with every measure rated alike."""
    said = dict(zip((each.key for each in MEASURE_QUESTIONS), (rating, comment), strict=True))
    return {f"{each.code}_{key}": value for each in AIMS.measures for key, value in said.items()}


def objective(**changes: Any) -> dict[str, Any]:
    """Return a complete objective for the next year."""
    complete = {
        "objective": "A knife crime assembly for each year",
        "owner": "PC 0001 Example-Okafor",
        "due_on": date(2027, 3, 1),
    }
    return row(EVALUATION, "objectives", **{**complete, **changes})


def question(**changes: Any) -> dict[str, Any]:
    """Return a question of the survey to which 90 pupils answered."""
    complete = {
        "question": "I know the officer",
        "agreed": 60,
        "neither": 20,
        "disagreed": 5,
        "not_stated": 5,
    }
    return row(EVALUATION, "survey", **{**complete, **changes})


def survey(**changes: Any) -> dict[str, Any]:
    """Return the answers of a survey of 100 pupils, 90 of whom answered."""
    return {
        "survey_method": "paper",
        "surveyed_on": date(2026, 11, 10),
        "pupils_asked": 100,
        "pupils_answered": 90,
        "survey": (question(),),
        "survey_comments": "Wave more often.",
        **changes,
    }


def meeting(**changes: Any) -> dict[str, Any]:
    """Return the answers of a meeting with a senior officer."""
    return {
        "met_on": date(2026, 11, 12),
        "senior_officer_name": "Example-Mbeki",
        "senior_officer_rank": "Chief Inspector",
        "meeting_points": "More time at the gates.",
        **changes,
    }


def criteria(stored: dict[str, Any] | None = None, **answers: Any) -> dict[str, Any]:
    """Return a prioritisation in which every criterion is low, but for ``answers`` by the screen's keys."""
    screen = empty_values(screen_form(CRITERIA))
    for each in CRITERIA.criteria:
        screen |= {f"{each.code}_level": "low", f"{each.code}_evidence": "Figures of 2025/26"}
    screen |= {
        "funded": "no",
        "priority_school": "no",
        "reason": "Nothing stands out.",
        "reviewed_on": date(2026, 11, 10),
        **answers,
    }
    return from_screen(CRITERIA, screen, stored or empty_values(PRIORITISATION))


def feedback(**changes: Any) -> dict[str, Any]:
    """Return complete feedback of the school; change what the test is about."""
    return {
        **empty_values(EVALUATION_FEEDBACK),
        "visibility": "very_good",
        "communication": "good",
        "support": "good",
        "has_concerns": "no",
        "anything_else": "Thank you.",
        **changes,
    }


def account(**changes: Any) -> dict[str, Any]:
    """Return a complete account of the officer; change what the test is about."""
    return {**empty_values(EVALUATION_ACCOUNT), "went_well": "The gates.", **changes}


def give(signed_in: SignedIn, evaluation_id: int, **changes: Any) -> int:
    """Write and sign one's own account or feedback. Returns its revision."""
    opened = evaluation_voices.open_own(signed_in, evaluation_id)
    blank = account() if opened.shown.voice is EvaluationVoice.OFFICER else feedback()
    saved = evaluation_voices.save_own(
        signed_in, evaluation_id, {**blank, **changes}, based_on=opened.shown.revision
    )
    sign_voice(signed_in, evaluation_id, saved.shown.revision)
    return saved.shown.revision


def sign_voice(signed_in: SignedIn, evaluation_id: int, revision: int) -> None:
    """Sign one's own account or feedback."""
    password = PASSWORDS[signed_in.actor.user_name]
    evaluation_voices.sign_own(signed_in, password, evaluation_id, revision)


def write_all(sergeant: SignedIn, evaluation_id: int) -> None:
    """Fill in everything that the sergeant writes."""
    fill(sergeant, evaluation_id, EvaluationPart.AIMS, **ratings())
    fill(sergeant, evaluation_id, EvaluationPart.OBJECTIVES, objectives=(objective(),))
    fill(sergeant, evaluation_id, EvaluationPart.MEETING, **meeting())


def ready(store: Store, year: int = YEAR) -> int:
    """Open an evaluation, write it, and have every voice given and signed. The sergeant is signed in then."""
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant, year)
    write_all(sergeant, evaluation)
    for who in ("officer", "spoc", "head_teacher"):
        give(store.sign_in(who), evaluation)
    store.sign_in("sergeant")
    return evaluation


def revision_of(signed_in: SignedIn, evaluation_id: int) -> int:
    """Return the revision of an evaluation as it stands."""
    return evaluation_views.open_evaluation(signed_in, evaluation_id).revision


def freeze(sergeant: SignedIn, evaluation_id: int, reason: str = "") -> int:
    """Freeze an evaluation for signature. Returns its revision."""
    return evaluation_sign_off.freeze(
        sergeant, evaluation_id, based_on=revision_of(sergeant, evaluation_id), missing_reason=reason
    )


def frozen(store: Store, year: int = YEAR) -> int:
    """Have an evaluation written, given voices, and frozen. The sergeant is signed in then."""
    evaluation = ready(store, year)
    freeze(store.open_sessions[-1], evaluation)
    return evaluation


def sign(signed_in: SignedIn, evaluation_id: int) -> None:
    """Sign a frozen evaluation at the place of one's role."""
    revision = revision_of(signed_in, evaluation_id)
    evaluation_sign_off.sign(signed_in, PASSWORDS[signed_in.actor.user_name], evaluation_id, revision)


def sign_paper(sergeant: SignedIn, evaluation_id: int, **changes: Any) -> None:
    """Record the senior officer's signature on paper."""
    answers = {"name": "Example-Mbeki", "rank": "Chief Inspector", "on": date(2026, 11, 17), **changes}
    revision = revision_of(sergeant, evaluation_id)
    evaluation_sign_off.sign_for_senior_officer(
        sergeant, PASSWORDS["sergeant"], evaluation_id, revision, **answers
    )


def signed_by_all(store: Store, year: int = YEAR) -> int:
    """Have an evaluation signed by all five. The sergeant is signed in then."""
    evaluation = frozen(store, year)
    for who in ("officer", "spoc", "head_teacher", "sergeant"):
        sign(store.sign_in(who), evaluation)
    sign_paper(store.open_sessions[-1], evaluation)
    return evaluation
