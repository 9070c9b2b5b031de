"""Audit log, backup and restore. Columns of the table: see the package."""

from __future__ import annotations

from ssp_desktop.services import (
    anchors,
    audit_log,
    backup,
    backup_overview,
    check_result,
    copy_away,
    disposal_views,
    disposals,
    page_drafts,
    printing,
    restore,
    restore_difference,
    retention,
    store_move,
)
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.print_disposal import DisposalPrint
from ssp_desktop.services.verification import Checked
from tests.features.rights.calling import NOBODY, NOWHERE, Calls, own

HERE = DraftPlace("contact_log", None, 1)

CALLS: Calls = {
    "anchors.alarm": anchors.alarm,
    "anchors.explain": lambda who: anchors.explain(who, "An old disk", own(who)),
    "audit_log.page": audit_log.page,
    "audit_log.verify": audit_log.verify,
    "check_result.as_text": lambda who: check_result.as_text(who, Checked(())),
    "backup.back_up": backup.back_up,
    "backup.daily": backup.daily,
    "backup_overview.state": backup_overview.state,
    "backup_overview.warning": backup_overview.warning,
    "backup_overview.last_backup": backup_overview.last_backup,
    "backup_overview.choose_folder": lambda who: backup_overview.choose_folder(who, NOWHERE),
    "backup_overview.copies": backup_overview.copies,
    "backup_overview.check_copy": lambda who: backup_overview.check_copy(who, NOWHERE),
    "copy_away.state": copy_away.state,
    "copy_away.put_away": lambda who: copy_away.put_away(who, "The safe"),
    "page_drafts.discard": lambda who: page_drafts.discard(who, NOBODY),
    "page_drafts.own": page_drafts.own,
    "page_drafts.save": lambda who: page_drafts.save(who, page_drafts.ToKeep("action", 1, {}, "")),
    "disposals.propose": lambda who: disposals.propose(
        who, own(who), "contact_log", NOBODY, {"reason": "Old"}
    ),
    "disposals.confirm": lambda who: disposals.confirm(who, own(who), NOBODY, based_on=1),
    "disposal_views.page": disposal_views.page,
    "disposal_views.open_disposal": lambda who: disposal_views.open_disposal(who, NOBODY),
    "printing.preview (a disposal)": lambda who: printing.preview(who, DisposalPrint(NOBODY)),
    "retention.keep": lambda who: retention.keep(who, own(who), "contact_log", NOBODY, {}, based_on=0),
    "retention.open_review": lambda who: retention.open_review(who, "contact_log", NOBODY),
    "retention.page": retention.page,
    "retention.rules": retention.rules,
    "restore.prepare": lambda who: restore.prepare(who, NOWHERE, "An old disk", own(who)),
    "store_move.state": store_move.state,
    "store_move.copy_to_take": lambda who: store_move.copy_to_take(who, NOWHERE),
    "store_move.mark_moved": lambda who: store_move.mark_moved(who, "A new PC", own(who)),
    "store_move.undo": lambda who: store_move.undo(who, "It stays", own(who)),
    "restore_difference.compare": lambda who: restore_difference.compare(who, NOWHERE),
}

TABLE = """
anchors.alarm                 x x x x x
anchors.explain               - - - x x
audit_log.page                - - - x x
audit_log.verify              - - - x x
check_result.as_text          - - - x x
page_drafts.discard           x x x x x
page_drafts.own               x x x x x
page_drafts.save              x x x x x
disposals.propose             - - - x -
disposals.confirm             x - - x -
disposal_views.page           x - - x -
disposal_views.open_disposal  x - - x -
printing.preview (a disposal) x - - x -
retention.keep                - - - x -
retention.open_review         - - - x -
retention.page                - - - x -
retention.rules               - - - x -
backup.back_up                - - - x x
backup.daily                  x x x x x
backup_overview.state         - - - x x
copy_away.state               - - - x x
copy_away.put_away            - - - x x
backup_overview.warning       x x x x x
backup_overview.last_backup   x x x x x
backup_overview.choose_folder - - - x x
backup_overview.copies        - - - x x
backup_overview.check_copy    - - - x x
restore.prepare               - - - x x
restore_difference.compare    - - - x x
store_move.state              - - - x x
store_move.copy_to_take       - - - x x
store_move.mark_moved         - - - x x
store_move.undo               - - - x x
"""
