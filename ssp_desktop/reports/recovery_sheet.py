"""The sheet with the recovery key: printed once at set-up, sealed, and kept where the records are not."""

from __future__ import annotations

from datetime import datetime

from ssp_desktop.reports.document import (
    DataTable,
    DocumentSpec,
    KeyValues,
    Notice,
    PrintStamp,
    Text,
    render,
)
from ssp_desktop.reports.pages import uk_time

_MARKING = "OFFICIAL-SENSITIVE"
_HANDLING = "Keep sealed. Do not copy, photograph or scan."
_WHAT = (
    "It opens the records when nobody can sign in, or when they have to be opened on another PC. "
    "Without it, and without a password that still works, the records are lost for good."
)
_WHO = (
    "A person whom the school and the force have named. Put the sheet in an envelope, sign and date the "
    "seal, and lock it in a safe that is not in the room of the PC."
)
_USE = (
    "Open SSP Desktop, choose \u201cI have a recovery key\u201d and type the groups in order. "
    "If a character is wrong, the program says which group to check."
)
_AFTER = (
    "The program records who used it and makes a new key. Print and seal the new sheet, and destroy this one."
)
_LOST = (
    "Tell your force's IT support the same day. People can still sign in on this PC, but whoever finds the "
    "sheet could open a copy of the records, and only the sheet itself can be used to make a new key."
)


def recovery_sheet(store_name: str, made_on: datetime, groups: list[str], demo: bool) -> bytes:
    """Return the printable sheet of one recovery key as a PDF, in memory only.

    Args:
        store_name: the name of the store that the key opens.
        made_on: when the key was made (aware).
        groups: the groups of the key in order, each with its check character.
        demo: whether the store holds invented data.
    """
    stamp = PrintStamp(
        reference="Recovery key",
        marking=_MARKING,
        printed_by="the person who set up this store",
        printed_at=made_on,
        copy_number=1,
        audit_head="",
        audit_count=0,
        recipient="sealed storage",
        demo=demo,
        handling=_HANDLING,
    )
    rows = tuple((str(number), group) for number, group in enumerate(groups, start=1))
    return render(
        DocumentSpec(
            title="Recovery key",
            subject=f"SSP Desktop records: {store_name}, key made on {uk_time(made_on)}",
            stamp=stamp,
            blocks=(
                Notice(
                    "Whoever holds this sheet and the records can read every record.",
                    "Keep this sheet sealed",
                ),
                DataTable(("Group", "Letters and digits"), rows, widths=(1.0, 3.0), row_headers=True),
                Text("The key has no letters I, L, O or U. Capital and small letters are the same."),
                KeyValues(
                    (
                        ("What it is", _WHAT),
                        ("Who keeps it", _WHO),
                        ("To use it", _USE),
                        ("After it is used", _AFTER),
                        ("If the seal is broken or the sheet is lost", _LOST),
                    )
                ),
                KeyValues((("Sealed by", ""), ("Sealed on", ""), ("Kept at", ""))),
            ),
        )
    )
