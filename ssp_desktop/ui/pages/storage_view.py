"""One school's storage, to read: whether it is approved and why not, the checklist, both risk assessments."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import storage, storage_decisions
from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.print_requests import StoragePrint
from ssp_desktop.services.storage import Assessment, OpenedStorage
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.photographs import Photographs
from ssp_desktop.ui.pages.storage_cards import assessment_card, decision_card, item_cards, tag_line
from ssp_desktop.ui.pages.storage_decision import StorageDecisionCard
from ssp_desktop.ui.pages.storage_tags import review_tag
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    PageFrame,
    body_text,
    breakable,
    button_row,
    primary_button,
    secondary_button,
)
from ssp_desktop.vocabulary.storage import AssessmentParty, StoragePart

_NOUNS = ("partnership", "storage_checklist", "storage_risk_assessment")


class StorageView(PageFrame):
    """The storage of one school. The school reads its own, without the assessment of the police.

    ``place.extra["typed"]`` holds a decision that is being written, with the photographs' ``captions``.
    """

    keeps_while_typing = True
    title = "Storage and safety"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.notices: list[Notice] = []
        self.decision: StorageDecisionCard | None = None
        self.opened: OpenedStorage | None = None
        self._saved = str(place.extra.get("saved", ""))
        self._typed: dict[str, Any] = dict(place.extra.get("typed", {}))
        self._captions: dict[str, str] = self._typed.pop("captions", place.extra.get("captions", {}))
        self.photographs: dict[str, Photographs] = {}
        self._shown: list[QWidget] = []
        follow(desk, self, self.refresh, *_NOUNS)
        self.refresh()

    def refresh(self) -> None:
        """Read it again; a decision or a description that is being written stays."""
        self._read_cards()
        self.desk.run(storage.open_storage, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Keep the words of a decision and descriptions that are being written, never the password."""
        self._read_cards()
        typed = {**self._typed, **({"captions": self._captions} if self._captions else {})}
        self.place = Place(self.place.page, self.place.record_id, {"typed": typed} if typed else {})

    def _read_cards(self) -> None:
        """Take what stands in the cards; what was brought stays until they are there."""
        if self.opened is not None:
            self._captions = {code: part.typed() for code, part in self.photographs.items() if part.typed()}
        if self.decision is not None:
            self._typed = self.decision.typed()

    def _show(self, opened: OpenedStorage) -> None:
        for old in self._shown:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown, self.notices, self.decision, self.opened = [], [], None, opened
        self.photographs = {}
        self.set_title(breakable(f"Storage at {opened.state.school}"))
        self.set_intro("")
        self.set_actions(self._print_buttons(opened))
        if self._saved:
            self._put_notice(Notice(Tone.SUCCESS, self._saved))  # stays: what changed is read twice
        self._put_approval(opened)
        self._put(self._checklist_card(opened))
        for each in opened.assessments:
            self._put(assessment_card(each, self.desk.signed_in.preset, self._assessment_buttons(each)))
        self._put_decision(opened)
        if self.desk.may(Action.EQUIPMENT_READ):
            self._put(self._equipment_card())
        if opened.revision:
            names = {each.account_id: each.name for each in self.desk.people}
            for card in item_cards(opened, names, self._photographs):
                self._put(card)

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self.add(widget)

    def _put_notice(self, notice: Notice) -> None:
        self.notices.append(notice)
        self._put(notice)

    def _put_approval(self, opened: OpenedStorage) -> None:
        if not opened.state.started:
            words = "Fill in the checklist before any equipment or uniform is kept at this school."
            self._put_notice(Notice(Tone.INFORMATION, "Nothing is recorded yet.", words))
        elif opened.state.approved:
            words = "Everything that the handbook asks for is in place or decided."
            self._put_notice(Notice(Tone.SUCCESS, "Storage approved", words))
        else:
            self._put_notice(Notice(Tone.ERROR, "Storage not approved", "\n".join(opened.state.missing)))

    def _print_buttons(self, opened: OpenedStorage) -> list[QWidget]:
        if not opened.state.started or not self.desk.may(Action.PRINT_STORAGE):
            return []
        return [secondary_button("Print or save the pack", partial(self._print, StoragePart.PACK))]

    def _print(self, part: StoragePart) -> None:
        self.desk.go("print", request=StoragePrint(self.place.record_id or 0, part))

    def _checklist_card(self, opened: OpenedStorage) -> Card:
        state = opened.state
        card = Card("Checklist")
        card.add(tag_line(review_tag(state.review)))
        card.add(
            body_text(f"{state.answered} of {state.asked} items answered. R9 follows from the decision.")
        )
        if state.review_on:
            card.add(body_text(f"Review by {day_in_words(state.review_on)}."))
        buttons = []
        if self.desk.may(Action.STORAGE_WRITE):
            words = "Change the checklist" if opened.revision else "Fill in the checklist"
            wanted = partial(self.desk.go, "storage_checklist", self.place.record_id)
            buttons.append(primary_button(words, wanted))
        if opened.revision:
            buttons.append(
                secondary_button("Print the checklist", partial(self._print, StoragePart.CHECKLIST))
            )
        if buttons:
            card.add(button_row(*buttons))
        return card

    def _equipment_card(self) -> Card:
        card = Card("Equipment")
        card.add(body_text("Spray, batons, cuffs, radios, cameras, lockers and keys. For the police alone."))
        wanted = partial(self.desk.go, "equipment", self.place.record_id)
        card.add(button_row(secondary_button("Open the equipment register", wanted)))
        return card

    def _assessment_buttons(self, each: Assessment) -> list[QWidget]:
        buttons: list[QWidget] = []
        name = each.party.label
        if self.desk.may(Action.STORAGE_ASSESS) and not each.hidden:
            wanted = partial(self.desk.go, "storage_assessment", self.place.record_id, party=each.party.value)
            button = secondary_button("Change" if each.exists else "Write", wanted)
            button.setAccessibleName(f"{button.text()}: {name}")
            buttons.append(button)
        if each.exists and not each.hidden:
            part = (
                StoragePart.SCHOOL_ASSESSMENT
                if each.party is AssessmentParty.SCHOOL
                else StoragePart.POLICE_ASSESSMENT
            )
            printed = secondary_button("Print", partial(self._print, part))
            printed.setAccessibleName(f"Print: {name}")
            buttons.append(printed)
        return buttons

    def _put_decision(self, opened: OpenedStorage) -> None:
        for number, each in enumerate(reversed(opened.decisions)):
            wanted = partial(self._print, StoragePart.DECISION) if number == 0 else None
            self._put(decision_card(each, opened.revision, wanted))
        decided = opened.decision is not None and opened.decision.is_valid
        if opened.state.not_met and not decided and self.desk.may(Action.STORAGE_DECIDE):
            self.decision = StorageDecisionCard(opened)
            self.decision.set_typed(self._typed)
            self.decision.signing.connect(self._sign)
            self._put(self.decision)

    def _photographs(self, code: str) -> Photographs | None:
        """Return the photographs of an item; nothing where there is none and none can be added."""
        if self.opened is None or self.opened.checklist_id is None:
            return None
        may_add = self.desk.may(PHOTOGRAPHS.write)
        seen = [each for each in self.opened.photographs if each.place == code]
        if not seen and not may_add:
            return None
        part = Photographs(
            self.desk, PHOTOGRAPHS, self.opened.checklist_id, code, code, seen, may_add=may_add
        )
        part.set_typed(self._captions.get(code, ""))
        self.photographs[code] = part
        return part

    def _sign(self, password: str) -> None:
        if self.decision is None or self.opened is None:
            return
        choice, words = self.decision.answer()
        self.desk.run(
            storage_decisions.decide,
            password,
            self.place.record_id,
            self.opened.revision,
            choice,
            words,
            done=self._signed,
            failed=self._refused,
            receiver=self,
        )

    def _signed(self, _nothing: None) -> None:
        """Say so once the change is announced, which reads everything again."""
        self._saved = "Your decision is signed."
        self.decision = None
        self._typed = {}

    def _refused(self, error: UserError) -> None:
        if self.decision is not None:
            self.decision.show_problem(error)
