"""A disk that is full or broken is told in words that are true, nothing is half done, the session goes on."""

from __future__ import annotations

import pytest

from tests.faults.conftest import WHOLE
from tests.faults.scenarios import ALL
from tests.faults.serving import Breaker
from tests.faults.tally import Tally

EVERY = 7 if WHOLE else 400
# Each of these reaches the disk in another way; the others are broken by make faults.
SAMPLE = (
    *("submit a contact log", "change a password", "save a PDF", "sign in"),
    *("enrol with a code", "confirm the new recovery key"),
)


@pytest.mark.parametrize("name", [each.name for each in ALL if WHOLE or each.name in SAMPLE])
def test_a_refused_call_is_told_and_costs_nothing(breaker: Breaker, tally: Tally, name: str) -> None:
    result = breaker.ask("fail", name, EVERY)
    tally.add("Full or broken", name, result.points, len(result.faults))
    assert not result.faults, "\n".join(result.faults[:5])
