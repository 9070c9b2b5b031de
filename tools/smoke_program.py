"""A packaged program as the smoke tests use it, and how they say what they saw."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class Failure(SystemExit):
    """What was seen is not what has to be; the words say what."""


def must(what: str, fine: bool, seen: object = "") -> None:
    """Say that it is so, or stop."""
    if not fine:
        raise Failure(f"FAILED  {what} {seen}")
    sys.stdout.write(f"OK      {what}\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Packaged:
    """A packaged program with the store that it keeps.

    Attributes:
        start: opens its window.
        command: runs it without a window: arguments, and what is typed into it. Returns status and output.
        shown: how a path of this machine is typed into its file dialogs.
        window: how its window is called.
    """

    start: Callable[[], subprocess.Popen[bytes]]
    command: Callable[[list[str], str], tuple[int, str]]
    shown: Callable[[Path], str]
    window: str


def text_of(pdf: Path) -> str:
    """Return what a PDF says, its lines joined."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())
