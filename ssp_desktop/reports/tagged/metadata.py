"""What the file says about itself: XMP, document information, colour, outline, catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from ssp_desktop.paths import resource_folder
from ssp_desktop.reports.tagged.canvas import Canvas
from ssp_desktop.reports.tagged.pdf_file import PdfFile, text_string
from ssp_desktop.reports.tagged.structure import write_tree

PRODUCER = "SSP Desktop"


@dataclass(frozen=True)
class Properties:
    """Title, subject, author and language of a document, and the (aware) time it was made."""

    title: str
    subject: str
    author: str
    language: str
    made_at: datetime


# The property pdfuaid:part is none of PDF/A's own: its schema has to be declared in the file.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def _xmp(properties: Properties) -> bytes:
    return _XMP.format(
        title=escape(properties.title),
        subject=escape(properties.subject),
        author=escape(properties.author),
        language=escape(properties.language),
        producer=PRODUCER,
        date=properties.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    ).encode("utf-8")


def _info(properties: Properties) -> str:
    date = properties.made_at.astimezone(UTC).strftime("(D:%Y%m%d%H%M%SZ)")
    return (
        f"<</Title{text_string(properties.title)}/Subject{text_string(properties.subject)}"
        f"/Author{text_string(properties.author)}/Creator({PRODUCER})/Producer({PRODUCER})"
        f"/CreationDate{date}/ModDate{date}>>"
    )


def _output_intent(file: PdfFile) -> str:
    profile = (resource_folder() / "fonts" / "sRGB.icc").read_bytes()
    number = file.add_stream(profile, "/N 3")
    return (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
        f"/DestOutputProfile {number} 0 R>>"
    )


@dataclass
class _Entry:
    number: int
    title: str
    page: int
    top: float
    parent: int
    children: list[_Entry]


def _outline(canvas: Canvas, pages: list[int]) -> int:
    """Write the bookmarks and return the number of their root, or 0 when there are none."""
    if not canvas.outline:
        return 0
    root = _Entry(canvas.file.reserve(), "", 0, 0.0, 0, [])
    path = [root]
    for title, level, page, top in canvas.outline:
        del path[max(1, min(level, len(path))) :]
        entry = _Entry(canvas.file.reserve(), title, page, top, path[-1].number, [])
        path[-1].children.append(entry)
        path.append(entry)
    waiting = [root]
    while waiting:
        holder = waiting.pop()
        waiting.extend(holder.children)
        for place, entry in enumerate(holder.children):
            _put_entry(canvas.file, entry, holder.children, place, pages)
    first, last = root.children[0].number, root.children[-1].number
    canvas.file.put(
        root.number, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(canvas.outline)}>>"
    )
    return root.number


def _put_entry(file: PdfFile, entry: _Entry, siblings: list[_Entry], place: int, pages: list[int]) -> None:
    body = (
        f"<</Title{text_string(entry.title)}/Parent {entry.parent} 0 R"
        f"/Dest[{pages[entry.page]} 0 R/XYZ 0 {entry.top:.2f} null]"
    )
    if place:
        body += f"/Prev {siblings[place - 1].number} 0 R"
    if place + 1 < len(siblings):
        body += f"/Next {siblings[place + 1].number} 0 R"
    if entry.children:
        first, last = entry.children[0].number, entry.children[-1].number
        body += f"/First {first} 0 R/Last {last} 0 R/Count {_count(entry)}"
    file.put(entry.number, body + ">>")


def _count(entry: _Entry) -> int:
    total = 0
    waiting = list(entry.children)
    while waiting:
        child = waiting.pop()
        total += 1
        waiting.extend(child.children)
    return total


def _pages(canvas: Canvas) -> tuple[int, list[int]]:
    """Write the pages and their content; return the number of the page tree and of each page."""
    file = canvas.file
    fonts = file.add_fonts()
    tree = file.reserve()
    numbers = []
    for index, page in enumerate(canvas.pages):
        content = file.add_stream("\n".join(page.operators).encode("latin-1"))
        pictures = "".join(f"/{name} {canvas.picture_objects[name]} 0 R" for name in sorted(page.pictures))
        numbers.append(
            file.add(
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {canvas.width:.2f} {canvas.height:.2f}]"
                f"/Resources<</Font {fonts} 0 R/XObject<<{pictures}>>>>/Contents {content} 0 R"
                f"/StructParents {index}/Tabs/S>>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    file.put(tree, f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>")
    return tree, numbers


def finish(canvas: Canvas, properties: Properties) -> bytes:
    """Return the finished file: pages, structure, bookmarks and properties."""
    file = canvas.file
    tree, pages = _pages(canvas)
    structure = write_tree(
        canvas.root, [page.owners for page in canvas.pages], pages, file.reserve, file.put, text_string
    )
    outline = _outline(canvas, pages)
    metadata = file.add_stream(_xmp(properties), "/Type/Metadata/Subtype/XML", compress=False)
    bookmarks = f"/Outlines {outline} 0 R/PageMode/UseOutlines" if outline else ""
    catalog = file.add(
        f"<</Type/Catalog/Pages {tree} 0 R/Lang{text_string(properties.language)}/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {structure} 0 R/Metadata {metadata} 0 R/OutputIntents[{_output_intent(file)}]"
        f"/ViewerPreferences<</DisplayDocTitle true>>{bookmarks}>>"
    )
    return file.finish(catalog, file.add(_info(properties)))
