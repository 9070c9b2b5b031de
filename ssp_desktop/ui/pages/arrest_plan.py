"""One arrest plan, to read: its answers, the decision, the outcome, and what is shared with the school."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.arrest_outcome import ARREST_OUTCOME
from ssp_desktop.forms.arrest_plan import ARREST_PLAN
from ssp_desktop.forms.arrest_share import ARREST_SHARE
from ssp_desktop.forms.display import shown_sections
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services import arrest_decisions, arrest_plan_views, arrest_plans, arrest_sharing
from ssp_desktop.services.arrest_plan_views import OpenedPlan
from ssp_desktop.services.print_arrests import ArrestPlanPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.arrest_plan_cards import arrangement_card, decision_card, share_card, summary_card
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.pages.parts.signing_card import SigningCard
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, Notice, PageFrame, button_row, primary_button, secondary_button
from ssp_desktop.vocabulary.arrest import ArrestDecision, ArrestKind, ArrestPaper, ArrestPlanState

DECISION_FIELDS = (
    Field("choice", "What do you decide", Kind.CHOICE, choices=ArrestDecision, required=always),
    Field(
        "words",
        "Your reasons",
        Kind.LONG_TEXT,
        "Needed when you ask for changes or refuse. Officers and sergeants read this.",
        max_length=arrest_decisions.LONGEST_WORDS,
    ),
)
CANCEL_FIELD = Field(
    "reason", "Why it is cancelled", Kind.TEXT, required=always, max_length=arrest_plans.LONGEST_REASON
)
_SHARE_FIELDS = ARREST_SHARE.sections[0].fields
_NOUNS = ("arrest_plan", "arrest_outcome", "arrest_share", "arrest_arrangement", "partnership")


class ArrestPlanPage(PageFrame):
    """``place.extra``: ``saved`` is said once; ``typed`` holds what stood in the cards when it was left."""

    keeps_while_typing = True
    title = "Arrest plan"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.opened: OpenedPlan | None = None
        self.decision: SigningCard | None = None
        self.sharing: SigningCard | None = None
        self.cancelling: InlineForm | None = None
        self._saved = str(place.extra.get("saved", ""))
        self._typed: dict[str, Any] = dict(place.extra.get("typed", {}))
        self._shown: list[QWidget] = []
        follow(desk, self, self.refresh, *_NOUNS)
        self.refresh()

    def refresh(self) -> None:
        """Read it again; what is being written in a card stays."""
        self._typed |= self._typing()
        self.desk.run(
            arrest_plan_views.open_plan,
            self.place.record_id,
            done=self._show,
            failed=self._not_opened,
            receiver=self,
        )

    def leaving(self) -> None:
        """Keep the words that stand in the cards, or waited for a card, never a password."""
        typed = self._typed | self._typing()
        self.place = Place(self.place.page, self.place.record_id, {"typed": typed})

    def _typing(self) -> dict[str, Any]:
        cards = {"decision": self.decision, "share": self.sharing}
        found: dict[str, Any] = {key: card.typed() for key, card in cards.items() if card is not None}
        if self.cancelling is not None:
            found["cancel"] = self.cancelling.values()
        return found

    def _not_opened(self, error: UserError) -> None:
        self.set_intro(f"{error.what_happened} {error.what_to_do}")

    # --- what is shown

    def _show(self, opened: OpenedPlan) -> None:
        for old in self._shown:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown, self.decision, self.sharing, self.cancelling = [], None, None, None
        self.opened = opened
        self.set_title(f"{opened.reference}: {opened.kind.label.lower()}")
        self.set_intro("OFFICIAL-SENSITIVE. Only officers and sergeants see this record.")
        self.set_actions(self._buttons(opened))
        if self._saved:
            self._put(Notice(Tone.SUCCESS, self._saved))  # stays: what changed is read twice
        self._put_notice(opened)
        self._put(summary_card(opened))
        self._put_decision(opened)
        for each in reversed(opened.decisions):
            self._put(decision_card(each, opened.revision))
        self._put_outcome(opened)
        self._put(arrangement_card(opened))
        for card in section_cards(ARREST_PLAN, shown_sections(ARREST_PLAN, opened.values, {})):
            self._put(card)
        self._put_cancelling(opened)

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self.add(widget)

    def _put_notice(self, opened: OpenedPlan) -> None:
        if opened.state is ArrestPlanState.APPROVED and not opened.approved:
            words = (
                "Its approval is not valid for the plan as it stands. Do not act on it; tell your sergeant."
            )
            self._put(Notice(Tone.ERROR, "Not approved", words))
        elif (
            opened.timing is not None and opened.timing.needs_reason and opened.kind is not ArrestKind.URGENT
        ):
            self._put(Notice(Tone.WARNING, opened.timing.words, opened.values["timing_reason"]))

    def _buttons(self, opened: OpenedPlan) -> list[QPushButton]:
        buttons = []
        if opened.may_record:
            words = "Correct the outcome" if opened.outcome else "Record the outcome"
            buttons.append(primary_button(words, partial(self.desk.go, "arrest_outcome", opened.id)))
        if opened.approved:
            buttons.append(secondary_button("Print the brief", partial(self._print, ArrestPaper.BRIEF)))
        if opened.may_change:
            buttons.append(
                secondary_button("Change the plan", partial(self.desk.go, "arrest_plan_edit", opened.id))
            )
        buttons.append(secondary_button("Print the full record", partial(self._print, ArrestPaper.RECORD)))
        return buttons

    def _print(self, paper: ArrestPaper) -> None:
        self.desk.go("print", request=ArrestPlanPrint(self.place.record_id or 0, paper))

    # --- the decision

    def _put_decision(self, opened: OpenedPlan) -> None:
        if not opened.may_decide:
            return
        intro = (
            f"Your signature is about revision {opened.revision}. If the plan changes, it is decided again."
        )
        self.decision = SigningCard("Your decision", intro, DECISION_FIELDS, "Sign the decision")
        self.decision.set_typed(self._typed.get("decision", {}))
        self.decision.signing.connect(self._decide)
        self._put(self.decision)

    def _decide(self, password: str) -> None:
        if self.decision is None or self.opened is None:
            return
        typed = self.decision.typed()
        self.desk.run(
            arrest_decisions.decide,
            password,
            self.place.record_id,
            self.opened.revision,
            ArrestDecision(str(typed["choice"])),
            str(typed["words"]),
            done=lambda _nothing: self._done("decision", "Your decision is signed."),
            failed=self.decision.show_problem,
            receiver=self,
        )

    def _done(self, card: str, words: str) -> None:
        """Say so once the change is announced, which reads everything again."""
        self._saved = words
        self.decision, self.sharing, self.cancelling = (
            None if card == "decision" else self.decision,
            None if card == "share" else self.sharing,
            None if card == "cancel" else self.cancelling,
        )
        self._typed.pop(card, None)

    # --- the outcome and what is shared of it

    def _put_outcome(self, opened: OpenedPlan) -> None:
        if not opened.outcome:
            return
        sections = shown_sections(ARREST_OUTCOME, opened.outcome, {})
        for card in section_cards(ARREST_OUTCOME, sections):
            self._put(card)
        for share in opened.shares:
            self._put(share_card(share))
        if opened.may_share:
            intro = (
                f"{opened.school} sees nothing of this arrest. It reads what you write here, and only that, "
                "once you sign."
            )
            self.sharing = SigningCard("Share with the school", intro, _SHARE_FIELDS, "Sign and share")
            self.sharing.set_typed(self._typed.get("share", {}))
            self.sharing.signing.connect(self._share)
            self._put(self.sharing)

    def _share(self, password: str) -> None:
        if self.sharing is None:
            return
        self.desk.run(
            arrest_sharing.share,
            password,
            self.place.record_id,
            self.sharing.typed(),
            done=lambda _share: self._done("share", "The summary is shared with the school."),
            failed=self.sharing.show_problem,
            receiver=self,
        )

    # --- cancelling

    def _put_cancelling(self, opened: OpenedPlan) -> None:
        if not opened.may_change or opened.kind is ArrestKind.URGENT:
            return
        card = Card("Cancel the plan")
        self.cancelling = InlineForm("cancel", (CANCEL_FIELD,), "Cancel the plan")
        self.cancelling.set_values(self._typed.get("cancel", {}))
        self.cancelling.submitted.connect(self._cancel)
        card.add(button_row(self.cancelling.folded(secondary_button("Cancel the plan \u2026"))))
        card.add(self.cancelling)
        self._put(card)

    def _cancel(self, values: dict[str, Any]) -> None:
        if self.cancelling is None:
            return
        self.desk.run(
            arrest_plans.cancel,
            self.place.record_id,
            str(values["reason"]),
            done=lambda _nothing: self._done("cancel", "The plan is cancelled."),
            failed=self.cancelling.show_problem,
            receiver=self,
        )
