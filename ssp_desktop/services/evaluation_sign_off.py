"""Freezing an evaluation, and its signatures in order: officer, SPOC, head teacher, sergeant, senior officer.

Each signs the same frozen revision, figures and voices included, with their own key. The senior officer has
no account: their signature stands on paper, and the sergeant signs that it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.evaluation import EVALUATION
from ssp_desktop.forms.spec import empty_row, empty_values
from ssp_desktop.models import Account, Evaluation
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    evaluation_fairness,
    evaluation_figures,
    evaluation_voices,
    evaluations,
    signing,
    step_up,
)
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.evaluation_missing import missing, missing_voices
from ssp_desktop.services.evaluation_search import keep_evaluation
from ssp_desktop.services.evaluation_voices import ShownVoice
from ssp_desktop.services.records import checked, plain_words, read_values
from ssp_desktop.services.revisions import find_revision, is_intact
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.evaluation import EvaluationState, EvaluationVoice, SignOffStep
from ssp_desktop.vocabulary.people import Role

LONGEST_REASON = 4_000
LONGEST_NAME = 120
_STEP_OF = {
    Role.OFFICER: SignOffStep.OFFICER,
    Role.SPOC: SignOffStep.SPOC,
    Role.HEAD_TEACHER: SignOffStep.HEAD_TEACHER,
    Role.SERGEANT: SignOffStep.SERGEANT,
}
_VOICE_AT = {
    SignOffStep.OFFICER: EvaluationVoice.OFFICER,
    SignOffStep.SPOC: EvaluationVoice.SPOC,
    SignOffStep.HEAD_TEACHER: EvaluationVoice.HEAD_TEACHER,
}
_FROZEN_KEYS = ("frozen_on", "figures", "police_figures", "voices", "fairness", "missing_reason")


@dataclass(frozen=True)
class ShownStep:
    """One of the five signatures: ``signature`` is about the revision as it stands; None: not yet."""

    step: SignOffStep
    signature: ShownSignature | None

    @property
    def done(self) -> bool:
        """Whether a VALID signature stands here."""
        return self.signature is not None and self.signature.is_valid


def step_of(role: Role) -> SignOffStep | None:
    """Return at which place a role signs; None for a role that signs no evaluation."""
    return _STEP_OF.get(role)


def freeze(signed_in: SignedIn, evaluation_id: int, *, based_on: int, missing_reason: str = "") -> int:
    """Freeze an evaluation for signature: figures as they are computed now, voices as they are signed.

    Args:
        signed_in: the sergeant.
        evaluation_id: which one.
        based_on: the revision that the person saw; a newer one stops this.
        missing_reason: why an account or feedback is missing; needed when one is.

    Raises:
        UserError: something is missing, or somebody changed it meanwhile. Returns the new revision.
    """
    reason = plain_words(missing_reason, LONGEST_REASON, "reason")

    def work(work: Work) -> int:
        record = evaluations.writable(work, evaluation_id, based_on)
        values = read_values(record, EVALUATION)
        voices = evaluation_voices.shown(work, record)
        lacking = [*missing(record, values), *([] if reason else missing_voices(voices))]
        if lacking:
            raise UserError("This evaluation is not complete yet.", " ".join(lacking))
        frozen = {
            **values,
            **evaluation_figures.frozen_rows(work, record),
            "frozen_on": work.today,
            "fairness": evaluation_fairness.to_text(evaluation_fairness.now(work, record)),
            "voices": tuple(_voice_rows(work, record, voices)),
            "missing_reason": reason if any(missing_voices(voices)) else "",
        }
        keep_evaluation(work, record, checked(EVALUATION, frozen, work.context))
        return record.revision

    return run(signed_in, Action.EVALUATION_WRITE, work)


def _voice_rows(work: Work, record: Evaluation, voices: tuple[ShownVoice, ...]) -> Iterator[dict[str, Any]]:
    for each in voices:
        if each.signed:
            revision = _revision_of(work, record, each.voice, each.revision)
            yield {
                **empty_row(EVALUATION.field("voices")),
                "voice": each.voice.value,
                "voice_revision": each.revision,
                "voice_hash": revision,
            }


def _revision_of(work: Work, record: Evaluation, voice: EvaluationVoice, number: int) -> str:
    """Return the hash of one wording of a voice; empty when it is not what it was."""
    stored = evaluation_voices.find(work, record.id, voice)
    noun = evaluation_voices.form_of(voice).noun
    revision = find_revision(work.db, noun, stored.id, number) if stored is not None else None
    return revision.content_hash if revision is not None and is_intact(revision) else ""


def reopen(signed_in: SignedIn, evaluation_id: int, *, based_on: int) -> int:
    """Let a frozen evaluation be changed again. Signatures that were given do not count any more.

    Raises:
        UserError: it is not frozen, signed by all already, or somebody changed it meanwhile.
    """

    def work(work: Work) -> int:
        record = evaluations.find(work, evaluation_id, Action.EVALUATION_WRITE)
        _check_frozen(record, based_on)
        if state_of(work, record) is EvaluationState.SIGNED:
            raise UserError(
                "This evaluation is signed by all, and stays as it is.",
                "Write what has to be said into the next year's evaluation.",
            )
        blank = empty_values(EVALUATION)
        values = {**read_values(record, EVALUATION), **{key: blank[key] for key in _FROZEN_KEYS}}
        keep_evaluation(work, record, checked(EVALUATION, values, work.context))
        return record.revision

    return run(signed_in, Action.EVALUATION_WRITE, work)


def sign(signed_in: SignedIn, password: str, evaluation_id: int, revision: int) -> None:
    """Sign a frozen evaluation at the place of one's role.

    Args:
        signed_in: officer, SPOC, head teacher or sergeant.
        password: theirs, asked again for this signature.
        evaluation_id: which one.
        revision: the one that the person read; a newer one stops the signature.

    Raises:
        UserError: wrong password, not their turn, signed already, or the evaluation changed meanwhile.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        record = evaluations.find(work, evaluation_id, Action.EVALUATION_SIGN)
        step = step_of(work.actor.role)
        if step is None:
            raise Refused(Action.EVALUATION_SIGN, evaluations.NOUN, evaluation_id)
        _check_signable(work, record, revision, step)
        signing.sign(work, key, EVALUATION, record, step.value)
        work.changed(EVALUATION.noun)

    run(signed_in, Action.EVALUATION_SIGN, work)


def sign_for_senior_officer(
    signed_in: SignedIn,
    password: str,
    evaluation_id: int,
    revision: int,
    *,
    name: str,
    rank: str,
    on: date | str | None,
) -> None:
    """Record that a senior officer has signed on paper; the sergeant signs that it is so.

    Args:
        signed_in: the sergeant.
        password: theirs, asked again for this signature.
        evaluation_id: which one.
        revision: the one that was signed on paper.
        name: of the senior officer.
        rank: of the senior officer.
        on: the day on which they signed.

    Raises:
        UserError: wrong password, an answer is missing or untrue, not its turn, or it changed meanwhile.
    """
    who, called = plain_words(name, LONGEST_NAME, "name"), plain_words(rank, LONGEST_NAME, "rank")
    if not who or not called:
        raise UserError("Name or rank of the senior officer is missing.", "Enter both.")
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        record = evaluations.find(work, evaluation_id, Action.EVALUATION_WRITE)
        _check_signable(work, record, revision, SignOffStep.SENIOR_OFFICER)
        if not isinstance(on, date) or not (record.frozen_on or on) <= on <= work.today:
            raise UserError(
                "The senior officer cannot have signed on this day.",
                "Enter a day from the one on which the evaluation was frozen until today.",
            )
        words = f"{called} {who} signed on paper on {day_in_words(on)}."
        signing.sign(work, key, EVALUATION, record, SignOffStep.SENIOR_OFFICER.value, words)
        work.changed(EVALUATION.noun)

    run(signed_in, Action.EVALUATION_WRITE, work)


def _check_frozen(record: Evaluation, revision: int) -> None:
    if record.revision != revision:
        raise UserError("This evaluation changed while you were reading.", "Read it again before you go on.")
    if record.frozen_on is None:
        raise UserError(
            "This evaluation is not frozen for signature yet.",
            "The sergeant freezes it once everything is written.",
        )


def _check_signable(work: Work, record: Evaluation, revision: int, step: SignOffStep) -> None:
    _check_frozen(record, revision)
    _check_voices(work, record)
    steps = shown(work, record)
    mine = next(each for each in steps if each.step is step)
    if mine.done and mine.signature is not None:
        raise UserError(f"{mine.signature.signer} has signed here already.", "There is nothing more to do.")
    first = next(each for each in steps if not each.done)
    if first.step is not step:
        order = ", ".join(each.label for each in SignOffStep)
        raise UserError(
            f"This is not your turn yet. Next to sign: {first.step.label}.", f"The order is: {order}."
        )
    _check_person(work, record, step, steps)


def _check_person(work: Work, record: Evaluation, step: SignOffStep, steps: tuple[ShownStep, ...]) -> None:
    """Who gave the account or the feedback signs for that side; nobody signs for two."""
    if step is SignOffStep.SENIOR_OFFICER:
        return  # on paper: the sergeant vouches for it
    if any(
        each.done and each.signature and each.signature.signer_id == work.actor.account_id for each in steps
    ):
        raise UserError("You have signed this evaluation already.", "One person signs once.")
    voice = _VOICE_AT.get(step)
    written = evaluation_voices.find(work, record.id, voice) if voice is not None else None
    told = {row.voice for row in record.voices}
    if written is not None and written.author_id != work.actor.account_id and voice in told:
        author = work.db.get_one(Account, written.author_id).display_name
        raise UserError(
            f"{author} signs this evaluation: the words in it are theirs.", "Ask them to sign it."
        )


def _check_voices(work: Work, record: Evaluation) -> None:
    for row in record.voices:
        if _revision_of(work, record, EvaluationVoice(row.voice), row.voice_revision or 0) != row.voice_hash:
            raise UserError(
                f"{EvaluationVoice(row.voice).label} was changed outside the program.",
                "Do not sign the evaluation. Tell IT.",
            )


def shown(work: Work, record: Evaluation) -> tuple[ShownStep, ...]:
    """Return the five signatures about an evaluation as it stands, in their order."""
    given = {
        each.act: each
        for each in signing.signatures_of(work, EVALUATION.noun, record.id)
        if each.revision == record.revision
    }
    return tuple(ShownStep(step, given.get(step.value)) for step in SignOffStep)


def state_of(work: Work, record: Evaluation) -> EvaluationState:
    """Return where an evaluation stands."""
    if record.frozen_on is None:
        return EvaluationState.WRITING
    done = all(each.done for each in shown(work, record))
    return EvaluationState.SIGNED if done else EvaluationState.SIGNING
