"""What build.spec asks of PyInstaller: one folder, not compressed, all data, the list of files last."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ssp_desktop.program_files import check_list
from tools.sbom import ROOT

Asked = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def specification(tmp_path_factory: pytest.TempPathFactory) -> tuple[Asked, Path]:
    """Run build.spec with stand-ins that note what each step is asked; the folder gets one file."""
    noted: Asked = {name: [] for name in ("Analysis", "PYZ", "EXE", "COLLECT")}
    folder = tmp_path_factory.mktemp("dist") / "ssp-desktop"
    (folder / "_internal").mkdir(parents=True)
    (folder / "ssp-desktop").write_bytes(b"program")

    def step(name: str) -> Any:
        def note(*arguments: Any, **words: Any) -> SimpleNamespace:
            noted[name].append({"arguments": arguments, **words})
            binaries = [
                ("PySide6/Qt/plugins/platforms/libqxcb.so", "", ""),
                ("PySide6/Qt/plugins/tls/x.so", "", ""),
            ]
            return SimpleNamespace(
                binaries=binaries, datas=words.get("datas", []), pure=[], scripts=[], name=str(folder)
            )

        return note

    runpy.run_path(str(ROOT / "build.spec"), {"SPECPATH": str(ROOT), **{name: step(name) for name in noted}})
    return noted, folder


@pytest.fixture
def asked(specification: tuple[Asked, Path]) -> Asked:
    """What each of PyInstaller's steps was asked."""
    return specification[0]


def test_it_is_one_folder_without_compression(asked: Asked) -> None:
    assert [each["exclude_binaries"] for each in asked["EXE"]] == [True]
    assert {each["upx"] for each in (*asked["EXE"], *asked["COLLECT"])} == {False}


def test_all_that_is_read_at_run_time_lies_in_it(asked: Asked) -> None:
    [analysis] = asked["Analysis"]
    folders = {target for _, target in analysis["datas"]}
    assert {"resources", "alembic", "alembic/versions", "licences", "licences/Python"} <= folders
    migrations = {Path(source).name for source, target in analysis["datas"] if target == "alembic/versions"}
    assert migrations == {path.name for path in (ROOT / "alembic" / "versions").glob("*.py")}
    missing = [source for source, _ in analysis["datas"] if not Path(source).exists()]
    assert [source for source in missing if not source.endswith("build/sbom.cdx.json")] == []


def test_modules_that_are_imported_by_name_are_named(asked: Asked) -> None:
    [analysis] = asked["Analysis"]
    ours = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "ssp_desktop").rglob("*.py")
    }
    assert ours <= set(analysis["hiddenimports"])
    assert "keyring.backends.SecretService" in analysis["hiddenimports"]


def test_plug_ins_that_nothing_uses_are_left_out(asked: Asked) -> None:
    [collected] = asked["COLLECT"]
    assert [name for name, _, _ in collected["arguments"][1]] == ["PySide6/Qt/plugins/platforms/libqxcb.so"]


def test_the_list_of_files_is_written_last(specification: tuple[Asked, Path]) -> None:
    folder = specification[1]
    assert check_list(folder, folder / "_internal") == (1, [])
