"""Write what a Windows build installs, from the lock file: `python -m tools.windows_requirements`.

The machine that fetches the packages is a Linux one, where pip would judge the lock file's markers for Linux.
Here they are judged for Windows and left out of what is written; versions and hashes stay as they are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
# What builds the program, beside what it needs itself. The rest of the development lock is for tests.
BUILDERS = frozenset(
    {"altgraph", "packaging", "pefile", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools"}
)
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def entries(lock: str) -> list[tuple[Requirement, list[str]]]:
    """Return each requirement of a lock file with its lines of hashes."""
    found: list[tuple[Requirement, list[str]]] = []
    for line in lock.splitlines():
        text = line.strip().removesuffix("\\").strip()
        if text.startswith("--hash="):
            found[-1][1].append(text)
        elif text and not text.startswith("#"):
            found.append((Requirement(text), []))
    return found


def for_windows(runtime: str, development: str) -> str:
    """Return the lock of a Windows build: all of the runtime's packages, and the builders."""
    chosen = {requirement.name: (requirement, hashes) for requirement, hashes in entries(runtime)}
    for requirement, hashes in entries(development):
        if requirement.name in BUILDERS:
            chosen.setdefault(requirement.name, (requirement, hashes))
    lines = []
    for name, (requirement, hashes) in sorted(chosen.items()):
        if requirement.marker is None or requirement.marker.evaluate(WINDOWS):
            lines.append(" \\\n    ".join([f"{name}{requirement.specifier}", *hashes]))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read both lock files and print the Windows one."""
    read = [(ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock")]
    sys.stdout.write(for_windows(*read))


if __name__ == "__main__":
    main()
