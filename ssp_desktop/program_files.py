"""The list of the program's own files with their SHA-256: made with the package, checked by ``--self-test``.

It finds damage: a file that an antivirus program took away, a half-copied folder, a bad disk. It is no
defence against somebody who may write to the program folder; that is what the folder's rights are for.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

LIST_NAME: Final = "program-files.sha256"


def write_list(folder: Path, into: Path) -> int:
    """Write the list of all files below ``folder`` into ``into``, a folder of it. Returns their number."""
    target = into / LIST_NAME
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path != target
    )
    lines = [f"{_sha256(folder / name)}  {name}\n" for name in names]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(names)


def is_listed(into: Path) -> bool:
    """Tell whether this program was packaged with a list; a checkout has none."""
    return (into / LIST_NAME).is_file()


def check_list(folder: Path, into: Path) -> tuple[int, list[str]]:
    """Return how many files the list names, and a remark for each that is missing or has changed."""
    remarks = []
    lines = (into / LIST_NAME).read_text(encoding="utf-8").splitlines()
    for line in lines:
        wanted, _, name = line.partition("  ")
        try:
            found = _sha256(folder / name)
        except OSError:
            remarks.append(f"{name} is missing")
        else:
            if found != wanted:
                remarks.append(f"{name} has changed")
    return len(lines), remarks


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
