"""The sheet that opens the records when nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime

from ssp_desktop.reports.recovery_sheet import recovery_sheet
from tests.reports.documents import elements, faults, pages

MADE_ON = datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
GROUPS = ["7K2MQ", "X9RT4", "B0C3D", "HJ8VN", "P5WZ1", "E6FG2", "YA4S7", "00001"]


def test_the_sheet_shows_the_key_in_order_and_what_to_do() -> None:
    made = recovery_sheet("Larkfield Example Academy", MADE_ON, GROUPS, demo=False)
    (sheet,) = pages(made)
    assert " ".join(f"{number} {group}" for number, group in enumerate(GROUPS, start=1)) in sheet
    assert "Larkfield Example Academy, key made on 1 July 2026, 10:05" in sheet
    assert "Keep this sheet sealed Whoever holds this sheet and the records can read every record." in sheet
    assert "the program says which group to check" in sheet
    assert "Sealed by Sealed on Kept at" in sheet
    assert "OFFICIAL-SENSITIVE Keep sealed. Do not copy, photograph or scan." in sheet
    assert "Audit log: no entries yet" in sheet
    assert "DEMONSTRATION" not in sheet


def test_the_sheet_breaks_no_rule_and_each_group_has_its_number_as_header() -> None:
    made = recovery_sheet("<b>Siân & co", MADE_ON, GROUPS, demo=True)
    assert faults(made) == []
    assert "<b>Siân & co" in pages(made)[0]
    assert len(elements(made, "TH")) == 2 + len(GROUPS) + 5 + 3
