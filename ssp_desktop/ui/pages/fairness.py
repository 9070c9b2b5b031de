"""Fairness: what happened to which groups of pupils, with the words that say what it can and cannot show."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ssp_desktop.services import fairness_words
from ssp_desktop.services.fairness_words import FairnessInWords
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.fields.combo import CalmCombo
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.school_years import SchoolYearBar
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    body_text,
    heading,
    secondary_button,
)
from ssp_desktop.vocabulary.fairness import Dimension, Measure

HOW_TO_READ = (
    "Each pupil is counted once. \u201cOf 100\u201d is how many of 100 pupils of the group on the roll. "
    "\u201cnot shown\u201d stands for a number under 5, and for others from which it could be worked out. "
    "A dash means that there is nothing to divide."
)
_LINES_SHOWN = 12
_LINE_EM = 2.1
_COLUMNS = (
    Column("label", "Group", 40),
    Column("roll", "On the roll", 11),
    Column("pupils", "Pupils", 10),
    Column("rate", "Of 100", 8),
    Column("ratio", "Times all pupils' rate", 20),
)


class FairnessPage(PageFrame):
    """One school and year. ``place.record_id`` is the school, ``begins`` in ``extra`` the year."""

    title = "Fairness"

    def __init__(self, desk: Desk, place: Place) -> None:
        self.bar = SchoolYearBar(desk, place)
        super().__init__(
            self.title,
            [secondary_button("Enter the school's roll", self._enter_roll)],
            intro="For officers and sergeants. The school does not see this page.",
            wide=True,
        )
        self.desk = desk
        self.cards: list[QWidget] = []
        self.tables: dict[Dimension, RecordTable] = {}
        self._told: FairnessInWords | None = None
        self._measure = 0
        self.add(self.bar)
        self.export = offer_export(self, desk, "fairness", self.bar.chosen)
        self.bar.changed.connect(self.refresh)
        follow(desk, self, self.refresh, "contact_log", "activity", "school_roll", "action", "person")

    @property
    def place(self) -> Place:
        """How to come back to what is shown now."""
        return self.bar.place("fairness")

    def refresh(self) -> None:
        """Count again."""
        if self.bar.school is not None:
            self.desk.run(
                fairness_words.open_in_words, self.bar.school, self.bar.begins, done=self._show, receiver=self
            )

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _enter_roll(self) -> None:
        if self.bar.school is not None:
            self.desk.go("school_roll", self.bar.school, begins=self.bar.begins)

    def _show(self, told: FairnessInWords) -> None:
        if (told.partnership_id, told.begins) != (self.bar.school, self.bar.begins):
            return
        self._told = told
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        printed = told.printed
        limits = Card("What these figures can and cannot show")
        for words in (*printed.limits, printed.roll_words):
            limits.add(body_text(words))
        self._add(limits)
        for words in printed.warnings:
            self._add(Notice(Tone.WARNING, words))
        self._add(self._comparisons())
        facts = Card("How contacts were handled")
        facts.add(KeyValueTable(printed.facts))
        self._add(facts)
        self._compare()

    def _add(self, card: QWidget) -> None:
        self.cards.append(card)
        self.add(card)
        card.show()

    def _comparisons(self) -> Card:
        card = Card("Groups compared")
        card.add(body_text(HOW_TO_READ))
        self.measures = CalmCombo([(each.label, each) for each in Measure], None)
        self.measures.removeItem(0)
        self.measures.setAccessibleName("What happened to pupils")
        self.measures.setCurrentIndex(self._measure)
        self.measures.activated.connect(self._compare)
        card.add(self.measures)
        self.tables = {}
        for dimension in Dimension:
            table = RecordTable(_COLUMNS, name=dimension.label, empty="Nobody is counted.")
            table.view.setAccessibleDescription("")
            self.tables[dimension] = table
            card.add(heading(dimension.label, 3))
            card.add(table)
        return card

    def _compare(self) -> None:
        """Show what is chosen, in every way of comparing."""
        if self._told is None:
            return
        self._measure = self.measures.currentIndex()
        for dimension, groups in self._told.groups[Measure(self.measures.currentData())].items():
            table = self.tables[dimension]
            shown = min(len(groups), _LINES_SHOWN) + 1
            table.setFixedHeight(theme.theme().em(_LINE_EM * shown + 1))
            table.set_rows(groups)
