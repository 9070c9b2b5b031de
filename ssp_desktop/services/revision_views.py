"""A record's revisions as a reader may see them: who, when, why, and what each one changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ssp_desktop.forms.display import Difference, differences
from ssp_desktop.forms.spec import Audience, FormSpec
from ssp_desktop.services.revisions import Frozen


@dataclass(frozen=True)
class ShownRevision:
    """One revision: who, when, why, and what it changed. ``intact`` is False when it was tampered with."""

    number: int
    author: str
    made_at: datetime
    reason: str
    content_hash: str
    intact: bool
    changes: tuple[Difference, ...]


def shown_revisions(
    spec: FormSpec, frozen: tuple[Frozen, ...], names: Mapping[int, str], audience: Audience
) -> tuple[ShownRevision, ...]:
    """Return the revisions, the first one first, each with its changes to the one before."""
    shown = []
    for position, each in enumerate(frozen):
        changes: tuple[Difference, ...] = ()
        if position:
            earlier = frozen[position - 1].values
            changes = tuple(differences(spec, earlier, each.values, names, audience=audience))
        shown.append(
            ShownRevision(
                number=each.number,
                author=names.get(each.author_id, ""),
                made_at=each.made_at,
                reason=each.reason,
                content_hash=each.content_hash,
                intact=each.intact,
                changes=changes,
            )
        )
    return tuple(shown)
