"""Folders in which a store loses entries: synced ones, and those of another computer.

SQLite's locks do not hold on network shares. A service that copies files behind the program's back puts
half-written or older ones back, and keeps what two PCs wrote as two files of which one is read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "a cloud service",
    "box": "Box",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# What a service keeps at the top of the folder that it copies, whatever that folder is called.
MARKS = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
MARKS_THAT_BEGIN = {"._sync_": "Nextcloud", ".sync_": "Nextcloud"}
NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs"}
    | {"beegfs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "fuse.glusterfs"}
)
# GetDriveTypeW: https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
REMOTE_DRIVE = 4
MOUNTS = Path("/proc/mounts")


def why_unsafe(folder: Path) -> str:
    """Return why records may not lie in a folder, as the end of "a folder that …"; empty when they may.

    The folder need not exist yet.
    """
    resolved = folder.resolve()
    for path in (folder.absolute(), resolved):
        service = synced_by(path) or marked_by(path)
        if service:
            return f"is copied elsewhere by {service}"
    if is_network_name(str(folder)) or is_network_name(str(resolved)) or _on_network(resolved):
        return "lies on a network drive"
    return ""


def synced_by(path: PurePath) -> str:
    """Return the name of the service that copies this path elsewhere by its names, or an empty string."""
    for part in path.parts:
        name = part.casefold()
        for start, service in SYNCED.items():
            # "OneDrive - Example Constabulary" and "Dropbox (Example)" are the services' own names.
            if name == start or name.startswith((f"{start} -", f"{start} (", f"{start}-")):
                return service
    for variable in SYNCED_VARIABLES:
        root = os.environ.get(variable, "")
        if root and path.is_relative_to(root):
            return "OneDrive"
    return ""


def marked_by(path: Path) -> str:
    """Return the name of the service whose mark lies in this folder or around it, or an empty string."""
    return next((found for each in (path, *path.parents) if (found := _mark_in(each))), "")


def _mark_in(folder: Path) -> str:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names alone, of a home folder with many files
    except OSError:  # not there yet, or not to be looked into
        return ""
    for name in names:
        if name in MARKS:
            return MARKS[name]
        for start, service in MARKS_THAT_BEGIN.items():
            if name.startswith(start) and name.endswith(".db"):
                return service
    return ""


def is_network_name(path: str) -> bool:
    r"""Tell whether a path names another computer, as ``\\server\share`` does."""
    if path.upper().startswith("\\\\?\\UNC\\"):
        return True
    return path.startswith(("\\\\", "//")) and not path.startswith(("\\\\?\\", "\\\\.\\"))


def mount_type(path: PurePath, mounts: str) -> str:
    """Return the type of the file system that holds ``path``, from the text of ``/proc/mounts``."""
    found, longest = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, folder and type come first
            continue
        point = fields[1].encode().decode("unicode_escape")  # a space is written \040
        if path.is_relative_to(point) and len(point) >= longest:
            found, longest = fields[2], len(point)
    return found


if sys.platform == "win32":
    import ctypes

    def _on_network(path: Path) -> bool:
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == REMOTE_DRIVE)

else:

    def _on_network(path: Path) -> bool:
        if not MOUNTS.is_file():
            return False
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        return mount_type(path, mounts) in NETWORK_TYPES
