"""A kill at any write, flush, rename or removal leaves the state before or the state after, and nothing else.

With every run of the tests each act is killed at a few calls; ``make faults`` kills it at every one.
"""

from __future__ import annotations

import pytest

from tests.faults.conftest import WHOLE
from tests.faults.scenarios import ALL, named
from tests.faults.serving import Breaker
from tests.faults.tally import Tally

EVERY = 1 if WHOLE else 60


@pytest.mark.parametrize("name", [each.name for each in ALL])
def test_a_kill_leaves_the_state_before_or_the_state_after(breaker: Breaker, tally: Tally, name: str) -> None:
    result = breaker.ask("kill", name, EVERY)
    tally.add("Kill", name, result.points, len(result.faults))
    assert not result.faults, "\n".join(result.faults[:5])
    assert result.points >= min(result.calls, 2)
    assert result.states > 1 or not named(name).changes, "no kill came before the act had changed anything"
