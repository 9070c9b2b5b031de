"""The folder of a store: where it may lie, whose it is, and the lock that lets one process at a time in.

SQLite's locks do not hold on network shares, and a service that copies files behind the program's back puts
half-written ones back: folders of both kinds are refused. The lock is the operating system's, so that it goes
when its holder dies; the text in the file only says who that is.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self

from ssp_desktop.errors import UserError

DATABASE_NAME = "records.db"
LOCK_NAME = "store.lock"
LONGEST_LOCK_TEXT = 2000
# Windows keeps others from reading the locked bytes: lock one far behind the text.
LOCKED_BYTE = 1_000_000

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
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs"}
    | {"beegfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "fuse.glusterfs"}
)
REMOTE_DRIVE = (
    4  # GetDriveTypeW: https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
)
MOUNTS = Path("/proc/mounts")
ELSEWHERE = "Choose a folder on this PC's own disk that no service copies elsewhere."


class UnsafeFolder(UserError):
    """Records may not lie here."""


class StoreInUse(UserError):
    """Another process holds the store."""


def database_path(folder: Path) -> Path:
    """Return the path of the database in a store's folder."""
    return folder / DATABASE_NAME


def check_folder(folder: Path) -> None:
    """Refuse a folder that is synced or lies on a network share. It need not exist yet.

    Raises:
        UnsafeFolder: with the reason.
    """
    resolved = folder.resolve()
    for path in (folder.absolute(), resolved):
        service = synced_by(path)
        if service:
            raise UnsafeFolder(f"This folder is copied elsewhere by {service}.", ELSEWHERE)
    if is_network_name(str(folder)) or is_network_name(str(resolved)) or _on_network(resolved):
        raise UnsafeFolder("This folder lies on a network drive.", ELSEWHERE)


def synced_by(path: PurePath) -> str:
    """Return the name of the service that copies this path elsewhere, or an empty string."""
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


def is_network_name(path: str) -> bool:
    r"""Tell whether a path names another computer, as ``\\server\share`` does."""
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


def prepare_folder(folder: Path) -> None:
    """Check the folder, make it when it is missing, and keep other accounts out of it where the system can.

    Raises:
        UserError: it may not lie here, cannot be made, or belongs to somebody else.
    """
    check_folder(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) != stat.S_IRWXU:
            folder.chmod(stat.S_IRWXU)
    except OSError as error:
        raise _explain_folder(error) from error


def prepare_parent(folder: Path) -> None:
    """Check where a store lies or is to lie, and make the folder around it.

    Raises:
        UserError: it may not lie here, or the folder around it cannot be made.
    """
    check_folder(folder)
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _explain_folder(error) from error


def _explain_folder(error: OSError) -> UserError:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return UserError(
            "The folder of the records cannot be made or written to.",
            "Ask your IT support to let your account write to this folder, or choose another.",
        )
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return UserError(
            "There is a file where the folder of the records should be.", "Choose another folder."
        )
    if error.errno == errno.ENOENT:
        return UserError(
            "The folder of the records is missing.",
            "Check that its disk is connected. If the folder was moved, put it back.",
        )
    if error.errno == errno.ENOSPC:
        return UserError("The disk is full.", "Free some space on the disk, then try again.")
    return UserError("The folder of the records cannot be used.", ELSEWHERE)


class StoreLock:
    """One process's right to a store: ``with StoreLock(folder): ...``, or ``acquire`` and ``release``."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the store. A lock whose holder died is free.

        Raises:
            StoreInUse: another process holds it; the message says whose and since when.
            UserError: the folder is missing, or may not be written, or the disk is full.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR)
        except OSError as error:
            raise _explain_folder(error) from error
        try:
            _lock(handle)
        except OSError as error:
            holder = os.read(handle, LONGEST_LOCK_TEXT)
            os.close(handle)
            if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
                raise StoreInUse(
                    f"These records are open already{_holder(holder)}.",
                    "Close the program there, then try again.",
                ) from error
            raise UnsafeFolder("Files in this folder cannot be locked.", ELSEWHERE) from error
        try:
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(_this_process()).encode())
        except OSError as error:
            os.close(handle)  # which gives the lock back
            raise _explain_folder(error) from error
        self._handle = handle

    def release(self) -> None:
        """Give the store back, if it is held. The empty file stays: removing it would race."""
        if self._handle is None:
            return
        os.ftruncate(self._handle, 0)
        _unlock(self._handle)
        os.close(self._handle)
        self._handle = None

    @property
    def held(self) -> bool:
        """Whether this object holds the store."""
        return self._handle is not None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _this_process() -> dict[str, str | int]:
    try:
        account = getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        account = "without a name"
    return {"account": account, "since": datetime.now(UTC).isoformat(timespec="seconds")}


def _holder(text: bytes) -> str:
    """Return who holds the lock, as the end of a sentence; nothing when the file does not say it."""
    try:
        told = json.loads(text)
        since = datetime.fromisoformat(told["since"]).astimezone()
        account = "".join(each for each in str(told["account"]) if each.isprintable())[:60]
    except (ValueError, KeyError, TypeError, OverflowError):
        return ""
    return f": by the account “{account}” of this PC since {since:%H:%M on %d/%m/%Y}"


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _on_network(path: Path) -> bool:
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == REMOTE_DRIVE)

    def _lock(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

    def _unlock(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _on_network(path: Path) -> bool:
        if not MOUNTS.is_file():
            return False
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        return mount_type(path, mounts) in NETWORK_TYPES

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
