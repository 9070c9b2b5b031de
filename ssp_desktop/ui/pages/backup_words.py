"""What the page "Backup and restore" says."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.services.backup import BackupMade
from ssp_desktop.services.backup_overview import BackupState, CopyLine
from ssp_desktop.services.clock import in_words

INTRO = "Copies of the records, encrypted as the records are. Each is opened and checked before it counts."
OFF_THE_PC = (
    "Keep one copy that is not connected to this PC, such as on an encrypted disk in the safe. With it "
    "and the recovery key the records open on any PC."
)
AFTERWARDS = (
    "The program signs you out. What is replaced stays on this PC in a folder of its own and can be brought "
    "back here."
)
ALARM_TITLE = "The records are older than this PC remembers"
ALARM_TEXT = (
    "If somebody put an older folder back on purpose, say who and why. If nobody did, do not explain it: "
    "tell the force's data protection officer, and check the store."
)


def state_rows(state: BackupState, copies: int) -> list[tuple[str, str]]:
    """Return names and values for the card at the top."""
    where = str(state.folder) if state.folder else "No folder has been chosen"
    if state.fixed:
        where = f"{where} (set by your IT)"
    rows = [
        ("Last backup", in_words(state.last_success) if state.last_success else "Never"),
        ("Where", where),
        ("Copies there", f"{copies:,}"),
        ("By itself", "Once a day, when somebody signs in" if state.folder else "Not yet: choose a folder"),
    ]
    if state.last_failure:
        rows.append(("The last attempt failed", state.last_failure))
    return rows


def made_words(made: BackupMade) -> tuple[str, str]:
    """Return title and text of the message after a backup."""
    thinned = {0: "", 1: " 1 older copy was thinned out."}.get(
        made.removed, f" {made.removed:,} older copies were thinned out."
    )
    text = f"It was opened and checked after it was written.{thinned} {' '.join(made.remarks)}"
    return "The backup is made.", text.strip()


def behind_words(line: CopyLine) -> str:
    """Return how far a copy is behind: ``41 entries behind``."""
    if line.behind is None:
        return "Not known"
    if line.behind < 0:
        return "Ahead of these records"
    return "1 entry behind" if line.behind == 1 else f"{line.behind:,} entries behind"


@dataclass(frozen=True)
class CopyRow:
    """One copy as the list shows it; ``name`` is its folder's."""

    name: str
    made: str
    behind: str
    state: str


def copy_row(line: CopyLine) -> CopyRow:
    """Return what the list shows of a copy."""
    made = in_words(line.made_at) if line.made_at else "Not known"
    return CopyRow(line.path.name, made, behind_words(line), line.state)
