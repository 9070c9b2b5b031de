"""Annual evaluations, invented: last year's, one signed by all and one left half way; this year's, begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from ssp_desktop.demo.answers import whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import NAMES, PASSWORD, SERGEANT
from ssp_desktop.demo.timeline import YEAR, clock_time, on
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.prioritisation import PRIORITISATION
from ssp_desktop.forms.prioritisation_screen import from_screen, to_screen
from ssp_desktop.forms.spec import empty_row, empty_values
from ssp_desktop.services import (
    evaluation_evidence,
    evaluation_guidance,
    evaluation_sign_off,
    evaluation_views,
    evaluation_voices,
    evaluations,
    prioritisations,
)
from ssp_desktop.vocabulary.evaluation import EvaluationPart

LARKFIELD = "larkfield"
BRACKENMOOR = "brackenmoor"
LAST_YEAR, UNFINISHED, THIS_YEAR = 1, 2, 3  # the ids that the evaluations get, in their order
RATED = {
    "E1": ("reached", "Year 7 know the officer by name. The gates in the morning did it."),
    "E2": ("reached", "The wellbeing office hears from pupils who were sent by friends."),
    "E3": ("partly", "Reports from Years 7 to 9 rose. Years 10 and 11 still say little."),
    "S1": ("partly", "Four of five pupils in the survey feel safer. Girls in Year 10 less so."),
    "S2": ("not_reached", "The alley behind the sports hall is named as often as the year before."),
    "P1": ("reached", "Both pupils on the list were seen each week by the pastoral manager."),
    "P2": ("reached", "Personal safety and online safety were taught to all years."),
    "P3": ("partly", "See S1."),
    "P4": ("reached", "Each victim was seen again within a week."),
    "P5": ("not_reached", "The bus stop remains the place that pupils avoid."),
    "D1": ("reached", "One referral to a scheme, taken up."),
    "D2": ("not_known", "No answer has come back from the youth offending team."),
    "D3": ("partly", "Nine pupils came to the open evening; two want to join."),
}
OBJECTIVES = (
    ("Have the alley behind the sports hall lit and watched", "Mr Example-Prosser, head teacher", on(12, 18)),
    ("Be at the bus stop on two afternoons a week", f"{NAMES['officer']}, officer", on(10, 30)),
)
SURVEY = {
    "survey_method": "online",
    "surveyed_on": on(7, 10),
    "pupils_asked": 420,
    "pupils_answered": 311,
    "survey_comments": "More time at the bus stop. Say hello to Year 10 as well.",
}
QUESTIONS = (
    ("I know the officer", 240, 41, 22, 8),
    ("I feel safer because the officer is here", 198, 71, 30, 12),
)
PRIORITY = {
    "C1_level": "high",
    "C1_evidence": "31 calls to the bus stop and the alley, 12 the year before.",
    "C8_level": "none",
    "C8_evidence": "Nothing is known.",
    "priority_school": "yes",
    "reason": "Anti-social behaviour around the school has more than doubled.",
    "partners": "Community safety partnership, youth offending team",
}
SECOND_PRIORITY = {
    "C1_level": "medium",
    "C1_evidence": "Nine calls to the skate park, three of them about knives.",
    "priority_school": "yes",
    "reason": "One child is exploited by adults who are known; the skate park draws others.",
    "partners": "Child services, youth workers",
}
ACCOUNT = {
    "went_well": "The gates in the morning, and the lessons on personal safety for Year 7.",
    "hindered": "Four days went to other duties, two of them in the summer term.",
    "training_needs": "Contextual safeguarding.",
    "next_year": "Fixed afternoons at the bus stop.",
}
FEEDBACK: dict[str, dict[str, Any]] = {
    "spoc": {
        "visibility": "very_good",
        "communication": "good",
        "communication_words": "Always at once by telephone; the outcome of referrals came late.",
        "support": "very_good",
        "has_concerns": "no",
        "development": "Telling us what became of a referral.",
    },
    "head": {
        "visibility": "good",
        "communication": "good",
        "support": "very_good",
        "has_concerns": "yes",
        "concerns": "The officer is taken away at short notice, most often in the summer term.",
    },
}


def steps(book: DeskBook) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield what was written and signed, each with its local time."""
    for day, school, said in ((20, LARKFIELD, PRIORITY), (21, BRACKENMOOR, SECOND_PRIORITY)):
        yield _at(7, day, "15:30"), _bound(_prioritise, book, school, said)
    yield _at(7, 13, "09:10"), lambda: _begin_last_year(book)
    for hour, who in enumerate(("officer", "spoc", "head"), start=10):
        yield _at(7, 14, f"{hour}:20"), _bound(_give, book, who, LAST_YEAR)
    yield _at(7, 15, "14:10"), lambda: _freeze(book)
    for day, who in ((16, "officer"), (17, "spoc"), (20, "head"), (21, SERGEANT)):
        yield _at(7, day, "11:40"), _bound(_sign, book, who)
    yield _at(7, 22, "16:05"), lambda: _sign_paper(book)
    yield _at(7, 14, "14:20"), lambda: _begin_unfinished(book)
    yield _at(7, 20, "10:15"), _bound(_give, book, "moor.pc", UNFINISHED)
    yield _at(12, 2, "09:30"), lambda: _begin_this_year(book)
    yield _at(12, 8, "12:15"), lambda: _give(book, "spoc", THIS_YEAR)


def _at(month: int, day: int, at: str) -> datetime:
    return datetime.combine(on(month, day), clock_time(at))


def _bound(act: Callable[..., None], *arguments: object) -> Callable[[], None]:
    return lambda: act(*arguments)


def _fill(book: DeskBook, evaluation_id: int, part: EvaluationPart, answers: dict[str, Any]) -> None:
    sergeant = book.signed_in(SERGEANT)
    opened = evaluations.open_part(sergeant, evaluation_id, part)
    values = {**opened.values, **answers}
    evaluations.save_part(sergeant, evaluation_id, part, values, based_on=opened.revision)


def _rows(
    key: str, columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]
) -> tuple[dict[str, Any], ...]:
    blank = empty_row(EVALUATION.field(key))
    return tuple({**blank, **dict(zip(columns, row, strict=True))} for row in rows)


def _begin_last_year(book: DeskBook) -> None:
    evaluation = evaluations.start(book.signed_in(SERGEANT), book.schools[LARKFIELD], YEAR - 1)
    ratings = {f"{code}_rating": rating for code, (rating, _words) in RATED.items()}
    comments = {f"{code}_comment": words for code, (_rating, words) in RATED.items()}
    _fill(book, evaluation, EvaluationPart.AIMS, {**ratings, **comments})
    counts = ("question", "agreed", "neither", "disagreed", "not_stated")
    _fill(
        book, evaluation, EvaluationPart.PUPIL_VOICE, {**SURVEY, "survey": _rows("survey", counts, QUESTIONS)}
    )
    told = _rows("objectives", ("objective", "owner", "due_on"), OBJECTIVES)
    _fill(book, evaluation, EvaluationPart.OBJECTIVES, {"objectives": told})
    note = "Calls on the same day are not in this figure; they were not written down before May."
    _fill(book, evaluation, EvaluationPart.ANNOTATIONS, {"note_sharing": note})
    meeting = {
        "met_on": on(7, 10),
        "senior_officer_name": "Example-Mbeki",
        "senior_officer_rank": "Chief Inspector",
        "meeting_points": "No more short-notice duties on days when the officer teaches.",
    }
    _fill(book, evaluation, EvaluationPart.MEETING, meeting)


def _begin_unfinished(book: DeskBook) -> None:
    """Begun in July; the objectives, the SPOC's and the head's words are still missing."""
    evaluation = evaluations.start(book.signed_in(SERGEANT), book.schools[BRACKENMOOR], YEAR - 1)
    said = {"E1_rating": "reached", "E1_comment": "Seen at the gate each week.", "S1_rating": "partly"}
    _fill(book, evaluation, EvaluationPart.AIMS, said)


def _begin_this_year(book: DeskBook) -> None:
    sergeant = book.signed_in(SERGEANT)
    evaluation = evaluations.start(sergeant, book.schools[LARKFIELD], YEAR)
    _fill(
        book,
        evaluation,
        EvaluationPart.AIMS,
        {"E1_rating": "reached", "E1_comment": "Year 7 met the officer in their first week."},
    )
    newest = evaluation_evidence.candidates(sergeant, evaluation, limit=2)
    for revision, each in enumerate(newest, start=2):
        evaluation_evidence.pick(sergeant, evaluation, "E1", each.id, based_on=revision)


def _give(book: DeskBook, who: str, evaluation_id: int) -> None:
    signed_in = book.signed_in(who)
    shown = evaluation_voices.open_own(signed_in, evaluation_id).shown
    answers = whole(evaluation_voices.form_of(shown.voice), FEEDBACK.get(who, ACCOUNT))
    saved = evaluation_voices.save_own(signed_in, evaluation_id, answers, based_on=shown.revision)
    evaluation_voices.sign_own(signed_in, PASSWORD, evaluation_id, saved.shown.revision)


def _revision(book: DeskBook) -> int:
    return evaluation_views.open_evaluation(book.signed_in(SERGEANT), LAST_YEAR).revision


def _freeze(book: DeskBook) -> None:
    evaluation_sign_off.freeze(book.signed_in(SERGEANT), LAST_YEAR, based_on=_revision(book))


def _sign(book: DeskBook, who: str) -> None:
    evaluation_sign_off.sign(book.signed_in(who), PASSWORD, LAST_YEAR, _revision(book))


def _sign_paper(book: DeskBook) -> None:
    evaluation_sign_off.sign_for_senior_officer(
        book.signed_in(SERGEANT),
        PASSWORD,
        LAST_YEAR,
        _revision(book),
        name="Example-Mbeki",
        rank="Chief Inspector",
        on=on(7, 22),
    )


def _prioritise(book: DeskBook, school: str, words: dict[str, str]) -> None:
    """The sergeant decides for the school year to come, from the figures of the one that ends."""
    edition = evaluation_guidance.newest_criteria()
    blank = empty_values(PRIORITISATION)
    said: dict[str, Any] = {f"{each.code}_level": "low" for each in edition.criteria}
    said |= {f"{each.code}_evidence": "Figures of the year 2025 to 2026." for each in edition.criteria}
    said |= {"funded": "no", "unique_requirements": "", "reviewed_on": book.today(), **words}
    answers = from_screen(edition, {**to_screen(edition, blank), **said}, blank)
    prioritisations.save(book.signed_in(SERGEANT), book.schools[school], answers, based_on=0)
