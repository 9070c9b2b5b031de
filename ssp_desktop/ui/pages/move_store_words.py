"""What the page "Move to a new PC" says."""

from __future__ import annotations

from ssp_desktop.services.store_move import MoveState

INTRO = (
    "Four steps. The records stay here, untouched, until everybody works on the new PC. Two PCs must "
    "not go on with the same records: what one of them writes never reaches the other."
)
FIRST = (
    "Ask everybody to finish what they are writing, and from then on to write nothing here. Then make"
    " the copy on an encrypted disk that can be carried. It is opened and checked before it counts."
)
TO_TAKE = (
    "The whole folder that you chose in step 1: the copy in it, whose name ends in .sspbackup, and "
    "the file beside it that ends in .disposals, if there is one.",
    "The sealed sheet with the recovery key. Carry it apart from the disk: together they open the records.",
    "The program’s installer, of this version or a newer one.",
)
ON_THE_NEW_PC = (
    "Install and start the program. Do not set up new records: press “I have records from another PC”.",
    "Choose the folder on the disk, enter the recovery key, and look whether school, date and number "
    "of records are those that you expect.",
    "Make your new account. The program shows a new recovery key: save or print it, type two groups "
    "back, seal the sheet, and destroy the old one once this PC is given up.",
    "Sign in. In People start a reset for each person: each sets a password there with a one-use code.",
    "Check the store, choose the folder for backups, and make the first copy.",
)
MARK_TEXT = (
    "When the records open on the new PC, say so here. From then on they are open for reading only on"
    " this PC, with a line above every page that names you and the day."
)
AFTERWARDS = "It can be undone here by somebody with the right of administration, with a reason."
MOVED_TEXT = (
    "They can be read, printed and saved here; nothing can be written. When nobody needs them here "
    "any more, IT removes the folder of the records and disposes of the disk as your force does."
)
UNDO_TEXT = (
    "Only when the move failed and nobody has written on the other PC: what was written there does "
    "not come back here."
)


def written_words(state: MoveState) -> str:
    """Return in words whether the copy to take along holds everything that was written."""
    if state.copied_at is None:
        return "No copy to take along has been made on this page yet."
    count = state.written_since
    if not count:
        return "Nothing was written here since the copy was made."
    written = "1 change was" if count == 1 else f"{count:,} changes were"
    return (
        f"Careful: {written} written here since the copy was made. The new PC does not have that: begin "
        "again at step 1."
    )
