"""Given names that stand for one another: Bob and Robert, Mohammed and Muhammad. Data, not code.

``resources/names/nicknames.csv`` has one group of names a line: ``kind`` (``nickname`` or ``spelling``),
``name`` and its ``variants``, separated by spaces. Two names belong together when a line holds both: Alex
goes with Alexander and with Alexandra, but these two do not go with each other.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from ssp_desktop.errors import UserError
from ssp_desktop.paths import resource_folder
from ssp_desktop.services.folding import fold

NICKNAME = "nickname"
KINDS = (NICKNAME, "spelling")


@dataclass(frozen=True)
class Group:
    """One line of the table. ``members`` are folded and include the name itself."""

    kind: str
    name: str
    members: frozenset[str]


def related_names(name: str) -> frozenset[str]:
    """Return the other folded names that may stand for the folded ``name``."""
    return frozenset(other for group in _groups_by_name().get(name, ()) for other in group.members) - {name}


def relation(first: str, second: str) -> str:
    """Return how two folded given names belong together, in plain words, or an empty string."""
    pair = {first, second}
    shared = [group for group in _groups_by_name().get(first, ()) if pair <= group.members]
    if first == second or not shared:
        return ""
    group = min(shared, key=lambda each: (each.kind, each.name))
    if group.kind != NICKNAME:
        return "similar spelling"
    return f"nickname of {group.name}" if fold(group.name) in pair else f"both short for {group.name}"


@lru_cache(maxsize=1)
def _groups_by_name() -> dict[str, tuple[Group, ...]]:
    found: dict[str, tuple[Group, ...]] = {}
    for group in _read_groups():
        for member in group.members:
            found[member] = (*found.get(member, ()), group)
    return found


def _read_groups() -> list[Group]:
    path = resource_folder() / "names" / "nicknames.csv"
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        return [_group(row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, AttributeError) as error:
        raise UserError(
            "The table of nicknames that belongs to SSP Desktop cannot be read.", "Install the program again."
        ) from error


def _group(row: dict[str, str]) -> Group:
    if row["kind"] not in KINDS:
        raise KeyError(row["kind"])
    members = [fold(each) for each in (row["name"], *row["variants"].split())]
    return Group(row["kind"], row["name"], frozenset(members))
