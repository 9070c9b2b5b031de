"""The printed document: its blocks, and the function that makes the PDF."""

from __future__ import annotations

from collections.abc import Callable

from ssp_desktop.reports.blocks import (
    Block,
    Bullets,
    DataTable,
    DocumentSpec,
    ExplainedChart,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    Picture,
    PrintStamp,
    Quote,
    Spacer,
    Struck,
    Text,
)
from ssp_desktop.reports.layout import build
from ssp_desktop.vocabulary.chart import BarChart

__all__ = [
    "BarChart",
    "Block",
    "Bullets",
    "DataTable",
    "DocumentSpec",
    "ExplainedChart",
    "Heading",
    "KeyValues",
    "Notice",
    "PageBreak",
    "Picture",
    "PrintStamp",
    "Quote",
    "Spacer",
    "Struck",
    "Text",
    "render",
]


def render(
    spec: DocumentSpec,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """Return the whole document as PDF/UA-1 and PDF/A-2a, held in memory only.

    ``progress`` is told a percentage from 0 to 100; ``cancelled`` is asked between blocks and pages.
    Raises ``UserError`` when cancelled.
    """
    return build(spec, progress, cancelled)
