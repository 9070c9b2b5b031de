"""One partnership, to read: its tier with the reason, what must be done, its documents, its answers."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.forms.display import shown_sections
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import partnerships
from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.partnerships import WARNING_DAYS, OpenedPartnership
from ssp_desktop.services.presets import DEFAULT_PRESET, load_preset
from ssp_desktop.services.print_requests import PartnershipPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.partnership_edit import PartnershipForm
from ssp_desktop.ui.pages.partnerships import tier_tag
from ssp_desktop.ui.pages.parts.one_of_two import OneOfTwo
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    FlowLayout,
    Notice,
    PageFrame,
    StatusTag,
    Tag,
    body_text,
    breakable,
    button_row,
    heading,
    muted_text,
    primary_button,
    secondary_button,
)
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.partnership import Tier

# What is signed, when, and until when it is to be reviewed.
_DOCUMENTS = (
    ("Protocol", "protocol_signed_on", "protocol_review_on"),
    ("Data sharing agreement (DSA)", "dsa_signed_on", "dsa_review_on"),
    ("Data protection impact assessment (DPIA)", "dpia_signed_on", "dpia_review_on"),
)


class PartnershipPage(OneOfTwo["PartnershipForm | PartnershipView"]):
    """The partnership to read; with ``edit`` in the place's ``extra``, or without a record, the form."""

    title = "Partnership"

    def __init__(self, desk: Desk, place: Place) -> None:
        edit = place.record_id is None or bool(place.extra.get("edit"))
        super().__init__(PartnershipForm(desk, place) if edit else PartnershipView(desk, place))


def open_with_escalation(signed_in: SignedIn, partnership_id: int) -> tuple[OpenedPartnership, str]:
    """Return the partnership, and to whom this force escalates a school that declined."""
    preset = load_preset(signed_in.preset or DEFAULT_PRESET)
    return partnerships.open_partnership(signed_in, partnership_id), preset.declined_to


class PartnershipView(PageFrame):
    """The partnership with one school. School roles read their own."""

    title = "Partnership"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading …")
        self.desk = desk
        self.place = place
        saved = place.extra.get("saved")
        self._saved = saved if isinstance(saved, str) else "The partnership is saved." if saved else ""
        self.notices: list[Notice] = []
        self._shown: list[QWidget] = []
        follow(desk, self, self.refresh, "partnership")
        self.refresh()

    def refresh(self) -> None:
        """Read the partnership again."""
        self.desk.run(open_with_escalation, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, found: tuple[OpenedPartnership, str]) -> None:
        opened, declined_to = found
        for old in self._shown:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown, self.notices = [], []
        self.set_title(breakable(str(opened.values["school_name"])))
        self.set_intro("")
        self.set_actions(self._buttons())
        if self._saved:
            self._put_notice(Notice(Tone.SUCCESS, self._saved))
            self._saved = ""
        self._put_declined(opened, declined_to)
        self._put(_tier_card(opened))
        self._put_priority(opened)
        self._put(_documents_card(opened.values, local_date(self.desk.signed_in.clock())))
        people = {each.account_id: each.name for each in self.desk.people}
        sections = shown_sections(PARTNERSHIP, opened.values, people, wording=self.desk.wording)
        for card in section_cards(PARTNERSHIP, sections, wording=self.desk.wording):
            self._put(card)

    def _buttons(self) -> list[QWidget]:
        buttons: list[QWidget] = []
        if self.desk.may(Action.PARTNERSHIP_WRITE):
            buttons.append(primary_button("Change", self._edit))
        if self.desk.may(Action.PRINT_PARTNERSHIP):
            wanted = partial(self.desk.go, "print", request=PartnershipPrint(self.place.record_id or 0))
            buttons.append(secondary_button("Print or save as PDF", wanted))
        return buttons

    def _edit(self, field: str = "") -> None:
        self.desk.go("partnership", self.place.record_id, edit=True, field=field)

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self.add(widget)

    def _put_notice(self, notice: Notice) -> None:
        self.notices.append(notice)
        self._put(notice)

    def _put_priority(self, opened: OpenedPartnership) -> None:
        card = Card("Priority and funding")
        for widget in priority_lines(opened.values):
            card.add(widget)
        if self.desk.may(Action.PRIORITISATION_READ):
            wanted = partial(self.desk.go, "prioritisation", self.place.record_id)
            card.add(button_row(secondary_button("Prioritisation", wanted)))
        self._put(card)

    def _put_declined(self, opened: OpenedPartnership, declined_to: str) -> None:
        if opened.tier is not Tier.DECLINED:
            return
        if not opened.must_escalate:
            when, whom = opened.values["escalated_on"], opened.values["escalated_to"]
            words = f"Escalated on {day_in_words(when)} to {whom}."
            self._put_notice(Notice(Tone.INFORMATION, "This school declined a partnership.", words))
            return
        notice = Notice(
            Tone.ERROR,
            "This school declined a partnership. It must be escalated.",
            f"Escalate it to: {declined_to}. Then record when, and whom you told.",
        )
        if self.desk.may(Action.PARTNERSHIP_WRITE):
            record = secondary_button("Record the escalation", partial(self._edit, "escalated_on"))
            notice.add(button_row(record))
        self._put_notice(notice)


def priority_lines(values: dict[str, Any]) -> tuple[QWidget, QWidget]:
    """Return whether it is a priority school and whether the school funds the officer's post."""
    tags = {
        Answer.YES: Tag("Priority school", Tone.INFORMATION),
        Answer.NO: Tag("Not a priority school", Tone.NEUTRAL),
    }
    tag = tags.get(values["priority_school"], Tag("Priority not decided", Tone.NEUTRAL))
    first = QWidget()
    FlowLayout(first).addWidget(StatusTag(tag.word, tag.tone))
    funded = {
        Answer.YES: "The school funds the officer's post.",
        Answer.NO: "The school does not fund the officer's post.",
    }
    return first, body_text(funded.get(values["funded"], "Whether the school funds it is not recorded."))


def _tier_card(opened: OpenedPartnership) -> Card:
    card = Card("Where the partnership stands")
    tag = tier_tag(opened.tier)
    first = QWidget()
    FlowLayout(first).addWidget(StatusTag(tag.word, tag.tone))
    card.add(first)
    card.add(body_text(opened.tier_reason))
    card.add(muted_text("This follows from the answers below; nobody types it."))
    return card


def _documents_card(values: dict[str, Any], today: date) -> Card:
    card = Card("Documents")
    for name, signed_key, review_key in _DOCUMENTS:
        signed, review = values.get(signed_key), values.get(review_key)
        tag = review_tag(signed, review, today)
        first = QWidget()
        flow = FlowLayout(first)
        title = heading(name, 3)
        title.setWordWrap(False)
        flow.addWidget(title)
        flow.addWidget(StatusTag(tag.word, tag.tone))
        told = f"Signed {day_in_words(signed)}." if signed else "No date of signature is recorded."
        if review:
            told += f" Review by {day_in_words(review)}."
        block = QWidget()
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(first)
        layout.addWidget(body_text(told))
        card.add(block)
    return card


def review_tag(signed: date | None, review: date | None, today: date) -> Tag:
    """Return in a word how a document stands on ``today``."""
    if signed is None:
        return Tag("Not signed", Tone.WARNING)
    if review is None:
        return Tag("No review date", Tone.NEUTRAL)
    if review < today:
        return Tag("Review overdue", Tone.ERROR)
    if (review - today).days <= WARNING_DAYS:
        return Tag("Review due soon", Tone.WARNING)
    return Tag("In date", Tone.SUCCESS)
