"""The comparison of groups as it is frozen into an evaluation: the very words that the police read of it."""

from __future__ import annotations

import json
from dataclasses import asdict

from ssp_desktop.models import Evaluation
from ssp_desktop.reports.fairness_report import PrintedComparison, PrintedFairness
from ssp_desktop.security.canonical import canonical_json
from ssp_desktop.services import fairness
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.fairness_words import in_words
from ssp_desktop.services.unit_of_work import Work


def now(work: Work, record: Evaluation) -> PrintedFairness:
    """Return the comparison as the records give it now. For the police alone."""
    return in_words(fairness.compute(work, record.partnership_id, AcademicYear(record.year)))


def to_text(found: PrintedFairness) -> str:
    """Return a comparison as it is frozen: canonical JSON."""
    return canonical_json(json.loads(json.dumps(asdict(found)))).decode("utf-8")


def from_text(text: str) -> PrintedFairness:
    """Return a frozen comparison."""
    read = json.loads(text)
    return PrintedFairness(
        year=read["year"],
        roll_words=read["roll_words"],
        how_to_read=read["how_to_read"],
        limits=tuple(read["limits"]),
        warnings=tuple(read["warnings"]),
        comparisons=tuple(
            PrintedComparison(each["title"], tuple(each["headers"]), tuple(map(tuple, each["rows"])))
            for each in read["comparisons"]
        ),
        facts=tuple((label, words) for label, words in read["facts"]),
    )
