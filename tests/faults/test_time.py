"""Clocks that are wrong, change or stand at a border: people get in, records are dated, the log holds."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as time_of_day

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import anchors, audit_log, boards, contact_log_views, contact_logs, sign_in, visits
from ssp_desktop.services.clock import local
from tests.faults.bench import Bench
from tests.faults.scenarios import NEW, enrol, once, start_reset
from tests.faults.tally import Tally
from tests.stores import Clock, contact_values

MOMENTS = {
    "as it is": datetime(2026, 11, 17, 10, 0, tzinfo=UTC),
    "set back a year": datetime(2025, 11, 17, 10, 0, tzinfo=UTC),
    "set forward ten years": datetime(2036, 11, 17, 10, 0, tzinfo=UTC),
    "half an hour before the clocks go back": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "in the hour that comes twice": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    "a second before the clocks go forward": datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),
    "when they have": datetime(2027, 3, 28, 1, 0, 0, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    "the last minute of 31 August": datetime(2027, 8, 31, 22, 59, tzinfo=UTC),
    "the second minute of 1 September": datetime(2027, 8, 31, 23, 1, tzinfo=UTC),
    "New Year's Eve": datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
}
ZONES = ("America/New_York", "Pacific/Kiritimati", "Asia/Kolkata")


def at(bench: Bench, now: datetime) -> Bench:
    """Set the clock of the PC."""
    bench.pc = replace(bench.pc, clock=Clock(now))
    return bench


def a_days_work(bench: Bench) -> None:
    """Sign in, arrive, submit a contact log of that minute, look at the board, leave, sign out."""
    there = local(bench.pc.clock())
    officer = bench.sign_in("officer")
    visit = visits.arrive(officer, 1)
    values = contact_values(
        contact_date=there.date(),
        start_time=time_of_day(0, 0),
        end_time=time_of_day(0, 0),
        actions=(),
        no_action_reason="Nothing more is needed.",
    )
    made = contact_logs.submit(officer, values, partnership_id=1, visit_id=visit.id)
    boards.home(officer)
    assert contact_log_views.open_contact_log(officer, made.id).values["contact_date"] == there.date()
    left = visits.leave(officer, visit.id)
    assert left.left_at is not None
    assert left.left_at >= left.arrived_at
    sign_in.sign_out(officer)


def assert_sound(bench: Bench) -> None:
    sergeant = bench.sign_in("sergeant")
    assert [line.words for line in audit_log.verify(sergeant).lines if not line.ok] == []
    assert anchors.alarm(sergeant) == ""
    sign_in.sign_out(sergeant)


def test_a_clock_that_jumps_to_and_fro(bench: Bench, tally: Tally) -> None:
    for moment in MOMENTS.values():
        a_days_work(at(bench, moment))
    assert_sound(at(bench, MOMENTS["set back a year"]))
    tally.add("Time", "clock set back, forward, at its borders", len(MOMENTS))


def test_a_clock_that_goes_back_during_a_visit_is_told(bench: Bench, tally: Tally) -> None:
    officer = bench.sign_in("officer")
    visit = visits.arrive(officer, 1)
    officer.clock = Clock(MOMENTS["set back a year"])
    with pytest.raises(UserError, match="The clock of this PC went back since you arrived"):
        visits.leave(officer, visit.id)
    tally.add("Time", "clock set back, forward, at its borders", 1)


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_of_the_pc_makes_no_difference(
    bench: Bench, tally: Tally, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    with monkeypatch.context() as moved:
        moved.setenv("TZ", zone)
        time.tzset()
        for moment in ("in the hour that comes twice", "the second minute of 1 September"):
            a_days_work(at(bench, MOMENTS[moment]))
        assert_sound(bench)
    time.tzset()
    assert_sound(bench)
    tally.add("Time", "zone of the PC changed", 2)


def test_a_code_is_neither_revived_nor_spent_by_the_clock(bench: Bench, tally: Tally) -> None:
    """Ten years ahead it has expired, and is told so; with the clock set right it opens."""
    once("sergeant", start_reset)(bench)
    with pytest.raises(UserError, match="expired"):
        enrol(at(bench, MOMENTS["set forward ten years"]))()
    (bench.folder / "attempts.json").unlink(missing_ok=True)
    enrol(at(bench, MOMENTS["as it is"]))()
    sign_in.sign_out(bench.sessions.pop())
    sign_in.sign_out(bench.sign_in("officer", NEW))
    tally.add("Time", "an enrolment code and the clock", 2)
