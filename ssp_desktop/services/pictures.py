"""A picture from outside, made safe to keep: read by its content, turned upright, drawn anew.

Only the pixels are kept. Place, time, camera, comments and whatever else a file carries are gone, because
the stored picture is drawn on an empty canvas and written by this program.
"""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image

from ssp_desktop.errors import UserError

MEGABYTE = 1_000_000
LARGEST_FILE = 25 * MEGABYTE
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2400
PREVIEW_SIDE = 480
QUALITY = 88
_FORMATS = ("JPEG", "PNG")
_CHOOSE = "Choose a JPEG or PNG file. A picture of another kind can be saved as JPEG first."
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error, zlib.error)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it is kept: JPEG without anything but pixels, and a small copy for the screen."""

    picture: bytes
    preview: bytes
    width: int
    height: int


def read_file(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        UserError: it is gone, cannot be read, is no file, or is too large. No name or path is told.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep whoever opens it waiting for ever
            raise UserError("This is not a file with a picture in it.", _CHOOSE)
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UserError(
            "The file could not be read. It may have been moved, or the card or stick taken out.",
            "Put it back, or copy the picture to this PC, and choose it again.",
        ) from error
    if len(data) > LARGEST_FILE:
        raise UserError(
            f"The file is larger than {LARGEST_FILE // MEGABYTE} MB.",
            "Save the picture smaller, or take it again with a lower setting.",
        )
    return data


def clean(data: bytes) -> CleanPicture:
    """Return a picture from outside as it is kept.

    Args:
        data: the content of a file; what it is called plays no part.

    Raises:
        UserError: it is no picture, damaged, moving, or has too many pixels.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of damage to what a file says about its picture, none of which is kept.
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
            drawn = _opened_and_drawn(data)
    except _BOMBS as error:
        raise _too_many_pixels() from error
    except _UNREADABLE as error:
        raise UserError(
            "This file is damaged, or it is no picture that the program can read.", _CHOOSE
        ) from error
    preview = drawn.copy()
    preview.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.LANCZOS)
    return CleanPicture(_as_jpeg(drawn), _as_jpeg(preview), drawn.width, drawn.height)


def _opened_and_drawn(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        _check_kind(opened)
        return _drawn(opened)


def _check_kind(opened: Image.Image) -> None:
    """Refuse before a single pixel is unpacked."""
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many_pixels()
    if opened.format == "PNG" and getattr(opened, "is_animated", False):
        raise UserError("This is a moving picture.", "Choose a photograph or a single picture.")


def _too_many_pixels() -> UserError:
    return UserError(
        f"The picture has more than {MOST_PIXELS // MEGABYTE} million pixels.",
        "Save it smaller, or take it again with a lower setting.",
    )


def _drawn(opened: Image.Image) -> Image.Image:
    """Return the pixels on a new white canvas, upright and no larger than is kept."""
    turn = _TURNS.get(_orientation(opened))
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is unpacked at a fraction of its size
    opened.load()
    seen = _plain_mode(opened)
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if turn is not None:
        seen = seen.transpose(turn)
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return paper


def _orientation(opened: Image.Image) -> int:
    """Return how the camera was held, 1 when nothing can be read of it: the data is thrown away anyway."""
    try:
        found = opened.getexif().get(ExifTags.Base.Orientation)
    except (*_UNREADABLE, KeyError, TypeError):
        return 1
    return found if isinstance(found, int) else 1


def _plain_mode(opened: Image.Image) -> Image.Image:
    """Return a copy in one of the two modes that are drawn: with or without transparent parts."""
    if opened.mode.startswith("I"):  # 16 bits for each grey: the upper 8 are what a screen shows
        return opened.convert("I").point(lambda grey: grey / 256).convert("L").convert("RGB")
    clear = opened.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in opened.info
    return opened.convert("RGBA" if clear else "RGB")


def _as_jpeg(drawn: Image.Image) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
