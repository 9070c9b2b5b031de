"""Settings that IT may fix for this PC, each clamped to its safe range.

Read from ``policy.ini``, section ``[policy]``, and on Windows from the policies in the registry, which go
before the file. A value out of range is brought back into it and a value of the wrong type is ignored; both
are told in ``Policy.remarks``, for the technical log and ``diagnostics``. The program always starts.
"""

from __future__ import annotations

import configparser
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final, Literal

REGISTRY_KEY: Final = r"Software\Policies\SSP Desktop"
FILE_NAME: Final = "policy.ini"
LONGEST_TEXT: Final = 260
EXPORT_FORMATS: Final = ("csv", "xlsx")


@dataclass(frozen=True)
class Setting:
    """One line of the policy. ``low`` and ``high`` are a number's range, or the longest text in ``high``."""

    name: str
    kind: Literal["whole number", "yes or no", "text", "folder", "formats"]
    default: str
    words: str
    low: int = 0
    high: int = LONGEST_TEXT


SETTINGS: Final = (
    Setting(
        "idle_lock_minutes",
        "whole number",
        "10",
        "Minutes without keyboard or mouse after which the program locks.",
        1,
        30,
    ),
    Setting(
        "session_hours",
        "whole number",
        "10",
        "Hours after signing in at which the program locks, however busy somebody is.",
        8,
        12,
    ),
    Setting(
        "password_only_slots",
        "yes or no",
        "no",
        "Whether a store may be set up on a PC without a credential store, behind a password alone.",
    ),
    Setting(
        "marking",
        "text",
        "OFFICIAL-SENSITIVE",
        "The protective marking on printed pages and exported lists.",
        high=60,
    ),
    Setting(
        "data_folder",
        "folder",
        "",
        "The full path of the folder that holds the store. Empty: the data folder of this PC.",
    ),
    Setting(
        "backup_folder",
        "folder",
        "",
        "The full path of the folder for backups. Empty: an administrator chooses it in the program.",
    ),
    Setting(
        "copy_away_days",
        "whole number",
        "30",
        "Days after which the program asks again for a copy that is put away from the PC.",
        7,
        365,
    ),
    Setting(
        "export_formats",
        "formats",
        "csv, xlsx",
        "The kinds of file that lists may be exported to: csv, xlsx, both with a comma, or none.",
    ),
    Setting(
        "preset",
        "text",
        "",
        "The force that is chosen beforehand when a store is set up. Empty: the program's own default.",
        high=60,
    ),
)


@dataclass(frozen=True)
class Policy:
    """What IT has set. Minutes and hours are whole numbers."""

    idle_lock_minutes: int = 10
    session_hours: int = 10
    password_only_slots: bool = False
    marking: str = "OFFICIAL-SENSITIVE"
    data_folder: str = ""
    backup_folder: str = ""
    export_formats: tuple[str, ...] = EXPORT_FORMATS
    preset: str = ""
    copy_away_days: int = 30
    remarks: tuple[str, ...] = ()


def load_policy(folder: Path) -> Policy:
    """Read the file in ``folder`` and the registry. Where both are silent, the defaults hold."""
    remarks: list[str] = []
    reader = _Reader({**_file(folder / FILE_NAME, remarks), **_registry(remarks)}, remarks)
    return Policy(
        idle_lock_minutes=reader.whole("idle_lock_minutes"),
        session_hours=reader.whole("session_hours"),
        password_only_slots=reader.yes("password_only_slots"),
        marking=reader.text("marking"),
        data_folder=reader.folder("data_folder"),
        backup_folder=reader.folder("backup_folder"),
        export_formats=reader.formats("export_formats"),
        preset=reader.text("preset"),
        copy_away_days=reader.whole("copy_away_days"),
        remarks=tuple(remarks),
    )


def from_registry(values: Mapping[str, object], remarks: list[str]) -> dict[str, str]:
    """Return registry values as the file would hold them: a DWORD is a number, a string is a text."""
    found = {}
    for name, value in values.items():
        if isinstance(value, int | str):
            found[name.casefold()] = str(value)
        else:
            remarks.append(f"{name} in the registry is neither a number nor a text; it is left out")
    return _known(found, "the registry", remarks)


def _registry(remarks: list[str]) -> dict[str, str]:
    values: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _kind = winreg.EnumValue(key, number)
                    values[name] = value
        except FileNotFoundError:
            return {}
        except OSError:
            remarks.append("the policies in the registry cannot be read; the file is used")
    return from_registry(values, remarks)


def _file(path: Path, remarks: list[str]) -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(path, encoding="utf-8-sig")
    except (configparser.Error, UnicodeDecodeError, OSError):
        remarks.append(f"{FILE_NAME} cannot be read; the defaults are used")
        return {}
    if not parser.has_section("policy"):
        return {}
    return _known(dict(parser["policy"]), FILE_NAME, remarks)


def _known(values: Mapping[str, str], where: str, remarks: list[str]) -> dict[str, str]:
    names = {each.name for each in SETTINGS}
    unknown = sorted(set(values) - names)
    if unknown:
        remarks.append(f"{where} holds what is no setting: {', '.join(unknown)[:200]}")
    return {name: value for name, value in values.items() if name in names}


class _Reader:
    """Reads each kind of value, and notes what is wrong with it."""

    def __init__(self, values: Mapping[str, str], remarks: list[str]) -> None:
        self._values = values
        self._remarks = remarks
        self._settings = {each.name: each for each in SETTINGS}

    def whole(self, name: str) -> int:
        """Return a whole number, brought into its range."""
        setting = self._settings[name]
        raw = self._raw(name)
        try:
            number = int(raw)
        except ValueError:
            self._remarks.append(f"{name} is not a whole number; {setting.default} is used")
            return int(setting.default)
        if not setting.low <= number <= setting.high:
            self._remarks.append(
                f"{name} must be from {setting.low} to {setting.high}; it was brought into that range"
            )
        return min(max(number, setting.low), setting.high)

    def yes(self, name: str) -> bool:
        """Return whether it is yes; what is neither yes nor no is no."""
        raw = self._raw(name).lower()
        if raw not in {"yes", "no", "true", "false", "1", "0"}:
            self._remarks.append(f"{name} must be yes or no; no is used")
        return raw in {"yes", "true", "1"}

    def text(self, name: str) -> str:
        """Return a text of one line, cut to its longest length; an empty one is the default."""
        setting = self._settings[name]
        raw = " ".join(self._raw(name).split())
        if len(raw) > setting.high:
            self._remarks.append(f"{name} may have {setting.high} characters; the rest was cut off")
        return raw[: setting.high].strip() or setting.default

    def folder(self, name: str) -> str:
        """Return the full path of a folder; a path that starts from elsewhere is left out."""
        raw = self._raw(name)
        if raw and not PurePath(raw).is_absolute():
            self._remarks.append(f"{name} must be a full path; it is left out")
            return ""
        return raw

    def formats(self, name: str) -> tuple[str, ...]:
        """Return the kinds of file that lists may be exported to; ``none`` allows no export."""
        named = {each.strip().lower() for each in self._raw(name).split(",")} - {"", "none"}
        if named - set(EXPORT_FORMATS):
            self._remarks.append(f"{name} names a format that is not known; it is left out")
        return tuple(each for each in EXPORT_FORMATS if each in named)

    def _raw(self, name: str) -> str:
        return self._values.get(name, self._settings[name].default).strip()
