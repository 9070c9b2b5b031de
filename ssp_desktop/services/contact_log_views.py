"""Opening one contact log: what it says, who signed, what is still to do, within the reader's rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.display import ShownSection, shown_sections
from ssp_desktop.forms.spec import Audience
from ssp_desktop.models import Account, ContactLog, Partnership, Review
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import actions, countersigning, disposed, people, prompts
from ssp_desktop.services.contact_log_lists import read_action
from ssp_desktop.services.own_school import check_own
from ssp_desktop.services.presets import wording_for
from ssp_desktop.services.records import read_values
from ssp_desktop.services.reviews import WHY_IN_WORDS
from ssp_desktop.services.revision_views import ShownRevision, shown_revisions
from ssp_desktop.services.revisions import Frozen, agrees, history
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ContactState

NOUN = CONTACT_LOG.noun


@dataclass(frozen=True)
class ShownReview:
    """What the sergeant did about a record."""

    why_in_words: str
    raised_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class OpenedContactLog:
    """A contact log as the reader may see it. ``values`` lacks what is not theirs to see.

    ``named``: the pupils' numbers in the register, with the names that this record gives them.
    """

    id: int
    reference: str
    school: str
    partnership_id: int
    author: str
    state: ContactState
    revision: int
    submitted_at: datetime
    values: dict[str, Any]
    sections: tuple[ShownSection, ...]
    revisions: tuple[ShownRevision, ...]
    countersignatures: tuple[countersigning.ShownCountersignature, ...]
    prompts: tuple[prompts.ShownPrompt, ...]
    actions: tuple[actions.ActionSummary, ...]
    reviews: tuple[ShownReview, ...]
    known_pupils: tuple[people.KnownPupil, ...]
    named: tuple[tuple[int, str], ...]
    may_correct: bool
    may_countersign: bool
    intact: bool


def open_contact_log(signed_in: SignedIn, record_id: int) -> OpenedContactLog:
    """Return one contact log, and note that it was consulted."""

    def work(work: Work) -> OpenedContactLog:
        log = existing(work, record_id)
        opened = view(work, log)
        work.audit(AuditEvent.CONSULTED, NOUN, log.id, revision=log.revision)
        return opened

    return run(signed_in, read_action(signed_in), work)


def existing(work: Work, record_id: int) -> ContactLog:
    """Return a stored contact log that the person may see."""
    log = work.db.get(ContactLog, record_id)
    if log is None:
        raise disposed.refusal(work, NOUN, record_id) or UserError(
            "This contact log is not in the store.", "Go back to the list and choose again."
        )
    check_own(work, log.partnership_id, read_action(work.signed_in), NOUN, record_id)
    return log


def view(work: Work, log: ContactLog) -> OpenedContactLog:
    """Return what the person may see of a contact log, with every signature checked now."""
    police = work.actor.audience == "police"
    audience = Audience.POLICE if police else Audience.EVERYONE
    names = actions.account_names(work)
    values = read_values(log, CONTACT_LOG, audience)
    frozen = history(work.db, CONTACT_LOG, log.id)
    school = work.db.get(Partnership, log.partnership_id)
    own = log.author_id == work.actor.account_id
    wrote = {each.author_id for each in frozen}
    return OpenedContactLog(
        id=log.id,
        reference=log.reference,
        school=school.school_name if school else "",
        partnership_id=log.partnership_id,
        author=names.get(log.author_id, ""),
        state=ContactState(log.state),
        revision=log.revision,
        submitted_at=log.submitted_at,
        values=values,
        sections=shown_sections(
            CONTACT_LOG, values, names, audience=audience, wording=wording_for(work.signed_in.preset)
        ),
        revisions=shown_revisions(CONTACT_LOG, frozen, names, audience),
        countersignatures=countersigning.shown(work, log),
        prompts=prompts.shown(work, log.id),
        actions=actions.of_contact_log(work, log),
        reviews=_reviews(work, log) if police else (),
        known_pupils=people.known_pupils(work, log) if police else (),
        named=people.named(log.pupils),
        may_correct=work.signed_in.may(Action.CONTACT_LOG_WRITE) and (own or work.actor.role == "sergeant"),
        may_countersign=(
            work.signed_in.may(Action.CONTACT_LOG_COUNTERSIGN)
            and log.state == ContactState.WAITING
            and work.actor.account_id not in wrote | {log.author_id}
        ),
        intact=bool(frozen) and _agrees(log, frozen),
    )


def _agrees(log: ContactLog, frozen: tuple[Frozen, ...]) -> bool:
    """Tell whether every revision has its hash and the columns say what the newest revision says."""
    if frozen[-1].number != log.revision or not all(each.intact for each in frozen):
        return False
    return agrees(log, CONTACT_LOG, frozen[-1])


def _reviews(work: Work, log: ContactLog) -> tuple[ShownReview, ...]:
    found = work.db.execute(
        select(Review, Account.display_name)
        .outerjoin(Account, Account.id == Review.reviewed_by)
        .where(Review.contact_log_id == log.id)
        .order_by(Review.raised_at, Review.id)
    )
    return tuple(
        ShownReview(WHY_IN_WORDS[row.why], row.raised_at, name or "", row.reviewed_at, row.outcome)
        for row, name in found
    )
