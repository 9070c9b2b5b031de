"""The indicators ready for paper, with the notes that an evaluation holds about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssp_desktop.reports.indicator_report import PrintedIndicator, PrintedIndicators
from ssp_desktop.services import indicator_guidance
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.indicators import Indicator, chart_of
from ssp_desktop.vocabulary.partnership import SchoolTerm


def on_paper(
    indicators: Sequence[Indicator], year: AcademicYear, notes: Mapping[str, str] | None = None
) -> PrintedIndicators:
    """Return what is printed of these indicators.

    Args:
        indicators: those that the reader may see.
        year: the academic year.
        notes: what was written about a figure, by its key.
    """
    return PrintedIndicators(
        year.label,
        year.before.label,
        indicator_guidance.edition().source,
        tuple(each.label for each in SchoolTerm),
        tuple(
            PrintedIndicator(
                each.group,
                each.label,
                each.words,
                each.figure,
                each.last_year,
                tuple(each.by_term[term] for term in SchoolTerm if term in each.by_term),
                chart_of(each, year),
                (notes or {}).get(each.key, ""),
            )
            for each in indicators
        ),
    )
