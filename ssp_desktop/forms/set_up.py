"""First run: the notice about whose data this is."""

from __future__ import annotations

from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always

NOTICE = FormSpec(
    noun="store_settings",
    title="Whose data this is",
    version=1,
    sections=(
        Section(
            "notice",
            "Whose data this is",
            (
                Field(
                    "controller",
                    "Data controller",
                    Kind.TEXT,
                    "Usually the chief officer of your force.",
                    required=always,
                    max_length=160,
                ),
                Field(
                    "dpia_reference",
                    "Data protection impact assessment (DPIA) reference",
                    Kind.REFERENCE,
                    'Write "not yet" if there is none; ask your data protection officer.',
                    required=always,
                    max_length=60,
                ),
                Field(
                    "dsa_reference",
                    "Data sharing agreement (DSA) reference",
                    Kind.REFERENCE,
                    'Write "not yet" if there is none.',
                    required=always,
                    max_length=60,
                ),
                Field(
                    "acknowledged",
                    "I have read this notice and my force has agreed to keep these records on this PC",
                    Kind.CONFIRMATION,
                    required=always,
                ),
            ),
        ),
    ),
)
