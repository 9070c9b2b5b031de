"""Confidentiality agreements: what a member of school staff signs before they view footage (handbook 3.1.11).

Somebody with an account signs with their own key. Others sign a paper, of which date and reference are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.bwv_viewing import CONFIDENTIALITY_AGREEMENT
from ssp_desktop.forms.spec import Values
from ssp_desktop.models import ConfidentialityAgreement
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import folding, signing, step_up
from ssp_desktop.services.records import checked
from ssp_desktop.services.revisions import agrees, find_revision, thaw
from ssp_desktop.services.school_records import check_school
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run

NOUN = CONFIDENTIALITY_AGREEMENT.noun
AGREED = "agreed"
OWN_KEY = "Signed in this program"
WORDS = (
    "I will view this footage only to help the police or the school with what it was shown for. "
    "I will not copy or record it. I will tell nobody what I saw or heard, except where the law or a child's "
    "safety asks for it. I know that it shows people whose privacy the law protects."
)


@dataclass(frozen=True)
class Agreement:
    """One person's agreement. ``fault`` says in words why a signature is INVALID; empty: VALID."""

    id: int
    name: str
    role: str
    signed_on: date
    reference: str
    by_key: bool
    fault: str

    @property
    def is_valid(self) -> bool:
        """Whether it counts."""
        return not self.fault


def agree(signed_in: SignedIn, password: str) -> int:
    """Sign one's own agreement with one's own key. Returns its id.

    Raises:
        UserError: the password is wrong, or there is an agreement already.
    """
    key = step_up.signing_key(signed_in, password)

    def work(work: Work) -> int:
        school = work.actor.partnership_id
        check_school(work, school or 0, Action.BWV_AGREE, NOUN)
        if any(each.is_valid and each.by_key for each in _own(work)):
            raise UserError("You have signed already.", "Nothing more is needed.")
        record = _new(work, school or 0, work.actor.account_id)
        answers = {
            "name": work.actor.display_name,
            "role": work.actor.role.label,
            "signed_on": work.today,
            "reference": OWN_KEY,
        }
        seal(
            work, CONFIDENTIALITY_AGREEMENT, record, checked(CONFIDENTIALITY_AGREEMENT, answers, work.context)
        )
        signing.sign(work, key, CONFIDENTIALITY_AGREEMENT, record, AGREED, WORDS)
        return record.id

    return run(signed_in, Action.BWV_AGREE, work)


def record_paper(signed_in: SignedIn, values: Values, *, partnership_id: int) -> int:
    """Record an agreement that was signed on paper. Returns its id."""

    def work(work: Work) -> int:
        answers = checked(CONFIDENTIALITY_AGREEMENT, values, work.context)
        check_school(work, partnership_id, Action.ACTIVITY_WRITE, NOUN)
        record = _new(work, partnership_id, None)
        seal(work, CONFIDENTIALITY_AGREEMENT, record, answers)
        return record.id

    return run(signed_in, Action.ACTIVITY_WRITE, work)


def _new(work: Work, partnership_id: int, account_id: int | None) -> ConfidentialityAgreement:
    record = ConfidentialityAgreement(
        partnership_id=partnership_id,
        account_id=account_id,
        author_id=work.actor.account_id,
        revision=0,
        created_at=work.now,
    )
    work.db.add(record)
    return record


def _own(work: Work) -> tuple[Agreement, ...]:
    found = work.db.scalars(
        select(ConfidentialityAgreement).where(
            ConfidentialityAgreement.account_id == work.actor.account_id,
            ConfidentialityAgreement.partnership_id == work.actor.partnership_id,
        )
    )
    return tuple(_shown(work, each) for each in found)


def agreements_at(work: Work, partnership_id: int) -> tuple[Agreement, ...]:
    """Return a school's agreements by name, each signature checked now."""
    check_school(work, partnership_id, Action.ACTIVITY_READ, NOUN)
    found = work.db.scalars(
        select(ConfidentialityAgreement)
        .where(ConfidentialityAgreement.partnership_id == partnership_id)
        .order_by(ConfidentialityAgreement.name, ConfidentialityAgreement.id)
    )
    return tuple(_shown(work, each) for each in found)


def _shown(work: Work, record: ConfidentialityAgreement) -> Agreement:
    newest = find_revision(work.db, NOUN, record.id, record.revision)
    fault = ""
    if newest is None or not agrees(
        record, CONFIDENTIALITY_AGREEMENT, thaw(CONFIDENTIALITY_AGREEMENT, newest)
    ):
        fault = "It was changed outside the program."
    elif record.account_id is not None:
        signed = [
            each
            for each in signing.signatures_of(work, NOUN, record.id)
            if each.act == AGREED and each.signer_id == record.account_id and each.revision == record.revision
        ]
        fault = signed[-1].fault if signed else "Nobody has signed it."
    return Agreement(
        record.id,
        record.name,
        record.role,
        record.signed_on or date.max,
        record.reference,
        record.account_id is not None,
        fault,
    )


def same_name(first: str, second: str) -> bool:
    """Tell whether two names are the same but for case, accents and spaces."""
    return folding.words(first) == folding.words(second)
