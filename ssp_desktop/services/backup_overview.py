"""What people see of the backups: where they go, how the last one went, which copies there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import StoreSettings
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import audit_trail, backup_settings
from ssp_desktop.services.backup import folder_for
from ssp_desktop.services.backup_copies import WHOLE, Copy, check_closely, copies_in
from ssp_desktop.services.backup_manifest import Manifest
from ssp_desktop.services.backup_target import check_target, in_backup_words, remarks_on
from ssp_desktop.services.backup_write import Cancelled, Progress, Watch
from ssp_desktop.services.damage import unless_damaged
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

WARN_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class BackupState:
    """Where copies go and how the last one went. ``fixed`` says that IT's policy names the folder."""

    folder: Path | None
    fixed: bool
    last_success: datetime | None
    last_failure: str
    warning: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class CopyLine:
    """One copy in a list: how many entries of the audit log it lacks, and whether it is good, in words."""

    path: Path
    made_at: datetime | None
    behind: int | None
    state: str
    good: bool


def state(signed_in: SignedIn) -> BackupState:
    """Return what the page shows before anything is done."""
    glance(signed_in, Action.BACKUP, lambda work: None)
    kept, folder = backup_settings.read(signed_in), folder_for(signed_in)
    return BackupState(
        folder=folder,
        fixed=bool(signed_in.backup_folder),
        last_success=kept.last_success,
        last_failure=kept.last_failure,
        warning=warning(signed_in),
        remarks=remarks_on(folder, signed_in.folder) if folder is not None and folder.is_dir() else (),
    )


def warning(signed_in: SignedIn) -> str:
    """Return the words of the standing warning; empty when all is well, or not the person's business."""

    def work(work: Work) -> str:
        actor = work.actor
        if signed_in.demo or not actor.may(Action.BACKUP):
            return ""
        last = backup_settings.read(signed_in).last_success
        since = last or work.db.scalars(select(StoreSettings.created_at)).one()
        days = (work.now - since).days
        if abs(work.now - since) <= WARN_AFTER:
            return ""
        return f"No backup for {days:,} days" if last and days > 0 else "There is no backup of these records"

    return glance(signed_in, Action.HOME_READ, work)


def choose_folder(signed_in: SignedIn, folder: Path) -> tuple[str, ...]:
    """Note where copies go from now on; return what should be known about the folder.

    Raises:
        UserError: it will not do, the policy names another, or the person may not do this.
    """

    def work(work: Work) -> None:
        if signed_in.backup_folder:
            raise UserError("Your IT has set the folder for backups.", "Ask your IT support to change it.")
        check_target(folder, signed_in.folder)
        work.before_commit.append(lambda: backup_settings.save_folder(signed_in, folder.absolute()))
        work.audit(AuditEvent.SETTING_CHANGED, "store", detail="folder for backups")

    run(signed_in, Action.BACKUP, work)
    return remarks_on(folder, signed_in.folder)


def copies(signed_in: SignedIn) -> tuple[CopyLine, ...]:
    """Return the copies in the folder for backups, by a quick look at each; the newest first."""
    glance(signed_in, Action.BACKUP, lambda work: None)
    count = unless_damaged(
        lambda: glance(signed_in, Action.BACKUP, lambda work: audit_trail.head(work.db).count), None
    )
    folder = folder_for(signed_in)
    if folder is None:
        return ()
    with in_backup_words():
        found = copies_in(folder, signed_in.store_id)
    return tuple(_line(each, count) for each in found)


def _line(copy: Copy, count: int | None) -> CopyLine:
    if copy.manifest is None:
        return CopyLine(copy.path, None, None, copy.fault, False)
    behind = count - copy.manifest.audit_count if count is not None else None
    return CopyLine(copy.path, copy.manifest.made_at, behind, copy.fault or WHOLE, copy.good)


def check_copy(
    signed_in: SignedIn, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Manifest:
    """Read every byte of a copy and open it. Raises UserError with what does not fit."""
    glance(signed_in, Action.BACKUP, lambda work: None)
    watch = Watch(progress, cancelled)
    return check_closely(path, signed_in.database_key, signed_in.store_id, watch.stop_if_asked)
