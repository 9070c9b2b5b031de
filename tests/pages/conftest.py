"""What the tests of pages start from: a real store, and a desk for whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from ssp_desktop.services.colleagues import colleagues
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.events import Events
from ssp_desktop.ui.fields import PersonChoice
from ssp_desktop.ui.tasks import Tasks
from tests.stores import Store, clock, signed_in_as, store, store_template

__all__ = ["clock", "desk_for", "signed_in_as", "store", "store_template"]

DeskFor = Callable[[str], Desk]


@pytest.fixture
def desk_for(store: Store, qtbot: QtBot) -> Iterator[DeskFor]:
    """Give the desk of somebody who is signed in: ``desk_for("officer")``. Real threads, real store."""
    tasks: list[Tasks] = []

    def make(who: str) -> Desk:
        signed_in = store.sign_in(who)
        people = tuple(
            PersonChoice(each.account_id, each.name, each.role_label) for each in colleagues(signed_in)
        )
        tasks.append(Tasks())
        return Desk(signed_in, tasks[-1], Events(), people=people)

    yield make
    for each in tasks:
        each.drain()
