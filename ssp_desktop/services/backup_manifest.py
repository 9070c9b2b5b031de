"""What stands beside each copy: whose it is, how far its audit log goes, and the hashes of its files.

A copy is one folder: ``records.db``, ``vault.json`` and ``manifest.json``. Nothing in the manifest is
personal: ids, numbers, hashes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ssp_desktop.security.canonical import canonical_json, content_hash
from ssp_desktop.security.vault_file import FILE_NAME as VAULT_NAME
from ssp_desktop.store_folder import DATABASE_NAME

MANIFEST_NAME: Final = "manifest.json"
SUFFIX: Final = ".sspbackup"
FORMAT: Final = "ssp-desktop-backup"
VERSION: Final = 1
FILES: Final = (DATABASE_NAME, VAULT_NAME)
_LARGEST: Final = 256 * 1024
_BLOCK: Final = 1024 * 1024


class ManifestUnreadable(Exception):
    """There is no manifest, or it is not as this program writes it."""


@dataclass(frozen=True)
class FileNote:
    """The size in bytes and the SHA-256 (hexadecimal) of one file of a copy."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One copy. ``made_at`` is aware, in UTC; ``counts`` are rows by table.

    ``explained`` are the marks of the explanations that the log held (see ``anchors``): none of them
    explains what comes after this copy.
    """

    store_id: str
    schema: str
    program: str
    made_at: datetime
    audit_count: int
    audit_head: str
    counts: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, FileNote] = field(default_factory=dict)
    explained: tuple[str, ...] = ()


def to_bytes(manifest: Manifest) -> bytes:
    """Return the manifest's bytes: canonical JSON with a checksum against accidents."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        **asdict(manifest),
        "explained": list(manifest.explained),
        "made_at": manifest.made_at.astimezone(UTC).isoformat(timespec="seconds"),
    }
    return canonical_json({**body, "checksum": content_hash(body)})


def from_bytes(content: bytes) -> Manifest:
    """Read the manifest's bytes. Raises ManifestUnreadable."""
    try:
        body = json.loads(content.decode("utf-8"))
        checksum = body.pop("checksum")
        if (body.pop("format"), body.pop("version")) != (FORMAT, VERSION):
            raise ManifestUnreadable
        if content_hash({**body, "format": FORMAT, "version": VERSION}) != checksum:
            raise ManifestUnreadable
        return _manifest(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ManifestUnreadable from error


def _manifest(body: dict[str, Any]) -> Manifest:
    made_at = datetime.fromisoformat(body.pop("made_at"))
    if made_at.tzinfo is None:
        raise ManifestUnreadable
    files = {str(name): FileNote(**note) for name, note in body.pop("files").items()}
    texts = all(isinstance(body[name], str) for name in ("store_id", "schema", "program", "audit_head"))
    count: object = body["audit_count"]
    if not texts or not isinstance(count, int) or count < 0 or set(files) != set(FILES):
        raise ManifestUnreadable
    explained = tuple(str(mark) for mark in body.pop("explained", ()))
    return Manifest(made_at=made_at, files=files, explained=explained, **body)


def read(copy: Path) -> Manifest:
    """Read the manifest of the copy in this folder. Raises ManifestUnreadable."""
    try:
        path = copy / MANIFEST_NAME
        if path.stat().st_size > _LARGEST:
            raise ManifestUnreadable
        return from_bytes(path.read_bytes())
    except OSError as error:
        raise ManifestUnreadable from error


def note_of(path: Path, step: Callable[[], None] = lambda: None) -> FileNote:
    """Return size and hash of a file, read in blocks; ``step`` is called after each. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
            step()
    return FileNote(size, digest.hexdigest())


def sizes_fit(copy: Path, manifest: Manifest) -> bool:
    """Tell whether every file is there with the size that was noted; a quick look, without reading them."""
    try:
        return all((copy / name).stat().st_size == note.size for name, note in manifest.files.items())
    except OSError:
        return False


def file_time(copy: Path) -> datetime | None:
    """Return when the copy's database was last written, as the disk says; None when it cannot be asked."""
    try:
        return datetime.fromtimestamp((copy / DATABASE_NAME).stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
