"""One indicator: what it counts, its chart by term, and the records behind the figure."""

from __future__ import annotations

from typing import Any

from ssp_desktop.services import indicators
from ssp_desktop.services.indicators import Indicator, Line, OpenedIndicators, chart_of
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import Card, PageFrame, body_text, muted_text
from ssp_desktop.ui.widgets.bar_chart import BarChartView
from ssp_desktop.vocabulary.chart import figure

_COLUMNS = (
    Column("happened_on", "Date", 11),
    Column("reference", "Reference", 16),
    Column("number", "Counts for", 10),
    Column("words", "About", 40),
)


class IndicatorPage(PageFrame):
    """``place.record_id`` is the school; ``extra`` holds ``begins``, the year, and ``key``, the indicator."""

    title = "Indicator"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026", wide=True, fills=True)
        self.desk = desk
        self.place = place
        self.chart: BarChartView | None = None
        self.card = Card()
        self.card.hide()
        self.figure_words = body_text("")
        self.counted = muted_text("")
        self.card.add(self.figure_words)
        self.card.add(self.counted)
        self.table = RecordTable(
            _COLUMNS,
            name="Records behind the figure",
            empty="No record counts for this figure.",
            cursor_key="key",
        )
        self.table.setMinimumHeight(theme.theme().em(10))
        self.table.activated.connect(lambda opens: desk.go(opens[0], opens[1]))
        self.add(self.card)
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "indicator", self._wanted)
        follow(desk, self, self.refresh, "contact_log", "activity", "partnership")
        self.refresh()

    def refresh(self) -> None:
        """Count again, and read the list again."""
        begins = self.place.extra["begins"]
        self.desk.run(
            indicators.open_indicators, self.place.record_id, begins, done=self._show, receiver=self
        )
        self.table.set_source(
            source(
                self.desk,
                self,
                indicators.lines,
                _row,
                **self._wanted(),
            )
        )

    def _wanted(self) -> dict[str, Any]:
        extra = self.place.extra
        return {"partnership_id": self.place.record_id, "begins": extra["begins"], "key": extra["key"]}

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, opened: OpenedIndicators) -> None:
        each = next((each for each in opened.indicators if each.key == self.place.extra["key"]), None)
        if each is None:
            return
        self.set_title(each.label)
        self.set_intro(f"{opened.school}, {opened.year.label}. {each.paragraph}.")
        self.figure_words.setText(_figure_words(each))
        self.counted.setText(each.words)
        self.card.show()
        if self.chart is not None:
            self.card.body.removeWidget(self.chart)
            self.chart.hide()
            self.chart.deleteLater()
            self.chart = None
        drawn = chart_of(each, opened.year)
        if drawn is not None:
            self.chart = BarChartView(drawn)
            self.card.add(self.chart)
            self.chart.show()


def _figure_words(each: Indicator) -> str:
    if each.figure is None:
        return "The question does not arise for this school."
    return f"This year: {figure(each.figure)}. The year before: {figure(each.last_year)}."


def _row(line: Line) -> dict[str, Any]:
    return {
        "id": (line.noun, line.record_id, line.key),
        "key": line.key,
        "happened_on": line.happened_on,
        "reference": line.reference,
        "words": line.words,
        "number": f"{line.number:,}",
    }
