"""Home: what waits for the person who is signed in, board by board, each line a link to the record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import boards, page_drafts
from ssp_desktop.services.boards import Board, Line
from ssp_desktop.services.page_drafts import PageDraft
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    FlowLayout,
    LinkButton,
    PageFrame,
    StatusTag,
    breakable,
    link_button,
    muted_text,
    primary_button,
)

_TWO_COLUMNS_FROM_EM = 52
# A card's heading and frame take as much height as this many lines.
_HEADING_LINES = 2

_TONES = {
    "Overdue": Tone.ERROR,
    "Urgent": Tone.ERROR,
    "Due soon": Tone.WARNING,
    "School not told": Tone.WARNING,
    "Storage not approved": Tone.ERROR,
    "Draft": Tone.NEUTRAL,
    "To decide": Tone.INFORMATION,
    "To confirm": Tone.INFORMATION,
    "At the school now": Tone.INFORMATION,
}

_PAGES = {
    "contact_log": "contact_log",
    "action": "action",
    "visit": "visits",
    "partnership": "partnership",
    "storage": "storage",
    "arrest_plan": "arrest_plan",
    "arrest_arrangement": "arrest_arrangement",
    "arrest_share": "arrest_share",
    "evaluation": "evaluation",
    "evaluations": "evaluations",
    "prioritisation": "prioritisation",
    "equipment": "equipment_item",
    "prevention_plan": "prevention_plan",
    "information_share": "information_share",
    "officer_profile": "officer_profile",
    "account": "people",
    "disposal": "disposal",
    "backup": "backup",
}

_WHOLE_LISTS = {
    "overdue": "actions",
    "untold": "actions",
    "visits": "visits",
    "expiries": "partnerships",
    "schools": "partnerships",
    "storage": "storage",
    "evaluations": "evaluations",
    "equipment": "storage",
    "plan": "prevention_plan",
    "shares": "information_shares",
    "accounts": "people",
    "retention": "retention",
    "disposals": "disposals",
    "copy_away": "backup",
    "arrest_plans": "arrest_plans",
    "arrest_shares": "arrest_share",
}


class HomePage(PageFrame):
    """The boards of the person's role."""

    title = "Home"

    def __init__(self, desk: Desk, place: Place) -> None:
        buttons = []
        if desk.may(Action.CONTACT_LOG_WRITE):
            buttons.append(primary_button("Write a contact log", partial(desk.go, "contact_log_edit")))
        super().__init__(self.title, buttons, intro="Loading …", wide=True)
        self.desk = desk
        self.place = place
        self.cards: list[BoardCard] = []
        self._columns = _Columns()
        self.add(self._columns)
        follow(desk, self, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the boards again."""
        self.desk.run(boards.home, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, found: tuple[Board, ...]) -> None:
        held = next((card.focused for card in self.cards if card.focused), None)
        self.cards = [BoardCard(board) for board in found]
        for card in self.cards:
            card.opened.connect(partial(self._open, card.board))
            card.list_wanted.connect(partial(self._open_list, card.board))
        self._columns.show_cards(self.cards)
        waiting = sum(board.count for board in found)
        self.set_intro(
            {0: "Nothing waits for you.", 1: "1 thing waits for you."}.get(
                waiting, f"{waiting:,} things wait for you."
            )
        )
        if held is not None:
            self._focus(*held)

    def _focus(self, board: str, line: int) -> None:
        card = next((each for each in self.cards if each.board.key == board), None)
        if card is not None and card.links:
            card.links[min(line, len(card.links) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, board: Board, line: Line) -> None:
        if line.noun == "page_draft" and line.record_id is not None:
            self.desk.run(page_drafts.own, done=partial(self._open_draft, line.record_id))
        elif board.key == "countersign":
            self.desk.go("countersign", line.record_id)
        elif board.key == "retention":
            self.desk.go("retention_review", line.record_id, kind=line.noun)
        elif line.noun == "draft":
            self.desk.go("contact_log_edit", draft_id=line.record_id)
        elif line.noun == "arrest_plan_draft":
            self.desk.go("arrest_plan_edit", draft_id=line.record_id)
        else:
            self.desk.go(_PAGES[line.noun], line.record_id)

    def _open_draft(self, draft_id: int, found: tuple[PageDraft, ...]) -> None:
        draft = next((each for each in found if each.id == draft_id), None)
        if draft is None:
            self.refresh()  # it was saved or discarded meanwhile
        else:
            self.desk.going.emit(Place(draft.page, draft.record_id, dict(draft.extra)))

    def _open_list(self, board: Board) -> None:
        self.desk.go(_WHOLE_LISTS.get(board.key, "contact_logs"))


class BoardCard(Card):
    """One board: its title with the count, its lines as links, or in words why there is none.

    Signals:
        opened(Line): a line was chosen.
        list_wanted(): there is more than is shown, and the person wants the list.
    """

    opened = Signal(object)
    list_wanted = Signal()

    def __init__(self, board: Board) -> None:
        title = f"{board.title} ({board.count:,})" if board.count else board.title
        super().__init__(title)
        self.board = board
        self.links: list[LinkButton] = []
        if not board.lines:
            self.add(muted_text(board.empty))
        for line in board.lines:
            self.add(self._line(line))
        left = board.count - len(board.lines)
        if left > 0:
            words = f"Show the list: {left:,} more" if board.lines else "Show the list"
            self.add(link_button(words, self.list_wanted.emit))

    @property
    def height_in_lines(self) -> int:
        """About how high the card is, to share the cards out over two columns."""
        return _HEADING_LINES + 2 * max(1, len(self.board.lines))

    @property
    def focused(self) -> tuple[str, int] | None:
        """The board and the number of the line that has the keyboard, None when it is elsewhere."""
        for number, link in enumerate(self.links):
            if link.hasFocus():
                return (self.board.key, number)
        return None

    def _line(self, line: Line) -> QWidget:
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        first = QWidget()
        flow = FlowLayout(first)
        link = link_button(breakable(line.text), partial(self.opened.emit, line))
        # A long word wraps instead of pushing the card wide.
        link.setMinimumWidth(1)
        link.setAccessibleName(line.text)
        link.setAccessibleDescription(". ".join(each for each in (line.tag, line.detail) if each))
        self.links.append(link)
        flow.addWidget(link)
        if line.tag:
            flow.addWidget(_beside(link, StatusTag(line.tag, _TONES.get(line.tag, Tone.WARNING))))
        layout.addWidget(first)
        if line.detail:
            layout.addWidget(muted_text(breakable(line.detail)))
        return row


def _beside(link: LinkButton, tag: StatusTag) -> QWidget:
    """Return the tag in a box as high as one line of the link, so that both stand on one line."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(tag, alignment=Qt.AlignmentFlag.AlignVCenter)
    box.setMinimumHeight(link.sizeHint().height())
    return box


class _Columns(QWidget):
    """Cards in two columns when there is room, else in one. The keyboard goes in the boards' order."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[BoardCard] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.theme().em(1))
        self._sides: list[QVBoxLayout] = []
        for _ in range(2):
            side = QVBoxLayout()
            side.setSpacing(theme.theme().em(1))
            side.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._layout.addLayout(side, 1)
            self._sides.append(side)
        self._shown_columns = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_cards(self, cards: list[BoardCard]) -> None:
        """Show these cards; the old ones are deleted."""
        for old in self._cards:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._cards = cards
        self._share_out(self._wanted_columns())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two columns to one and back."""
        super().resizeEvent(event)
        if self._wanted_columns() != self._shown_columns:
            self._share_out(self._wanted_columns())

    def _wanted_columns(self) -> int:
        return 2 if self.width() >= theme.theme().em(_TWO_COLUMNS_FROM_EM) else 1

    def _share_out(self, columns: int) -> None:
        self._shown_columns = columns
        for side in self._sides:
            while side.count():
                side.takeAt(0)
        heights = [0, 0]
        for card in self._cards:
            place = 0 if columns == 1 or heights[0] <= heights[1] else 1
            heights[place] += card.height_in_lines
            self._sides[place].addWidget(card)
        self._layout.setStretch(1, columns - 1)
        self._layout.setSpacing(theme.theme().em(1) if columns > 1 else 0)
