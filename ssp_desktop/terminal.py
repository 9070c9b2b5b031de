"""What the commands without a window say, and what they ask."""

from __future__ import annotations

import getpass
import os
import sys

from ssp_desktop.errors import UserError

_LONGEST_SECRET = 8192
_YES = "yes"


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")


def secret(descriptor: int | None, what: str = "password") -> str:
    """Read a secret without its line end from the terminal or a file descriptor, never from arguments."""
    if descriptor is None:
        try:
            return getpass.getpass(f"{what.capitalize()} (nothing is shown while you type): ")
        except EOFError as error:
            raise UserError(
                f"The {what} was not entered.", "Start the command in a terminal, or name a file descriptor."
            ) from error
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(_LONGEST_SECRET).decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"The {what} cannot be read from file descriptor {descriptor}.", "Check how it is passed on."
        ) from error


def agreed(question: str) -> bool:
    """Ask whether to go on. Outside a terminal nobody is there who could answer: a script goes on."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return True
    try:
        return input(f"{question} Type {_YES}: ").strip().lower() == _YES
    except EOFError:
        return False
