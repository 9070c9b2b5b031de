"""Retention: how long each kind of record is kept, and the records whose review is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from ssp_desktop.services import retention
from ssp_desktop.services.presets import Retention
from ssp_desktop.services.retention import DueReview
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow, source
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, KeyValueTable, Notice, PageFrame, muted_text, secondary_button

COLUMNS = (
    Column("due_on", "Due", 12),
    Column("reference", "Record", 16),
    Column("kind", "Kind", 14),
    Column("since", "Date", 12),
    Column("school", "School", 40),
)
_INTRO = "A record whose time has run out is reviewed: somebody decides whether it is still needed, and why."
_SET_BY = (
    "Set by your force: the table stands in the program's preset. Nothing is deleted by itself. A record "
    "that is no longer needed is disposed of by two people; partnerships and visits are reviewed by hand."
)
_EMPTY = "No review is due."
_LIST_EM = 22
_NOTHING_EM = 5


@dataclass(frozen=True)
class _Row:
    key: tuple[str, int]
    due_on: date
    reference: str
    kind: str
    since: date
    school: str
    cursor: retention.Cursor


def _row(due: DueReview) -> _Row:
    kind = retention.label_of_kind(due.kind)
    return _Row((due.kind, due.record_id), due.due_on, due.reference, kind, due.since, due.school, due.cursor)


class RetentionPage(PageFrame):
    """For a sergeant."""

    title = "Retention"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(
            self.title,
            [secondary_button("Disposals", partial(desk.go, "disposals"))],
            intro=_INTRO,
            fills=True,
        )
        self.desk = desk
        self.place = place
        self.notice = Notice(Tone.SUCCESS, "")
        self.notice.hide()
        self.add(self.notice)
        self.table = RecordTable(
            COLUMNS, name="Reviews due", empty=_EMPTY, row_key="key", cursor_key="cursor"
        )
        self.table.activated.connect(lambda key: desk.go("retention_review", key[1], kind=key[0]))
        # What is to be decided stands first; the table of times is long and is looked up.
        self.table.fetched.connect(self._make_room)
        self.add(self.table, 1)
        card = Card("How long records are kept")
        self.rules = KeyValueTable()
        card.add(self.rules)
        card.add(muted_text(_SET_BY))
        self.add(card)
        self.export = offer_export(self, desk, "retention")
        saved = str(place.extra.pop("saved", ""))
        if saved:
            self.notice.show()
            self.notice.show_message(Tone.SUCCESS, saved, say=True)
        follow(desk, self, self.refresh, retention.NOUN, *retention.KINDS)
        self.refresh()

    def refresh(self) -> None:
        """Read the table of times and the list again."""
        self.desk.run(retention.rules, done=self._show_rules)
        self.table.set_source(source(self.desk, self, retention.page, _row))

    def _make_room(self, rows: int) -> None:
        self.table.setMinimumHeight(theme.theme().em(_LIST_EM if rows else _NOTHING_EM))

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show_rules(self, rules: tuple[Retention, ...]) -> None:
        self.rules.set_rows([(retention.label_of_kind(each.record), _rule_words(each)) for each in rules])


def _rule_words(rule: Retention) -> str:
    years = "1 year" if rule.years == 1 else f"{rule.years} years"
    return f"{years} after: {rule.trigger}. Then: {rule.action}"
