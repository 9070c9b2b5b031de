"""Signing in and out. The password opens the vault together with this PC's keyring; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.database import DamagedDatabase, in_words
from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, SignInSession, StoreSettings
from ssp_desktop.security.attempts import Attempts, Failures
from ssp_desktop.security.enrolment import end_codes
from ssp_desktop.security.failures import (
    AccountClosed,
    AnotherStore,
    EnrolmentUnfinished,
    RoleTampered,
    VaultNotSaved,
)
from ssp_desktop.security.grants import VerifiedRole
from ssp_desktop.security.recovery import waits_for_confirmation
from ssp_desktop.security.signatures import new_session_key, public_key_of
from ssp_desktop.security.vault import OpenedSlot, Vault, load_vault
from ssp_desktop.services import (
    anchors,
    audit_trail,
    disposal_again,
    leaving_copies,
    restored_note,
    role_chain,
    store_moved,
    unwritten,
)
from ssp_desktop.services.opening import OpenedStore, open_or_read, read_instead
from ssp_desktop.services.signed_in import Actor, SignedIn
from ssp_desktop.services.step_up import device_secret_of, failed_entries
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import AccountState

First = Callable[[Session], list[audit_trail.Entry]]
_NOT_TIDIED = (
    "The key file could not be brought up to date. Check that the disk is not full. "
    "It is tried again when you sign in next."
)
_UNCONFIRMED = (
    "The recovery key was used, and the new one was never confirmed. Until that is done the key before still "
    "works: keep its sheet sealed, or use it again to get a new one."
)
_SECOND_COPY = (
    "This is a second copy of the records of this PC, which lie in {}. What is written here does not come "
    "there. Remove this copy when you have looked through it. If the records are to go on here, have the "
    "other folder moved away."
)


def sign_in(
    folder: Path,
    user_name: str,
    password: str,
    pc: ThisPc,
) -> SignedIn:
    """Open the store.

    Args:
        folder: the store's folder.
        user_name: as typed.
        password: as typed; never trimmed.
        pc: the credential store that helps to open the slot, and the clock.

    Raises:
        UserError: wrong user name or password (one message for both), too many attempts, not enrolled here,
            a damaged vault or database, a role that was changed by editing the file.
    """
    vault = load_vault(folder, pc.kdf, now=pc.clock)
    user_name = writable(user_name)
    attempts, tag = Attempts(folder), vault.finder_tag(user_name)
    device = device_secret_of(vault, pc.keyring, user_name)
    attempts.begin(tag)
    opened = vault.open_account_slot(user_name, password, device)
    failures = attempts.succeeded(tag)
    if opened.needs_rewrap:
        vault.rewrap(user_name, password, device)
    store = open_or_read(vault, opened.database_key, pc)
    try:
        return _begin(vault, pc, store, opened, failures)
    except DamagedDatabase:
        if store.read_only:
            raise
    # What a sign-in writes lies just where the file is damaged: the rest can be read all the same.
    return _begin(vault, pc, read_instead(vault, opened.database_key), opened, failures)


def _begin(vault: Vault, pc: ThisPc, store: OpenedStore, opened: OpenedSlot, failures: Failures) -> SignedIn:
    try:
        return begin_session(vault, pc, store, opened, failures)
    except BaseException:
        store.database.close()
        raise


def writable(user_name: str) -> str:
    """Return a user name in which what no text file can hold is a question mark: nobody is called that."""
    return user_name.encode("utf-8", "replace").decode("utf-8").replace("\x00", "?")


def begin_session(
    vault: Vault,
    pc: ThisPc,
    store: OpenedStore,
    opened: OpenedSlot,
    failures: Failures | None = None,
    first: First | None = None,
) -> SignedIn:
    """Check who the person is by the signed statements, and open a session with a key of its own.

    Args:
        vault: the key file.
        pc: the credential store and the clock.
        store: the open database, and what there is to say about its opening.
        opened: what the person's slot gave.
        failures: failed guesses before this, for the audit log.
        first: done before anything else in the same transaction (an enrolment, a recovery); returns what the
            audit log has to say about it.
    """
    now = pc.clock()
    with in_words(), store.database.session() as db:
        settings = db.scalars(select(StoreSettings)).one()
        if settings.store_id != vault.store_id:
            raise AnotherStore
        keep_apart(settings.demo, pc.demo)
        done_first = first(db) if first is not None else []
        account = db.scalars(select(Account).where(Account.slot_account_id == opened.account_id)).first()
        if account is None:
            raise RoleTampered("this account is missing from the records.")
        role = role_chain.verified(db, vault.authority_public, vault.store_id, opened.account_id)
        _check_row(account, role, opened)
        key = new_session_key(opened.signing_private, vault.store_id, opened.account_id, now.isoformat())
        certificate = key.certificate
        actor = Actor(
            account.id,
            account.user_name,
            account.display_name,
            role.role,
            role.administrator,
            account.partnership_id,
        )
        signed_in = SignedIn(
            vault=vault,
            keyring=pc.keyring,
            database=store.database,
            database_key=opened.database_key,
            actor=actor,
            session_id=certificate.session_id,
            session_key=key,
            opened_at=now,
            preset=settings.preset,
            demo=settings.demo,
            backup_folder=pc.backup_folder,
            copy_away_days=pc.copy_away_days,
            read_only=store.read_only,
            clock=pc.clock,
        )
        if store.read_only:
            unwritten.note(signed_in, now, [*failed_entries(account.id, failures), *_entries(account.id)])
            signed_in.notices = _unfinished(signed_in)
            return signed_in
        account.last_signed_in_at = now
        db.add(
            SignInSession(
                id=certificate.session_id,
                account_id=account.id,
                public_key=certificate.session_public,
                account_signature=key.signature,
                opened_at=now,
            )
        )
        db.flush()
        restored = [
            *unwritten.entries_due(db, vault.folder, opened.database_key, vault.store_id),
            *restored_note.entries_due(db, vault, opened.database_key),
        ]
        audit_trail.append(db, signed_in, now, [*store.entries, *restored])
        audit_trail.append(db, signed_in, now, [*failed_entries(account.id, failures), *_entries(account.id)])
        audit_trail.append(db, signed_in, now, done_first)
        again = disposal_again.apply(db, signed_in, now)
        signed_in.moved = store_moved.find(db)
        db.commit()
        tidied = _tidied(db, vault, account)
        told = (_copied(signed_in), again, vault.notice, *store.notices, tidied, _unconfirmed(vault, role))
        signed_in.notices = (*filter(None, told), *_unfinished(signed_in))
    with in_words():
        disposal_again.complete_list(signed_in)
    return signed_in


def _tidied(db: Session, vault: Vault, own: Account) -> str:
    """Finish in the key file what a crash kept from being finished there. Returns what keeps it from that.

    What is taken away lets nobody in any more by the signed statements: slots of accounts that were disabled
    or reset, and codes with which the person has set the password that they signed in with.
    """
    ended = (AccountState.DISABLED.value, AccountState.RESETTING.value)
    try:
        for row in db.execute(select(Account.slot_account_id, Account.state).where(Account.state.in_(ended))):
            vault.remove_slot(row.slot_account_id, codes=row.state == AccountState.DISABLED)
        if own.code_expires_at is None:
            end_codes(vault, own.slot_account_id)
    except VaultNotSaved:
        return _NOT_TIDIED
    return ""


def _unfinished(signed_in: SignedIn) -> tuple[str, ...]:
    told = leaving_copies.remove_unfinished(signed_in)
    return (told,) if told else ()


def _copied(signed_in: SignedIn) -> str:
    original = anchors.original_of(signed_in)
    return _SECOND_COPY.format(original) if original is not None else ""


def _unconfirmed(vault: Vault, role: VerifiedRole) -> str:
    return _UNCONFIRMED if role.administrator and waits_for_confirmation(vault) else ""


def keep_apart(demo_store: bool, demo_start: bool) -> None:
    """Invented records and real ones never meet: not in one store, and not in one run of the program."""
    if demo_store and not demo_start:
        raise UserError(
            "This is a demonstration store: everything in it is invented.",
            "Start the program with --demo to look round, or choose the folder of your records.",
        )
    if demo_start and not demo_store:
        raise UserError(
            "This store holds real records, and the program was started as a demonstration.",
            "Start the program without --demo.",
        )


def _check_row(account: Account, role: VerifiedRole, opened: OpenedSlot) -> None:
    if account.state == AccountState.DISABLED:
        raise AccountClosed
    if account.state in {AccountState.INVITED, AccountState.RESETTING}:
        raise EnrolmentUnfinished
    if (account.role, account.administrator) != (role.role.value, role.administrator):
        raise RoleTampered("an account's role was changed outside the program.")
    if public_key_of(opened.signing_private) != role.public_key:
        raise RoleTampered("an account's key was exchanged.")


def _entries(account_id: int) -> list[audit_trail.Entry]:
    return [audit_trail.Entry(AuditEvent.SIGNED_IN, "account", account_id)]


def sign_out(signed_in: SignedIn, event: AuditEvent = AuditEvent.SIGNED_OUT) -> None:
    """Write the end of the session, close the database and forget the keys.

    Args:
        signed_in: whose session ends.
        event: SIGNED_OUT, LOCKED or HANDED_OVER.

    Raises:
        UserError: the end could not be written down; the session has ended all the same.
    """
    ending, signed_in.ending = signed_in.ending, None
    if ending is not None:
        ending()
        return
    now = signed_in.clock()
    try:
        if signed_in.read_only:
            unwritten.note(signed_in, now, [audit_trail.Entry(event, "account", signed_in.actor.account_id)])
            return
        with in_words(), signed_in.database.session() as db:
            entry = audit_trail.Entry(event, "account", signed_in.actor.account_id)
            audit_trail.append(db, signed_in, now, [entry])
            session = db.get_one(SignInSession, signed_in.session_id)
            session.closed_at = now
            db.commit()
        anchors.remember(signed_in)
    finally:
        signed_in.database.close()
        signed_in.database_key = b""
        signed_in.session_key = replace(signed_in.session_key, private=b"")
