"""What the police shared with the school about arrests: the list, or one summary with its signature."""

from __future__ import annotations

from functools import partial

from ssp_desktop.services import arrest_sharing
from ssp_desktop.services.arrest_sharing import ShownShare
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.print_arrests import ArrestSharePrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.arrest_plan_cards import share_card
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.one_of_two import OneOfTwo
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.widgets import PageFrame, secondary_button

TITLE = "Shared by the police"
_COLUMNS = (Column("shared", "Shared at", 24), Column("shared_for", "For", 40))
_NONE = "The police have shared no summary with your school."


class ArrestSharePage(OneOfTwo["ShareList | ShareView"]):
    """One summary; without a record the list of them. The school sees its own and nothing else."""

    title = TITLE

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(ShareList(desk, place) if place.record_id is None else ShareView(desk, place))

    def leaving(self) -> None:
        """Nothing is typed here."""


class ShareList(PageFrame):
    """The summaries that were shared with this school, the newest first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        intro = "Summaries that a sergeant wrote for your school. Keep them to those they are for."
        super().__init__(TITLE, intro=intro, fills=True)
        self.desk = desk
        self.place = place
        self.table = RecordTable(_COLUMNS, name=TITLE, empty=_NONE)
        self.table.activated.connect(partial(desk.go, "arrest_share"))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "arrest_share")
        follow(desk, self, self.refresh, "arrest_share")
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(arrest_sharing.shared_with_us, done=self._show)

    def _show(self, shares: tuple[ShownShare, ...]) -> None:
        self.table.set_rows(
            [
                {"id": each.id, "shared": in_words(each.shared_at), "shared_for": each.shared_for}
                for each in shares
            ]
        )


class ShareView(PageFrame):
    """One summary with its signature."""

    def __init__(self, desk: Desk, place: Place) -> None:
        printed = secondary_button("Print or save", self._print)
        super().__init__(TITLE, [printed], intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.share: ShownShare | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read it, once: a summary never changes."""
        if self.share is None:
            self.desk.run(arrest_sharing.open_share, self.place.record_id, done=self._show)

    def _show(self, share: ShownShare) -> None:
        if self.share is not None:
            return
        self.share = share
        self.set_intro(share.school)
        self.add(share_card(share))

    def _print(self) -> None:
        self.desk.go("print", request=ArrestSharePrint(self.place.record_id or 0))
