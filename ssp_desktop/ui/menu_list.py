"""The menu at the left of the signed-in person's screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.menu import menu_for

BELONGS_TO = {
    "contact_log": "contact_logs",
    "contact_log_edit": "contact_logs",
    "storage_checklist": "storage",
    "storage_assessment": "storage",
    "arrest_plan": "arrest_plans",
    "arrest_plan_edit": "arrest_plans",
    "arrest_outcome": "arrest_plans",
    "arrest_arrangement": "arrest_plans",
    "evaluation": "evaluations",
    "evaluation_part": "evaluations",
    "evaluation_evidence": "evaluations",
    "evaluation_voice": "evaluations",
    "prioritisation": "partnerships",
    "equipment": "storage",
    "equipment_item": "storage",
    "equipment_edit": "storage",
    "plain_clothes": "storage",
    "chronology": "pupils",
    "activity": "activities",
    "activity_edit": "activities",
    "information_shares": "activities",
    "information_share": "activities",
    "information_share_edit": "activities",
    "missing_pupils": "activities",
    "missing_pupil": "activities",
    "missing_pupil_edit": "activities",
    "bwv_viewings": "activities",
    "bwv_viewing": "activities",
    "bwv_viewing_edit": "activities",
    "confidentiality_agreement": "activities",
    "indicator": "indicators",
    "fairness": "indicators",
    "school_roll": "indicators",
    "retention_review": "retention",
    "disposals": "retention",
    "disposal": "retention",
    "disposal_edit": "retention",
    "check_store": "audit",
    "move_store": "backup",
    "action": "actions",
    "partnership": "partnerships",
    "account": "people",
    "officer_profile": "people",
}


class MenuList(QScrollArea):
    """The menu at the left. Narrow: it folds into one button that shows it.

    Signals:
        chosen(str): the key of the page.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "menu")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Menu")
        inside = QWidget()
        inside.setProperty("role", "menu_contents")
        layout = QVBoxLayout(inside)
        space = theme.theme().em(0.6)
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.theme().em(0.15))
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        for item in menu_for(desk.actor):
            button = QPushButton(desk.wording(item.label))
            button.setProperty("role", "menu_item")
            button.setCheckable(True)
            button.clicked.connect(partial(self.chosen.emit, item.page))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[item.page] = button
        layout.addStretch(1)
        self.setWidget(inside)
        self._fit()
        theme.theme().changed.connect(self._fit)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words of the entries, in order."""
        return tuple(button.text() for button in self._buttons.values())

    def mark(self, place: Place) -> None:
        """Mark the entry whose page is shown, or to which it belongs."""
        printed = place.extra.get("request") or place.extra.get("period")
        entry = BELONGS_TO.get(place.page, place.page)
        if place.page == "print" and printed is not None:
            entry = printed.menu_page
        if entry in self._buttons:
            self._buttons[entry].setChecked(True)

    @property
    def marked(self) -> str:
        """The words of the entry that is marked; empty when none is."""
        return next((button.text() for button in self._buttons.values() if button.isChecked()), "")

    def stay(self) -> None:
        """Take the keyboard until the page has something to type into."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Keep the menu no wider than its words where room is short."""
        self.setProperty("narrow", narrow)
        self._fit()

    def _fit(self) -> None:
        # The marked entry is bold, and bold words need more room.
        plain, bold = (QFontMetrics(theme.theme().font(bold=each)) for each in (False, True))
        widths = (
            each.sizeHint().width()
            + bold.horizontalAdvance(each.text())
            - plain.horizontalAdvance(each.text())
            for each in self._buttons.values()
        )
        widest = max(widths, default=0)
        beside = theme.theme().em(1.2) + self.verticalScrollBar().sizeHint().width() + self.frameWidth()
        self.setFixedWidth(widest + beside)
