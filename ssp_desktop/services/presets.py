"""A force's own words and defaults: one data file for each force in ``resources/presets/``, never code.

To add a force, copy a file there, change ``key`` to the file's name, and say in a comment where its facts
come from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.paths import resource_folder
from ssp_desktop.vocabulary.people import Role

DEFAULT_PRESET = "england_and_wales"
SYSTEMS = ("crime", "intelligence", "safeguarding", "incident")
UNITS = ("schools", "area", "neighbourhood", "leadership")
MARKINGS = ("pupil_records", "checklists")
LONGEST_TEXT = 200
MOST_YEARS = 150
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ACRONYM = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class RiskBand:
    """One band of a 5 by 5 risk score, both ends included."""

    label: str
    lowest: int
    highest: int


@dataclass(frozen=True)
class Retention:
    """How long a kind of record is kept by default, in whole years after ``trigger``. The force sets it."""

    record: str
    trigger: str
    years: int
    action: str


@dataclass(frozen=True)
class Preset:
    """A force's words.

    ``roles`` maps each ``Role`` value to a title, ``systems`` each of ``SYSTEMS`` and ``units`` each of
    ``UNITS`` to a name; ``declined_to`` says to whom a declined school is escalated; ``words`` maps a plain
    term in a label to the force's; ``marking`` maps each of ``MARKINGS`` to a protective marking.
    """

    key: str
    title: str
    force_name: str
    controller: str
    roles: Mapping[str, str]
    systems: Mapping[str, str]
    units: Mapping[str, str]
    declined_to: str
    words: Mapping[str, str]
    marking: Mapping[str, str]
    risk_bands: tuple[RiskBand, ...]
    retention: tuple[Retention, ...]


class _Damaged(Exception):
    """What is wrong in a preset's file, as the end of a sentence."""


def list_presets() -> tuple[Preset, ...]:
    """Return every preset that is installed, in the order of their titles.

    Raises:
        UserError: there is none, or one is damaged.
    """
    keys = sorted(path.stem for path in _folder().glob("*.toml"))
    if not keys:
        raise UserError(
            "The force presets that belong to SSP Desktop are missing.", "Install the program again."
        )
    return tuple(sorted((load_preset(key) for key in keys), key=lambda preset: preset.title))


def load_preset(key: str) -> Preset:
    """Return the preset with this key.

    Raises:
        UserError: it is not installed, or its file is damaged; the message says where.
    """
    path = _folder() / f"{key}.toml"
    if not _KEY.fullmatch(key) or not path.is_file():
        raise UserError(
            f"The force preset “{_short(key)}” is not installed.",
            "Install the program again, or choose another.",
        )
    try:
        return _preset(key, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _damaged(path, "it cannot be read") from error
    except _Damaged as error:
        raise _damaged(path, str(error)) from error


def wording(preset: Preset) -> Callable[[str], str]:
    """Return a function that puts the force's words into a label or help text.

    "Crime reference" becomes "CONNECT crime reference". Whole phrases only, the longest first; inside a
    sentence the replacement starts small unless it is an abbreviation. Text that has the force's words
    already stays as it is.
    """
    if not preset.words:
        return str
    known = {term.casefold(): ours for term, ours in preset.words.items()}
    phrases = sorted({*preset.words.values(), *preset.words}, key=lambda each: (-len(each), each))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
    settled = {ours.casefold() for ours in preset.words.values()}

    def replace(match: re.Match[str]) -> str:
        found = match.group()
        ours = known.get(found.casefold())
        return found if ours is None or found.casefold() in settled else _as_in_sentence(ours, found)

    return lambda text: pattern.sub(replace, text)


@lru_cache(maxsize=8)
def wording_for(key: str) -> Callable[[str], str]:
    """Return ``wording`` for a preset's key, read once; an empty key keeps the general terms."""
    return wording(load_preset(key)) if key else str


def _as_in_sentence(ours: str, found: str) -> str:
    if found[0].islower() and not _ACRONYM.match(ours):
        return ours[0].lower() + ours[1:]
    return ours[0].upper() + ours[1:] if found[0].isupper() else ours


def _folder() -> Path:
    return resource_folder() / "presets"


def _short(text: str) -> str:
    return "".join(each for each in text[:LONGEST_TEXT] if each.isprintable())


def _damaged(path: Path, why: str) -> UserError:
    return UserError(f"The force preset {path.name} is damaged: {why}.", "Install the program again.")


def _preset(key: str, content: Mapping[str, Any]) -> Preset:
    if _text(content, "key") != key:
        raise _Damaged(f"its key is not “{key}”, the name of the file")
    return Preset(
        key=key,
        title=_text(content, "title"),
        force_name=_text(content, "force_name"),
        controller=_text(content, "controller"),
        roles=_texts(content, "roles", tuple(str(role) for role in Role)),
        systems=_texts(content, "systems", SYSTEMS),
        units=_texts(content, "units", UNITS),
        declined_to=_texts(content, "escalation", ("declined_to",))["declined_to"],
        words=_texts(content, "words"),
        marking=_texts(content, "marking", MARKINGS),
        risk_bands=tuple(_band(row) for row in _rows(content, "risk_bands")),
        retention=tuple(_kept(row) for row in _rows(content, "retention")),
    )


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise _Damaged(f"“{_short(name)}” is missing or is not a short text")
    return value.strip()


def _texts(content: Mapping[str, Any], name: str, needed: tuple[str, ...] = ()) -> dict[str, str]:
    table = content.get(name)
    if not isinstance(table, dict):
        raise _Damaged(f"the part [{name}] is missing")
    if needed and (strange := sorted(set(table) - set(needed))):
        raise _Damaged(f"“{_short(strange[0])}” in [{name}] is not known")
    return {each: _text(table, each) for each in needed or table}


def _rows(content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = content.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _Damaged(f"the part [[{name}]] is missing")
    return rows


def _whole(row: Mapping[str, Any], name: str, largest: int) -> int:
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise _Damaged(f"“{name}” is missing or is not a whole number from 0 to {largest}")
    return value


def _band(row: Mapping[str, Any]) -> RiskBand:
    return RiskBand(_text(row, "label"), _whole(row, "lowest", 25), _whole(row, "highest", 25))


def _kept(row: Mapping[str, Any]) -> Retention:
    years = _whole(row, "years", MOST_YEARS)
    return Retention(_text(row, "record"), _text(row, "trigger"), years, _text(row, "action"))
