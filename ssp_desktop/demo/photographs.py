"""Photographs for the demo, drawn: they show no real room, and say so."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.services import attachments, storage, storage_checklists

SIZE = (960, 640)
WALL, FLOOR, SHADE, METAL, LINE = "#d8d2c4", "#8c8375", "#b9b2a3", "#8f979d", "#3a3f44"
LABEL = "EXAMPLE: a drawing, no real room"
LETTERS = 26
# Code of the checklist's item: what the picture shows, and what draws it.
Draw = Callable[[ImageDraw.ImageDraw], None]


def _safe(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((310, 180, 650, 500), fill=METAL, outline=LINE, width=6)
    draw.rectangle((340, 210, 620, 470), outline=LINE, width=4)
    draw.ellipse((440, 290, 520, 370), outline=LINE, width=8)
    draw.line((480, 330, 520, 300), fill=LINE, width=8)
    for x in (330, 630):
        for y in (200, 480):
            draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill=LINE)


def _door(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((340, 90, 620, 520), fill="#7a5c3e", outline=LINE, width=6)
    draw.rectangle((420, 150, 540, 190), fill="#f4f1e8", outline=LINE, width=3)
    for y in (300, 380):
        draw.ellipse((570, y, 600, y + 30), fill=METAL, outline=LINE, width=3)
    for y in (140, 440):
        draw.rectangle((334, y, 350, y + 50), fill=METAL, outline=LINE, width=2)


PICTURES: dict[str, tuple[str, Draw]] = {
    "R1": ("The door from the corridor: two locks on the right, the hinges on the left, outside.", _door),
    "A2": ("The grey safe, bolted to the outer wall by its four corners.", _safe),
}


def add_photographs(book: DeskBook, who: str, school: str) -> None:
    """Add the drawn photographs to a school's storage checklist, as an officer adds those of a camera."""
    signed_in = book.signed_in(who)
    checklist = storage.open_storage(signed_in, book.schools[school]).checklist_id
    if checklist is None:
        raise LookupError("the checklist comes before its photographs")
    with tempfile.TemporaryDirectory(prefix="ssp-desktop-drawings-") as folder:
        for code, (caption, draw) in PICTURES.items():
            file = Path(folder) / f"{code}.png"
            _drawn(draw).save(file)
            owner = storage_checklists.PHOTOGRAPHS
            attachments.add(signed_in, owner, checklist, file, caption, code)


def _drawn(draw: Draw) -> Image.Image:
    picture = Image.new("RGB", SIZE, WALL)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 520, SIZE[0], SIZE[1]), fill=FLOOR)
    canvas.line((0, 520, SIZE[0], 520), fill=SHADE, width=4)
    draw(canvas)
    canvas.text((24, SIZE[1] - 48), LABEL, fill="#ffffff", font=ImageFont.load_default(LETTERS))
    return picture
