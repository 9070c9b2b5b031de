"""The demo's store: a term in which everything has its true date, and much still waits."""

from __future__ import annotations

from pathlib import Path

from ssp_desktop.demo import build_demo, people_in_words
from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.demo.timeline import NOW
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import (
    actions,
    audit_log,
    boards,
    contact_log_lists,
    evaluation_lists,
    partnerships,
    sign_in,
    storage,
    store_settings,
    visits,
)
from ssp_desktop.services.clock import local, local_date
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.contact import ActionState, ContactState, VisitEnd
from ssp_desktop.vocabulary.partnership import Tier


def test_the_demo_is_a_whole_term_with_true_dates_and_sound_signatures(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made = build_demo(
        tmp_path / "store", ThisPc(keyring=Keyring()), lambda done, steps: told.append((done, steps))
    )
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))
    assert local(made.clock()).replace(tzinfo=None) >= NOW
    for user_name in made.people:
        assert user_name in people_in_words(made)

    sergeant = sign_in.sign_in(made.folder, "sergeant", PASSWORD, made.pc)
    assert sergeant.demo
    assert store_settings.read(sergeant).demo
    logs = contact_log_lists.page(sergeant, limit=100)
    assert len(logs) == 34
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
    evaluated = {each.year.begins: each.state.value for each in evaluation_lists.evaluations(sergeant)}
    assert evaluated == {2025: "signed", 2026: "writing"}
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
    sign_in.sign_out(sergeant)
