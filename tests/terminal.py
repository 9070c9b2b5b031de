"""A terminal that answers what it is asked, as somebody at a keyboard does. Linux alone."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

AT_ONCE = 4096


@dataclass(frozen=True)
class Said:
    """What stood on the terminal in the end, and the exit status."""

    text: str
    status: int


def in_terminal(command: Sequence[str], answers: Mapping[str, str]) -> Said:
    """Run a command in a terminal of its own.

    Args:
        command: the program and its arguments.
        answers: what is typed when a line begins with these words and waits.
    """
    keyboard, screen = pty.openpty()
    running = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *command], stdin=screen, stdout=screen, stderr=screen
    )
    os.close(screen)
    text = ""
    try:
        while part := _read(keyboard):
            text += part
            line = text.rpartition("\n")[2]
            for words, answer in answers.items():
                if line.startswith(words) and line.endswith(": "):
                    os.write(keyboard, f"{answer}\n".encode())
        status = running.wait(timeout=60)
    finally:
        running.kill()
        running.wait()
        os.close(keyboard)
    return Said(text, status)


def _read(keyboard: int) -> str:
    try:
        return os.read(keyboard, AT_ONCE).decode().replace("\r\n", "\n")
    except OSError:  # the command has closed its end
        return ""
