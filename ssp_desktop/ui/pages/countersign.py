"""The SPOC's page: what waits for their countersignature, record after record, in the school's view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import contact_log_views, countersigning
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.contact_log_lists import ContactLogRow
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_cards import (
    accounts_card,
    countersignatures_card,
    revisions_card,
    summary_card,
)
from ssp_desktop.ui.pages.countersign_decision import DecisionCard
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.pages.parts.in_view import focus_on
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, primary_button, secondary_button

_COLUMNS = (
    Column("waiting_since", "Waiting since", 14),
    Column("reference", "Reference", 14),
    Column("contact_date", "Date", 11),
    Column("subject", "About", 28),
    Column("pupils", "Pupils", 22),
    Column("author", "Officer", 20),
)
_NOTHING = "Nothing waits for your countersignature."
_HOW = "Read each record to its end, then say whether it is right and sign it with your password."


class CountersignPage(PageFrame):
    """The queue, or one record of it with the decision below it.

    ``place.record_id`` names the record, None the queue. ``place.extra``: ``typed`` holds a decision that was
    begun when the page was left; never the password.
    """

    keeps_while_typing = True
    title = "Countersign"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading …", wide=place.record_id is None)
        self.desk = desk
        self.place = place
        self.opened: OpenedContactLog | None = None
        self.decision: DecisionCard | None = None
        self.queue: tuple[ContactLogRow, ...] = ()
        self.notice = Notice(Tone.SUCCESS, "")
        self.notice.hide()
        self.add(self.notice)
        self.table = RecordTable(_COLUMNS, name="Waiting for your countersignature", empty=_NOTHING)
        self.table.activated.connect(partial(desk.go, "countersign"))
        self.table.hide()
        self.add(self.table)
        self.contents = PageColumn()
        self.add(self.contents)
        self._said: tuple[str, str] | None = place.extra.pop("notice", None)
        self._signing = False
        follow(desk, self, self.refresh, "contact_log")
        self.refresh()

    def refresh(self) -> None:
        """Read the queue again, and the record when there is one."""
        if not self._signing:
            self.desk.run(countersigning.waiting, done=self._show_queue)

    def leaving(self) -> None:
        """Keep the decision and the words; the draft keeps them as well."""
        if self.decision is not None:
            self.place.extra["typed"] = self.decision.typed()

    # --- the queue

    def _show_queue(self, queue: tuple[ContactLogRow, ...]) -> None:
        self.queue = queue
        self.set_actions(self._buttons())
        if self.place.record_id is not None:
            self.desk.run(
                contact_log_views.open_contact_log,
                self.place.record_id,
                done=self._show_record,
                failed=self._not_opened,
            )
            return
        count = {0: _NOTHING, 1: f"1 record waits for you. {_HOW}"}
        self.set_intro(count.get(len(queue), f"{len(queue)} records wait for you. {_HOW}"))
        self.table.setVisible(bool(queue))
        self.table.set_rows([_row(each) for each in queue])
        self._say()

    def _buttons(self) -> list[QPushButton]:
        finish = secondary_button("Finish and hand back", partial(self.desk.locking.emit, "lock"))
        if self.place.record_id is not None:
            return [secondary_button("Back to the list", partial(self.desk.go, "countersign")), finish]
        if self.queue:
            first = self.queue[0].id
            return [primary_button("Read the first one", partial(self.desk.go, "countersign", first)), finish]
        return [finish]

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self.notice.show()
        self.notice.show_problem(error)
        focus_on(self.notice)

    def _say(self) -> None:
        if self._said is not None:
            title, text = self._said
            self._said = None
            self.notice.show()
            self.notice.show_message(Tone.SUCCESS, title, text, say=True)
            focus_on(self.notice)

    # --- one record

    def _show_record(self, opened: OpenedContactLog) -> None:
        typed: dict[str, Any] = self.place.extra.pop("typed", {})
        if self.decision is not None:
            typed = self.decision.typed()
        self.opened = opened
        self.set_title(f"Countersign {opened.reference}")
        self.set_intro("")
        signable = opened.may_countersign and opened.intact
        self.decision = self._decision(opened, typed) if signable else None
        self.contents = column_anew(self, self.contents)
        self.contents.fill(self._parts(opened))
        self._say()

    def _parts(self, opened: OpenedContactLog) -> Iterator[QWidget]:
        wording = self.desk.wording
        if not opened.intact:
            yield Notice(
                Tone.ERROR,
                "This record was changed outside the program.",
                "Do not sign it. Tell the sergeant.",
            )
        yield summary_card(opened, wording)
        if opened.revision > 1:
            yield Notice(
                Tone.INFORMATION,
                f"This record was corrected. You sign revision {opened.revision}.",
                "The struck words and the reason stand below, under Revisions.",
            )
        yield from section_cards(CONTACT_LOG, opened.sections, wording=wording)
        accounts = accounts_card(opened, wording)
        if accounts is not None:
            yield accounts
        if opened.countersignatures:
            yield countersignatures_card(opened, wording)
        yield revisions_card(opened.revisions, wording)
        if opened.intact and not opened.may_countersign:
            yield Notice(Tone.INFORMATION, "This record does not wait for your countersignature.")
        if self.decision is not None:
            yield self.decision

    def _decision(self, opened: OpenedContactLog, typed: dict[str, Any]) -> DecisionCard:
        card = DecisionCard(opened.author, self.desk.wording)
        card.set_typed(typed)
        card.signing.connect(self._sign)
        card.read_again.connect(self.refresh)
        return card

    def _sign(self, password: str) -> None:
        if self.decision is None or self.opened is None:
            return
        decision, comment = self.decision.answer()
        self._signing = True
        self.desk.run(
            countersigning.countersign,
            password,
            self.opened.id,
            self.opened.revision,
            decision,
            comment,
            done=self._signed,
            failed=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self._signing = False
        if self.decision is not None:
            self.decision.show_problem(error)

    def _signed(self, _nothing: object) -> None:
        if self.opened is None:
            return
        signed = self.opened
        self.decision = None
        self.place.extra.pop("typed", None)
        left = [each for each in self.queue if each.id != signed.id]
        rest = {0: _NOTHING, 1: "This is the last one."}
        words = (f"You signed {signed.reference}.", rest.get(len(left), f"{len(left)} more wait for you."))
        self.desk.go("countersign", left[0].id if left else None, notice=words)


def _row(record: ContactLogRow) -> dict[str, Any]:
    return {
        "id": record.id,
        "waiting_since": local_date(record.waiting_since) if record.waiting_since else None,
        "reference": record.reference,
        "contact_date": record.contact_date,
        "subject": record.subject,
        "pupils": record.pupils,
        "author": record.author,
    }
