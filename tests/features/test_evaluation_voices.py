"""Account and feedback: each under one's own sign-in, read by others once signed, unsigned by a change."""

from __future__ import annotations

from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import accounts, evaluation_views, evaluation_voices
from ssp_desktop.services.evaluation_voices import ShownVoice
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.evaluation import EvaluationVoice
from tests.features.evaluation_steps import (
    account,
    begin,
    feedback,
    freeze,
    give,
    ready,
    sign_voice,
    write_all,
)
from tests.features.steps import OFFICER, open_other_school, sign_in_other_spoc, sql, stored
from tests.features.storage_steps import failed_checks
from tests.stores import NAMES, PASSWORDS, Store

VOICES = [("officer", EvaluationVoice.OFFICER), ("spoc", EvaluationVoice.SPOC)]
VOICES += [("head_teacher", EvaluationVoice.HEAD_TEACHER)]


def voice_as_read(signed_in: SignedIn, evaluation: int, voice: EvaluationVoice) -> ShownVoice:
    voices = evaluation_views.open_evaluation(signed_in, evaluation).voices
    return next(each for each in voices if each.voice is voice)


@pytest.mark.parametrize(("who", "voice"), VOICES)
def test_only_its_author_reads_it_until_it_is_signed(store: Store, who: str, voice: EvaluationVoice) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    author = store.sign_in(who)
    opened = evaluation_voices.open_own(author, evaluation)
    assert (opened.shown.voice, opened.shown.revision, opened.shown.signed) == (voice, 0, False)
    words = account(went_well="CANARY") if who == "officer" else feedback(anything_else="CANARY")
    evaluation_voices.save_own(author, evaluation, words, based_on=0)
    assert "CANARY" in repr(voice_as_read(author, evaluation, voice))
    others = [each for each in ("officer", "sergeant", "spoc", "head_teacher") if each != who]
    for other in others:
        read = voice_as_read(store.sign_in(other), evaluation, voice)
        assert (read.hidden, read.revision) == (True, 1)
        assert "CANARY" not in repr(read)
    author = store.sign_in(who)
    sign_voice(author, evaluation, 1)
    assert evaluation_voices.open_own(author, evaluation).shown.signed
    for other in others:
        read = voice_as_read(store.sign_in(other), evaluation, voice)
        assert "CANARY" in repr(read.values)
        assert read.signature is not None
        assert (read.signature.signer, read.signature.is_valid) == (NAMES[who], True)
    assert failed_checks(store.sign_in("sergeant")) == {}


def test_a_change_after_signing_takes_the_signature_away_and_says_so(store: Store) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    head = store.sign_in("head_teacher")
    give(head, evaluation)
    changed = evaluation_voices.save_own(head, evaluation, feedback(support="poor"), based_on=1)
    assert (changed.shown.signed, changed.shown.was_signed, changed.shown.revision) == (False, True, 2)
    read = voice_as_read(store.sign_in("sergeant"), evaluation, EvaluationVoice.HEAD_TEACHER)
    assert (read.hidden, read.was_signed) == (True, True)
    opened = evaluation_views.open_evaluation(store.open_sessions[-1], evaluation)
    assert "Head teacher's feedback has changed since it was signed." in opened.missing_voices
    head = store.sign_in("head_teacher")
    sign_voice(head, evaluation, 2)
    assert evaluation_voices.open_own(head, evaluation).shown.signed


def test_nobody_signs_twice_or_what_is_not_written_or_not_read(store: Store) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    spoc = store.sign_in("spoc")
    with pytest.raises(UserError, match="There is nothing to sign yet"):
        sign_voice(spoc, evaluation, 0)
    give(spoc, evaluation)
    before = stored(spoc)
    with pytest.raises(UserError, match="You have signed this already"):
        sign_voice(spoc, evaluation, 1)
    with pytest.raises(UserError, match="This changed while you were writing"):
        sign_voice(spoc, evaluation, 7)
    with pytest.raises(UserError, match="This changed while you were writing"):
        evaluation_voices.save_own(spoc, evaluation, feedback(), based_on=0)
    with pytest.raises(WrongPassword):
        evaluation_voices.sign_own(spoc, "not it at all today", evaluation, 1)
    assert stored(spoc) == before


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"visibility": ""}, "visibility"),
        ({"support": "splendid"}, "support"),
        ({"has_concerns": ""}, "has_concerns"),
        ({"has_concerns": "yes"}, "concerns"),
        ({"development": "x" * 4001}, "development"),
    ],
)
def test_what_is_missing_is_said_beside_the_question(
    store: Store, changes: dict[str, Any], path: str
) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    with pytest.raises(ProblemsFound) as caught:
        evaluation_voices.save_own(store.sign_in("spoc"), evaluation, feedback(**changes), based_on=0)
    assert [each.path for each in caught.value.problems] == [path]


def test_the_officers_account_is_not_empty(store: Store) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    with pytest.raises(ProblemsFound):
        evaluation_voices.save_own(store.sign_in("officer"), evaluation, account(went_well=" "), based_on=0)


def test_one_officer_gives_the_account_and_a_successor_begins_anew(store: Store) -> None:
    evaluation = begin(store.sign_in("sergeant"))
    give(store.sign_in("officer"), evaluation, went_well="CANARY")
    with pytest.raises(UserError, match=f"{NAMES['officer']} writes this already"):
        evaluation_voices.open_own(store.sign_in("second_officer"), evaluation)
    accounts.disable(store.sign_in("sergeant"), PASSWORDS["sergeant"], OFFICER)
    second = store.sign_in("second_officer")
    opened = evaluation_voices.open_own(second, evaluation)
    assert opened.shown.revision == 1
    with pytest.raises(UserError, match="There is nothing to sign yet"):
        sign_voice(second, evaluation, 1)
    evaluation_voices.save_own(second, evaluation, account(went_well="Mine"), based_on=1)
    sign_voice(second, evaluation, 2)
    read = voice_as_read(store.sign_in("sergeant"), evaluation, EvaluationVoice.OFFICER)
    assert (read.author, read.values["went_well"], read.signed) == (NAMES["second_officer"], "Mine", True)


def test_the_sergeant_gives_none_and_another_school_none_here(store: Store) -> None:
    open_other_school(store)
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    with pytest.raises(Refused):
        evaluation_voices.open_own(sergeant, evaluation)
    with pytest.raises(Refused):
        evaluation_voices.open_own(sign_in_other_spoc(store), evaluation)


def test_once_frozen_it_stays_as_it_is(store: Store) -> None:
    evaluation = ready(store)
    freeze(store.open_sessions[-1], evaluation)
    spoc = store.sign_in("spoc")
    with pytest.raises(UserError, match="frozen for signature, with what you wrote in it"):
        evaluation_voices.save_own(spoc, evaluation, feedback(), based_on=1)
    with pytest.raises(UserError, match="frozen for signature, with what you wrote in it"):
        sign_voice(spoc, evaluation, 1)


def test_words_changed_outside_the_program_are_told_as_invalid(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    write_all(sergeant, evaluation)
    give(store.sign_in("spoc"), evaluation)
    sergeant = store.sign_in("sergeant")
    sql(sergeant, "DROP TRIGGER revision_no_update")
    sql(
        sergeant,
        "UPDATE revision SET content = replace(content, 'Thank you.', 'No.') "
        "WHERE noun = 'evaluation_feedback'",
    )
    read = voice_as_read(sergeant, evaluation, EvaluationVoice.SPOC)
    assert read.signature is not None
    assert not read.signature.is_valid
    assert (read.signed, read.hidden) == (False, True)
