"""The text of a file that a person picked as a CSV file, or a plain word about why it is not one."""

from __future__ import annotations

import codecs
from pathlib import Path

from ssp_desktop.errors import UserError

_UNICODE_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_MEGABYTE = 1_000_000
_SHORTEST_SIGN = 4096


def read_text(path: Path, largest: int, what_to_pick: str, called: str = "schools file") -> str:
    """Return the file's text, from UTF-8 or Windows-1252.

    Args:
        path: the file that was picked.
        largest: the most bytes that are read.
        what_to_pick: where to find the right file, for the message.
        called: what the person knows it as.

    Raises:
        UserError: it cannot be opened, is empty, too large, or another kind of file.
    """
    try:
        if path.is_dir():
            raise UserError("A folder was picked, not a file.", what_to_pick)
        size = path.stat().st_size
        if size > largest:
            raise UserError(
                f"This file is too large: {size // _MEGABYTE:,} MB. "
                f"A {called} has at most {largest // _MEGABYTE:,} MB.",
                what_to_pick,
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("This file is no longer there.", "Pick it again.") from error
    except OSError as error:
        raise UserError(
            "This file cannot be opened.", "Close other programs that use it, then pick it again."
        ) from error
    _refuse_other_kinds(content, what_to_pick)
    return _decode(content)


def _refuse_other_kinds(content: bytes, what_to_pick: str) -> None:
    start = content[:_SHORTEST_SIGN]
    if not content.strip():
        raise UserError("This file is empty.", what_to_pick)
    if start.startswith(b"PK"):
        if b"[Content_Types].xml" in start or b"xl/" in start:
            raise UserError(
                "This is an Excel workbook, not a CSV file.", "Save it as CSV, then pick that file."
            )
        raise UserError("This is a zip folder.", "Open it, take the CSV file out, then pick the CSV file.")
    if start.startswith(_OLD_OFFICE):
        raise UserError("This is an Excel workbook, not a CSV file.", "Save it as CSV, then pick that file.")
    if start.startswith(b"%PDF"):
        raise UserError("This is a PDF file, not a CSV file.", what_to_pick)
    if start.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UserError("This is a web page, not a CSV file.", what_to_pick)
    if start.startswith(_UNICODE_16) or b"\x00" in start:
        raise UserError(
            "This file is in an encoding that cannot be read.",
            "Open it in a spreadsheet, save it as “CSV UTF-8”, then pick the saved file.",
        )


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Not UTF-8, so it is the file as the Department for Education writes it.
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UserError(
            "This file holds letters in an encoding that cannot be read.",
            "Download the file again, or save it as “CSV UTF-8” in a spreadsheet, then pick the saved file.",
        ) from error
