"""The aims with their measures of success, and the criteria of prioritisation: ``resources/guidance``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.evaluation_screen import Aim, AimsEdition, Measure
from ssp_desktop.forms.prioritisation_screen import CriteriaEdition, Criterion
from ssp_desktop.paths import resource_folder

_AIMS, _CRITERIA = "evaluation", "prioritisation"
_CALLED = {_AIMS: "The list of aims and measures", _CRITERIA: "The list of criteria of prioritisation"}


def newest_aims() -> AimsEdition:
    """Return the newest edition of the aims. Raises UserError when none is installed or it is damaged."""
    return aims_edition(_newest(_AIMS))


def newest_criteria() -> CriteriaEdition:
    """Return the newest edition of the criteria. Raises UserError when none is installed or it is damaged."""
    return criteria_edition(_newest(_CRITERIA))


@lru_cache(maxsize=8)
def aims_edition(number: int) -> AimsEdition:
    """Return one edition of the aims. Raises UserError when it is not installed or damaged."""
    read = _read(_AIMS, number)
    try:
        aims = tuple(Aim(each["key"], each["title"], each["wording"]) for each in read["aims"])
        measures = tuple(
            Measure(each["code"], each["aim"], each["title"], each["wording"]) for each in read["measures"]
        )
        _check([each.code for each in measures], [each.aim for each in measures], [each.key for each in aims])
        return AimsEdition(int(read["edition"]), read["title"], read["source"], aims, measures)
    except (KeyError, TypeError, ValueError) as error:
        raise _missing(_AIMS) from error


@lru_cache(maxsize=8)
def criteria_edition(number: int) -> CriteriaEdition:
    """Return one edition of the criteria. Raises UserError when it is not installed or damaged."""
    read = _read(_CRITERIA, number)
    try:
        groups = tuple((str(each["key"]), str(each["title"])) for each in read["groups"])
        criteria = tuple(
            Criterion(each["code"], each["group"], each["title"], each["wording"])
            for each in read["criteria"]
        )
        _check(
            [each.code for each in criteria],
            [each.group for each in criteria],
            [key for key, _title in groups],
        )
        return CriteriaEdition(int(read["edition"]), read["title"], read["source"], groups, criteria)
    except (KeyError, TypeError, ValueError) as error:
        raise _missing(_CRITERIA) from error


def _check(codes: list[str], used: list[str], headings: list[str]) -> None:
    if set(used) != set(headings):
        raise ValueError("something stands under no heading, or a heading has nothing under it")
    if len(set(codes)) != len(codes):
        raise ValueError("a code stands twice")


def _newest(called: str) -> int:
    pattern = re.compile(rf"{called}_([1-9][0-9]{{0,2}})\.toml")
    found = [pattern.fullmatch(path.name) for path in _folder().glob(f"{called}_*.toml")]
    numbers = [int(match.group(1)) for match in found if match]
    if not numbers:
        raise _missing(called)
    return max(numbers)


def _read(called: str, number: int) -> dict[str, Any]:
    try:
        return tomllib.loads((_folder() / f"{called}_{number}.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _missing(called) from error


def _missing(called: str) -> UserError:
    return UserError(f"{_CALLED[called]} is missing or damaged.", "Install the program again.")


def _folder() -> Path:
    return resource_folder() / "guidance"
