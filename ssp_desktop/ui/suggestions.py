"""Answers that follow from other answers (``Field.suggest``), until the person overrides them. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ssp_desktop.forms.spec import Field, empty_value


class Suggestions:
    """Remembers what was suggested last: an answer that differs from it is the person's own and stays."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields = tuple(each for each in fields if each.suggest is not None)
        self._told: dict[str, Any] = {}

    def start(self, values: Mapping[str, Any]) -> None:
        """Take stored answers as they are. One that is what would be suggested goes on following."""
        self._told = {}
        for each in self._fields:
            follows = _follows(each, values)
            self._told[each.key] = follows if values.get(each.key) == follows else empty_value(each)

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers that follow now and are shown otherwise, by key."""
        found = {}
        for each in self._fields:
            before, now = self._told.get(each.key, empty_value(each)), _follows(each, values)
            self._told[each.key] = now
            if now != before and values.get(each.key) in (before, empty_value(each)):
                found[each.key] = now
        return found


def _follows(spec: Field, values: Mapping[str, Any]) -> Any:
    follows = spec.suggest(values) if spec.suggest is not None else None
    return follows or empty_value(spec)
