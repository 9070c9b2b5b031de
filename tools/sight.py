"""What can be read on the screen and where: the eyes of the journey through a packaged program.

The packaged program has no door for tests, and Wine hands out no accessibility tree. So the journey reads
the screen as a person does: a picture is taken, `tesseract` finds the words in it, and words that are
looked for may differ in a letter or two. What the journey proves in the end it proves from files, never
from this.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter, ImageGrab, ImageOps

_ALIKE = 0.84
"""How alike what is read and what is looked for must be: one letter in six may be wrong."""
_LARGER = 2
_TEXT = 60  # how far from its surroundings, of 255
_LONGEST_STROKE = 20  # pixels of a straight line that is a frame and no letter
_TALLEST_STROKE = 9
_GAP = 1.6  # heights of a word: a wider gap ends a line
_ALL_OF_IT = 250
_WORD, _FIELDS = "5", 12


@dataclass(frozen=True)
class Word:
    """One word, in pixels of the screen."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Seen:
    """Words that stand together on the screen."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    alone: bool = True
    """Whether nothing else stands in their line, as on a button."""

    @property
    def centre(self) -> tuple[int, int]:
        """Where to press."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


def picture_of_the_screen() -> Image.Image:
    """Return what the screen shows now."""
    return ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).convert("RGB")


def read(picture: Image.Image) -> list[list[Word]]:
    """Return the lines that can be read in a picture of the screen, from top to bottom as they were found."""
    stream = BytesIO()
    readable(picture).save(stream, "PNG")
    done = subprocess.run(
        ["tesseract", "-", "-", "--psm", "11", "tsv"],
        input=stream.getvalue(),
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        capture_output=True,
        check=True,
    )
    return lines_in(done.stdout.decode("utf-8"))


def readable(picture: Image.Image) -> Image.Image:
    """Return the picture as dark letters on white, larger, without frames and underlines.

    Words on a blue button are as dark then as words on paper, and the frame of a button is no bracket.
    """
    grey = picture.convert("L")
    half = grey.resize((grey.width // 2, grey.height // 2), Image.Resampling.BOX)
    ground = half.filter(ImageFilter.MedianFilter(11)).resize(grey.size, Image.Resampling.BILINEAR)
    text = ImageChops.difference(grey, ground)
    dark = text.point([0] * (_TEXT + 1) + [255] * (255 - _TEXT))
    lines = ImageChops.lighter(_runs(dark, (_LONGEST_STROKE, 0)), _runs(dark, (0, _TALLEST_STROKE)))
    text = ImageChops.subtract(text, lines.filter(ImageFilter.MaxFilter(3)))
    return ImageOps.invert(ImageOps.autocontrast(text)).resize(
        (grey.width * _LARGER, grey.height * _LARGER), Image.Resampling.LANCZOS
    )


def _runs(dark: Image.Image, reach: tuple[int, int]) -> Image.Image:
    """Keep what is part of a straight line of twice this reach."""
    full = dark.filter(ImageFilter.BoxBlur(reach)).point([0] * _ALL_OF_IT + [255] * (256 - _ALL_OF_IT))
    return full.filter(ImageFilter.BoxBlur(reach)).point([0] + [255] * 255)


def lines_in(table: str) -> list[list[Word]]:
    """Read tesseract's table of words. A wide gap ends a line: what stands beside is something else."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines():
        parts = row.split("\t")
        if len(parts) != _FIELDS or parts[0] != _WORD or not parts[11].strip():
            continue
        left, top, width, height = (int(each) // _LARGER for each in parts[6:10])
        word = Word(parts[11].strip(), left, top, left + width, top + height)
        lines.setdefault(tuple(parts[1:5]), []).append(word)
    return [part for line in lines.values() for part in _parts(line)]


def _parts(line: list[Word]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for word in sorted(line, key=lambda each: each.left):
        if part and word.left - part[-1].right > _GAP * max(word.bottom - word.top, 8):
            yield part
            part = []
        part.append(word)
    yield part


def find(wanted: str, lines: Iterable[list[Word]]) -> list[Seen]:
    """Return where these words stand: first where they stand alone, then inside longer lines."""
    found = []
    for line in lines:
        best = max(_runs_of_words(line), key=lambda run: _likeness(wanted, run), default=None)
        if best is not None and _likeness(wanted, best) >= _ALIKE:
            found.append(_seen(best, alone=_likeness(wanted, line) >= _ALIKE))
    return sorted(found, key=lambda each: (not each.alone, each.top, each.left))


def _runs_of_words(line: list[Word]) -> Iterator[list[Word]]:
    for start in range(len(line)):
        for end in range(start + 1, len(line) + 1):
            yield line[start:end]


def _likeness(wanted: str, run: list[Word]) -> float:
    return SequenceMatcher(None, _plain(wanted), _plain("".join(each.text for each in run))).ratio()


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def _seen(run: list[Word], *, alone: bool) -> Seen:
    return Seen(
        " ".join(each.text for each in run),
        min(each.left for each in run),
        min(each.top for each in run),
        max(each.right for each in run),
        max(each.bottom for each in run),
        alone,
    )
