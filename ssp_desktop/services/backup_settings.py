"""Where copies go and how the last one went: a small file beside the store, so that a restore leaves it be.

It holds a folder, two times and a sentence of the program's own: nothing personal. Another store's file, or
a damaged one, counts as none.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from ssp_desktop.errors import UserError
from ssp_desktop.security.atomic_file import atomic_write

_log = logging.getLogger("ssp_desktop.backup")
_LARGEST = 64 * 1024


class Kept(Protocol):
    """Whose settings they are: a person who is signed in, or a store that is about to be opened."""

    @property
    def store_id(self) -> str:
        """The store's id."""

    @property
    def folder(self) -> Path:
        """The store's folder."""


@dataclass(frozen=True)
class At:
    """A store that nobody has open: its id and where it lies."""

    store_id: str
    folder: Path


@dataclass(frozen=True)
class BackupSettings:
    """``folder`` is empty when none was chosen; times are aware; ``last_failure`` is a sentence."""

    store_id: str
    folder: str = ""
    last_success: datetime | None = None
    last_failure_at: datetime | None = None
    last_failure: str = ""


def settings_path(store_folder: Path) -> Path:
    """Return the path of the file: beside the store, not in it."""
    return store_folder.with_name(f"{store_folder.name}.backup.json")


def read(store: Kept) -> BackupSettings:
    """Return the settings of the open store; empty ones when there are none."""
    none = BackupSettings(store.store_id)
    path = settings_path(store.folder)
    try:
        if path.stat().st_size > _LARGEST:
            return none
        found = _settings(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return none
    return found if found.store_id == store.store_id else none


def _settings(body: dict[str, Any]) -> BackupSettings:
    moments = {name: _moment(body.pop(name, None)) for name in ("last_success", "last_failure_at")}
    texts = {name: str(body.get(name, "")) for name in ("store_id", "folder", "last_failure")}
    return BackupSettings(**texts, **moments)  # type: ignore[arg-type]  # two kinds of value, checked above


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment


def folder_of(store: Kept, fixed: str) -> Path | None:
    """Return the folder for copies: the one that the policy fixed, or else the one that a person named."""
    named = fixed or read(store).folder
    return Path(named) if named else None


def save_folder(store: Kept, folder: Path) -> None:
    """Note where copies go from now on. Raises UserError when that cannot be written down."""
    try:
        _write(store, replace(read(store), folder=str(folder)))
    except OSError as error:
        raise UserError(
            "The folder for backups could not be noted.",
            "Check that the disk is not full and that you may write beside the folder of the records.",
        ) from error


def note_success(store: Kept, at: datetime) -> None:
    """Note that a verified copy was made."""
    _note(store, replace(read(store), last_success=at, last_failure_at=None, last_failure=""))


def note_failure(store: Kept, at: datetime, words: str) -> None:
    """Note why no copy was made."""
    _note(store, replace(read(store), last_failure_at=at, last_failure=words))


def _note(store: Kept, settings: BackupSettings) -> None:
    """Write it down if that can be done: a copy that was made counts either way."""
    try:
        _write(store, settings)
    except OSError as error:
        _log.info("the outcome of a backup could not be noted: %s", type(error).__name__)


def _write(store: Kept, settings: BackupSettings) -> None:
    body = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(settings).items()
    }
    content = json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")
    atomic_write(settings_path(store.folder), content)
