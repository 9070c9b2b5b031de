"""Getting in for the first time with a one-use code, and getting back in with the recovery key."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.database import DiskFailure, DiskFull, ReadOnlyStore, StoreBusy
from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Context, Problem
from ssp_desktop.models import Account, AccountKey, Partnership
from ssp_desktop.reports.recovery_sheet import recovery_sheet as draw_sheet
from ssp_desktop.security import enrolment, recovery
from ssp_desktop.security.attempts import Attempts
from ssp_desktop.security.failures import AccountClosed, EnrolmentCodeExpired, EnrolmentCodeUsed
from ssp_desktop.security.grants import sign_endorsement
from ssp_desktop.security.permissions import Action
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.vault import OpenedSlot, Vault, load_vault
from ssp_desktop.services import audit_trail, role_chain
from ssp_desktop.services.clock import local
from ssp_desktop.services.opening import open_store
from ssp_desktop.services.password_words import connected_names
from ssp_desktop.services.records import ProblemsFound, checked
from ssp_desktop.services.sign_in import begin_session, writable
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.step_up import device_secret_for_new_slot
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import AccountState, Role

RECOVERY_TAG = "recovery"


def enrol(
    folder: Path,
    user_name: str,
    code: str,
    password: str,
    pc: ThisPc,
) -> SignedIn:
    """Set one's own password with a one-use code, and sign in.

    Raises:
        UserError: a wrong, used or expired code (a mistyped group is named), or a password too easy to guess.
    """
    vault = load_vault(folder, pc.kdf, now=pc.clock)
    user_name = writable(user_name)
    attempts, tag = Attempts(folder), vault.finder_tag(user_name)
    attempts.begin(tag)
    opened = enrolment.open_enrolment_slot(vault, user_name, code)
    failures = attempts.succeeded(tag)
    store = open_store(vault, opened.database_key, pc)
    try:
        # First the slot, while the code stays good; then the statement that vouches for its key, with its
        # trace; then the code is used up. After a crash in between the code is typed again.
        with store.database.session() as db:
            slot = _new_slot(db, vault, opened, user_name, password, pc)
        with _half_done("Your password is not set yet", "enter the same code again"):
            return begin_session(vault, pc, store, slot, failures, partial(_vouch, vault, opened, slot))
    except BaseException:
        store.database.close()
        raise


@contextmanager
def _half_done(not_yet: str, again: str) -> Iterator[None]:
    """Say what is true when the key file has the new slot already, and the records cannot be written."""
    try:
        yield
    except (DiskFull, DiskFailure, ReadOnlyStore, StoreBusy) as error:
        raise UserError(
            f"{not_yet}: the records could not be written.",
            f"Free some space on the disk, or ask your IT support. Then {again}: it is still good.",
        ) from error


def _new_slot(
    db: Session,
    vault: Vault,
    opened: enrolment.OpenedEnrolment,
    user_name: str,
    password: str,
    pc: ThisPc,
) -> OpenedSlot:
    account = _account_of(db, opened)
    device = device_secret_for_new_slot(vault, pc)
    known = connected_names(db, account.display_name)
    return enrolment.complete_enrolment(vault, opened, user_name, password, device, known)


def _account_of(db: Session, opened: enrolment.OpenedEnrolment) -> Account:
    """Return the account that a code belongs to, if the code is still the one that its owner was given."""
    account = db.scalars(select(Account).where(Account.slot_account_id == opened.account_id)).first()
    if account is None or account.state == AccountState.DISABLED:
        raise AccountClosed
    if opened.signing_private is not None:
        return account
    code = public_key_of(opened.enrolment_private)
    if db.scalars(select(AccountKey.id).where(AccountKey.endorsed_by_key == code)).first() is not None:
        raise EnrolmentCodeUsed
    if role_chain.subject_of(db, account) != code:
        raise EnrolmentCodeExpired  # an older key file still knows a code that was replaced
    return account


def _vouch(
    vault: Vault, opened: enrolment.OpenedEnrolment, slot: OpenedSlot, db: Session
) -> list[audit_trail.Entry]:
    account = _account_of(db, opened)
    if opened.signing_private is None:
        endorsement = sign_endorsement(
            opened.enrolment_private, vault.store_id, opened.account_id, public_key_of(slot.signing_private)
        )
        role_chain.add_key(db, account, slot.signing_private, vault.now(), endorsement)
    account.state, account.code_expires_at = AccountState.ACTIVE.value, None
    db.flush()
    entry = audit_trail.Entry(AuditEvent.PASSWORD_SET, "account", account.id, detail="with an enrolment code")
    return [entry]


def recover(
    folder: Path,
    recovery_key: str,
    values: Mapping[str, Any],
    password: str,
    pc: ThisPc,
) -> tuple[SignedIn, str]:
    """Open the store with the recovery key, make a new administrator, and issue a new recovery key.

    Args:
        folder: the store's folder.
        recovery_key: as printed on the sheet.
        values: the answers of the form ``ACCOUNT`` for the new administrator.
        password: the one they chose.
        pc: the credential store that the new slot is bound to, and the clock.

    Returns:
        The signed-in person, and the new recovery key, to be shown once. The old one works until
        ``confirm_recovery_key``: a crash before the new one is on paper leaves nobody without a key.

    Raises:
        WrongRecoveryKey: names the group that is mistyped.
        ProblemsFound: an answer is missing or the user name is taken.
    """
    there = local(pc.clock())
    answers = checked(ACCOUNT, values, Context(there.date(), there.time()))
    if answers["role"] in {Role.SPOC, Role.HEAD_TEACHER}:
        raise UserError("The school's people cannot be the new administrator.", "Choose another role.")
    vault = load_vault(folder, pc.kdf, now=pc.clock)
    attempts, tag = Attempts(folder), vault.finder_tag(RECOVERY_TAG)
    attempts.begin(tag)
    database_key, authority = recovery.open_recovery_slot(vault, recovery_key)
    failures = attempts.succeeded(tag)
    store = open_store(vault, database_key, pc)
    try:
        opened = OpenedSlot(str(uuid.uuid4()), database_key, new_signing_key())
        with store.database.session() as db:
            _check_free(db, answers["user_name"])
            known = connected_names(db, answers["display_name"])
        device = device_secret_for_new_slot(vault, pc)
        new_key = recovery.let_administrator_in(
            vault, answers["user_name"], password, device, opened, authority, known
        )
        make = partial(_new_administrator, vault, authority, answers, opened)
        with _half_done("You are not let in yet", "use the same recovery key again"):
            return begin_session(vault, pc, store, opened, failures, make), new_key
    except BaseException:
        store.database.close()
        raise


def confirm_recovery_key(signed_in: SignedIn) -> None:
    """The new recovery key is on paper: from now on the one before opens nothing."""

    def work(work: Work) -> None:
        work.before_commit.append(partial(recovery.confirm_recovery, signed_in.vault))
        work.audit(AuditEvent.RECOVERY_ISSUED, "store", detail="confirmed; the key before is no more")

    run(signed_in, Action.SIGN_IN, work)


def recovery_sheet(signed_in: SignedIn, recovery_key: str) -> bytes:
    """Return the sheet of the new recovery key as a PDF."""

    def work(work: Work) -> str:
        name = work.db.scalars(select(Partnership.school_name).order_by(Partnership.id)).first()
        return name or "Records of a Safer Schools office"

    name = glance(signed_in, Action.HOME_READ, work)
    return draw_sheet(name, signed_in.clock(), recovery_key.split("-"), signed_in.demo)


def _check_free(db: Session, user_name: str) -> None:
    if db.scalars(select(Account.id).where(Account.user_name == user_name)).first():
        raise ProblemsFound([Problem("user_name", "This user name is taken. Choose another.")])


def _new_administrator(
    vault: Vault, authority: bytes, answers: Mapping[str, Any], opened: OpenedSlot, db: Session
) -> list[audit_trail.Entry]:
    account = Account(
        **{**answers, "administrator": True},
        state=AccountState.ACTIVE.value,
        slot_account_id=opened.account_id,
        created_at=vault.now(),
    )
    db.add(account)
    role_chain.give(
        db,
        role_chain.Granter(authority),
        vault.store_id,
        account,
        subject_public=public_key_of(opened.signing_private),
        now=vault.now(),
    )
    role_chain.add_key(db, account, opened.signing_private, vault.now())
    return [
        audit_trail.Entry(AuditEvent.RECOVERY_USED, "account", account.id),
        audit_trail.Entry(AuditEvent.RECOVERY_ISSUED, "store"),
    ]
