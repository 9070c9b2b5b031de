"""What a record that is being written rests on: a school, a draft, or a stored record to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ssp_desktop.forms.spec import Field, Kind, Section
from ssp_desktop.services.drafts import Position
from ssp_desktop.services.partnerships import School


@dataclass(frozen=True)
class DraftBasis:
    """What a page that keeps a draft starts from.

    ``record_id``, ``reference`` and ``newest`` (its revision now) are set for a correction; ``based_on`` is
    the revision that the person saw when they began. A record that is written during a visit names it, and
    the school of that visit. ``at`` is where in the form a draft was left.
    """

    schools: tuple[School, ...]
    values: dict[str, Any]
    partnership_id: int | None = None
    visit_id: int | None = None
    visit_school: int | None = None
    record_id: int | None = None
    reference: str = ""
    school: str = ""
    based_on: int | None = None
    newest: int | None = None
    at: Position | None = None

    @property
    def is_correction(self) -> bool:
        """Whether a stored record is being corrected."""
        return self.record_id is not None


def basis_section(*keys: str) -> Section:
    """Return what a draft keeps beside its answers, since the school can be chosen after the first save.

    Args:
        keys: the numbers that say what the record belongs to.
    """
    fields = tuple(Field(key, key, Kind.NUMBER) for key in keys)
    return Section("basis", "What it belongs to", fields)
