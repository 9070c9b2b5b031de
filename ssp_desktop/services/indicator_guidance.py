"""The indicators of the annual evaluation, read from ``resources/guidance``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from ssp_desktop.errors import UserError
from ssp_desktop.paths import resource_folder

_FILE = "indicators_1.toml"


@dataclass(frozen=True)
class IndicatorGroup:
    """A heading over indicators."""

    key: str
    title: str


@dataclass(frozen=True)
class IndicatorWording:
    """One indicator as the handbook asks for it. ``words`` tells the reader what is counted."""

    key: str
    group: IndicatorGroup
    label: str
    words: str
    police_only: bool


@dataclass(frozen=True)
class IndicatorEdition:
    """All indicators of one edition, in the order of the handbook; ``source`` is the paragraph."""

    number: int
    source: str
    indicators: tuple[IndicatorWording, ...]


@lru_cache(maxsize=1)
def edition() -> IndicatorEdition:
    """Return the indicators.

    Raises:
        UserError: the file is missing or damaged.
    """
    try:
        read = tomllib.loads((resource_folder() / "guidance" / _FILE).read_text(encoding="utf-8"))
        groups = {each["key"]: IndicatorGroup(each["key"], each["title"]) for each in read["groups"]}
        found = tuple(
            IndicatorWording(
                each["key"], groups[each["group"]], each["label"], each["words"], bool(each["police_only"])
            )
            for each in read["indicators"]
        )
        return IndicatorEdition(int(read["edition"]), str(read["source"]), found)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            "The list of indicators is missing or damaged.", "Install the program again."
        ) from error
