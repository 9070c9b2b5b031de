"""What is told about an item of the storage checklist, on the screen and on paper alike."""

from __future__ import annotations

from typing import Any

from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.storage import OpenedStorage
from ssp_desktop.vocabulary.storage import StorageAnswer


def found_words(row: dict[str, Any]) -> str:
    """Return evidence, reason and measure of an answered item, a line each."""
    lines = [row["evidence"], row["reason"]]
    if row["mitigation"]:
        owner, due = row["mitigation_owner"], day_in_words(row["mitigation_due_on"])
        lines.append(f"Measure: {row['mitigation']} ({owner}, by {due})")
    return "\n".join(filter(None, lines))


def decided_item(opened: OpenedStorage) -> tuple[str, str]:
    """Return the answer that follows for the item that nobody types (R9), and why."""
    if not opened.state.not_met:
        return StorageAnswer.NOT_APPLICABLE.label, "No required item is answered as not met."
    decision = opened.decision
    if decision is None:
        return StorageAnswer.NOT_MET.label, "No decision is signed about the checklist as it stands."
    if not decision.is_valid:
        return StorageAnswer.NOT_MET.label, f"The decision is INVALID. {decision.fault}"
    return StorageAnswer.MET.label, f"{decision.choice.label}, signed by {decision.signer}."
