"""The words that an evaluation rests on: the officer's account, the SPOC's and the head teacher's feedback.

Each is written and signed by one person under their own sign-in. Until it is signed as it stands, nobody else
reads it; then all who sign the evaluation do. A change takes the effect of a signature away until it is
signed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.evaluation_account import EVALUATION_ACCOUNT
from ssp_desktop.forms.evaluation_feedback import EVALUATION_FEEDBACK
from ssp_desktop.forms.spec import FormSpec, Values, empty_values
from ssp_desktop.models import Account, Evaluation, EvaluationAccount, EvaluationFeedback
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import evaluations, signing, step_up
from ssp_desktop.services.own_school import stored_school
from ssp_desktop.services.records import checked, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.evaluation import EvaluationVoice
from ssp_desktop.vocabulary.people import AccountState, Role

Record = EvaluationAccount | EvaluationFeedback
GIVEN = "given"
_VOICE_OF = {
    Role.OFFICER: EvaluationVoice.OFFICER,
    Role.SPOC: EvaluationVoice.SPOC,
    Role.HEAD_TEACHER: EvaluationVoice.HEAD_TEACHER,
}


@dataclass(frozen=True)
class ShownVoice:
    """An account or feedback as this reader may see it.

    ``revision`` is 0 when nothing is written; ``values`` are empty while it is ``hidden``. ``signature`` is
    the newest one, which may be about an earlier revision.
    """

    voice: EvaluationVoice
    author: str
    revision: int
    hidden: bool
    values: dict[str, Any]
    signature: ShownSignature | None

    @property
    def signed(self) -> bool:
        """Whether a VALID signature stands over it as it is now."""
        given = self.signature
        return given is not None and given.is_valid and given.revision == self.revision

    @property
    def was_signed(self) -> bool:
        """Whether it was signed and has changed since."""
        return self.signature is not None and self.signature.revision < self.revision


@dataclass(frozen=True)
class OwnVoice:
    """One's own account or feedback, to write and to sign."""

    evaluation_id: int
    school: str
    year: int
    shown: ShownVoice


def form_of(voice: EvaluationVoice) -> FormSpec:
    """Return what is asked of a voice."""
    return EVALUATION_ACCOUNT if voice is EvaluationVoice.OFFICER else EVALUATION_FEEDBACK


def voice_of(role: Role) -> EvaluationVoice | None:
    """Return whose words a role gives; None for a role that gives none."""
    return _VOICE_OF.get(role)


def open_own(signed_in: SignedIn, evaluation_id: int) -> OwnVoice:
    """Return one's own account or feedback, to write. A successor in the role begins with an empty form.

    Raises:
        UserError: somebody else of the same role writes it.
    """

    def work(work: Work) -> OwnVoice:
        evaluation, voice, record = _own(work, evaluation_id)
        work.audit(
            AuditEvent.CONSULTED,
            form_of(voice).noun,
            record.id if record is not None else None,
            revision=record.revision if record is not None else None,
            detail=f"evaluation {evaluation.id}, {voice.label}",
        )
        return _opened(work, evaluation, voice)

    return run(signed_in, Action.EVALUATION_VOICE_WRITE, work)


def save_own(signed_in: SignedIn, evaluation_id: int, values: Values, *, based_on: int) -> OwnVoice:
    """Store one's own account or feedback as its next revision, and return it as it stands then.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: it changed meanwhile, or the evaluation is frozen for signature.
    """

    def work(work: Work) -> OwnVoice:
        evaluation, voice, record = _own(work, evaluation_id)
        _check_open(evaluation)
        _check_revision(record, based_on)
        answers = checked(form_of(voice), values, work.context)
        record = record if record is not None else _new(work, evaluation, voice)
        record.author_id = work.actor.account_id
        seal(work, form_of(voice), record, answers)
        return _opened(work, evaluation, voice)

    return run(signed_in, Action.EVALUATION_VOICE_WRITE, work)


def sign_own(signed_in: SignedIn, password: str, evaluation_id: int, revision: int) -> None:
    """Sign one's own account or feedback as it stands.

    Args:
        signed_in: who wrote it.
        password: theirs, asked again for this signature.
        evaluation_id: of which evaluation.
        revision: the one that the person read; a newer one stops the signature.

    Raises:
        UserError: wrong password, nothing written, signed already, or it changed meanwhile.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> None:
        evaluation, voice, record = _own(work, evaluation_id)
        if record is None or record.author_id != work.actor.account_id:
            raise UserError("There is nothing to sign yet.", "Write it and save it first.")
        _check_open(evaluation)
        _check_revision(record, revision)
        if _shown(work, evaluation, voice).signed:
            raise UserError("You have signed this already.", "There is nothing more to do.")
        signing.sign(work, key, form_of(voice), record, GIVEN)
        work.changed(form_of(voice).noun)

    run(signed_in, Action.EVALUATION_VOICE_WRITE, work)


def shown(work: Work, evaluation: Evaluation) -> tuple[ShownVoice, ...]:
    """Return the three voices of an evaluation as this reader may see them."""
    return tuple(_shown(work, evaluation, voice) for voice in EvaluationVoice)


def _shown(work: Work, evaluation: Evaluation, voice: EvaluationVoice) -> ShownVoice:
    record = find(work, evaluation.id, voice)
    if record is None:
        return ShownVoice(voice, "", 0, True, {}, None)
    spec = form_of(voice)
    given = signing.signatures_of(work, spec.noun, record.id)
    author = work.db.get_one(Account, record.author_id).display_name
    bare = ShownVoice(voice, author, record.revision, True, {}, given[-1] if given else None)
    if not bare.signed and record.author_id != work.actor.account_id:
        return bare
    return replace(bare, hidden=False, values=read_values(record, spec))


def _opened(work: Work, evaluation: Evaluation, voice: EvaluationVoice) -> OwnVoice:
    shown = _shown(work, evaluation, voice)
    if shown.hidden:  # not written yet, or by somebody who is not in the role any more
        shown = replace(shown, values=empty_values(form_of(voice)))
    school = stored_school(work, evaluation.partnership_id).school_name
    return OwnVoice(evaluation.id, school, evaluation.year, shown)


def find(work: Work, evaluation_id: int, voice: EvaluationVoice) -> Record | None:
    """Return an account or feedback, None when there is none."""
    if voice is EvaluationVoice.OFFICER:
        return work.db.scalars(
            select(EvaluationAccount).where(EvaluationAccount.evaluation_id == evaluation_id)
        ).first()
    return work.db.scalars(
        select(EvaluationFeedback).where(
            EvaluationFeedback.evaluation_id == evaluation_id, EvaluationFeedback.party == voice.value
        )
    ).first()


def _own(work: Work, evaluation_id: int) -> tuple[Evaluation, EvaluationVoice, Record | None]:
    evaluation = evaluations.find(work, evaluation_id, Action.EVALUATION_VOICE_WRITE)
    voice = voice_of(work.actor.role)
    if voice is None:
        raise Refused(Action.EVALUATION_VOICE_WRITE, evaluations.NOUN, evaluation_id)
    record = find(work, evaluation.id, voice)
    if record is not None and record.author_id != work.actor.account_id:
        author = work.db.get_one(Account, record.author_id)
        if author.state == AccountState.ACTIVE and author.role == work.actor.role:
            raise UserError(
                f"{author.display_name} writes this already.",
                "One person gives it for all. Tell them what should stand in it.",
            )
    return evaluation, voice, record


def _check_open(evaluation: Evaluation) -> None:
    if evaluation.frozen_on is not None:
        raise UserError(
            "This evaluation is frozen for signature, with what you wrote in it.",
            "If it must change, ask the sergeant to reopen the evaluation.",
        )


def _check_revision(record: Record | None, based_on: int) -> None:
    if based_on != (record.revision if record is not None else 0):
        raise UserError(
            "This changed while you were writing.", "Open it again, read what it says now, then go on."
        )


def _new(work: Work, evaluation: Evaluation, voice: EvaluationVoice) -> Record:
    made: dict[str, Any] = {
        "evaluation_id": evaluation.id,
        "form_version": form_of(voice).version,
        "created_at": work.now,
        "updated_at": work.now,
        "revision": 0,
    }
    record: Record
    if voice is EvaluationVoice.OFFICER:
        record = EvaluationAccount(**made)
    else:
        record = EvaluationFeedback(party=voice.value, **made)
    work.db.add(record)
    return record
