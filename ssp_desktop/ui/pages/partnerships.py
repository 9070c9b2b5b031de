"""Partnerships: the schools with the tier that follows from each record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import partnerships
from ssp_desktop.services.partnerships import School
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import PageFrame, Tag, primary_button
from ssp_desktop.vocabulary.partnership import Tier

_TONES = {
    Tier.SSP: Tone.SUCCESS,
    Tier.NAMED_OFFICER: Tone.INFORMATION,
    Tier.DECLINED: Tone.ERROR,
    Tier.NOT_SET_UP: Tone.WARNING,
}

COLUMNS = (Column("name", "School", 50), Column("tier", "Partnership", 40))


def tier_tag(tier: Tier) -> Tag:
    """Return a tier in words and a tint."""
    word = "Declined" if tier is Tier.DECLINED else tier.label
    return Tag(word, _TONES[tier])


@dataclass(frozen=True)
class _Row:
    id: int
    name: str
    tier: Tag


class PartnershipsPage(PageFrame):
    """The schools that the person may see."""

    title = "Partnerships"

    def __init__(self, desk: Desk, place: Place) -> None:
        buttons = []
        if desk.may(Action.PARTNERSHIP_WRITE):
            buttons.append(primary_button("Add a school", partial(desk.go, "partnership")))
        super().__init__(self.title, buttons, fills=True)
        self.desk = desk
        self.place = place
        self.table = RecordTable(COLUMNS, name="Partnerships", empty="There is no school here yet.")
        self.table.activated.connect(lambda partnership_id: desk.go("partnership", partnership_id))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "partnerships")
        follow(desk, self, self.refresh, "partnership")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(partnerships.schools, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, schools: tuple[School, ...]) -> None:
        self.table.set_rows([_Row(each.id, each.name, tier_tag(each.tier)) for each in schools])
