"""Signing in and out. The password opens the vault together with this PC's keyring; nothing else does."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from ssp_desktop.database import Database, open_database
from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, SignInSession, StoreSettings
from ssp_desktop.security.attempts import Attempts, Failures
from ssp_desktop.security.failures import AccountClosed, AnotherStore, RoleTampered
from ssp_desktop.security.grants import VerifiedRole
from ssp_desktop.security.signatures import new_session_key, public_key_of
from ssp_desktop.security.vault import OpenedSlot, Vault, load_vault
from ssp_desktop.services import audit_trail, role_chain
from ssp_desktop.services.signed_in import Actor, SignedIn
from ssp_desktop.services.step_up import device_secret_of
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.store_folder import database_path
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import AccountState


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
    database = open_database(database_path(folder), opened.database_key)
    try:
        return begin_session(vault, pc, database, opened, failures)
    except BaseException:
        database.close()
        raise


def writable(user_name: str) -> str:
    """Return a user name in which what no text file can hold is a question mark: nobody is called that."""
    return user_name.encode("utf-8", "replace").decode("utf-8").replace("\x00", "?")


def begin_session(
    vault: Vault,
    pc: ThisPc,
    database: Database,
    opened: OpenedSlot,
    failures: Failures | None = None,
) -> SignedIn:
    """Check who the person is by the signed statements, and open a session with a key of its own."""
    now = pc.clock()
    with database.session() as db:
        settings = db.scalars(select(StoreSettings)).one()
        if settings.store_id != vault.store_id:
            raise AnotherStore
        _keep_apart(settings.demo, pc.demo)
        account = db.scalars(select(Account).where(Account.slot_account_id == opened.account_id)).first()
        if account is None:
            raise RoleTampered("this account is missing from the records.")
        role = role_chain.verified(db, vault.authority_public, vault.store_id, opened.account_id)
        _check_row(account, role, opened)
        account.last_signed_in_at = now
        key = new_session_key(opened.signing_private, vault.store_id, opened.account_id, now.isoformat())
        certificate = key.certificate
        db.add(
            SignInSession(
                id=certificate.session_id,
                account_id=account.id,
                public_key=certificate.session_public,
                account_signature=key.signature,
                opened_at=now,
            )
        )
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
            database=database,
            database_key=opened.database_key,
            actor=actor,
            session_id=certificate.session_id,
            session_key=key,
            opened_at=now,
            preset=settings.preset,
            demo=settings.demo,
            notices=(vault.notice,) if vault.notice else (),
            clock=pc.clock,
        )
        db.flush()
        audit_trail.append(db, signed_in, now, _entries(account.id, failures))
        db.commit()
    return signed_in


def _keep_apart(demo_store: bool, demo_start: bool) -> None:
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
    if (account.role, account.administrator) != (role.role.value, role.administrator):
        raise RoleTampered("an account's role was changed outside the program.")
    if public_key_of(opened.signing_private) != role.public_key:
        raise RoleTampered("an account's key was exchanged.")


def _entries(account_id: int, failures: Failures | None) -> list[audit_trail.Entry]:
    entries = []
    if failures is not None and failures.all_names:
        words = f"{failures.this_account} under this user name, {failures.all_names} in all"
        entries.append(audit_trail.Entry(AuditEvent.SIGN_IN_FAILED, "account", account_id, detail=words))
    entries.append(audit_trail.Entry(AuditEvent.SIGNED_IN, "account", account_id))
    return entries


def sign_out(signed_in: SignedIn, event: AuditEvent = AuditEvent.SIGNED_OUT) -> None:
    """Write the end of the session, close the database and forget the keys.

    Args:
        signed_in: whose session ends.
        event: SIGNED_OUT, LOCKED or HANDED_OVER.
    """
    now = signed_in.clock()
    try:
        with signed_in.database.session() as db:
            entry = audit_trail.Entry(event, "account", signed_in.actor.account_id)
            audit_trail.append(db, signed_in, now, [entry])
            session = db.get_one(SignInSession, signed_in.session_id)
            session.closed_at = now
            db.commit()
    finally:
        signed_in.database.close()
        signed_in.database_key = b""
