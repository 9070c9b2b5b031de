"""What restoring a copy would change: told before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from ssp_desktop.database.inspection import Inspection
from ssp_desktop.database.migration import known_migrations
from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.failures import AnotherStore
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import anchors, audit_trail, backup_manifest
from ssp_desktop.services.backup_copies import check_closely, inspected, vault_of
from ssp_desktop.services.damage import unless_damaged
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance
from ssp_desktop.store_folder import DATABASE_NAME

Step = Callable[[], None]
_UNKNOWN = (
    "How far this copy is behind is not known, because the audit log of the damaged records cannot be read. "
    "What was written since is put aside, not deleted."
)


class RestoreStopped(UserError):
    """The person stopped it, while a copy was looked at or made ready."""

    def __init__(self) -> None:
        super().__init__("You stopped it. Nothing was restored.", "The records are as they were.")


@dataclass(frozen=True)
class Difference:
    """What would change.

    ``behind`` is how many entries of the audit log the copy lacks; None when that log cannot be read.
    ``same_line`` says that the present log goes on from the copy's; ``same_keys`` that passwords, accounts'
    key slots and the recovery key are those of today. ``present`` is what the copy takes the place of.
    """

    path: Path
    made_at: datetime | None
    behind: int | None
    same_line: bool
    same_keys: bool
    older_tables: bool
    present: str = "the records that are open now"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the person is told before anything is done."""
        return tuple(_sentences(self))


def compare(signed_in: SignedIn, path: Path, step: Step = lambda: None) -> Difference:
    """Check a copy closely and say what restoring it would change. Nothing is changed.

    Args:
        signed_in: a sergeant or somebody with administration.
        path: the folder of a copy, or one that an earlier restore put aside.
        step: called now and then; may raise to stop.

    Raises:
        UserError: the copy cannot be used, or the person may not do this.
    """
    glance(signed_in, Action.RESTORE, lambda work: None)
    found, made_at = checked(path, signed_in.database_key, signed_in.store_id, step)
    theirs = vault_of(path, signed_in.store_id)
    if theirs.identity != signed_in.vault.contents.identity:
        raise AnotherStore

    def work(work: Work) -> tuple[int | None, bool]:
        head = audit_trail.head(work.db)
        there = work.db.scalar(select(AuditEntry.entry_hash).where(AuditEntry.sequence == found.audit_count))
        return head.count - found.audit_count, there == found.audit_head

    unknown: tuple[int | None, bool] = (None, True)
    behind, same_line = unless_damaged(lambda: glance(signed_in, Action.RESTORE, work), unknown)
    return Difference(
        path=path,
        made_at=made_at,
        behind=behind,
        same_line=same_line,
        same_keys=theirs.slots == signed_in.vault.slots,
        older_tables=found.schema != known_migrations()[-1],
    )


def length_of_log(signed_in: SignedIn) -> int:
    """Return how many entries the present log has; where it is damaged just there, as far as it was noted.

    This PC notes it for the present account alone; copies note it, too, whoever made them.
    """
    known: int | None = None
    found = unless_damaged(
        lambda: glance(signed_in, Action.RESTORE, lambda work: audit_trail.head(work.db)).count, known
    )
    if found is not None:
        return found
    return max((each.count for each in anchors.outside(signed_in)), default=0)


def checked(path: Path, key: bytes, store_id: str, step: Step) -> tuple[Inspection, datetime | None]:
    """Check a copy, or a store that was put aside (it has no manifest, and its journal may be waiting)."""
    if path.name.endswith(backup_manifest.SUFFIX) or (path / backup_manifest.MANIFEST_NAME).exists():
        manifest = check_closely(path, key, store_id, step)
        return inspected(path / DATABASE_NAME, key), manifest.made_at
    found = inspected(path / DATABASE_NAME, key)
    if found.store_id != store_id:
        raise AnotherStore
    return found, backup_manifest.file_time(path)


def _sentences(difference: Difference) -> list[str]:
    behind, found = difference.behind, []
    if behind is None:
        return [_UNKNOWN, *_other_sentences(difference)]
    entries = "1 entry" if abs(behind) == 1 else f"{abs(behind):,} entries"
    if not difference.same_line:
        found.append(
            "The records that are open now did not grow out of this copy: "
            "an older copy was restored in between."
        )
    if behind > 0:
        found.append(
            f"This copy is {entries} of the audit log behind. "
            "What was written since is put aside, not deleted."
        )
    elif behind == 0:
        found.append(f"This copy has as many entries of the audit log as {difference.present}.")
    else:
        found.append(f"This copy is {entries} of the audit log ahead of {difference.present}.")
    return found + _other_sentences(difference)


def _other_sentences(difference: Difference) -> list[str]:
    found = []
    if not difference.same_keys:
        found.append(
            "Passwords, accounts and the recovery key will be those of that day. An account that was closed "
            "since then is open again: look through the page People afterwards."
        )
    if difference.older_tables:
        found.append("An older version of the program made it. It will be brought up to date.")
    return found
