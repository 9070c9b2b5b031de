"""The PDF file: numbered objects, packed into object streams, with fonts from reportlab."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK = 200
_JOINED_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))
_BFCHAR = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]+)>$")
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r", "\n": r"\n"})


def literal(raw: str) -> str:
    """Return single-byte characters as a PDF string in brackets."""
    return f"({raw.translate(_ESCAPES)})"


def text_string(text: str) -> str:
    """Return any text as a PDF text string: ASCII as it is, the rest as UTF-16."""
    return literal(text) if text.isascii() else f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class PdfFile:
    """A PDF under construction: reserve a number, put a body, and at the end ask for the bytes.

    The same objects give the same bytes: the file's identifier is the digest of its content.
    """

    def __init__(self) -> None:
        # reportlab's document is the register of font objects, and hands out the object numbers.
        self.document: Any = pdfdoc.PDFDocument(compression=1, invariant=1)
        self._bodies: dict[int, bytes] = {}
        self._streams: set[int] = set()

    def reserve(self) -> int:
        """Return a new object number."""
        self.document.objectcounter += 1
        return int(self.document.objectcounter)

    def put(self, number: int, body: str) -> None:
        """Store an object's body under a reserved number."""
        self._bodies[number] = body.encode("latin-1")

    def add(self, body: str) -> int:
        """Store an object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, content: bytes, entries: str = "", compress: bool = True) -> int:
        """Store a stream and return its number."""
        number = self.reserve()
        self._put_stream(number, content, entries, compress)
        return number

    def _put_stream(self, number: int, content: bytes, entries: str, compress: bool) -> None:
        if compress:
            content = zlib.compress(content)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("latin-1")
        # CR LF, because packed content that happens to end with CR would make one line end with a lone LF.
        self._bodies[number] = head + content + b"\r\nendstream"
        self._streams.add(number)

    def add_fonts(self) -> int:
        """Embed the subsets of every font that was used; return the number of the font dictionary."""
        fonts = list(self.document.delayedFonts)
        for font in fonts:
            font.addObjects(self.document)
        names = self.document.numberToId
        number = 0
        while number < self.document.objectcounter:
            number += 1
            if number in names and number not in self._bodies:
                self._put_reportlab(number, str(names[number]))
        return int(self.document.idToObjectNumberAndVersion[pdfdoc.BasicFonts][0])

    def _put_reportlab(self, number: int, name: str) -> None:
        made = self.document.idToObject[name]
        if isinstance(made, pdfdoc.PDFStream):
            content = made.content if isinstance(made.content, bytes) else made.content.encode("ascii")
            if name.startswith("toUnicodeCMap:"):
                self._put_stream(number, _text_map(content), "", True)
            else:
                self._put_stream(number, content, f"/Length1 {len(content)}", True)
            return
        self._bodies[number] = pdfdoc.format(made, self.document, toplevel=1)

    def finish(self, catalog: int, info: int) -> bytes:
        """Return the whole file."""
        digest = hashlib.sha256()
        for number in sorted(self._bodies):
            digest.update(self._bodies[number])
        self._pack()
        parts, offset = [_HEADER], len(_HEADER)
        places: dict[int, tuple[int, int, int]] = dict(self._packed)
        for number in sorted(self._streams):
            body = b"%d 0 obj\n%b\nendobj\n" % (number, self._bodies[number])
            places[number] = (1, offset, 0)
            parts.append(body)
            offset += len(body)
        identifier = digest.hexdigest()[:32].upper()
        parts.append(
            self._cross_reference(places, offset, f"/Root {catalog} 0 R/Info {info} 0 R", identifier)
        )
        return b"".join(parts)

    def _pack(self) -> None:
        """Put all objects that are no streams into compressed object streams (PDF 1.5)."""
        self._packed: dict[int, tuple[int, int, int]] = {}
        loose = sorted(self._bodies.keys() - self._streams)
        for start in range(0, len(loose), _PACK):
            numbers = loose[start : start + _PACK]
            index, content = [], []
            length = 0
            for number in numbers:
                index.append(f"{number} {length}")
                content.append(self._bodies[number] + b"\n")
                length += len(content[-1])
            head = (" ".join(index) + "\n").encode("ascii")
            holder = self.add_stream(
                head + b"".join(content), f"/Type/ObjStm/N {len(numbers)}/First {len(head)}"
            )
            for place, number in enumerate(numbers):
                self._packed[number] = (2, holder, place)

    def _cross_reference(
        self, places: dict[int, tuple[int, int, int]], offset: int, entries: str, identifier: str
    ) -> bytes:
        number = self.reserve()
        places[number] = (1, offset, 0)
        table = bytearray(b"\x00\x00\x00\x00\x00\xff\xff")
        for index in range(1, number + 1):
            kind, first, second = places.get(index, (0, 0, 0xFFFF))
            table += kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        size = f"/Type/XRef/Size {number + 1}/W[1 4 2]/ID[<{identifier}><{identifier}>]{entries}"
        self._put_stream(number, bytes(table), size, True)
        return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, self._bodies[number], offset)


def _text_map(content: bytes) -> bytes:
    """Mend reportlab's map from glyphs to text.

    It maps unused codes to U+0000, which PDF/UA-1 forbids; writes characters beyond U+FFFF with five digits;
    puts up to 256 entries in one block, where 100 are allowed; and knows nothing of joined Arabic letters.
    """
    before: list[bytes] = []
    after: list[bytes] = []
    entries: list[bytes] = []
    for line in content.split(b"\n"):
        match = _BFCHAR.match(line)
        if match:
            code = int(match[2], 16)
            if code:
                text = _letters(code).encode("utf-16-be").hex().upper()
                entries.append(b"<%b> <%b>" % (match[1], text.encode("ascii")))
        elif not line.endswith(b"bfchar"):
            (after if entries else before).append(line)
    blocks: list[bytes] = []
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        blocks += [b"%d beginbfchar" % len(block), *block, b"endbfchar"]
    return b"\n".join(before + blocks + after)


def _letters(code: int) -> str:
    """Return the text of a glyph: a joined Arabic shape is found and read as the letters that were typed."""
    character = chr(code)
    if any(code in forms for forms in _JOINED_FORMS):
        return unicodedata.normalize("NFKC", character)
    return character
