"""Where records may not lie: synced folders and other computers, by name, mark, variable and mount."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ssp_desktop import unsafe_places as module
from ssp_desktop.store_folder import UnsafeFolder, check_folder
from ssp_desktop.unsafe_places import is_network_name, marked_by, mount_type, synced_by, why_unsafe

MOUNTS = (
    "proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\nserver:/school /srv/school\\040share nfs4 rw 0 0\n"
    "/dev/sdb1 /srv/school\\040share/local ext4 rw 0 0\n//server/x /mnt/x cifs rw 0 0\nodd\n"
)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\People\Ada\OneDrive - Example Constabulary\Records"), "OneDrive"),
        (PureWindowsPath(r"C:\People\Ada\onedrive\Records"), "OneDrive"),
        (PureWindowsPath(r"C:\People\Ada\Dropbox (Example)\Records"), "Dropbox"),
        (PurePosixPath("/srv/ada/Google Drive/Records"), "Google Drive"),
        (PureWindowsPath(r"G:\My Drive\Records"), "Google Drive"),
        (PurePosixPath("/srv/ada/Library/Mobile Documents/com~apple~CloudDocs"), "iCloud Drive"),
        (PurePosixPath("/srv/ada/Library/CloudStorage/Box-Box"), "a cloud service"),
        (PurePosixPath("/srv/ada/Nextcloud"), "Nextcloud"),
        (PurePosixPath("/srv/ada/boxing club/dropbox notes"), ""),
        (PureWindowsPath(r"C:\ProgramData\SSP Desktop"), ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: PurePosixPath | PureWindowsPath, service: str) -> None:
    assert synced_by(path) == service


def test_a_synced_folder_is_known_by_what_windows_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", "/srv/work folder")
    assert synced_by(PurePosixPath("/srv/work folder/records")) == "OneDrive"
    assert synced_by(PurePosixPath("/srv/records")) == ""


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync_0123456789ab.db", "Nextcloud"),
        ("._sync_0123456789ab.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_synced_folder_of_any_name_is_known_by_what_the_service_keeps_there(
    tmp_path: Path, mark: str, service: str
) -> None:
    top = tmp_path / "work of our team"
    top.mkdir()
    (top / mark).touch()
    assert marked_by(top / "not there yet" / "store") == service
    assert why_unsafe(top / "store") == f"is copied elsewhere by {service}"
    assert marked_by(tmp_path / "elsewhere") == ""


def test_files_that_only_sound_like_a_mark_are_none(tmp_path: Path) -> None:
    for name in (".sync_notes.txt", "sync_1.db", ".stfolder.txt", ".dropbox"):  # ~/.dropbox is its settings
        (tmp_path / name).touch()
    assert marked_by(tmp_path / "store") == ""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\server\share\records", True),
        ("//server/share", True),
        (r"\\?\C:\records", False),
        (r"\\?\UNC\server\share\records", True),
        (r"C:\records", False),
        ("/srv/records", False),
    ],
)
def test_another_computers_folder_is_known_by_its_name(path: str, network: bool) -> None:
    assert is_network_name(path) is network


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/school share/records", "nfs4"),
        ("/srv/school share/local/records", "ext4"),
        ("/srv/other", "ext4"),
        ("/mnt/x", "cifs"),
    ],
)
def test_the_file_system_is_the_innermost_one(path: str, kind: str) -> None:
    assert mount_type(PurePosixPath(path), MOUNTS) == kind


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/s {tmp_path / 'share'} nfs4 rw 0 0\n")
    monkeypatch.setattr(module, "MOUNTS", mounts)
    with pytest.raises(UnsafeFolder, match="network drive"):
        check_folder(tmp_path / "share" / "records")
    check_folder(tmp_path / "own" / "records")
    with pytest.raises(UnsafeFolder, match="network drive"):
        check_folder(Path("//server/share/records"))
    (tmp_path / "share" / "records").mkdir(parents=True)
    (tmp_path / "share" / "records" / "records.db").touch()
    with pytest.raises(UnsafeFolder, match="The records lie in a folder that lies on a network drive"):
        check_folder(tmp_path / "share" / "records")
    monkeypatch.setattr(module, "MOUNTS", tmp_path / "no such list")
    check_folder(tmp_path / "share" / "records")
