"""The policy that IT may set: read, clamped, and never a reason not to start."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop import policy as policy_module
from ssp_desktop.paths import data_folder, policy_folder
from ssp_desktop.policy import SETTINGS, Policy, load_policy
from tools import policy_files


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    policy = load_policy(tmp_path)
    assert (policy.idle_lock_minutes, policy.session_hours, policy.password_only_slots) == (10, 10, False)
    assert policy.copy_away_days == 30
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


@pytest.mark.parametrize(
    ("line", "name", "value", "remark"),
    [
        ("data_folder = records", "data_folder", "", "data_folder must be a full path; it is left out"),
        (
            "backup_folder = ../backups",
            "backup_folder",
            "",
            "backup_folder must be a full path; it is left out",
        ),
        (
            "marking = " + "X" * 61,
            "marking",
            "X" * 60,
            "marking may have 60 characters; the rest was cut off",
        ),
        ("session_hours = 24", "session_hours", 12, "session_hours must be from 8 to 12"),
        ("session_hours =", "session_hours", 10, "session_hours is not a whole number; 10 is used"),
        ("idle_lock = 5", "idle_lock_minutes", 10, "policy.ini holds what is no setting: idle_lock"),
    ],
)
def test_what_is_wrong_is_left_out_and_told(
    tmp_path: Path, line: str, name: str, value: object, remark: str
) -> None:
    (tmp_path / "policy.ini").write_text(f"[policy]\n{line}\n", encoding="utf-8")
    policy = load_policy(tmp_path)
    assert getattr(policy, name) == value
    assert len(policy.remarks) == 1
    assert remark in policy.remarks[0]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "policy.ini").write_bytes(b"[policy]\nmarking = \xff\n")
    assert load_policy(tmp_path) == Policy(
        remarks=("policy.ini cannot be read; the defaults are used",),
    )


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "policy.ini").write_text("[policy]\nidle_lock_minutes = 3\n", encoding="utf-8-sig")
    assert load_policy(tmp_path).idle_lock_minutes == 3


def test_the_registry_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policy.ini").write_text(
        "[policy]\nidle_lock_minutes = 30\nmarking = OFFICIAL\n", encoding="utf-8"
    )
    values: dict[str, object] = {"Idle_Lock_Minutes": 2, "password_only_slots": 1, "preset": b"\x00", "x": 1}
    monkeypatch.setattr(
        "ssp_desktop.policy._registry", lambda remarks: policy_module.from_registry(values, remarks)
    )
    assert load_policy(tmp_path) == Policy(
        idle_lock_minutes=2,
        password_only_slots=True,
        marking="OFFICIAL",
        remarks=(
            "preset in the registry is neither a number nor a text; it is left out",
            "the registry holds what is no setting: x",
        ),
    )


class StandInRegistry(ModuleType):
    """Python's ``winreg`` as far as the policy uses it, with values of this test's own."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, values: dict[str, object], fault: OSError | None = None) -> None:
        super().__init__("winreg")
        self._values, self._fault = list(values.items()), fault

    def OpenKey(self, root: str, name: str) -> AbstractContextManager[str]:
        if self._fault is not None:
            raise self._fault
        return nullcontext(f"{root}\\{name}")

    def QueryInfoKey(self, key: str) -> tuple[int, int, int]:
        assert key == r"HKLM\Software\Policies\SSP Desktop"
        return 0, len(self._values), 0

    def EnumValue(self, _key: str, number: int) -> tuple[str, object, int]:
        return (*self._values[number], 1)


@pytest.mark.parametrize(
    ("registry", "policy"),
    [
        (
            StandInRegistry({"idle_lock_minutes": 45, "marking": "OFFICIAL"}),
            Policy(
                idle_lock_minutes=30,
                marking="OFFICIAL",
                remarks=("idle_lock_minutes must be from 1 to 30; it was brought into that range",),
            ),
        ),
        (StandInRegistry({}, FileNotFoundError()), Policy()),
        (
            StandInRegistry({}, PermissionError()),
            Policy(remarks=("the policies in the registry cannot be read; the file is used",)),
        ),
    ],
)
def test_on_windows_the_registry_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: StandInRegistry, policy: Policy
) -> None:
    monkeypatch.setitem(sys.modules, "winreg", registry)
    with monkeypatch.context() as windows:
        windows.setattr("ssp_desktop.policy.sys.platform", "win32")
        found = load_policy(tmp_path)
    assert found == policy


def test_each_setting_is_a_field_with_its_default(tmp_path: Path) -> None:
    (tmp_path / "policy.ini").write_text(
        "[policy]\n" + "".join(f"{each.name} = {each.default}\n" for each in SETTINGS), encoding="utf-8"
    )
    assert load_policy(tmp_path) == Policy()
    assert {each.name for each in SETTINGS} == {each.name for each in fields(Policy)} - {"remarks"}


def test_what_it_is_given_is_made_from_the_one_table() -> None:
    assert {path: (policy_files.ROOT / path).read_text("utf-8") for path in policy_files.files()} == (
        policy_files.files()
    )


def test_the_example_file_sets_nothing_until_a_semicolon_goes(tmp_path: Path) -> None:
    text = policy_files.example()
    (tmp_path / "policy.ini").write_text(text, encoding="utf-8")
    assert load_policy(tmp_path) == Policy()
    (tmp_path / "policy.ini").write_text(
        text.replace(";idle_lock_minutes = 10", "idle_lock_minutes = 7"), encoding="utf-8"
    )
    assert load_policy(tmp_path) == Policy(idle_lock_minutes=7)


def test_the_template_names_each_setting_with_its_range_and_its_words() -> None:
    template = ElementTree.fromstring(policy_files.admx())  # noqa: S314 - our own text
    words = ElementTree.fromstring(policy_files.adml())  # noqa: S314 - our own text
    space = {"p": policy_files.NAMESPACE}
    strings = {each.get("id") for each in words.findall(".//p:string", space)}
    shown = {each.get("id") for each in words.findall(".//p:presentation", space)}
    assert [each.get("name") for each in template.findall(".//p:policy", space)] == [
        each.name for each in SETTINGS
    ]
    for policy in template.findall(".//p:policy", space):
        name = policy.get("name")
        assert (policy.get("class"), policy.get("key")) == ("Machine", r"Software\Policies\SSP Desktop")
        assert {name, f"{name}_help"} <= strings
        assert (policy.get("presentation") is None) is (name not in shown)
    minutes = template.find(".//p:decimal[@id='idle_lock_minutes']", space)
    assert minutes is not None
    assert (minutes.get("minValue"), minutes.get("maxValue")) == ("1", "30")


def test_the_policy_of_the_system_goes_before_the_accounts_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssp_desktop.paths.SYSTEM_POLICY_FOLDER", tmp_path / "etc")
    assert policy_folder() == data_folder()
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "policy.ini").write_text("[policy]\n", encoding="utf-8")
    assert policy_folder() == tmp_path / "etc"
