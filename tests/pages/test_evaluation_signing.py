"""The pages on which words are given and signatures: written, refused with everything kept, signed, told."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.evaluation import EvaluationPage
from ssp_desktop.ui.pages.evaluation_voice import EvaluationVoicePage
from tests.features.evaluation_steps import begin, feedback, freeze, frozen, sign, write_all
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, settle, show, words
from tests.stores import NAMES, PASSWORDS, Store


def page_of(qtbot: QtBot, desk: Desk, evaluation: int) -> EvaluationPage:
    return show(qtbot, desk, EvaluationPage(desk, Place("evaluation", evaluation)))


def test_feedback_is_kept_refused_saved_signed_and_unsigned_by_a_change(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    desk = desk_for("head_teacher")
    went = places(desk)
    page = show(qtbot, desk, EvaluationVoicePage(desk, Place("evaluation_voice", evaluation)))
    assert page.form is not None
    assert "Nobody else reads this until you sign it." in words(page)
    assert nameless(page) == []
    page.form.set_values(feedback(visibility=""))
    page.save_and_sign()
    assert "Your password is missing." in words(page)
    page.password.line.setText(PASSWORDS["head_teacher"])
    page.leaving()
    assert page.place.extra["typed"]["anything_else"] == "Thank you."
    page.hide()
    assert page.password.text == ""
    page.show()
    page.save()
    qtbot.waitUntil(lambda: page.form is not None and page.form.summary.isVisible())
    page.form.set_values(feedback())
    page.password.line.setText("not it at all today")
    page.save_and_sign()
    qtbot.waitUntil(page.notice.isVisible)
    page.password.line.setText(PASSWORDS["head_teacher"])
    page.save_and_sign()
    qtbot.waitUntil(lambda: bool(went))
    assert went[-1] == Place("evaluation", evaluation, {"saved": "Head teacher's feedback: signed."})
    settle(qtbot, desk)
    page = show(qtbot, desk, EvaluationVoicePage(desk, Place("evaluation_voice", evaluation)))
    assert page.form is not None
    assert page.opened is not None
    assert page.opened.shown.revision == 1  # the refused signature did not save it a second time
    page.form.set_values(feedback(support="poor"))
    page.save()
    qtbot.waitUntil(lambda: len(went) > 1)
    assert "sign it again when it is finished" in went[-1].extra["saved"]
    settle(qtbot, desk)
    told = words(page_of(qtbot, desk, evaluation))
    assert "Changed since it was signed" in told
    desk = desk_for("sergeant")
    told = words(page_of(qtbot, desk, evaluation))
    assert "Head teacher's feedback has changed since it was signed." in told
    assert "Thank you." not in told


def test_the_sergeant_freezes_with_a_reason_and_reopens(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    desk = desk_for("sergeant")
    told = words(page_of(qtbot, desk, evaluation))
    assert "Not ready to be signed yet." in told
    assert "There is no objective for the next year." in told
    write_all(desk.signed_in, evaluation)
    page = page_of(qtbot, desk, evaluation)
    card = page.asking["freeze"]
    card.ask()
    assert "Answer this first." in words(card)
    card.set_typed({"missing_reason": "Everybody is new."})
    page.leaving()
    assert page.place.extra["typed"]["freeze"] == {"missing_reason": "Everybody is new."}
    card.ask()
    qtbot.waitUntil(lambda: "The evaluation is frozen for signature." in words(page))
    settle(qtbot, desk)
    assert "Waiting for signatures" in words(page)
    assert nameless(page) == []
    page.asking["reopen"].ask()
    qtbot.waitUntil(lambda: "The evaluation can be changed again." in words(page))
    settle(qtbot, desk)


def test_signatures_are_asked_in_turn_and_told_as_valid(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    evaluation = frozen(store)
    for who in ("officer", "spoc"):
        sign(store.sign_in(who), evaluation)
    desk = desk_for("spoc")
    page = page_of(qtbot, desk, evaluation)
    assert page.asking == {}
    desk = desk_for("head_teacher")
    page = page_of(qtbot, desk, evaluation)
    told = words(page)
    assert "You sign as the head teacher." in told
    assert "Only the police see this." not in told
    card = page.asking["sign"]
    card.ask()
    assert "Your password is missing." in words(card)
    assert card.password is not None
    card.password.line.setText(PASSWORDS["head_teacher"])
    card.ask()
    qtbot.waitUntil(lambda: "You have signed the evaluation." in words(page))
    settle(qtbot, desk)
    told = words(page)
    assert told.splitlines().count("VALID") >= 3
    assert NAMES["head_teacher"] in told
    sign(store.sign_in("sergeant"), evaluation)
    desk = desk_for("sergeant")
    page = page_of(qtbot, desk, evaluation)
    card = page.asking["paper"]
    assert card.typed() == {"name": "Example-Mbeki", "rank": "Chief Inspector", "on": None}
    card.set_typed({"on": date(2026, 11, 17)})
    assert card.password is not None
    card.password.line.setText(PASSWORDS["sergeant"])
    card.ask()
    qtbot.waitUntil(lambda: "The senior officer's signature is recorded." in words(page))
    settle(qtbot, desk)
    assert "Signed by all" in words(page)
    assert page.asking == {}


def test_a_refused_signature_says_why_and_keeps_the_card(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    write_all(sergeant, evaluation)
    freeze(sergeant, evaluation, "Everybody is new.")
    desk = desk_for("officer")
    page = page_of(qtbot, desk, evaluation)
    card = page.asking["sign"]
    assert card.password is not None
    card.password.line.setText("not it at all today")
    card.ask()
    qtbot.waitUntil(card.problem.isVisible)
    assert card.button.isEnabled()
