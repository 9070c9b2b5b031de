"""The cards of voices and signatures: who has written and signed, who signs next, what was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.display import shown_sections
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.evaluation_figures import ShownFigure, figure_words
from ssp_desktop.services.evaluation_sign_off import ShownStep
from ssp_desktop.services.evaluation_views import OpenedEvaluation
from ssp_desktop.services.evaluation_voices import ShownVoice, form_of
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.ui.pages.parts.reading import typed
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.pages.storage_cards import tag_line
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, KeyValueTable, Tag, body_text, button_row, heading, muted_text


def signature_tag(signature: ShownSignature | None) -> Tag:
    """Return whether a signature is there and VALID."""
    if signature is None:
        return Tag("Not signed yet", Tone.NEUTRAL)
    return Tag("VALID", Tone.SUCCESS) if signature.is_valid else Tag("INVALID", Tone.ERROR)


def voice_tag(voice: ShownVoice) -> Tag:
    """Return where an account or feedback stands."""
    if not voice.revision:
        return Tag("Not written yet", Tone.NEUTRAL)
    if voice.was_signed:
        return Tag("Changed since it was signed", Tone.WARNING)
    return signature_tag(voice.signature)


def voice_card(voice: ShownVoice, buttons: Sequence[QWidget]) -> Card:
    """Return an account or feedback: its words where they may be read, and its signature."""
    card = Card(voice.voice.label)
    card.add(tag_line(voice_tag(voice)))
    if voice.revision:
        card.add(muted_text(f"Written by {voice.author}."))
    if voice.hidden:
        card.add(body_text("It can be read here once it is signed."))
    elif voice.revision:
        spec = form_of(voice.voice)
        for section in section_cards(spec, shown_sections(spec, voice.values, {})):
            card.add(section)
    if voice.signature is not None and voice.signed:
        card.add(muted_text(f"Signed by {voice.signature.signer}, {in_words(voice.signature.signed_at)}."))
    elif voice.signature is not None and voice.signature.fault:
        card.add(body_text(voice.signature.fault))
    if buttons:
        card.add(button_row(*buttons))
    return card


def steps_card(opened: OpenedEvaluation) -> Card:
    """Return the five signatures in their order."""
    card = Card("Signatures")
    card.add(muted_text("They are given in this order. Each is about the evaluation as it is frozen."))
    for each in opened.steps:
        card.add(_step(each))
    return card


def _step(each: ShownStep) -> Card:
    inner = Card(inner=True)
    inner.setAccessibleName(each.step.label)
    inner.add(heading(each.step.label, 3))
    inner.add(tag_line(signature_tag(each.signature)))
    if each.signature is not None:
        inner.add(body_text(f"{each.signature.signer}, {in_words(each.signature.signed_at)}"))
        for words in filter(None, (each.signature.words, each.signature.fault)):
            inner.add(typed(words, f"{each.step.label}: what is told"))
    return inner


def figures_card(
    figures: Sequence[ShownFigure], lists: dict[str, QWidget], buttons: Sequence[QWidget]
) -> Card:
    """Return the figures by group, this year beside last year, each with its note and its list."""
    card = Card("Figures")
    card.add(
        muted_text("They are computed from the records. Nobody types them; a note can stand beside each.")
    )
    for group in dict.fromkeys(each.group for each in figures):
        card.add(heading(group, 3))
        for each in figures:
            if each.group == group:
                card.add(_figure(each, lists.get(each.key)))
    if buttons:
        card.add(button_row(*buttons))
    return card


def _figure(each: ShownFigure, opens: QWidget | None) -> Card:
    inner = Card(inner=True)
    inner.setAccessibleName(each.label)
    inner.add(heading(each.label, 3))
    told = [("This year", figure_words(each.figure)), ("Last year", figure_words(each.last_year))]
    terms = ", ".join(f"{term.label} {figure:,}" for term, figure in each.by_term.items())
    if terms and each.figure:
        told.append(("By term", terms))
    if each.note:
        told.append(("Note", each.note))
    inner.add(KeyValueTable(told))
    if each.police_only:
        inner.add(muted_text("Only the police see this."))
    if each.today:
        inner.add(tag_line(Tag("Corrected since", Tone.WARNING)))
        inner.add(body_text(f"{each.today}."))
    if opens is not None:
        inner.add(button_row(opens))
    return inner


def corrected_words(figures: Sequence[ShownFigure]) -> Iterator[str]:
    """Yield which frozen figures differ from what the records give today."""
    for each in figures:
        if each.today:
            yield f"{each.label}: {each.today}."
