"""The vault on disk: ``vault.json`` and a second copy, strictly read, atomically written.

The checksum finds accidents; against intent every slot's wrapping vouches for the header and for itself.
Later format versions keep ``format``, ``version`` and ``checksum`` as they are, so that an older program can
tell a newer file from a damaged one.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from ssp_desktop.security.atomic_file import atomic_write, remove_leftovers
from ssp_desktop.security.canonical import canonical_json, content_hash
from ssp_desktop.security.failures import (
    AnotherStore,
    VaultDamaged,
    VaultMissing,
    VaultNotSaved,
    VaultTooNew,
)
from ssp_desktop.security.kdf import KdfParams, check_params
from ssp_desktop.security.slots import ACCOUNT, ENROLMENT, FORMAT_VERSION, RECOVERY, Slot, StoreIdentity

FILE_NAME: Final = "vault.json"
COPY_NAME: Final = "vault.copy.json"
_FORMAT: Final = "ssp-desktop-vault"
_LARGEST: Final = 4 * 1024 * 1024
_UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_TIME: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_HEX_32: Final = r"[0-9a-f]{32}"
_HEX_64: Final = r"[0-9a-f]{64}"
_SLOT_TEXT: Final = {
    "slot_id": _UUID,
    "kind": f"{ACCOUNT}|{ENROLMENT}|{RECOVERY}",
    "finder": f"({_HEX_64})?",
    "account_id": r"[0-9A-Za-z-]{0,64}",
    "device_tag": f"({_HEX_32})?",
    "salt": _HEX_32,
    "created": _TIME,
    "expires": f"({_TIME})?",
    "nonce": r"([0-9a-f]{24})?",
    "sealed": r"([0-9a-f]{2}){0,1024}",
    "confirm": _HEX_64,
    "used": f"({_TIME})?",
}
ONE_COPY_LEFT: Final = (
    "One copy of the key file was missing, damaged or another store's. The good one was used for both."
)
COPY_NOT_SAVED: Final = (
    "The second copy of the key file could not be saved. Check that the disk is not full, then sign in again."
)


@dataclass(frozen=True, slots=True)
class VaultContents:
    """Everything the key file holds. ``generation`` grows by one with every change."""

    identity: StoreIdentity
    generation: int
    slots: tuple[Slot, ...]


def to_bytes(contents: VaultContents) -> bytes:
    """Return the file's bytes."""
    body: dict[str, object] = {
        "format": _FORMAT,
        "version": FORMAT_VERSION,
        **asdict(contents.identity),
        "generation": contents.generation,
        "slots": [asdict(slot) for slot in contents.slots],
    }
    return canonical_json({**body, "checksum": content_hash(body)})


def from_bytes(content: bytes) -> VaultContents:
    """Read the file's bytes.

    Raises:
        VaultDamaged: anything in it is not as this program writes it.
        VaultTooNew: it was written by a later version.
    """
    body = _parsed(content)
    checksum = body.pop("checksum", None)
    if body.get("format") != _FORMAT or checksum != _hash_or_none(body):
        raise VaultDamaged
    version, generation, slots = body.get("version"), body.get("generation"), body.get("slots")
    if not _is_whole(version) or not isinstance(generation, int) or not isinstance(slots, list):
        raise VaultDamaged
    if version != FORMAT_VERSION:
        raise VaultTooNew
    identity = StoreIdentity(
        _text(body, "store_id", _UUID),
        _text(body, "authority_public", _HEX_64),
        _text(body, "created", _TIME),
    )
    return VaultContents(identity, generation, tuple(_slot(slot) for slot in slots))


def exists(folder: Path) -> bool:
    """Tell whether either copy of a key file is in the folder."""
    return any((folder / name).exists() for name in (FILE_NAME, COPY_NAME))


def read_vault(folder: Path, expected_store_id: str | None = None) -> tuple[VaultContents, str]:
    """Read the newest good copy and put it in the place of a bad or older one.

    Args:
        folder: the folder of the store.
        expected_store_id: the id the folder says it has, if known.

    Returns:
        The contents, and a sentence for the person when a copy had to be replaced, else an empty text.

    Raises:
        VaultMissing, VaultDamaged, VaultTooNew, AnotherStore: no copy can be used.
    """
    found: list[VaultContents | VaultDamaged | None] = []
    for name in (FILE_NAME, COPY_NAME):
        remove_leftovers(folder / name)
        found.append(_read(folder / name))
    good = [contents for contents in found if isinstance(contents, VaultContents)]
    if not good:
        raise VaultDamaged if any(found) else VaultMissing
    ours = [each for each in good if expected_store_id in (None, each.identity.store_id)]
    if not ours or len({each.identity.store_id for each in ours}) > 1:
        raise AnotherStore
    newest = max(ours, key=lambda each: each.generation)
    if all(each == newest for each in found):
        return newest, ""
    for name, each in zip((FILE_NAME, COPY_NAME), found, strict=True):
        if each not in ours:
            _set_aside(folder / name)
    unsaved = write_vault(folder, newest)
    return newest, unsaved or (ONE_COPY_LEFT if len(ours) < len(found) else "")


def write_vault(folder: Path, contents: VaultContents) -> str:
    """Write both copies. The change counts as soon as the first is written.

    Returns:
        A sentence for the person when only the second copy could not be saved, else an empty text.

    Raises:
        VaultNotSaved: nothing was changed.
    """
    content = to_bytes(contents)
    try:
        atomic_write(folder / FILE_NAME, content)
    except OSError:
        raise VaultNotSaved from None
    try:
        atomic_write(folder / COPY_NAME, content)
    except OSError:
        return COPY_NOT_SAVED
    return ""


def next_generation(contents: VaultContents, slots: tuple[Slot, ...]) -> VaultContents:
    """Return the contents with other slots and the next generation number."""
    return replace(contents, generation=contents.generation + 1, slots=slots)


def _set_aside(path: Path) -> None:
    """Keep a copy that is no good, or not ours, under another name instead of overwriting it."""
    try:
        path.replace(path.with_suffix(".replaced"))
    except FileNotFoundError:
        return
    except OSError:
        raise VaultNotSaved from None


def _read(path: Path) -> VaultContents | VaultDamaged | None:
    try:
        if path.stat().st_size > _LARGEST:
            return VaultDamaged()
        return from_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
    except VaultDamaged as damage:
        return damage
    except OSError:
        return VaultDamaged("The key file of this store cannot be read.")


def _parsed(content: bytes) -> dict[str, object]:
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError("a name appears twice")
        return dict(pairs)

    try:
        body = json.loads(content.decode("utf-8"), object_pairs_hook=unique)
    except (ValueError, RecursionError):
        raise VaultDamaged from None
    if not isinstance(body, dict):
        raise VaultDamaged
    return body


def _hash_or_none(body: dict[str, object]) -> str | None:
    try:
        return content_hash(body)
    except ValueError:
        return None


def _slot(value: object) -> Slot:
    if not isinstance(value, dict) or set(value) != set(Slot.__dataclass_fields__):
        raise VaultDamaged
    text = {name: _text(value, name, pattern) for name, pattern in _SLOT_TEXT.items()}
    if not isinstance(value["password_only"], bool):
        raise VaultDamaged
    return Slot(**text, password_only=value["password_only"], kdf=_params(value["kdf"]))


def _params(value: object) -> KdfParams:
    names = set(KdfParams.__dataclass_fields__)
    if not isinstance(value, dict) or set(value) != names or not all(map(_is_whole, value.values())):
        raise VaultDamaged
    return check_params(KdfParams(**value))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(body: dict[str, object], name: str, pattern: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        raise VaultDamaged
    return value
