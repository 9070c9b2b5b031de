"""A person at a PC: looks at the screen, types and presses. Knows the program only by what it shows.

The events are the X server's own (`xdotool`), so that window manager, Wine and Qt's platform plug-in are
all in between, as they are for anybody.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from PIL import Image, ImageChops

from tools.sight import Seen, Word, find, picture_of_the_screen, read

PATIENCE = 240
"""Seconds: longer than any step takes, even on a machine that has much else to do."""
_STILL = 0.6  # seconds without a change
_CARET = (12, 40)  # pixels: what blinks where somebody types
_NOTCHES = 6


class NotSeen(SystemExit):
    """What should be on the screen never came; the picture says what was there instead."""


class Person:
    """Somebody with eyes and hands.

    Args:
        pictures: a folder for what is seen on the way.
    """

    def __init__(self, pictures: Path) -> None:
        pictures.mkdir(parents=True, exist_ok=True)
        self._pictures = pictures
        self._count = 0

    # --- looking

    def look(self) -> list[list[Word]]:
        """Wait until the screen is still, and read it."""
        return read(self._still())

    def see(self, words: str, times: int = 1) -> list[Seen]:
        """Wait until these words can be read on the screen, in so many places; return where.

        Raises:
            NotSeen: they never came.
        """
        until = time.monotonic() + PATIENCE
        while len(found := find(words, self.look())) < times:
            if time.monotonic() > until:
                raise NotSeen(f"FAILED  never on the screen: {words} (see {self.shoot('not-seen')})")
        return found

    def shoot(self, name: str) -> Path:
        """Keep a picture of the screen."""
        self._count += 1
        path = self._pictures / f"{self._count:02}-{name}.png"
        self._still().save(path)
        return path

    def _still(self) -> Image.Image:
        until = time.monotonic() + PATIENCE
        last, since = picture_of_the_screen(), time.monotonic()
        while (now := time.monotonic()) < min(until, since + _STILL):
            shown = picture_of_the_screen()
            if not _alike(last, shown):
                last, since = shown, now
        return last

    # --- doing

    def press(self, words: str) -> None:
        """Wait for these words and press the mouse on them; where they stand alone, as on a button."""
        self.press_at(*self.see(words)[0].centre)

    def press_at(self, left: int, top: int) -> None:
        """Press the mouse here."""
        _xdotool("mousemove", str(left), str(top), "click", "1")

    def type(self, text: str) -> None:
        """Type a text."""
        _xdotool("type", "--delay", "25", "--", text)

    def keys(self, *names: str) -> None:
        """Press keys one after the other, by their names on the X server such as ``ctrl+l``."""
        _xdotool("key", "--delay", "60", *names)

    def fill(self, *answers: str | int) -> None:
        """Answer one question after the other, with Tab after each. An empty answer passes its question by.

        A number takes that entry of a list with the arrow keys. Letters mean another entry on a
        slow PC, where the list forgets the first one before the second arrives.
        """
        for answer in answers:
            if isinstance(answer, int):
                self.keys(*["Down"] * answer)
            elif answer:
                self.type(answer)
            self.keys("Tab")

    def scroll_to(self, words: str) -> Seen:
        """Turn the mouse wheel down until these words can be read."""
        until = time.monotonic() + PATIENCE
        while not (found := find(words, self.look())):
            if time.monotonic() > until:
                raise NotSeen(f"FAILED  never scrolled to: {words} (see {self.shoot('not-seen')})")
            _xdotool("click", "--repeat", str(_NOTCHES), "5")
        return found[0]

    def wait_for_window(self, title: str) -> None:
        """Wait for a window and give it the keyboard."""
        _xdotool("search", "--sync", "--onlyvisible", "--name", f"^{title}$", "windowactivate")


def clipboard() -> str:
    """Return what was copied last, in any program on this screen."""
    done = subprocess.run(
        ["xclip", "-o", "-selection", "clipboard"], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def _alike(one: Image.Image, other: Image.Image) -> bool:
    box = ImageChops.difference(one, other).getbbox()
    return box is None or (box[2] - box[0] <= _CARET[0] and box[3] - box[1] <= _CARET[1])


def _xdotool(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], stdout=subprocess.DEVNULL, check=True, timeout=PATIENCE)
