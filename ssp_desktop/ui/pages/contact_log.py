"""One submitted contact log: everything that it says, who signed it, and what is still to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import contact_log_views, people, prompts, reviews
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.reviews import ReviewItem
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.contact_log_cards import (
    accounts_card,
    actions_card,
    chronologies_card,
    countersignatures_card,
    revisions_card,
    summary_card,
)
from ssp_desktop.ui.pages.contact_log_earlier import EarlierCard, count_in_words
from ssp_desktop.ui.pages.contact_log_prompts import PromptsCard, ReviewsCard
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.pages.parts.in_view import focus_on
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, PageFrame, primary_button, secondary_button
from ssp_desktop.vocabulary.contact import ContactState, MatchDecision

CHANGED_OUTSIDE = "This record was changed outside the program."
_WHAT_TO_DO = (
    "Do not rely on it. Tell your sergeant, and do not correct, sign or print it until it is explained."
)


class ContactLogPage(PageFrame):
    """A contact log to read, with what the reader may do about it.

    ``place.extra``: ``notice`` (title, text) is shown once as a success; ``typed`` holds answers that were
    begun and not sent when the page was left.
    """

    keeps_while_typing = True
    title = "Contact log"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading …")
        self.desk = desk
        self.place = place
        self.opened: OpenedContactLog | None = None
        self.notice = Notice(Tone.SUCCESS, "")
        self.notice.hide()
        self.add(self.notice)
        self.contents = PageColumn()
        self.add(self.contents)
        self.forms: dict[str, InlineForm] = {}
        self.earlier: EarlierCard | None = None
        self.actions_table: RecordTable | None = None
        self._waiting: tuple[ReviewItem, ...] = ()
        self._said: tuple[str, str] | None = place.extra.pop("notice", None)
        follow(desk, self, self.refresh, "contact_log", "action", "prompt", "person", "review")
        self.refresh()

    def refresh(self) -> None:
        """Read the record again."""
        self.desk.run(_read, self.place.record_id, done=self._show, failed=self._failed)

    def leaving(self) -> None:
        """Keep what was typed into the questions of this page; the draft keeps it as well."""
        typed = self._typed()
        if typed:
            self.place.extra["typed"] = typed

    def _typed(self) -> dict[str, dict[str, Any]]:
        return {key: form.values() for key, form in self.forms.items() if form.is_touched}

    def _failed(self, error: UserError) -> None:
        self.set_intro("")
        self.notice.show()
        self.notice.show_problem(error)

    # --- showing

    def _show(self, read: tuple[OpenedContactLog, tuple[ReviewItem, ...]]) -> None:
        typed = {**self.place.extra.pop("typed", {}), **self._typed()}
        self.opened, self._waiting = read
        self.set_title(f"Contact log {self.opened.reference}")
        self.set_intro("")
        self.set_actions(self._buttons(self.opened))
        scrolled = self.scroll_area.verticalScrollBar().value()
        self._fill(self.opened, typed, 0 if self._said else scrolled)
        if self._said is not None:
            title, text = self._said
            self._said = None
            self.notice.show()
            self.notice.show_message(Tone.SUCCESS, title, text, say=True)
            focus_on(self.notice)

    def _fill(self, opened: OpenedContactLog, typed: dict[str, dict[str, Any]], scrolled: int) -> None:
        self.forms.clear()
        asking = [*self._prompts(opened), *self._reviews(opened)]
        for key, values in typed.items():
            if key in self.forms:
                self.forms[key].set_values(values)
        self.contents = column_anew(self, self.contents)
        self.contents.filled.connect(partial(self._filled, scrolled))
        self.contents.fill(self._parts(opened, asking))

    def _filled(self, scrolled: int) -> None:
        # The height of the new contents is known only when the layout has run.
        bar = self.scroll_area.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(scrolled))

    def _parts(self, opened: OpenedContactLog, asking: list[Card]) -> Iterator[QWidget]:
        wording = self.desk.wording
        yield from self._warnings(opened)
        yield summary_card(opened, wording)
        if opened.named:
            yield chronologies_card(opened.named, partial(self.desk.go, "chronology"))
        self.earlier = None
        if opened.known_pupils:
            self.earlier = EarlierCard(opened.known_pupils)
            self.earlier.opened.connect(partial(self.desk.go, "contact_log"))
            self.earlier.decided.connect(self._decide)
            yield self.earlier
        yield from asking
        # The actions stand below with what became of them; the reason for none stays where it was given.
        without = ("actions",) if opened.actions else ()
        yield from section_cards(CONTACT_LOG, opened.sections, wording=wording, without=without)
        accounts = accounts_card(opened, wording)
        if accounts is not None:
            yield accounts
        yield countersignatures_card(opened, wording)
        yield self._actions_card(opened)
        yield revisions_card(opened.revisions, wording)

    def _warnings(self, opened: OpenedContactLog) -> Iterator[Notice]:
        if not opened.intact:
            yield Notice(Tone.ERROR, CHANGED_OUTSIDE, _WHAT_TO_DO)
        for pupil in opened.known_pupils:
            if pupil.recent > 1:
                yield Notice(
                    Tone.WARNING,
                    f"{pupil.name}: {count_in_words(pupil)}",
                    "Read the earlier records below. Does this pattern need another step?",
                )

    def _prompts(self, opened: OpenedContactLog) -> Iterator[Card]:
        if not opened.prompts:
            return
        card = PromptsCard(
            opened.prompts,
            may_answer=self.desk.may(Action.CONTACT_LOG_WRITE),
            wording=self.desk.wording,
        )
        card.answered.connect(self._answer)
        self.forms.update({form.key: form for form in card.forms.values()})
        yield card

    def _reviews(self, opened: OpenedContactLog) -> Iterator[Card]:
        if not opened.reviews and not self._waiting:
            return
        card = ReviewsCard(opened.reviews, self._waiting)
        card.closed.connect(self._close_review)
        self.forms.update(card.forms)
        yield card

    def _actions_card(self, opened: OpenedContactLog) -> Card:
        may = self.desk.may(Action.ACTION_READ)
        card, self.actions_table = actions_card(
            opened.actions, partial(self.desk.go, "action") if may else None
        )
        return card

    def _buttons(self, opened: OpenedContactLog) -> list[QPushButton]:
        found = []
        waiting = opened.state is ContactState.WAITING
        if waiting and self.desk.may(Action.HANDOVER_START):
            words = self.desk.wording("Hand over to the SPOC")
            found.append(primary_button(words, partial(self.desk.locking.emit, "hand_over")))
        if opened.may_countersign:
            found.append(primary_button("Countersign", partial(self.desk.go, "countersign", opened.id)))
        if opened.may_correct:
            found.append(secondary_button("Correct", partial(self.desk.go, "contact_log_edit", opened.id)))
        if self.desk.may(Action.PRINT_CONTACT_LOG):
            found.append(
                secondary_button(
                    "Print or save", partial(self.desk.go, "print", request=ContactLogPrint(opened.id))
                )
            )
        return found

    # --- doing

    def _decide(self, person_id: int, other_id: int, decision: MatchDecision) -> None:
        words = f"Kept: {decision.label.lower()}."
        self.desk.run(
            people.decide,
            person_id,
            other_id,
            decision,
            done=partial(self._decided, words),
            failed=self._failed,
        )

    def _decided(self, words: str, _nothing: object) -> None:
        self._said = (words, "The program will remember this.")

    def _answer(self, prompt_id: int, reference: str, reason: str) -> None:
        key = f"prompt_{prompt_id}"
        self.desk.run(
            prompts.answer,
            prompt_id,
            reference=reference,
            reason=reason,
            done=partial(self._kept, key, "The answer is kept."),
            failed=partial(self._refused, key),
            receiver=self,
        )

    def _close_review(self, item: ReviewItem, outcome: str) -> None:
        key = f"review_{item.why}_{item.id}"
        self.desk.run(
            reviews.close,
            item,
            outcome,
            done=partial(self._kept, key, "The review is closed."),
            failed=partial(self._refused, key),
            receiver=self,
        )

    def _kept(self, key: str, words: str, _nothing: object) -> None:
        self.forms.pop(key, None)
        self._said = (words, "")

    def _refused(self, key: str, error: UserError) -> None:
        form = self.forms.get(key)
        if form is not None:
            form.show_problem(error)
        else:
            self._failed(error)


def _read(signed_in: SignedIn, record_id: int) -> tuple[OpenedContactLog, tuple[ReviewItem, ...]]:
    """On the database thread: the record, and what of it waits for the sergeant."""
    opened = contact_log_views.open_contact_log(signed_in, record_id)
    if not signed_in.may(Action.CONTACT_LOG_REVIEW):
        return opened, ()
    waiting = reviews.waiting(signed_in)
    return opened, tuple(item for item in waiting if item.contact_log_id == record_id)
