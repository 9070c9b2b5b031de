"""Summary of an arrest's outcome that the sergeant shares with the school: all that the school ever sees."""

from __future__ import annotations

from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always

ARREST_SHARE = FormSpec(
    noun="arrest_share",
    title="Outcome shared with the school",
    version=1,
    sections=(
        Section(
            "summary",
            "What the school is told",
            (
                Field("shared_for", "For whom at the school", Kind.TEXT, required=always, max_length=160),
                Field(
                    "summary",
                    "Summary",
                    Kind.LONG_TEXT,
                    "The school sees these words and nothing else. Write only what it needs to know.",
                    required=always,
                    max_length=4000,
                    searchable=True,
                ),
            ),
        ),
    ),
)
