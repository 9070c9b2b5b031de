"""The disposal of a record whose time has run out: why it is no longer needed, and what it was (MoPI).

A person answers the first section only. The second is the stub: the program fills it in from the record, so
that both signatures say which record they are about when its content is gone.
"""

from __future__ import annotations

from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always

LONGEST_REASON = 2_000
LONGEST_EARLIER = 100_000

DISPOSAL = FormSpec(
    noun="disposal",
    title="Disposal",
    version=1,
    sections=(
        Section(
            "why",
            "Dispose of this record",
            (
                Field(
                    "reason",
                    "Why it is no longer needed",
                    Kind.LONG_TEXT,
                    "Name no pupil and do not repeat what the record says: this reason is kept.",
                    required=always,
                    max_length=LONGEST_REASON,
                ),
            ),
        ),
        Section(
            "subject",
            "The record",
            (
                Field("kind", "Kind", Kind.TEXT, required=always, max_length=64),
                Field("subject_id", "Number", Kind.NUMBER, required=always),
                Field("subject_revision", "Revision", Kind.NUMBER, required=always),
                Field("subject_hash", "Content hash", Kind.TEXT, required=always),
                Field("reference", "Reference", Kind.TEXT, required=always),
                Field("school", "School", Kind.TEXT, max_length=1_000),
                Field("happened_on", "Date", Kind.DATE),
                Field(
                    "earlier",
                    "Signed before the copy was restored",
                    Kind.LONG_TEXT,
                    max_length=LONGEST_EARLIER,
                ),
            ),
        ),
    ),
)
