"""Settings that IT may fix for this PC, each clamped to its safe range.

Read from ``policy.ini`` in the data folder, section ``[policy]``. A value out of range is brought back into
it and a value of the wrong type is ignored; both are reported in ``Policy.remarks`` for the technical log.
"""

from __future__ import annotations

import configparser
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

IDLE_MINUTES = (1, 30, 10)
SESSION_HOURS = (8, 12, 10)
EXPORT_FORMATS = ("csv", "xlsx")


@dataclass(frozen=True)
class Policy:
    """What IT has set. Minutes and hours are whole numbers."""

    idle_lock_minutes: int = IDLE_MINUTES[2]
    session_hours: int = SESSION_HOURS[2]
    password_only_slots: bool = False
    marking: str = "OFFICIAL-SENSITIVE"
    data_folder: str = ""
    backup_folder: str = ""
    export_formats: tuple[str, ...] = EXPORT_FORMATS
    remarks: tuple[str, ...] = ()


def load_policy(folder: Path) -> Policy:
    """Read ``policy.ini`` from ``folder``. A missing file gives the defaults."""
    parser = configparser.ConfigParser(interpolation=None)
    remarks: list[str] = []
    try:
        parser.read(folder / "policy.ini", encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError):
        remarks.append("policy.ini cannot be read; the defaults are used")
    values: MutableMapping[str, str] = parser["policy"] if parser.has_section("policy") else {}
    return Policy(
        idle_lock_minutes=_whole(values, "idle_lock_minutes", IDLE_MINUTES, remarks),
        session_hours=_whole(values, "session_hours", SESSION_HOURS, remarks),
        password_only_slots=_yes(values, "password_only_slots", remarks),
        marking=(values.get("marking", "") or "").strip()[:60] or "OFFICIAL-SENSITIVE",
        data_folder=(values.get("data_folder", "") or "").strip(),
        backup_folder=(values.get("backup_folder", "") or "").strip(),
        export_formats=_formats(values, remarks),
        remarks=tuple(remarks),
    )


def _whole(
    values: MutableMapping[str, str],
    name: str,
    limits: tuple[int, int, int],
    remarks: list[str],
) -> int:
    low, high, default = limits
    raw = values.get(name)
    if raw is None:
        return default
    try:
        number = int(raw)
    except ValueError:
        remarks.append(f"{name} is not a whole number; {default} is used")
        return default
    if not low <= number <= high:
        remarks.append(f"{name} must be from {low} to {high}; it was brought into that range")
    return min(max(number, low), high)


def _yes(values: MutableMapping[str, str], name: str, remarks: list[str]) -> bool:
    raw = (values.get(name) or "no").strip().lower()
    if raw not in {"yes", "no", "true", "false", "1", "0"}:
        remarks.append(f"{name} must be yes or no; no is used")
    return raw in {"yes", "true", "1"}


def _formats(values: MutableMapping[str, str], remarks: list[str]) -> tuple[str, ...]:
    """Return the kinds of file that lists may be exported to: ``csv, xlsx``; ``none`` allows no export."""
    raw = values.get("export_formats")
    if raw is None:
        return EXPORT_FORMATS
    named = {each.strip().lower() for each in raw.split(",")} - {"", "none"}
    if named - set(EXPORT_FORMATS):
        remarks.append("export_formats names a format that is not known; it is left out")
    return tuple(each for each in EXPORT_FORMATS if each in named)
