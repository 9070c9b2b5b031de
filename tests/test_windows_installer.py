"""The Windows installer: every file once, the same numbers in each version, nothing of the build machine."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from ssp_desktop.program_files import write_list
from ssp_desktop.purging import SURE
from tools.package_windows import HERE, STAND_INS, check_program, file_list, foreign_files

SPACE = {"w": "http://schemas.microsoft.com/wix/2006/wi"}
NAMES = [
    "ssp-desktop.exe",
    "_internal/a & b.dll",
    "_internal/PySide6/Qt6Core.dll",
    "_internal/PySide6/plugins/x.dll",
]


@pytest.fixture
def wine(tmp_path: Path) -> Path:
    """A system folder as Wine's, with a DLL of its own."""
    folder = tmp_path / "system32"
    folder.mkdir()
    (folder / "kernel32.dll").write_bytes(b"of Wine")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder as PyInstaller leaves it, with its list."""
    folder = tmp_path / "ssp-desktop"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    write_list(folder, folder / "_internal")
    return folder


def test_each_file_is_in_the_list_once_in_its_folder() -> None:
    tree = ElementTree.fromstring(file_list(NAMES))  # noqa: S314 - our own text
    sources = [each.get("Source") for each in tree.findall(".//w:File", SPACE)]
    assert sorted(filter(None, sources)) == sorted(f"$(var.Source)/{name}" for name in NAMES)
    folders = {each.get("Name") for each in tree.findall(".//w:Directory", SPACE)}
    assert folders == {"_internal", "PySide6", "plugins"}
    components = [each.get("Id") for each in tree.findall(".//w:Component", SPACE)]
    references = [each.get("Id") for each in tree.findall(".//w:ComponentRef", SPACE)]
    assert sorted(filter(None, components)) == sorted(filter(None, references))
    assert len(set(components)) == len(NAMES)


def test_a_file_keeps_its_number_from_version_to_version() -> None:
    def numbers(names: list[str]) -> dict[str | None, str | None]:
        tree = ElementTree.fromstring(file_list(names))  # noqa: S314 - our own text
        return {each.get("Id"): each.get("Guid") for each in tree.findall(".//w:Component", SPACE)}

    assert numbers(NAMES).items() < numbers([*NAMES, "_internal/new.dll"]).items()


def test_a_folder_of_our_own_files_may_be_packed(
    program: Path, wine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_program(program, wine)
    assert capsys.readouterr().out == "4 files, none of them of the machine they were built on\n"


@pytest.mark.parametrize("name", [*STAND_INS, "ICUUC.DLL"])
def test_a_stand_in_never_reaches_a_package(program: Path, wine: Path, name: str) -> None:
    (program / "_internal" / name).write_bytes(b"stand-in")
    assert foreign_files(program, wine) == [f"_internal/{name}"]
    with pytest.raises(SystemExit, match="not fit to be packed"):
        check_program(program, wine)


def test_a_dll_of_wine_is_known_by_its_content(program: Path, wine: Path) -> None:
    (program / "_internal" / "renamed.dll").write_bytes(b"of Wine")
    assert foreign_files(program, wine) == ["_internal/renamed.dll"]


@pytest.mark.parametrize("name", ["_internal/żółć.txt", "_internal/a & b.dll"])
def test_a_name_that_would_be_lost_and_a_changed_file_stop_it(program: Path, wine: Path, name: str) -> None:
    (program / name).write_bytes(b"changed")
    with pytest.raises(SystemExit, match="not fit to be packed"):
        check_program(program, wine)


def test_it_is_for_the_whole_pc_and_refuses_to_go_back() -> None:
    tree = ElementTree.parse(HERE / "ssp-desktop.wxs").getroot()  # noqa: S314 - our own file
    package, upgrade = tree.find(".//w:Package", SPACE), tree.find(".//w:MajorUpgrade", SPACE)
    product = tree.find(".//w:Product", SPACE)
    assert package is not None
    assert upgrade is not None
    assert product is not None
    assert package.get("InstallScope") == "perMachine"
    assert "newer version of SSP Desktop" in str(upgrade.get("DowngradeErrorMessage"))
    # By this number a newer version finds the older ones: it must never change.
    assert product.get("UpgradeCode") == "5C0E5E5D-7B1F-4F0B-9C57-2C7D6C0F5A11"


def test_records_are_deleted_only_when_told_so_and_never_at_an_upgrade() -> None:
    tree = ElementTree.parse(HERE / "ssp-desktop.wxs").getroot()  # noqa: S314 - our own file
    action, when = tree.find(".//w:CustomAction", SPACE), tree.find(".//w:Custom", SPACE)
    assert action is not None
    assert when is not None
    assert (action.get("Id"), when.get("Action"), action.get("Return")) == ("PurgeData", "PurgeData", "check")
    assert action.get("ExeCommand") == f"purge-data --sure {SURE}"
    # Before anything else is changed: a refusal leaves program and records as they were.
    assert when.get("Before") == "InstallInitialize"
    assert str(when.text).split(" AND ") == [
        'PURGEDATA="1"',
        'REMOVE="ALL"',
        "NOT UPGRADINGPRODUCTCODE",
    ]


def test_the_program_asks_for_no_rights_and_knows_long_paths_and_each_screen() -> None:
    manifest = (HERE / "ssp-desktop.manifest").read_text(encoding="utf-8")
    assert 'level="asInvoker" uiAccess="false"' in manifest
    assert ">true</longPathAware>" in manifest
    assert ">PerMonitorV2, PerMonitor</dpiAwareness>" in manifest


def test_the_icon_has_each_size_that_windows_shows() -> None:
    from PIL import Image

    with Image.open(HERE / "ssp-desktop.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
