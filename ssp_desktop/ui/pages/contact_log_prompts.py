"""What a concern asks for, with the answers, and the sergeant's reviews of a record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.contact_log_views import ShownReview
from ssp_desktop.services.prompts import LONGEST_ANSWER, ShownPrompt
from ssp_desktop.services.reviews import LONGEST_OUTCOME, ReviewItem
from ssp_desktop.ui.fields.editor import Wording, as_written
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, KeyValueTable, StatusTag, body_text, button_row, secondary_button
from ssp_desktop.ui.widgets.text import heading
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import CrimeDecision, PromptKind

# The question for the answer, and the question for the reason why there is none.
_QUESTIONS = {
    PromptKind.CRIME_DECISION: ("What was decided, and by whom", "Why there is no decision"),
    PromptKind.SAFEGUARDING_REFERENCE: ("Safeguarding reference", "Why there is no reference"),
    PromptKind.INTELLIGENCE_REFERENCE: ("Intelligence reference", "Why there is no reference"),
    PromptKind.SUPERVISOR_TOLD: ("Which supervisor was told, and when", "Why no supervisor was told"),
}


class PromptsCard(Card):
    """Each prompt with its answer, or with the questions that answer it.

    Signals:
        answered(int, str, str): prompt id, reference, reason.
    """

    answered = Signal(int, str, str)

    def __init__(
        self, prompts: Sequence[ShownPrompt], *, may_answer: bool, wording: Wording = as_written
    ) -> None:
        waiting = sum(prompt.is_open for prompt in prompts)
        super().__init__(
            f"What this record still needs ({waiting})" if waiting else "What this record needed"
        )
        self.forms: dict[int, InlineForm] = {}
        for prompt in prompts:
            self.add(self._prompt(prompt, may_answer, wording))

    def _prompt(self, prompt: ShownPrompt, may_answer: bool, wording: Wording) -> Card:
        label = wording(prompt.kind.label)
        card = Card(inner=True)
        card.setAccessibleName(label)
        card.add(heading(label, 3))
        card.add(button_row(*_tags(prompt)))
        if not prompt.is_open:
            card.add(KeyValueTable(_answer(prompt, wording)))
        elif may_answer:
            form = _form(prompt, label, wording)
            form.submitted.connect(
                lambda values: self.answered.emit(prompt.id, values["reference"], values["reason"])
            )
            self.forms[prompt.id] = form
            card.add(form)
            card.add(button_row(form.folded(secondary_button("Answer …"))))
        return card


def _tags(prompt: ShownPrompt) -> list[StatusTag]:
    tags = [StatusTag("Open", Tone.WARNING) if prompt.is_open else StatusTag("Answered", Tone.SUCCESS)]
    if prompt.urgent:
        tags.append(StatusTag("Urgent: a child under 13", Tone.ERROR))
    return tags


def _answer(prompt: ShownPrompt, wording: Wording) -> list[tuple[str, str]]:
    question, why_not = _QUESTIONS[prompt.kind]
    reference = prompt.reference
    if prompt.kind is PromptKind.CRIME_DECISION:
        reference = label_of(CrimeDecision, reference)
    rows = [(wording(question), reference)] if reference else []
    if prompt.reason:
        rows.append((wording(why_not), prompt.reason))
    if prompt.answered_at is not None:
        rows.append(("Answered", in_words(prompt.answered_at)))
    return rows


def _form(prompt: ShownPrompt, label: str, wording: Wording) -> InlineForm:
    question, why_not = _QUESTIONS[prompt.kind]
    fields = (
        Field("reference", wording(question), Kind.REFERENCE, "The number only.", max_length=LONGEST_ANSWER)
        if prompt.kind in {PromptKind.SAFEGUARDING_REFERENCE, PromptKind.INTELLIGENCE_REFERENCE}
        else Field("reference", wording(question), Kind.TEXT, max_length=LONGEST_ANSWER),
        Field(
            "reason",
            wording(f"Or: {why_not}"),
            Kind.TEXT,
            "One of the two answers is needed.",
            max_length=LONGEST_ANSWER,
        ),
    )
    return InlineForm(f"prompt_{prompt.id}", fields, "Keep the answer", name=label)


class ReviewsCard(Card):
    """What the sergeant did about a record, and what still waits for them.

    Signals:
        closed(object, str): the ReviewItem and what was done about it.
    """

    closed = Signal(object, str)

    def __init__(self, past: Sequence[ShownReview], waiting: Sequence[ReviewItem]) -> None:
        super().__init__("Review by the sergeant")
        self.forms: dict[str, InlineForm] = {}
        done = [each for each in past if each.reviewed_at is not None]
        for item in waiting:
            self.add(self._waiting(item))
        if not waiting:
            for each in past:
                if each.reviewed_at is None:
                    self.add(_open_review(each))
        for each in done:
            self.add(_past_review(each))

    def _waiting(self, item: ReviewItem) -> Card:
        card = Card(inner=True)
        card.setAccessibleName(item.why_in_words)
        card.add(heading(item.why_in_words, 3))
        card.add(body_text(f"Raised {in_words(item.raised_at)}."))
        outcome = Field(
            "outcome",
            "What you did or decided",
            Kind.LONG_TEXT,
            required=always,
            max_length=LONGEST_OUTCOME,
        )
        form = InlineForm(
            f"review_{item.why}_{item.id}", (outcome,), "Close this review", name=item.why_in_words
        )
        form.submitted.connect(lambda values: self.closed.emit(item, values["outcome"]))
        self.forms[form.key] = form
        card.add(form)
        return card


def _open_review(review: ShownReview) -> Card:
    card = Card(inner=True)
    card.setAccessibleName(review.why_in_words)
    card.add(heading(review.why_in_words, 3))
    card.add(button_row(StatusTag("Waits for the sergeant", Tone.WARNING)))
    card.add(body_text(f"Raised {in_words(review.raised_at)}."))
    return card


def _past_review(review: ShownReview) -> Card:
    card = Card(inner=True)
    card.setAccessibleName(review.why_in_words)
    card.add(heading(review.why_in_words, 3))
    card.add(button_row(StatusTag("Reviewed", Tone.SUCCESS)))
    when = in_words(review.reviewed_at) if review.reviewed_at is not None else ""
    rows = [("Raised", in_words(review.raised_at)), ("Reviewed by", review.reviewed_by), ("Reviewed", when)]
    card.add(KeyValueTable([*rows, ("What was done", review.outcome)]))
    return card
