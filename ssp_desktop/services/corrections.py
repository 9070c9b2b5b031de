"""What every correction of a stored record has to have: a reason, and an answer that is changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.display import differences
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.services.records import plain_words, read_values

LONGEST_REASON = 2000


def reason_given(reason: str) -> str:
    """Return the reason of a correction as it is stored. Raises UserError when there is none."""
    why = plain_words(reason, LONGEST_REASON, "reason")
    if not why:
        raise UserError("A correction needs a reason.", "Say in a sentence what was wrong.")
    return why


def check_differs(record: Any, spec: FormSpec, answers: Mapping[str, Any]) -> None:
    """See to it that an answer is changed. Raises UserError when every answer is as it was."""
    if next(differences(spec, read_values(record, spec), answers, {}), None) is None:
        raise UserError(
            "Nothing was corrected: every answer is as it was.", "Change an answer first, or go back."
        )
