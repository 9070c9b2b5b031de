"""What people see of the backups: where they go, how the last one went, which copies there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import StoreSettings
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, audit_trail, backup_settings
from ssp_desktop.services.backup import folder_for
from ssp_desktop.services.backup_copies import WHOLE, Copy, check_closely, copies_in
from ssp_desktop.services.backup_manifest import Manifest
from ssp_desktop.services.backup_target import check_target, in_backup_words, remarks_on
from ssp_desktop.services.backup_write import BackupStopped, Cancelled, Progress, Watch
from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.damage import unless_damaged
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

WARN_AFTER = timedelta(days=7)
_CLOCK = "Check the clock of this PC."


class CheckStopped(UserError):
    """The person stopped the check of a copy."""

    def __init__(self) -> None:
        super().__init__("You stopped the check.", "Whether this copy is good is not known.")


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
class LastBackup:
    """When the last copy was made (None: there is none), and in words what is wrong with that."""

    at: datetime | None
    today: bool
    overdue: str


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
    return glance(signed_in, Action.HOME_READ, _warning)


def _warning(work: Work) -> str:
    signed_in = work.signed_in
    if signed_in.demo or not work.actor.may(Action.BACKUP):
        return ""
    words = _overdue(work, backup_settings.read(signed_in).last_success)
    return words if words and anchors.original_of(signed_in) is None else ""


def _overdue(work: Work, last: datetime | None) -> str:
    since = last or work.db.scalars(select(StoreSettings.created_at)).one()
    if abs(work.now - since) <= WARN_AFTER:
        return ""
    if last is None:
        return "There is no backup of these records"
    days = (work.now - last).days
    if days < 0:
        return f"The last backup is dated {day_in_words(local_date(last))}, which is still to come. {_CLOCK}"
    return f"No backup for {days:,} days"


def last_backup(signed_in: SignedIn) -> LastBackup | None:
    """Return when the last copy was made, for everybody; None where backups are no question.

    That is: in the demonstration, a second copy on this PC, records that moved to another PC, damaged ones.
    """
    if signed_in.demo or signed_in.moved is not None or signed_in.read_only:
        return None

    def work(work: Work) -> LastBackup | None:
        if anchors.original_of(signed_in) is not None:
            return None
        at = backup_settings.read(signed_in).last_success
        return LastBackup(at, at is not None and local_date(at) == work.today, _overdue(work, at))

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
    try:
        return check_closely(path, signed_in.database_key, signed_in.store_id, watch.stop_if_asked)
    except BackupStopped as stopped:
        raise CheckStopped from stopped
