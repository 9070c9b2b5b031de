"""The storage checklist's editions and the starting hazards, read from ``resources/guidance``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import empty_row
from ssp_desktop.forms.storage_risk_assessment import HAZARDS
from ssp_desktop.forms.storage_screen import ChecklistEdition, ChecklistItem
from ssp_desktop.paths import resource_folder
from ssp_desktop.vocabulary.storage import ItemLevel

_EDITION = re.compile(r"storage_checklist_([1-9][0-9]{0,2})\.toml")
_HAZARD_FILE = "storage_hazards_1.toml"


def newest_edition() -> int:
    """Return the number of the newest edition of the checklist.

    Raises:
        UserError: none is installed.
    """
    found = [_EDITION.fullmatch(path.name) for path in _folder().glob("storage_checklist_*.toml")]
    numbers = [int(match.group(1)) for match in found if match]
    if not numbers:
        raise _missing("The storage checklist")
    return max(numbers)


@lru_cache(maxsize=8)
def edition(number: int) -> ChecklistEdition:
    """Return one edition of the checklist.

    Raises:
        UserError: it is not installed, or its file is damaged.
    """
    read = _read(f"storage_checklist_{number}.toml", f"Edition {number} of the storage checklist")
    try:
        return _edition(read)
    except (KeyError, TypeError, ValueError) as error:
        raise _missing(f"Edition {number} of the storage checklist") from error


def _edition(read: dict[str, Any]) -> ChecklistEdition:
    groups = tuple((str(each["key"]), str(each["title"])) for each in read["groups"])
    items = tuple(
        ChecklistItem(each["code"], each["group"], ItemLevel(each["level"]), each["title"], each["wording"])
        for each in read["items"]
    )
    if {each.group for each in items} != {key for key, _title in groups}:
        raise ValueError("an item stands in no group, or a group has no item")
    if len({each.code for each in items}) != len(items):
        raise ValueError("a code stands twice")
    return ChecklistEdition(int(read["edition"]), read["title"], read["source"], groups, items)


def starting_hazards() -> tuple[dict[str, Any], ...]:
    """Return rows of hazards to begin an assessment with: words, but no scores.

    Raises:
        UserError: the file is missing or damaged.
    """
    read = _read(_HAZARD_FILE, "The list of hazards to begin with")
    try:
        return tuple(
            {**empty_row(HAZARDS), **{key: str(each[key]) for key in ("hazard", "who_harmed", "controls")}}
            for each in read["hazards"]
        )
    except (KeyError, TypeError) as error:
        raise _missing("The list of hazards to begin with") from error


def _read(name: str, called: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_folder() / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _missing(called) from error


def _missing(called: str) -> UserError:
    return UserError(f"{called} is missing or damaged.", "Install the program again.")


def _folder() -> Path:
    return resource_folder() / "guidance"
