"""Contrast of every pair of colours, computed from the tokens and sampled from painted pixels."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssp_desktop.ui import theme
from ssp_desktop.ui.tokens import DARK, LIGHT, Scheme, Tokens, Tone, contrast, high_contrast
from ssp_desktop.ui.widgets import (
    Notice,
    StatusTag,
    TickBox,
    body_text,
    danger_button,
    link_button,
    muted_text,
    primary_button,
    secondary_button,
)
from tests.ui.conftest import Show, settle

TEXT, PART = 4.5, 3.0
BLACK_ON_WHITE = high_contrast("#000000", "#ffffff", "#ffff00", "#1aebff", "#000000")
SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, BLACK_ON_WHITE], ids=["light", "dark", "contrast"])


def test_the_arithmetic_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
def test_text_is_readable_on_every_background(tokens: Tokens) -> None:
    for back in (tokens.page, tokens.surface, tokens.sunken):
        for ink in (tokens.text, tokens.muted, tokens.link, tokens.link_hover, tokens.error):
            assert contrast(ink, back) >= TEXT, (ink, back)


@SCHEMES
def test_words_on_buttons_tags_and_marked_rows_are_readable(tokens: Tokens) -> None:
    pairs = [
        (tokens.primary_text, tokens.primary),
        (tokens.primary_text, tokens.primary_hover),
        (tokens.danger_text, tokens.danger),
        (tokens.danger_text, tokens.danger_hover),
        (tokens.text, tokens.secondary),
        (tokens.text, tokens.secondary_hover),
        (tokens.selected_text, tokens.selected),
        (tokens.focus_text, tokens.focus),
        *(tokens.tint(tone)[::-1] for tone in Tone),
    ]
    for ink, back in pairs:
        assert contrast(ink, back) >= TEXT, (ink, back)


@SCHEMES
def test_parts_stand_out_from_what_is_around_them(tokens: Tokens) -> None:
    for back in (tokens.page, tokens.surface, tokens.sunken):
        assert contrast(tokens.border, back) >= PART, back
        assert max(contrast(tokens.focus, back), contrast(tokens.focus_text, back)) >= PART, back
    for back in (tokens.page, tokens.surface):
        assert contrast(tokens.primary, back) >= PART, back
        assert contrast(tokens.danger, back) >= PART, back
    for tone in Tone:
        assert contrast(tokens.strong(tone), tokens.page) >= PART, tone


def sampled(page: QWidget, part: QWidget) -> tuple[str, float]:
    """Return the commonest colour of a painted part, and its contrast with the pixel furthest from it."""
    image = page.grab(part.geometry()).toImage()
    found: Counter[str] = Counter()
    for x in range(2, image.width() - 2):
        for y in range(2, image.height() - 2):
            found[QColor(image.pixel(x, y)).name()] += 1
    back = found.most_common(1)[0][0]
    return back, max(contrast(back, each) for each in found)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_painted_pixels_keep_the_promise(show: Show, scheme: Scheme) -> None:
    theme.override(scheme)
    page = QWidget()
    page.setProperty("role", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(page)
    parts: list[QWidget] = [
        primary_button("Submit"),
        secondary_button("Save draft"),
        danger_button("Delete"),
        link_button("Read more"),
        body_text("Running text"),
        muted_text("Help below a label"),
        TickBox("Weapons"),
        StatusTag("Overdue", Tone.ERROR),
        StatusTag("Waiting for the SPOC", Tone.WARNING),
        Notice(Tone.SUCCESS, "Saved", "The SPOC has been told."),
    ]
    for part in parts:
        layout.addWidget(part)
    show(page)
    settle()
    for part in parts:
        back, ratio = sampled(page, part)
        assert ratio >= TEXT, (type(part).__name__, part.accessibleName(), back)


def test_the_ring_around_the_focused_control_is_yellow_and_black(show: Show) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.override(scheme)
        page = QWidget()
        layout = QVBoxLayout(page)
        button = secondary_button("Save draft")
        layout.addWidget(button)
        show(page)
        button.setFocus()
        settle()
        image = page.grab().toImage()
        left, middle = button.x(), button.y() + button.height() // 2
        seen = {QColor(image.pixel(left - away, middle)).name() for away in range(1, 7)}
        assert {theme.tokens().focus, theme.tokens().focus_text} <= seen, (scheme, seen)
        page.hide()


def test_the_high_contrast_scheme_takes_the_colours_of_the_system() -> None:
    theme.override(Scheme.CONTRAST)
    assert contrast(theme.tokens().text, theme.tokens().page) >= TEXT
    assert theme.tokens().surface == theme.tokens().page
