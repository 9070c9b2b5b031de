"""Pictures as people's cameras and other programs write them, made by the tests."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

GPS_CANARY = "51.507400N-CANARY"
SIZE = (120, 80)


def picture(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Return a picture whose upper left quarter is red (dark in grey), so that a turn is seen."""
    made = Image.new("RGB", size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return made.convert(mode)


def noise(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Return a picture without two like pixels side by side: even a small copy of it is large."""
    return Image.effect_noise(size, 90).convert("RGB")


def encoded(made: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as a file holds it."""
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def located_jpeg(orientation: int = 1) -> bytes:
    """Return a JPEG with place, camera, comment and the way in which the camera was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "CANARY-CAMERA"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = GPS_CANARY.encode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 26.0)
    return encoded(picture(), exif=exif, comment=b"CANARY-COMMENT", xmp=b"<x>CANARY-XMP</x>")


def moving_png() -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    return encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])


def bomb(side: int = 30_000) -> bytes:
    """Return a small PNG that claims to unpack to ``side`` times ``side`` pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body))
            + name
            + body
            + struct.pack(">I", zlib.crc32(name + body) & 0xFFFFFFFF)
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" + b"\0" * (side // 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * 64))
        + chunk(b"IEND", b"")
    )


def file_with(folder: Path, data: bytes, name: str = "picture.jpg") -> Path:
    """Write a file as a person would choose it."""
    path = folder / name
    path.write_bytes(data)
    return path
