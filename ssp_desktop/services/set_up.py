"""First run: the store is built in a folder beside its place and moved there as the very last step.

Closed half way, the next start finds no store and removes what was left (``clean_leftovers``).
"""

from __future__ import annotations

import contextlib
import glob
import logging
import secrets
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssp_desktop.database import Database, create, in_words
from ssp_desktop.errors import UserError
from ssp_desktop.forms.account import ACCOUNT
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.set_up import NOTICE
from ssp_desktop.forms.spec import Context, empty_values
from ssp_desktop.models import Account, StoreSettings
from ssp_desktop.security import atomic_file, vault_file
from ssp_desktop.security.failures import KeyringUnavailable
from ssp_desktop.security.permissions import Action
from ssp_desktop.security.recovery import SetUpSecrets, create_vault
from ssp_desktop.security.signatures import new_signing_key, public_key_of
from ssp_desktop.security.vault import OpenedSlot, Vault, load_vault
from ssp_desktop.services import partnerships, role_chain
from ssp_desktop.services.clock import local
from ssp_desktop.services.opening import OpenedStore
from ssp_desktop.services.password_words import with_parts
from ssp_desktop.services.presets import load_preset
from ssp_desktop.services.records import checked
from ssp_desktop.services.recovery_groups import check_groups, choose_groups
from ssp_desktop.services.sign_in import begin_session, sign_out
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.store_folder import check_folder, database_path, prepare_folder
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import AccountState, Role

FIRST_ROLES = (Role.SERGEANT, Role.ADMINISTRATOR, Role.OFFICER)
_STAGING = ".setting-up-"
_log = logging.getLogger("ssp_desktop.set_up")


@dataclass(frozen=True, repr=False)
class SetUpAnswers:
    """What the wizard asked. ``notice``, ``school`` and ``person`` are the answers of their forms."""

    notice: Mapping[str, Any]
    preset: str
    school: Mapping[str, Any]
    person: Mapping[str, Any]
    password: str
    demo: bool = False


@dataclass(frozen=True, repr=False)
class PreparedStore:
    """A store that is built and waits for the recovery key to be confirmed."""

    folder: Path
    staging: Path
    store_id: str
    store_name: str
    recovery_key: str
    asked: tuple[int, int]
    demo: bool
    pc: ThisPc

    @property
    def groups(self) -> tuple[str, ...]:
        """The recovery key's groups, in order."""
        return tuple(self.recovery_key.split("-"))


def find_store(folder: Path) -> bool:
    """Tell whether there is a store in ``folder``, be it a damaged one."""
    return vault_file.exists(folder) or database_path(folder).exists()


def clean_leftovers(folder: Path, pc: ThisPc | None = None) -> None:
    """Remove what a set-up that was closed half way left beside ``folder``. It never held a confirmed key.

    Args:
        folder: where the store is to lie.
        pc: when given, the secret that the unfinished store had in the credential store goes as well.

    Raises UserError when they cannot be removed.
    """
    for left in folder.parent.glob(f".{glob.escape(folder.name)}{_STAGING}*"):
        if pc is not None and not pc.password_only and vault_file.exists(left):
            _forget_secret(left, pc)
        try:
            shutil.rmtree(left)
        except OSError as error:
            raise UserError(
                "What an unfinished set-up left behind cannot be removed.",
                "Check that you may write to the folder of the records, then start the program again.",
            ) from error


def _forget_secret(left: Path, pc: ThisPc) -> None:
    try:
        pc.keyring.delete_device_secret(load_vault(left, pc.kdf).store_id)
    except UserError as error:
        # It opens nothing: the store that it belonged to is removed next.
        _log.info("the secret of an unfinished set-up stays behind: %s", type(error).__name__)


def prepare(folder: Path, answers: SetUpAnswers, pc: ThisPc) -> PreparedStore:
    """Build the store beside its place and return the recovery key, to be confirmed with ``finish``.

    Args:
        folder: where the store is to lie.
        answers: what the wizard asked.
        pc: the credential store that the first person's slot is bound to, and the clock.

    Raises:
        ProblemsFound: an answer is missing or cannot be true.
        UserError: the password is too easy, the folder will not do, there is no credential store.
    """
    check_free(folder)
    force = load_preset(answers.preset)
    there = local(pc.clock())
    context = Context(there.date(), there.time())
    notice = checked(NOTICE, answers.notice, context)
    school = checked(PARTNERSHIP, {**empty_values(PARTNERSHIP), **answers.school}, context)
    person = checked(ACCOUNT, answers.person, context)
    if person["role"] not in FIRST_ROLES:
        raise UserError(
            "The first person is a sergeant, an administrator or an officer.", "Choose another role."
        )
    check_folder(folder)
    staging = folder.parent / f".{folder.name}{_STAGING}{secrets.token_hex(4)}"
    prepare_folder(staging)
    made: list[str] = []
    try:
        vault, keys = create_vault(staging, pc.kdf, now=pc.clock)
        made.append(vault.store_id)
        device = pc.device_secret_for_new_slot(vault.store_id)
        _Builder(vault, keys, pc, device, force.force_name).build(notice, answers, school, person)
    except BaseException:
        _forget(staging, pc, made)
        raise
    return PreparedStore(
        folder=folder,
        staging=staging,
        store_id=vault.store_id,
        store_name=school["school_name"],
        recovery_key=keys.recovery_key_text,
        asked=choose_groups(keys.recovery_key_text),
        demo=answers.demo,
        pc=pc,
    )


def check_free(folder: Path) -> None:
    """Refuse a folder that holds a store or anything else already. Raises UserError."""
    if find_store(folder):
        raise UserError(
            "There is a store in this folder already.", "Sign in to it, or choose another folder."
        )
    # The finished store is moved here in one step, which needs an empty place: better told now than then.
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            "There are other files where the folder of the records should be.",
            "Move them away, or choose another folder.",
        )


@dataclass(frozen=True, repr=False)
class _Builder:
    """The steps of building a store in its staging folder."""

    vault: Vault
    secrets: SetUpSecrets
    pc: ThisPc
    device: bytes | None
    force_name: str

    def build(
        self,
        notice: Mapping[str, Any],
        answers: SetUpAnswers,
        school: Mapping[str, Any],
        person: Mapping[str, Any],
    ) -> None:
        opened = OpenedSlot(str(uuid.uuid4()), self.secrets.database_key, new_signing_key())
        words = with_parts(
            person["display_name"], school["school_name"], notice["controller"], self.force_name
        )
        self.vault.add_account_slot(person["user_name"], answers.password, self.device, opened, words)
        database = create(database_path(self.vault.folder), self.secrets.database_key)
        try:
            self._settings_and_person(database, notice, answers, person, opened)
            signed_in = begin_session(self.vault, self.pc, OpenedStore(database), opened)
            run(signed_in, Action.SIGN_IN, lambda work: _first_school(work, school))
        except BaseException:
            database.close()
            raise
        sign_out(signed_in)

    def _settings_and_person(
        self,
        database: Database,
        notice: Mapping[str, Any],
        answers: SetUpAnswers,
        person: Mapping[str, Any],
        opened: OpenedSlot,
    ) -> None:
        now = self.pc.clock()
        with in_words(), database.session() as db:
            db.add(
                StoreSettings(
                    **notice,
                    store_id=self.vault.store_id,
                    acknowledged_at=now,
                    preset=answers.preset,
                    demo=answers.demo,
                    created_at=now,
                    form_version=NOTICE.version,
                    next_contact_number=1,
                )
            )
            account = Account(
                user_name=person["user_name"],
                display_name=person["display_name"],
                role=person["role"],
                administrator=True,
                state=AccountState.ACTIVE.value,
                slot_account_id=opened.account_id,
                created_at=now,
            )
            db.add(account)
            role_chain.give(
                db,
                role_chain.Granter(self.secrets.authority_private),
                self.vault.store_id,
                account,
                subject_public=public_key_of(opened.signing_private),
                now=now,
            )
            role_chain.add_key(db, account, opened.signing_private, now)
            db.commit()


def _first_school(work: Work, school: Mapping[str, Any]) -> None:
    work.audit(AuditEvent.STORE_MADE, "store")
    partnerships.store(work, partnerships.new(work), dict(school))


def recovery_sheet(prepared: PreparedStore) -> bytes:
    """Return the sheet for sealed storage as a PDF."""
    # Needed once in a store's life, and not to be waited for at each start.
    from ssp_desktop.reports.recovery_sheet import recovery_sheet as draw_sheet

    return draw_sheet(prepared.store_name, prepared.pc.clock(), list(prepared.groups), prepared.demo)


def finish(prepared: PreparedStore, typed: Mapping[int, str]) -> None:
    """Move the store into its place, once two groups of the recovery key were typed back.

    Args:
        prepared: what ``prepare`` built.
        typed: the groups asked for, by their number counted from 1.

    Raises:
        GroupWrong: a group does not match; it says which.
        UserError: the folder cannot be moved; the store still waits.
    """
    check_groups(prepared.recovery_key, prepared.asked, typed)
    try:
        if prepared.folder.exists():
            prepared.folder.rmdir()
        prepared.staging.rename(prepared.folder)
        atomic_file.flush_folder(prepared.folder.parent)  # else a power cut could take a confirmed store back
    except OSError as error:
        raise UserError(
            "The store could not be moved into its folder.",
            "Check that the folder is empty and that you may write there, then try again.",
        ) from error


def abandon(prepared: PreparedStore) -> None:
    """Remove a store that was built and never confirmed, with its secret in the keyring."""
    _forget(prepared.staging, prepared.pc, [prepared.store_id])


def _forget(staging: Path, pc: ThisPc, store_ids: list[str]) -> None:
    shutil.rmtree(staging, ignore_errors=True)
    for store_id in store_ids:
        if not pc.password_only:
            with contextlib.suppress(KeyringUnavailable):  # the secret opens nothing once the store is gone
                pc.keyring.delete_device_secret(store_id)
