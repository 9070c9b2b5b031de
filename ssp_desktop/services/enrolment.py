"""Getting in for the first time with a one-use code, and getting back in with the recovery key."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.database import open_database
from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.spec import Context, Problem
from ssp_desktop.models import Account, Partnership
from ssp_desktop.reports.recovery_sheet import recovery_sheet as draw_sheet
from ssp_desktop.security import enrolment, recovery
from ssp_desktop.security.attempts import Attempts
from ssp_desktop.security.failures import AccountClosed
from ssp_desktop.security.grants import sign_endorsement
from ssp_desktop.security.permissions import Action
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.vault import OpenedSlot, Vault, load_vault
from ssp_desktop.services import role_chain
from ssp_desktop.services.clock import local
from ssp_desktop.services.password_words import connected_names
from ssp_desktop.services.records import ProblemsFound, checked
from ssp_desktop.services.sign_in import begin_session, writable
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.step_up import device_secret_for_new_slot
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.store_folder import database_path
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
    database = open_database(database_path(folder), opened.database_key)
    try:
        with database.session() as db:
            slot = _set_password(db, vault, opened, user_name, password, pc)
            db.commit()
        signed_in = begin_session(vault, pc, database, slot, failures)
        run(signed_in, Action.SIGN_IN, _note_password)
    except BaseException:
        database.close()
        raise
    return signed_in


def _set_password(
    db: Session,
    vault: Vault,
    opened: enrolment.OpenedEnrolment,
    user_name: str,
    password: str,
    pc: ThisPc,
) -> OpenedSlot:
    account = db.scalars(select(Account).where(Account.slot_account_id == opened.account_id)).first()
    if account is None or account.state == AccountState.DISABLED:
        raise AccountClosed
    device = device_secret_for_new_slot(vault, pc)
    known = connected_names(db, account.display_name)
    slot = enrolment.complete_enrolment(vault, opened, user_name, password, device, known)
    if opened.signing_private is None:
        endorsement = sign_endorsement(
            opened.enrolment_private, vault.store_id, opened.account_id, public_key_of(slot.signing_private)
        )
        role_chain.add_key(db, account, slot.signing_private, vault.now(), endorsement)
    account.state, account.code_expires_at = AccountState.ACTIVE.value, None
    return slot


def _note_password(work: Work) -> None:
    work.audit(AuditEvent.PASSWORD_SET, "account", work.actor.account_id, detail="with an enrolment code")
    work.changed("account")


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
        The signed-in person, and the new recovery key, to be shown once. The old one opens nothing any more.

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
    database = open_database(database_path(folder), database_key)
    try:
        opened = OpenedSlot(str(uuid.uuid4()), database_key, new_signing_key())
        device = device_secret_for_new_slot(vault, pc)
        with database.session() as db:
            _new_administrator(db, vault, authority, answers, opened)
            known = connected_names(db, answers["display_name"])
            # The slot before the commit: a refused password leaves no account that nobody can sign in to.
            vault.add_account_slot(answers["user_name"], password, device, opened, known)
            db.commit()
        signed_in = begin_session(vault, pc, database, opened, failures)
        run(signed_in, Action.SIGN_IN, _note_recovery)
        new_key = recovery.reissue_recovery(vault, database_key, authority)
    except BaseException:
        database.close()
        raise
    return signed_in, new_key


def recovery_sheet(signed_in: SignedIn, recovery_key: str) -> bytes:
    """Return the sheet of the new recovery key as a PDF."""

    def work(work: Work) -> str:
        name = work.db.scalars(select(Partnership.school_name).order_by(Partnership.id)).first()
        return name or "Records of a Safer Schools office"

    name = glance(signed_in, Action.HOME_READ, work)
    return draw_sheet(name, signed_in.clock(), recovery_key.split("-"), signed_in.demo)


def _new_administrator(
    db: Session, vault: Vault, authority: bytes, answers: Mapping[str, Any], opened: OpenedSlot
) -> None:
    if db.scalars(select(Account.id).where(Account.user_name == answers["user_name"])).first():
        raise ProblemsFound([Problem("user_name", "This user name is taken. Choose another.")])
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


def _note_recovery(work: Work) -> None:
    work.audit(AuditEvent.RECOVERY_USED, "account", work.actor.account_id)
    work.audit(AuditEvent.RECOVERY_ISSUED, "store")
    work.changed("account")
