"""What a document needs of a picture's file: the pixels of a PNG, the size of a JPEG."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from ssp_desktop.errors import UserError

MOST_PIXELS = 40_000_000


def png_pixels(png: bytes) -> tuple[bytes, int, int]:
    """Return RGB pixels, width and height; transparent parts become white, and nothing else is kept."""
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UserError(
                    "A picture is too large to print.", "Use one of fewer than 40 million pixels."
                )
            seen = picture.convert("RGBA")
            paper = Image.new("RGBA", seen.size, "white")
            paper.alpha_composite(seen)
            return paper.convert("RGB").tobytes(), seen.width, seen.height
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(
            "A picture cannot be printed.", "The file is damaged or is not a PNG picture."
        ) from error


def jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG in red, green and blue, which goes into the document as it stands."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            if picture.mode != "RGB":
                raise UserError(
                    "A photograph cannot be printed.", "It is not stored as this program does it."
                )
            return picture.size
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(
            "A photograph cannot be printed.", "It is damaged. Have the store checked."
        ) from error
