"""Steps that the tests of shares, missing pupils and viewings share: complete answers to change."""

from __future__ import annotations

from datetime import time
from typing import Any

from ssp_desktop.forms.bwv_viewing import BWV_VIEWING
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.missing_pupil import MISSING_PUPIL
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import missing_pupils
from tests.features.activity_steps import TODAY
from tests.stores import NAMES, row


def share_values(**changes: Any) -> dict[str, Any]:
    """Return a complete sharing."""
    return {
        **empty_values(INFORMATION_SHARE),
        "direction": "to_school",
        "category": "5",
        "basis": "crime_and_disorder",
        "what": "Seen at the station at night",
        "purpose": "To keep an eye on attendance",
        "with_whom": "Ms Example-Whitlock, SPOC",
        "how": "in_person",
        "shared_on": TODAY,
        "shared_at": time(9, 0),
        **changes,
    }


def child(**changes: Any) -> dict[str, Any]:
    """Return a pupil who is missing."""
    return row(MISSING_PUPIL, "pupils", **{"given_name": "Ines", "family_name": "Example-Roy", **changes})


def missing_values(**changes: Any) -> dict[str, Any]:
    """Return a complete sheet, with one of the operator's questions answered."""
    second = missing_pupils.guide().asked[0][0]
    return {
        **empty_values(MISSING_PUPIL),
        "parents_tried": True,
        "parents_note": "Mother rung at 09:05, no answer. Father at 09:10: left home at 08:00.",
        "pupils": (child(),),
        "risk": "medium",
        "answers": (row(MISSING_PUPIL, "answers", question=second, answer="The gate"),),
        "reported_on": TODAY,
        "reported_at": time(9, 20),
        "called_by": "Ms Example-Whitlock, SPOC",
        **changes,
    }


def viewer(**changes: Any) -> dict[str, Any]:
    """Return the SPOC as a viewer."""
    return row(BWV_VIEWING, "viewers", **{"name": NAMES["spoc"], "role": "SPOC", **changes})


def viewing_values(**changes: Any) -> dict[str, Any]:
    """Return a complete viewing by the SPOC."""
    return {
        **empty_values(BWV_VIEWING),
        "viewed_on": TODAY,
        "viewed_at": time(9, 40),
        "place": "police_device",
        "footage_reference": "BWV-TEST-1",
        "purpose": "To see who began.",
        "viewers": (viewer(),),
        **changes,
    }
