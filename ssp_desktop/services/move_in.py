"""Bringing the records of another PC here, at the first run: from a copy, with the recovery key.

The store is built from the copy in a folder beside its place. There this PC is enrolled, a new administrator
and a new recovery key are made, and only once two groups of that key were typed back is the store moved into
its place. Given up half way, nothing is left: neither files nor anything in the credential store.
"""

from __future__ import annotations

import glob
import logging
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssp_desktop.database import in_words
from ssp_desktop.database.connection import make_durable
from ssp_desktop.security.device_secret import anchor_name
from ssp_desktop.security.failures import DeviceSecretMissing, KeyringUnavailable
from ssp_desktop.services import anchors, disposal_list, enrolment, restore, restored_note
from ssp_desktop.services.move_in_look import Cancelled, RecordsFound, Stopped, step_of
from ssp_desktop.services.recovery_groups import check_groups, choose_groups
from ssp_desktop.services.restored_note import RestoredNote
from ssp_desktop.services.set_up import check_free
from ssp_desktop.services.sign_in import sign_out
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.store_folder import prepare_folder

_STAGING = ".moving-in-"
_log = logging.getLogger("ssp_desktop.move_in")


@dataclass(repr=False)
class PreparedMove:
    """A store that is built and waits for the new recovery key to be confirmed."""

    folder: Path
    staging: Path
    copies: Path
    store_id: str
    key: bytes
    signed_in: SignedIn
    recovery_key: str
    asked: tuple[int, int]
    before: _CredentialsBefore
    confirmed: bool = False


@dataclass(frozen=True, repr=False)
class _CredentialsBefore:
    """What this PC's credential store held of the store: records that came from it may lie here already."""

    pc: ThisPc
    store_id: str
    had_secret: bool
    anchor: str | None

    @classmethod
    def of(cls, pc: ThisPc, store_id: str) -> _CredentialsBefore:
        try:
            anchor = pc.keyring.get_item(anchor_name(store_id))
        except KeyringUnavailable:
            return cls(pc, store_id, had_secret=True, anchor=None)  # nothing can be noted there either
        try:
            pc.keyring.get_device_secret(store_id)
        except DeviceSecretMissing:
            return cls(pc, store_id, had_secret=False, anchor=anchor)
        return cls(pc, store_id, had_secret=True, anchor=anchor)

    def put_back(self) -> None:
        """Leave the credential store as it was found."""
        keyring, name = self.pc.keyring, anchor_name(self.store_id)
        try:
            if not self.had_secret:
                keyring.delete_device_secret(self.store_id)
            if self.anchor is None:
                keyring.delete_item(name)
            else:
                keyring.set_item(name, self.anchor)
        except KeyringUnavailable as error:
            # The secret opens nothing once the store is gone.
            _log.info("the credential store could not be put back: %s", type(error).__name__)


@dataclass(frozen=True, repr=False)
class MoveAnswers:
    """What the wizard asked: the key as typed, and in ``person`` the answers of the form ``ACCOUNT``."""

    recovery_key: str
    reason: str
    person: Mapping[str, Any]
    password: str


def prepare(
    folder: Path, found: RecordsFound, answers: MoveAnswers, pc: ThisPc, cancelled: Cancelled
) -> PreparedMove:
    """Build the store beside its place, with a new administrator and a new recovery key.

    Args:
        folder: where the store is to lie.
        found: what ``look_with_recovery_key`` gave.
        answers: the key that opened it, why the records come here (it stands in the audit log), and who the
            new administrator is.
        pc: the credential store that the new slot is bound to, and the clock.
        cancelled: asked between the steps.

    Raises:
        UserError: as ``enrolment.recover``; no room, no right to write, a store is here already.
    """
    why = anchors.checked_reason(answers.reason)
    check_free(folder)
    opened, store_id = found.opened, found.opened.vault.store_id
    outer = folder.with_name(f".{folder.name}{_STAGING}{secrets.token_hex(4)}")
    staging = outer / folder.name  # so that what a store keeps beside itself lies in ``outer`` as well
    before, step = _CredentialsBefore.of(pc, store_id), step_of(cancelled)
    try:
        with in_words():
            prepare_folder(outer)
            restore.build(opened.path, staging, folder, opened.key, store_id, step)
            why = f"The records came to this PC. {why}"
            note = RestoredNote(_who(answers), why, _remembered(pc, store_id))
            restored_note.write(staging, opened.key, store_id, note)
        signed_in, new_key = enrolment.recover(
            staging, answers.recovery_key, answers.person, answers.password, pc
        )
    except BaseException:
        shutil.rmtree(outer, ignore_errors=True)
        before.put_back()
        raise
    prepared = PreparedMove(
        folder=folder,
        staging=staging,
        copies=opened.path.parent,
        store_id=store_id,
        key=opened.key,
        signed_in=signed_in,
        recovery_key=new_key,
        asked=choose_groups(new_key),
        before=before,
    )
    if cancelled():
        abandon(prepared)
        raise Stopped
    return prepared


def _who(answers: MoveAnswers) -> str:
    name, user_name = answers.person.get("display_name", ""), answers.person.get("user_name", "")
    return f"{name} ({user_name}), with the recovery key"


def _remembered(pc: ThisPc, store_id: str) -> int:
    anchor = anchors.remembered(pc.keyring, store_id)
    return anchor.count if anchor is not None else 0


def recovery_sheet(prepared: PreparedMove) -> bytes:
    """Return the sheet of the new recovery key as a PDF."""
    return enrolment.recovery_sheet(prepared.signed_in, prepared.recovery_key)


def finish(prepared: PreparedMove, typed: Mapping[int, str]) -> None:
    """Move the store into its place, once two groups of the new recovery key were typed back.

    Args:
        prepared: what ``prepare`` built.
        typed: the groups asked for, by their number counted from 1.

    Raises:
        GroupWrong: a group does not match; it says which.
        UserError: it cannot be moved; it still waits, and ``finish`` may be called again.
    """
    check_groups(prepared.recovery_key, prepared.asked, typed)
    check_free(prepared.folder)
    if not prepared.confirmed:
        enrolment.confirm_recovery_key(prepared.signed_in)
        prepared.confirmed = True
        sign_out(prepared.signed_in)
    with in_words():
        disposal_list.bring(prepared.copies, prepared.folder, prepared.key, prepared.store_id)
        if prepared.folder.exists():
            prepared.folder.rmdir()
        prepared.staging.rename(prepared.folder)
        make_durable(prepared.folder.parent)
    shutil.rmtree(prepared.staging.parent, ignore_errors=True)


def abandon(prepared: PreparedMove) -> None:
    """Remove a store that was built and never confirmed, and what it left in the credential store."""
    prepared.signed_in.database.close()
    shutil.rmtree(prepared.staging.parent, ignore_errors=True)
    prepared.before.put_back()


def clean_leftovers(folder: Path) -> None:
    """Remove what a move that was closed half way left beside ``folder``. Its key was never confirmed."""
    for left in folder.parent.glob(f".{glob.escape(folder.name)}{_STAGING}*"):
        _log.info("what an unfinished move left is removed")
        shutil.rmtree(left, ignore_errors=True)
