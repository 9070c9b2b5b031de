"""Invented documents, and eyes to read a PDF with: two validators' profiles, pypdf, pikepdf and poppler."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import page
import pikepdf
from PIL import Image, ImageDraw
from pypdf import PdfReader

from ssp_desktop.reports.document import Block, DocumentSpec, PrintStamp, render

STAMP = PrintStamp(
    reference="SSP-2026-000123",
    marking="OFFICIAL-SENSITIVE",
    printed_by="PC 0001 Example-Okafor",
    printed_at=datetime(2026, 11, 21, 14, 2, tzinfo=UTC),
    copy_number=3,
    audit_head="9f8e7d6c5b4a39281706f5e4d3c2b1a0" * 2,
    audit_count=1234,
    recipient="Larkfield Example Academy",
    demo=True,
    handling="Personal data about a child.",
)
SENTENCE = (
    "Mr Example-Nowak said that he had seen two pupils near the bicycle shed at about ten past twelve. "
)


def document(*blocks: Block, stamp: PrintStamp = STAMP, title: str = "Contact log") -> DocumentSpec:
    return DocumentSpec(title, "Larkfield Example Academy", stamp, blocks)


def make(*blocks: Block, **stamp: Any) -> bytes:
    return render(document(*blocks, stamp=replace(STAMP, **stamp)))


def faults(pdf: bytes) -> list[str]:
    """Return every rule of PDF/UA-1 and PDF/A-2a that the file breaks."""
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(pdf, profile=profile, limits=page.SafetyLimits.unlimited())
        assert report.rules.total > 100
        found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        assert report.is_compliant == (not report.failures)
    return found


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page as pypdf reads it, with white space made even."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def poppler_text(pdf: bytes, folder: Path) -> str:
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()


def elements(pdf: bytes, tag: str) -> list[pikepdf.Dictionary]:
    """Return the structure elements with one tag, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [node for node in _walk(opened.Root.StructTreeRoot.K) if node.get("/S") == f"/{tag}"]
        return [
            pikepdf.Dictionary({key: _detached(node[key]) for key in ("/A", "/Alt") if key in node})
            for node in found
        ]


def reading_order(pdf: bytes) -> list[str]:
    """Return the tags of the structure tree in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(node.S)[1:] for node in _walk(opened.Root.StructTreeRoot.K)]


def _detached(value: pikepdf.Object) -> pikepdf.Object:
    return pikepdf.Object.parse(value.unparse(resolved=True))


def _walk(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _walk(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _walk(node.K)


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return (level, title, page number from 1) of every bookmark."""
    reader = PdfReader(io.BytesIO(pdf))

    def level(entries: list[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from level(entry, depth + 1)
            else:
                number = reader.get_destination_page_number(entry)
                assert number is not None
                yield depth, str(entry["/Title"]), number + 1

    return list(level(list(reader.outline), 1))


def png(colour: str = "black") -> bytes:
    picture = Image.new("RGBA", (60, 40), (255, 255, 255, 0))
    ImageDraw.Draw(picture).rectangle((10, 10, 40, 30), fill=colour)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
