"""The policy that IT may set: read, clamped, and never a reason not to start."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.policy import Policy, load_policy


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    policy = load_policy(tmp_path)
    assert (policy.idle_lock_minutes, policy.session_hours, policy.password_only_slots) == (10, 10, False)
    assert policy.remarks == ()


def test_what_it_sets_is_used(tmp_path: Path) -> None:
    text = (
        "[policy]\nidle_lock_minutes = 5\nsession_hours = 8\npassword_only_slots = yes\nmarking = OFFICIAL\n"
    )
    (tmp_path / "policy.ini").write_text(text, encoding="utf-8")
    assert load_policy(tmp_path) == Policy(5, 8, True, "OFFICIAL")


@pytest.mark.parametrize(
    ("line", "minutes", "remark"),
    [
        ("idle_lock_minutes = 500", 30, "must be from 1 to 30"),
        ("idle_lock_minutes = 0", 1, "must be from 1 to 30"),
        ("idle_lock_minutes = ten", 10, "is not a whole number"),
    ],
)
def test_a_value_out_of_range_is_brought_back_and_told(
    tmp_path: Path, line: str, minutes: int, remark: str
) -> None:
    (tmp_path / "policy.ini").write_text(f"[policy]\n{line}\n", encoding="utf-8")
    policy = load_policy(tmp_path)
    assert policy.idle_lock_minutes == minutes
    assert remark in policy.remarks[0]


def test_a_wrong_yes_or_no_means_no(tmp_path: Path) -> None:
    (tmp_path / "policy.ini").write_text("[policy]\npassword_only_slots = perhaps\n", encoding="utf-8")
    policy = load_policy(tmp_path)
    assert (policy.password_only_slots, policy.remarks) == (
        False,
        ("password_only_slots must be yes or no; no is used",),
    )


@pytest.mark.parametrize(
    ("line", "formats", "remarks"),
    [
        ("", ("csv", "xlsx"), ()),
        ("export_formats = CSV", ("csv",), ()),
        ("export_formats = xlsx , csv", ("csv", "xlsx"), ()),
        ("export_formats = none", (), ()),
        ("export_formats =", (), ()),
        (
            "export_formats = csv, exe",
            ("csv",),
            ("export_formats names a format that is not known; it is left out",),
        ),
    ],
)
def test_it_says_to_which_kinds_of_file_lists_may_be_exported(
    tmp_path: Path, line: str, formats: tuple[str, ...], remarks: tuple[str, ...]
) -> None:
    (tmp_path / "policy.ini").write_text(f"[policy]\n{line}\n", encoding="utf-8")
    policy = load_policy(tmp_path)
    assert (policy.export_formats, policy.remarks) == (formats, remarks)


@given(st.binary(max_size=200))
def test_no_file_stops_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("policy")
    (folder / "policy.ini").write_bytes(content)
    assert 1 <= load_policy(folder).idle_lock_minutes <= 30
