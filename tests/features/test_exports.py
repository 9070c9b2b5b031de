"""Exports of lists: within the reader's rights, disclosed to somebody, whole or not there at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.fill import fill
from ssp_desktop.errors import UserError
from ssp_desktop.security.atomic_file import staged
from ssp_desktop.services import exports
from ssp_desktop.services.actions import page as actions_page
from ssp_desktop.services.contact_log_lists import Filter
from ssp_desktop.services.exports import ExportStopped
from ssp_desktop.services.unit_of_work import Refused
from tests.features.export_steps import export, lines_of, request, sheet_of, table_of
from tests.features.steps import CANARY, open_other_school, sql, submit, trace
from tests.stores import PASSWORDS, SCHOOL, SignInAs, Store, pupil


def disclosed(signed_in: Any) -> list[Any]:
    return sql(signed_in, "SELECT noun, record_id, copy_number, recipient, purpose, way FROM disclosure")


def fail_while_writing(monkeypatch: pytest.MonkeyPatch, call: str, error: OSError) -> None:
    """Let one call of the operating system fail, from when the file is written until it is in its place."""

    @contextmanager
    def failing(path: Path, content: bytes, unfinished: Path | None = None) -> Iterator[Callable[[], None]]:
        def fail(*_: object) -> None:
            raise error

        with monkeypatch.context() as patched:
            if unfinished is not None:  # the file itself; notes and key files are written as always
                patched.setattr(os, call, fail)
            with staged(path, content, unfinished) as put_in_place:
                yield put_in_place

    monkeypatch.setattr("ssp_desktop.services.leaving_copies.atomic_file.staged", failing)


def files_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_file())


def test_a_list_is_exported_and_stands_as_disclosed(signed_in_as: SignInAs, tmp_path: Path) -> None:
    officer, path = signed_in_as("officer"), tmp_path / "list.csv"
    made = submit(officer)
    told = export(officer, "contact_logs", path)
    assert (told.copy_number, told.rows) == (1, 1)
    (row,) = table_of(path)
    assert (row["Reference"], row["Date of contact"]) == (made.reference, "2026-11-17")
    assert (row["Pupils"], row["School"]) == ("Bea Example-Marsh", SCHOOL)
    assert row["Submitted (time of the school)"] == "2026-11-17 10:00"
    assert disclosed(officer) == [("contact_log", 0, 1, "The Information Commissioner", "Oversight", "saved")]
    detail = "copy 1 saved for The Information Commissioner; purpose: Oversight; csv; rows: 1"
    assert trace(officer)[-1] == ("disclosed", "contact_log", None, detail)
    about = dict(lines_of(path)[:10])
    assert (about["Marking"], about["Copy number"]) == ("OFFICIAL-SENSITIVE", "1")
    assert (about["Exported by"], about["Exported at"]) == ("PC 0001 Example-Okafor", "2026-11-17 10:00")
    head = sql(officer, "SELECT entry_hash FROM audit_entry ORDER BY sequence DESC LIMIT 1 OFFSET 1")[0][0]
    assert head in about["Audit log before this export"]
    assert export(officer, "contact_logs", tmp_path / "list.xlsx").copy_number == 2
    cells = sheet_of((tmp_path / "list.xlsx").read_bytes())
    assert cells[1][:2] == [made.reference, "2026-11-17"]
    assert ["Copy number", "2"] in sheet_of((tmp_path / "list.xlsx").read_bytes(), 2)


@pytest.mark.parametrize("name", ["=cmd|'/C calc'!A1", "+44 7700", "-Ada", "@here", "\tAda"])
def test_a_name_is_never_a_formula(signed_in_as: SignInAs, tmp_path: Path, name: str) -> None:
    officer, path = signed_in_as("officer"), tmp_path / "list.csv"
    submit(officer, subject=f"{name} about", pupils=(pupil(given_name=name),))
    export(officer, "contact_logs", path)
    export(officer, "contact_logs", path.with_suffix(".xlsx"))
    (row,) = table_of(path)
    cells = [*row.values(), *sheet_of(path.with_suffix(".xlsx").read_bytes())[1]]
    assert not [each for each in cells if each.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))]
    assert any(name.strip() in each for each in cells)


def test_the_school_exports_its_own_view(store: Store, signed_in_as: SignInAs, tmp_path: Path) -> None:
    other = open_other_school(store)
    officer, path = signed_in_as("officer"), tmp_path / "list.csv"
    here, there = submit(officer), submit(officer, partnership_id=other)
    export(officer, "contact_logs", path)
    assert {row["Reference"] for row in table_of(path)} == {here.reference, there.reference}
    for who, names in (
        ("spoc", ("contact_logs", "actions", "partnerships", "storage", "pupils")),
        ("head_teacher", ("contact_logs", "partnerships", "storage", "pupils")),
    ):
        school = signed_in_as(who)
        for name in names:
            export(school, name, path)
            text = path.read_text(encoding="utf-8")
            assert there.reference not in text
            assert "Ashdown" not in text
            assert CANARY not in text


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("head_teacher", "actions"),
        ("administrator", "contact_logs"),
        ("administrator", "visits"),
        ("spoc", "people"),
        ("officer", "audit"),
    ],
)
def test_a_role_that_may_not_is_refused(signed_in_as: SignInAs, tmp_path: Path, who: str, name: str) -> None:
    signed_in = signed_in_as(who)
    with pytest.raises(Refused):
        export(signed_in, name, tmp_path / "list.csv")
    assert files_in(tmp_path) == []
    assert trace(signed_in)[-1][0] == "refused"
    assert disclosed(signed_in) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"recipient": " \n"}, "The recipient is missing."),
        ({"purpose": ""}, "The purpose is missing. Say what this copy is for."),
        ({"recipient": "x" * 121}, "The recipient is longer than 120 characters."),
        ({"file_format": "exe"}, "The IT policy of this PC does not allow EXE files."),
        ({"file_format": "xlsx"}, "The name of the file does not end in .xlsx."),
        ({"filters": {"wanted": Filter(mine=True, partnership_id=77)}}, "There is nothing to export."),
    ],
)
def test_an_export_that_cannot_be_made_says_so(
    signed_in_as: SignInAs, tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    officer = signed_in_as("officer")
    submit(officer)
    with pytest.raises(UserError) as refused:
        export(officer, "contact_logs", tmp_path / "list.csv", **changes)
    assert str(refused.value).startswith(told)
    assert (files_in(tmp_path), disclosed(officer)) == ([], [])


def test_a_wrong_password_exports_nothing(signed_in_as: SignInAs, tmp_path: Path) -> None:
    officer = signed_in_as("officer")
    submit(officer)
    with pytest.raises(UserError, match="password"):
        exports.export(officer, PASSWORDS["spoc"], request("contact_logs", tmp_path / "list.csv"))
    assert (files_in(tmp_path), disclosed(officer)) == ([], [])


def test_the_policy_of_the_pc_is_followed(
    signed_in_as: SignInAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "policy.ini").write_text(
        "[policy]\nexport_formats = csv\nmarking = OFFICIAL\n", encoding="utf-8"
    )
    officer = signed_in_as("officer")
    submit(officer)
    monkeypatch.setattr("ssp_desktop.services.exports.policy_folder", lambda: folder)
    with pytest.raises(UserError, match="does not allow XLSX files"):
        export(officer, "contact_logs", tmp_path / "list.xlsx")
    export(officer, "contact_logs", tmp_path / "list.csv")
    assert lines_of(tmp_path / "list.csv")[0] == ["Marking", "OFFICIAL"]


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
@pytest.mark.parametrize("number", [28, 13, 30])
def test_a_full_disk_or_a_folder_that_is_read_only_leaves_the_old_file(
    signed_in_as: SignInAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    officer, path = signed_in_as("officer"), tmp_path / "list.csv"
    submit(officer)
    path.write_text("old")

    fail_while_writing(monkeypatch, call, OSError(number, os.strerror(number)))
    with pytest.raises(UserError, match=f"The file could not be saved: {os.strerror(number)}."):
        export(officer, "contact_logs", path)
    assert (path.read_text(), files_in(tmp_path)) == ("old", ["list.csv"])
    assert disclosed(officer) == []


def test_a_folder_that_is_gone_and_one_in_place_of_the_file_are_told(
    signed_in_as: SignInAs, tmp_path: Path
) -> None:
    officer = signed_in_as("officer")
    submit(officer)
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "gone" / "list.csv", tmp_path / "folder.csv"):
        with pytest.raises(UserError, match="The file could not be saved: "):
            export(officer, "contact_logs", path)
    assert disclosed(officer) == []


def test_a_file_that_is_opened_elsewhere_at_the_last_moment_is_told(
    signed_in_as: SignInAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, path = signed_in_as("officer"), tmp_path / "list.csv"
    submit(officer)
    path.write_text("old")

    fail_while_writing(monkeypatch, "replace", PermissionError(13, "The file is in use"))
    with pytest.raises(UserError, match="The file is in use. The audit log names it as copy 1, but"):
        export(officer, "contact_logs", path)
    assert (path.read_text(), files_in(tmp_path)) == ("old", ["list.csv"])


def test_one_that_was_open_already_is_told_before_anything_is_disclosed(
    signed_in_as: SignInAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, path = signed_in_as("officer"), tmp_path / "list.csv"
    submit(officer)
    path.write_text("old")

    def in_use(*_: object, **__: object) -> None:
        raise PermissionError(13, "The file is in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", in_use)
        with pytest.raises(UserError, match="The file is in use"):
            export(officer, "contact_logs", path)
    assert (path.read_text(), disclosed(officer)) == ("old", [])


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_stopping_leaves_nothing(signed_in_as: SignInAs, tmp_path: Path, asked: int) -> None:
    officer = signed_in_as("officer")
    submit(officer)
    before = trace(officer)
    answers = iter([False] * (asked - 1) + [True])
    with pytest.raises(ExportStopped, match="You stopped the export. No file was written"):
        exports.export(
            officer,
            PASSWORDS["officer"],
            request("contact_logs", tmp_path / "list.csv"),
            lambda: next(answers),
        )
    assert (files_in(tmp_path), disclosed(officer), trace(officer)) == ([], [], before)


def test_many_pages_are_read_whole_and_in_order(signed_in_as: SignInAs, tmp_path: Path) -> None:
    officer = signed_in_as("officer")
    fill(officer.database, officer.store_id, 0, 2 * exports.PAGE + 1)
    made = export(officer, "contact_logs", tmp_path / "list.csv")
    rows = table_of(tmp_path / "list.csv")
    assert made.rows == len(rows) == len({row["Reference"] for row in rows}) == 2 * exports.PAGE + 1
    days = [row["Date of contact"] for row in rows]
    assert days == sorted(days, reverse=True)


def test_more_rows_than_a_spreadsheet_holds_are_refused(
    signed_in_as: SignInAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = signed_in_as("officer")
    submit(officer)
    submit(officer)
    monkeypatch.setattr("ssp_desktop.services.exports.MOST_ROWS", 1)
    with pytest.raises(UserError, match="The list has more than 1 rows. Narrow it by the filters"):
        export(officer, "contact_logs", tmp_path / "list.csv")
    assert files_in(tmp_path) == []


def test_each_list_says_what_its_page_says(signed_in_as: SignInAs, tmp_path: Path) -> None:
    sergeant, path = signed_in_as("sergeant"), tmp_path / "list.csv"
    submit(sergeant)
    (action,) = actions_page(sergeant)
    export(sergeant, "actions", path, filters={"mine": False, "closed": False})
    assert [row["Task"] for row in table_of(path)] == [action.task]
    for name, heading, cell in (
        ("partnerships", "School", SCHOOL),
        ("storage", "Storage", "Nothing recorded"),
        ("people", "User name", "head_teacher"),
    ):
        export(sergeant, name, path)
        assert cell in {row[heading] for row in table_of(path)}
    assert "Last signed in (time of the school)" in table_of(path)[0]
    assert not {"password", "key", "code"} & {each.lower() for each in table_of(path)[0]}
