"""The equipment register of one school: every item, and the authorities to work in plain clothes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import equipment_views, plain_clothes
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.equipment_views import EquipmentLine
from ssp_desktop.services.plain_clothes import Authority
from ssp_desktop.services.print_equipment import EquipmentPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.equipment_tags import state_tag, to_do_words
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.reading import typed
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    StatusTag,
    Tag,
    body_text,
    button_row,
    primary_button,
    secondary_button,
)

COLUMNS = (
    Column("name", "Item", 24),
    Column("holder", "Received by", 22),
    Column("state", "State", 14),
    Column("expires", "Expires", 16),
    Column("to_do", "To do", 40),
)
_TABLE_EM = 18
_HOLDS = {"In force": Tone.SUCCESS, "Not yet": Tone.INFORMATION, "INVALID": Tone.ERROR}


@dataclass(frozen=True)
class _Row:
    id: int
    name: str
    holder: str
    state: Tag
    expires: str
    to_do: str


class EquipmentPage(PageFrame):
    """The register of one school. Only the police come here."""

    title = "Equipment register"

    def __init__(self, desk: Desk, place: Place) -> None:
        buttons = [secondary_button("Print the register", self._print)]
        if desk.may(Action.EQUIPMENT_WRITE):
            register = partial(desk.go, "equipment_edit", place.record_id)
            buttons.insert(0, primary_button("Register an item", register))
        super().__init__(
            self.title,
            buttons,
            intro="Spray, batons, cuffs, radios, cameras, lockers and keys of officers at this school. "
            "For the police alone.",
            wide=True,
        )
        self.desk = desk
        self.place = place
        self.table = RecordTable(COLUMNS, name="Equipment", empty="Nothing is registered here yet.")
        self.table.setMinimumHeight(theme.theme().em(_TABLE_EM))
        self.table.activated.connect(lambda record_id: desk.go("equipment_item", record_id))
        saved = str(place.extra.get("saved", ""))
        if saved:
            self.add(Notice(Tone.SUCCESS, saved))
        self.add(self.table)
        self.export = offer_export(self, desk, "equipment", lambda: {"partnership_id": place.record_id})
        self.authorities = Card("Plain clothes")
        self.add(self.authorities)
        self._shown: list[QWidget] = []
        follow(desk, self, self.refresh, "equipment", plain_clothes.NOUN)
        self.refresh()

    def refresh(self) -> None:
        """Read the register and the authorities again."""
        self.desk.run(equipment_views.register, self.place.record_id, done=self._show)
        self.desk.run(plain_clothes.authorities, self.place.record_id, done=self._show_authorities)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _print(self) -> None:
        self.desk.go("print", request=EquipmentPrint(self.place.record_id or 0))

    def _show(self, lines: tuple[EquipmentLine, ...]) -> None:
        self.table.set_rows([_row(each) for each in lines])

    def _show_authorities(self, found: tuple[Authority, ...]) -> None:
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [_authority(each) for each in found]
        if not found:
            self._shown.append(body_text("Nobody is authorised to work here in plain clothes."))
        if self.desk.may(Action.EQUIPMENT_SUPERVISE):
            wanted = partial(self.desk.go, "plain_clothes", self.place.record_id)
            self._shown.append(button_row(secondary_button("Authorise plain clothes", wanted)))
        for each in self._shown:
            self.authorities.add(each)


def _row(line: EquipmentLine) -> _Row:
    return _Row(
        line.id,
        line.name,
        line.holder,
        state_tag(line.state),
        day_in_words(line.expires_on) if line.expires_on else "\u2013",
        to_do_words(line),
    )


def _authority(each: Authority) -> Card:
    card = Card(inner=True)
    card.setAccessibleName(f"Plain clothes: {each.officer}")
    rows: list[tuple[str, str | QWidget]] = [
        ("Officer", each.officer),
        ("State", StatusTag(each.holds, _HOLDS.get(each.holds, Tone.NEUTRAL))),
        ("From", day_in_words(each.starts_on)),
        ("Until", day_in_words(each.ends_on)),
        ("Authorised and signed by", each.authorised_by),
    ]
    card.add(KeyValueTable(rows))
    card.add(typed(each.reason, f"Why {each.officer} works in plain clothes"))
    if each.signature is not None and each.signature.fault:
        card.add(body_text(each.signature.fault))
    return card
