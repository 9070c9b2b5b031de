"""Freezing an evaluation and its five signatures: in order, by the right person, about frozen figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import (
    accounts,
    evaluation_lists,
    evaluation_sign_off,
    evaluation_views,
    evaluations,
)
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.evaluation import EvaluationPart, EvaluationState, SignOffStep
from ssp_desktop.vocabulary.people import Role
from tests.features.evaluation_steps import (
    YEAR,
    begin,
    fill,
    freeze,
    frozen,
    give,
    meeting,
    objective,
    ready,
    revision_of,
    sign,
    sign_paper,
    signed_by_all,
    write_all,
)
from tests.features.steps import (
    OTHER_PASSWORD,
    SPOC,
    open_other_school,
    sign_in_other_spoc,
    sql,
    stored,
    submit,
)
from tests.features.storage_steps import failed_checks
from tests.stores import NAMES, PASSWORDS, SignInAs, Store


def state(store: Store, evaluation: int) -> EvaluationState:
    return evaluation_views.open_evaluation(store.open_sessions[-1], evaluation).state


def test_an_unfinished_one_is_not_frozen_and_says_what_is_missing(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    fill(sergeant, begin(sergeant, YEAR - 1), EvaluationPart.OBJECTIVES, objectives=(objective(),))
    evaluation = begin(sergeant)
    before = stored(sergeant)
    with pytest.raises(UserError, match="This evaluation is not complete yet") as caught:
        freeze(sergeant, evaluation, "Because.")
    told = caught.value.what_to_do
    for words in (
        "Not rated: E1, E2, E3, S1",
        "Say what became of each objective of the year before.",
        "There is no objective for the next year.",
        "The meeting with a senior officer is not recorded.",
    ):
        assert words in told
    assert stored(sergeant) == before


def test_missing_words_need_a_reason_that_stands_in_the_evaluation(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    write_all(sergeant, evaluation)
    give(store.sign_in("spoc"), evaluation)
    sergeant = store.sign_in("sergeant")
    opened = evaluation_views.open_evaluation(sergeant, evaluation)
    assert opened.missing == ()
    assert opened.missing_voices == (
        "Officer's own account is missing.",
        "Head teacher's feedback is missing.",
    )
    with pytest.raises(UserError, match="not complete yet"):
        freeze(sergeant, evaluation, "  ")
    freeze(sergeant, evaluation, "The post is vacant; the head is ill.")
    values = evaluation_views.open_evaluation(sergeant, evaluation).values
    assert values["missing_reason"] == "The post is vacant; the head is ill."
    assert [row["voice"] for row in values["voices"]] == ["spoc"]
    assert state(store, evaluation) is EvaluationState.SIGNING


def test_all_five_sign_in_order(store: Store) -> None:
    evaluation = signed_by_all(store)
    sergeant = store.open_sessions[-1]
    opened = evaluation_views.open_evaluation(sergeant, evaluation)
    signers = [each.signature.signer for each in opened.steps if each.signature is not None and each.done]
    assert signers == [NAMES[who] for who in ("officer", "spoc", "head_teacher", "sergeant", "sergeant")]
    assert opened.steps[-1].signature is not None
    assert opened.steps[-1].signature.words == (
        "Chief Inspector Example-Mbeki signed on paper on 17 November 2026."
    )
    assert (opened.state, opened.next_step) == (EvaluationState.SIGNED, None)
    assert evaluation_lists.evaluations(sergeant)[0].state is EvaluationState.SIGNED
    assert failed_checks(sergeant) == {}


def test_out_of_order_is_refused_in_words(store: Store) -> None:
    evaluation = frozen(store)
    order = (("officer", "Officer"), ("spoc", "SPOC"), ("head_teacher", "Head teacher"))
    for place, (who, first) in enumerate(order):
        later = [each for each, _called in order[place + 1 :]] + ["sergeant"]
        signed_in = store.sign_in(later[place % len(later)])
        before = stored(signed_in)
        with pytest.raises(UserError, match=f"This is not your turn yet. Next to sign: {first}"):
            sign(signed_in, evaluation)
        assert stored(signed_in) == before
        sign(store.sign_in(who), evaluation)
    sergeant = store.sign_in("sergeant")
    with pytest.raises(UserError, match="Next to sign: Sergeant"):
        sign_paper(sergeant, evaluation)


def test_a_signature_on_paper_that_cannot_be_is_refused(store: Store) -> None:
    evaluation = frozen(store)
    for who in ("officer", "spoc", "head_teacher", "sergeant"):
        sign(store.sign_in(who), evaluation)
    sergeant = store.open_sessions[-1]
    before = stored(sergeant)
    nameless = "Name or rank of the senior officer is missing"
    wrong_day = "cannot have signed on this day"
    cases: list[tuple[dict[str, Any], str]] = [
        ({"name": " "}, nameless),
        ({"rank": ""}, nameless),
        *(({"on": day}, wrong_day) for day in (date(2026, 11, 18), date(2026, 11, 16), "tomorrow", None)),
    ]
    for changes, message in cases:
        with pytest.raises(UserError, match=message):
            sign_paper(sergeant, evaluation, **changes)
    assert stored(sergeant) == before
    assert state(store, evaluation) is EvaluationState.SIGNING


def test_nobody_signs_twice_or_for_another(store: Store) -> None:
    evaluation = frozen(store)
    with pytest.raises(
        UserError, match=f"{NAMES['officer']} signs this evaluation: the words in it are theirs"
    ):
        sign(store.sign_in("second_officer"), evaluation)
    officer = store.sign_in("officer")
    sign(officer, evaluation)
    with pytest.raises(UserError, match=f"{NAMES['officer']} has signed here already"):
        sign(officer, evaluation)
    with pytest.raises(UserError, match=f"{NAMES['officer']} has signed here already"):
        sign(store.sign_in("second_officer"), evaluation)


def test_one_person_signs_for_one_side_only(store: Store) -> None:
    """A SPOC who becomes head teacher does not sign a second time in the new role."""
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    write_all(sergeant, evaluation)
    freeze(sergeant, evaluation, "All are new.")
    for who in ("officer", "spoc"):
        sign(store.sign_in(who), evaluation)
    sergeant = store.sign_in("sergeant")
    accounts.change_role(sergeant, PASSWORDS["sergeant"], SPOC, Role.HEAD_TEACHER, False, 1)
    promoted = store.sign_in("spoc")
    with pytest.raises(UserError, match="You have signed this evaluation already"):
        sign(promoted, evaluation)


def test_only_a_frozen_one_as_it_was_read_is_signed(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    with pytest.raises(UserError, match="not frozen for signature yet"):
        sign(store.sign_in("officer"), evaluation)
    write_all(store.sign_in("sergeant"), evaluation)
    freeze(store.open_sessions[-1], evaluation, "All are away.")
    officer = store.sign_in("officer")
    with pytest.raises(UserError, match="changed while you were reading"):
        evaluation_sign_off.sign(officer, PASSWORDS["officer"], evaluation, 1)
    with pytest.raises(WrongPassword):
        evaluation_sign_off.sign(officer, "not it at all today", evaluation, revision_of(officer, evaluation))


def test_another_school_signs_nothing(store: Store) -> None:
    open_other_school(store)
    evaluation = frozen(store)
    revision = revision_of(store.open_sessions[-1], evaluation)
    other = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        evaluation_sign_off.sign(other, OTHER_PASSWORD, evaluation, revision)


def test_a_frozen_one_is_changed_only_after_it_was_reopened_and_signatures_fall(store: Store) -> None:
    evaluation = frozen(store)
    sign(store.sign_in("officer"), evaluation)
    sergeant = store.sign_in("sergeant")
    with pytest.raises(UserError, match="frozen for signature and cannot be changed"):
        fill(sergeant, evaluation, EvaluationPart.MEETING, **meeting())
    with pytest.raises(UserError, match="changed while you were reading"):
        evaluation_sign_off.reopen(sergeant, evaluation, based_on=1)
    evaluation_sign_off.reopen(sergeant, evaluation, based_on=revision_of(sergeant, evaluation))
    opened = evaluation_views.open_evaluation(sergeant, evaluation)
    assert (opened.state, opened.values["figures"], opened.values["voices"]) == (
        EvaluationState.WRITING,
        (),
        (),
    )
    fill(sergeant, evaluation, EvaluationPart.MEETING, **meeting(meeting_points="Changed"))
    freeze(sergeant, evaluation)
    opened = evaluation_views.open_evaluation(sergeant, evaluation)
    assert opened.next_step is SignOffStep.OFFICER
    with pytest.raises(UserError, match="not frozen for signature yet"):
        evaluation_sign_off.reopen(sergeant, begin(sergeant, YEAR - 1), based_on=1)
    assert failed_checks(sergeant) == {}


def test_what_all_have_signed_stays(store: Store) -> None:
    evaluation = signed_by_all(store)
    sergeant = store.open_sessions[-1]
    with pytest.raises(UserError, match="signed by all, and stays as it is"):
        evaluation_sign_off.reopen(sergeant, evaluation, based_on=revision_of(sergeant, evaluation))


def test_a_year_without_records_has_zeros_and_dashes(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    evaluation = begin(sergeant, 2023)
    write_all(sergeant, evaluation)
    freeze(sergeant, evaluation, "Nobody was there.")
    figures = {
        each.key: each.figure for each in evaluation_views.open_evaluation(sergeant, evaluation).figures
    }
    assert len(figures) == 27
    assert figures["weapon_sweeps"] == 0
    assert figures["priority_officer"] is None
    assert failed_checks(sergeant) == {}


def test_a_record_after_the_freeze_changes_no_signed_figure_and_the_difference_is_told(store: Store) -> None:
    evaluation = signed_by_all(store)
    submit(store.sign_in("officer"), arising="pupil_asked")
    for who in ("sergeant", "head_teacher"):
        opened = evaluation_views.open_evaluation(store.sign_in(who), evaluation)
        told = {each.key: (each.figure, each.today) for each in opened.figures if each.today}
        assert told == {"confidence": (0, "0 when it was frozen, 1 today")}
        assert (opened.state, opened.corrected) == (EvaluationState.SIGNED, True)


def test_the_school_sees_no_figure_of_the_police_and_signs_it_all_the_same(store: Store) -> None:
    evaluation = ready(store)
    sergeant = store.open_sessions[-1]
    opened = evaluations.open_part(sergeant, evaluation, EvaluationPart.ANNOTATIONS)
    notes = {f"note_{each.key}": f"Note on {each.key}" for each in opened.indicators}
    fill(sergeant, evaluation, EvaluationPart.ANNOTATIONS, **notes)
    freeze(sergeant, evaluation)
    police = {each.key for each in opened.indicators if each.police_only}
    assert police
    for who in ("spoc", "head_teacher"):
        read = evaluation_views.open_evaluation(store.sign_in(who), evaluation)
        assert police.isdisjoint({each.key for each in read.figures})
        assert not any(f"Note on {key}" in repr(read) for key in police)
        assert all(each.note == f"Note on {each.key}" for each in read.figures)
    all_of_it = evaluation_views.open_evaluation(store.sign_in("officer"), evaluation)
    assert {each.key for each in all_of_it.figures} == {each.key for each in opened.indicators}


def test_feedback_changed_outside_the_program_is_not_signed_over(store: Store) -> None:
    evaluation = frozen(store)
    officer = store.sign_in("officer")
    sql(officer, "DROP TRIGGER revision_no_update")
    sql(
        officer,
        "UPDATE revision SET content = replace(content, 'Thank you.', 'No.') "
        "WHERE noun = 'evaluation_feedback'",
    )
    with pytest.raises(UserError, match="SPOC's feedback was changed outside the program"):
        sign(officer, evaluation)
