"""Small parts that every page is built of. Import them from here."""

from __future__ import annotations

from ssp_desktop.ui.widgets.accessibility import announce
from ssp_desktop.ui.widgets.buttons import (
    LinkButton,
    danger_button,
    link_button,
    primary_button,
    secondary_button,
    small_button,
)
from ssp_desktop.ui.widgets.card import Card, EmptyState, KeyValueTable
from ssp_desktop.ui.widgets.error_summary import ErrorSummary
from ssp_desktop.ui.widgets.flow import FlowLayout, button_row
from ssp_desktop.ui.widgets.notice import Notice
from ssp_desktop.ui.widgets.page_frame import PageFrame, page_frame
from ssp_desktop.ui.widgets.tag import StatusTag, Tag
from ssp_desktop.ui.widgets.text import body_text, breakable, heading, muted_text, typed_text
from ssp_desktop.ui.widgets.ticks import TickBox, TickRadio

__all__ = [
    "Card",
    "EmptyState",
    "ErrorSummary",
    "FlowLayout",
    "KeyValueTable",
    "LinkButton",
    "Notice",
    "PageFrame",
    "StatusTag",
    "Tag",
    "TickBox",
    "TickRadio",
    "announce",
    "body_text",
    "breakable",
    "button_row",
    "danger_button",
    "heading",
    "link_button",
    "muted_text",
    "page_frame",
    "primary_button",
    "secondary_button",
    "small_button",
    "typed_text",
]
