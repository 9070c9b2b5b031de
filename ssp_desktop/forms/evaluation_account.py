"""The officer's own account of a year of the partnership."""

from __future__ import annotations

from ssp_desktop.forms.spec import Field, FormSpec, Kind, Section, always

ACCOUNT = Section(
    "account",
    "Your account of the year",
    (
        Field("went_well", "What went well", Kind.LONG_TEXT, required=always, max_length=8000),
        Field(
            "hindered",
            "What hindered the work",
            Kind.LONG_TEXT,
            "Time taken away for other duties, access, equipment.",
            max_length=8000,
        ),
        Field(
            "incidents", "Incidents and complaints that changed how you work", Kind.LONG_TEXT, max_length=8000
        ),
        Field("training_needs", "Training that you need", Kind.LONG_TEXT, max_length=4000),
        Field("next_year", "What should be different next year", Kind.LONG_TEXT, max_length=8000),
    ),
    help="The head teacher and the SPOC read this once it is signed.",
)

EVALUATION_ACCOUNT = FormSpec(
    noun="evaluation_account",
    title="Officer's own account",
    version=1,
    sections=(ACCOUNT,),
)
