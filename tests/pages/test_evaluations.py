"""The pages of evaluations: the list, a new one, each part filled in, what the school is told meanwhile."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ssp_desktop.forms.prioritisation_screen import to_screen
from ssp_desktop.services import evaluations, partnerships
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.evaluation import EvaluationPage
from ssp_desktop.ui.pages.evaluation_part import EvaluationPartPage
from ssp_desktop.ui.pages.evaluations import EvaluationsPage
from ssp_desktop.ui.pages.prioritisation import PrioritisationPage
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from tests.features.evaluation_steps import YEAR, begin, criteria, fill, meeting, objective, ratings, survey
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import SCHOOL, Store


def part_page(qtbot: QtBot, desk: Desk, evaluation: int, part: EvaluationPart) -> EvaluationPartPage:
    place = Place("evaluation_part", evaluation, {"part": part.value})
    page = show(qtbot, desk, EvaluationPartPage(desk, place))
    assert page.form is not None
    return page


def test_the_sergeant_opens_one_from_the_list_and_not_twice(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    went = places(desk)
    page = show(qtbot, desk, EvaluationsPage(desk, Place("evaluations")))
    assert "There is no evaluation here yet." in words(page)
    assert nameless(page) == []
    press(page, "Open the evaluation")
    qtbot.waitUntil(lambda: bool(went))
    assert went == [Place("evaluation", 1)]
    settle(qtbot, desk)
    press(page, "Open the evaluation")
    qtbot.waitUntil(page.notice.isVisible)
    assert f"There is an evaluation of {SCHOOL} for 2026 to 2027 already." in words(page)
    page.table.activated.emit(1)
    assert went[-1] == Place("evaluation", 1)


def test_others_only_read_the_list(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    begin(store.sign_in("sergeant"))
    for who in ("officer", "spoc", "head_teacher"):
        desk = desk_for(who)
        page = show(qtbot, desk, EvaluationsPage(desk, Place("evaluations")))
        assert page.new is None
        assert page.table.row_count == 1


def test_each_part_is_told_as_it_was_written(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    sergeant = store.sign_in("sergeant")
    fill(sergeant, begin(sergeant, YEAR - 1), EvaluationPart.OBJECTIVES, objectives=(objective(),))
    evaluation = begin(sergeant)
    fill(sergeant, evaluation, EvaluationPart.AIMS, **ratings("partly"))
    fill(sergeant, evaluation, EvaluationPart.PUPIL_VOICE, **survey())
    fill(
        sergeant, evaluation, EvaluationPart.OBJECTIVES, objectives=(objective(owner="Ms Example-Whitlock"),)
    )
    fill(sergeant, evaluation, EvaluationPart.MEETING, **meeting())
    desk = desk_for("officer")
    page = show(qtbot, desk, EvaluationPage(desk, Place("evaluation", evaluation)))
    told = words(page)
    for each in (
        f"Evaluation 2026 to 2027: {SCHOOL}",
        "13 of 13 measures are rated.",
        "Partly reached",
        "Seen at the open day.",
        "I know the officer",
        "90 pupils",
        "Not said yet",
        "Ms Example-Whitlock, by 1 March 2027",
        "Chief Inspector Example-Mbeki",
    ):
        assert each in told
    assert "Change" not in told.splitlines()
    assert nameless(page) == []


def test_the_school_is_told_that_it_is_being_written(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    fill(sergeant, evaluation, EvaluationPart.MEETING, **meeting(meeting_points="CANARY-POLICE"))
    desk = desk_for("head_teacher")
    page = show(qtbot, desk, EvaluationPage(desk, Place("evaluation", evaluation)))
    assert "This evaluation is being written." in words(page)
    assert "CANARY" not in words(page)


def test_a_part_is_refused_kept_and_saved(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    desk = desk_for("sergeant")
    went = places(desk)
    page = show(qtbot, desk, EvaluationPage(desk, Place("evaluation", evaluation)))
    press(page, "Change: Objectives")
    assert went[-1] == Place("evaluation_part", evaluation, {"part": "objectives"})
    part = part_page(qtbot, desk, evaluation, EvaluationPart.OBJECTIVES)
    assert part.form is not None
    part.form.set_values({**part.form.values(), "objectives": (objective(owner=""),)})
    part.leaving()
    assert part.place.extra["typed"]["objectives"][0]["owner"] == ""
    part.save()
    qtbot.waitUntil(lambda: part.form is not None and part.form.summary.isVisible())
    assert "Owner" in words(part)
    part.form.set_values({**part.form.values(), "objectives": (objective(),)})
    part.save()
    qtbot.waitUntil(lambda: went[-1].page == "evaluation")
    assert went[-1].extra == {"saved": "Objectives: saved."}
    settle(qtbot, desk)
    opened = evaluations.open_part(desk.signed_in, evaluation, EvaluationPart.OBJECTIVES)
    assert opened.values["objectives"][0]["owner"] == "PC 0001 Example-Okafor"


def test_measures_are_asked_aim_by_aim(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    desk = desk_for("sergeant")
    part = part_page(qtbot, desk, evaluation, EvaluationPart.AIMS)
    assert part.form is not None
    assert [section.title for section in part.form.sections] == [
        "Positive engagement",
        "Safety and safeguarding",
        "Prevention",
        "Early intervention and diversion",
    ]
    assert nameless(part) == []


def test_the_prioritisation_is_written_by_the_sergeant_and_told_by_the_partnership(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("sergeant")
    went = places(desk)
    page = show(qtbot, desk, PrioritisationPage(desk, Place("prioritisation", 1)))
    assert page.form is not None
    assert "This school has no prioritisation yet." in words(page)
    page.save()
    qtbot.waitUntil(lambda: page.form is not None and page.form.summary.isVisible())
    assert page.opened is not None
    page.form.set_values(
        to_screen(page.opened.edition, criteria(C1_level="high", priority_school="yes", partners="Council"))
    )
    page.save()
    qtbot.waitUntil(lambda: bool(went))
    assert went[-1] == Place("partnership", 1, {"saved": "The prioritisation is saved."})
    settle(qtbot, desk)
    assert partnerships.open_partnership(desk.signed_in, 1).values["priority_school"] == "yes"
    desk = desk_for("officer")
    page = show(qtbot, desk, PrioritisationPage(desk, Place("prioritisation", 1)))
    assert "Look at it again by 31 August 2027." in words(page)
    assert "Save" not in words(page).splitlines()
