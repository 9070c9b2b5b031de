"""Steps that the tests of exports share: export a list as a person does, and read the file back."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ssp_desktop.services import exports
from ssp_desktop.services.exports import Exported, ExportRequest
from ssp_desktop.services.signed_in import SignedIn
from tests.stores import PASSWORDS

RECIPIENT = "The Information Commissioner"
PURPOSE = "Oversight"
_NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def request(name: str, path: Path, **changes: Any) -> ExportRequest:
    """Return a whole request; the kind of file follows from its name."""
    whole = {
        "name": name,
        "filters": {},
        "file_format": path.suffix.lstrip("."),
        "path": path,
        "recipient": RECIPIENT,
        "purpose": PURPOSE,
    }
    return ExportRequest(**{**whole, **changes})


def export(signed_in: SignedIn, name: str, path: Path, **changes: Any) -> Exported:
    """Export a list with the person's own password."""
    return exports.export(signed_in, PASSWORDS[signed_in.actor.user_name], request(name, path, **changes))


def lines_of(path: Path) -> list[list[str]]:
    """Return every line of a CSV file."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def table_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of the list in a CSV file, by heading."""
    lines = lines_of(path)
    start = lines.index([]) + 1
    return [dict(zip(lines[start], row, strict=True)) for row in lines[start + 1 :]]


def sheet_of(content: bytes, number: int = 1) -> list[list[str]]:
    """Return the cells of a sheet of an XLSX file, and assert that none is a formula."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [
            each for each in package.namelist() if "vba" in each.lower() or "external" in each.lower()
        ]
        shared = [
            "".join(part.text or "" for part in item.iter(f"{{{_NAMES['m']}}}t"))
            for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        ]
        sheet = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - as above
    assert sheet.findall(".//m:f", _NAMES) == []
    rows = []
    for row in sheet.findall(".//m:row", _NAMES):
        values = [(cell.get("t"), cell.findtext("m:v", "", _NAMES)) for cell in row.findall("m:c", _NAMES)]
        rows.append([shared[int(value)] if kind == "s" else value for kind, value in values])
    return rows
