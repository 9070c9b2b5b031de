"""The figures of a year on paper: the indicators with their charts, then the comparison of groups."""

from __future__ import annotations

from ssp_desktop.reports.blocks import Block, DocumentSpec, PageBreak, PrintStamp
from ssp_desktop.reports.fairness_report import PrintedFairness, fairness_blocks
from ssp_desktop.reports.indicator_report import PrintedIndicators, indicator_blocks


def figures_report(
    school: str,
    indicators: PrintedIndicators,
    fairness: PrintedFairness,
    stamp: PrintStamp,
    top: tuple[Block, ...] = (),
) -> DocumentSpec:
    """Return the document; ``top`` stands before everything else."""
    return DocumentSpec(
        title=f"Figures of the year {indicators.year}",
        subject=school,
        stamp=stamp,
        blocks=(*top, *indicator_blocks(indicators), PageBreak(), *fairness_blocks(fairness)),
    )
