"""The demo's store: a year and a term in which everything has its true date, and much still waits."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from ssp_desktop import services
from ssp_desktop.demo import DemoStore, build_demo, people_in_words
from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.demo.timeline import NOW
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import (
    actions,
    activity_lists,
    audit_log,
    boards,
    contact_log_lists,
    evaluation_lists,
    indicators,
    partnerships,
    printing,
    sign_in,
    storage,
    store_settings,
    visits,
)
from ssp_desktop.services.activity_lists import ActivityFilter
from ssp_desktop.services.clock import local, local_date
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.print_disposal import DisposalPrint
from ssp_desktop.services.print_material import PrintRequest
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.contact import ActionState, ContactState, VisitEnd
from ssp_desktop.vocabulary.partnership import Tier
from tests.reports.documents import faults
from tools.documents import documents_of
from tools.places import find_records

THIS_YEAR = date(2026, 9, 1)


@dataclass(frozen=True)
class Built:
    """The demo, built once for this file, and what its progress was told."""

    made: DemoStore
    told: list[tuple[int, int]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    told: list[tuple[int, int]] = []
    folder = tmp_path_factory.mktemp("demo") / "store"
    made = build_demo(folder, ThisPc(keyring=Keyring()), lambda done, steps: told.append((done, steps)))
    return Built(made, told)


@pytest.fixture
def sergeant(built: Built) -> Iterator[SignedIn]:
    signed_in = sign_in.sign_in(built.made.folder, "sergeant", PASSWORD, built.made.pc)
    yield signed_in
    sign_in.sign_out(signed_in)


def test_the_demo_has_true_dates_and_sound_signatures(built: Built, sergeant: SignedIn) -> None:
    made, told = built.made, built.told
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))
    assert local(made.clock()).replace(tzinfo=None) >= NOW
    for user_name in made.people:
        assert user_name in people_in_words(made)

    assert sergeant.demo
    assert store_settings.read(sergeant).demo
    logs = contact_log_lists.page(sergeant, limit=100)
    assert len(logs) == 34 + 27
    assert all(local_date(each.submitted_at) == each.contact_date for each in logs)
    assert {each.state for each in logs} == set(ContactState)
    assert {"محمد مثال", "Zażółta Przykład", "Angharad Enghraifft-Pugh"} <= {each.pupils for each in logs}
    assert {each.state for each in actions.page(sergeant)} == {ActionState.OPEN, ActionState.SCHOOL_NOT_TOLD}
    assert {each.state for each in actions.page(sergeant, closed=True)} == {ActionState.CLOSED}
    assert {each.end_kind for each in visits.page(sergeant)} == set(VisitEnd)
    assert [each.tier for each in partnerships.schools(sergeant)] == [Tier.SSP, Tier.SSP, Tier.DECLINED]
    rooms = storage.schools(sergeant)
    assert {each.school: (each.started, each.approved) for each in rooms} == {
        "Larkfield Example Academy": (True, True),
        "Brackenmoor Example High": (True, False),
        "Thornley Mock College": (False, False),
    }
    decision = storage.open_storage(sergeant, 1).decision
    assert decision is not None
    assert decision.is_valid
    evaluated = [
        (each.school, each.year.begins, each.state.value) for each in evaluation_lists.evaluations(sergeant)
    ]
    assert sorted(evaluated) == [
        ("Brackenmoor Example High", 2025, "writing"),
        ("Larkfield Example Academy", 2025, "signed"),
        ("Larkfield Example Academy", 2026, "writing"),
    ]
    waits = {each.key for each in boards.home(sergeant) if each.count}
    assert {
        "reviews",
        "prompts",
        "overdue",
        "untold",
        "visits",
        "schools",
        "expiries",
        "accounts",
        "storage",
        "equipment",
    } <= waits
    checked = audit_log.verify(sergeant)
    assert [line for line in checked.lines if not line.ok] == []


@pytest.mark.parametrize(("school", "fewest_kinds"), [(1, 28), (2, 15)])
def test_each_school_has_a_full_year_before_this_one(
    sergeant: SignedIn, school: int, fewest_kinds: int
) -> None:
    wanted = Filter(partnership_id=school)
    days = [each.contact_date for each in contact_log_lists.page(sergeant, wanted, limit=100)]
    before = [day for day in days if day and day < THIS_YEAR]
    assert {(day.year, day.month // 5) for day in before} == {(2025, 1), (2025, 2), (2026, 0), (2026, 1)}
    done = activity_lists.page(sergeant, ActivityFilter(partnership_id=school), limit=200)
    assert (
        len({each.kind for each in done if each.happened_on and each.happened_on < THIS_YEAR}) >= fewest_kinds
    )

    figures = indicators.open_indicators(sergeant, school, 2025).indicators
    assert len(figures) == 27
    assert len([each for each in figures if each.figure]) >= 20
    beside = indicators.open_indicators(sergeant, school, 2026).indicators
    assert len([each for each in beside if each.last_year]) >= 20


def test_every_kind_of_document_prints_without_a_fault(built: Built) -> None:
    wanted = documents_of(find_records(built.made))
    # Nothing in the demo is old enough to be disposed of.
    assert {type(each) for each in wanted.values()} == set(kinds_of_document()) - {DisposalPrint}
    signed_in = sign_in.sign_in(built.made.folder, "sergeant", PASSWORD, built.made.pc)
    try:
        made = {name: printing.render(printing.preview(signed_in, each)) for name, each in wanted.items()}
    finally:
        sign_in.sign_out(signed_in)
    assert {name: faults(pdf) for name, pdf in made.items()} == dict.fromkeys(wanted, [])


def kinds_of_document() -> Iterator[type[PrintRequest]]:
    """Yield every kind that the program can print: what is asked for as a whole, not the bases."""
    for module in pkgutil.iter_modules(services.__path__, "ssp_desktop.services."):
        if module.name.rpartition(".")[2].startswith("print_"):
            importlib.import_module(module.name)
    waiting = [PrintRequest]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        yield from (each for each in below if not inspect.isabstract(each))
