"""SHA256SUMS beside the packages: `sha256sum -c SHA256SUMS` checks them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

NAME = "SHA256SUMS"


def write_checksums(folder: Path, made: Iterable[Path]) -> Path:
    """Put the files just made into the list; lines of files that are still there stay. Returns the list."""
    target = folder / NAME
    sums = {path.name: _sha256(path) for path in made}
    if target.exists():
        for line in target.read_text(encoding="utf-8").splitlines():
            value, _, name = line.partition("  ")
            if (folder / name).is_file():
                sums.setdefault(name, value)
    text = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    target.write_text(text, encoding="utf-8", newline="\n")
    return target


def wrong_sums(folder: Path) -> list[str]:
    """Return the names in the list whose files are missing or are not what they were."""
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("  ") for line in lines]
    return [
        name for value, _, name in pairs if not (folder / name).is_file() or _sha256(folder / name) != value
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
