"""The structure tree: what a screen reader reads, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

Tag = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "P", "Span", "BlockQuote", "Caption", "Figure",
    "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "Note", "Link",
]  # fmt: skip


class Element:
    """One node of the structure tree.

    ``parent`` gets it as its next child, so elements must be made in reading order. ``attributes`` is a
    ready PDF dictionary, ``alternative`` the words that stand for a picture. The kids are other elements or
    pieces of page content: (page index, marked-content number).
    """

    __slots__ = ("alternative", "attributes", "kids", "number", "parent", "tag")

    def __init__(
        self, tag: Tag, parent: Element | None = None, attributes: str = "", alternative: str = ""
    ) -> None:
        self.tag: Tag = tag
        self.parent = parent
        self.attributes = attributes
        self.alternative = alternative
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)


def header_cell(
    row: Element, scope: Literal["Column", "Row", "Both"], columns: int = 1, rows: int = 1
) -> Element:
    """Add a header cell that speaks for its column, its row or both."""
    return Element("TH", row, _table_attributes(columns, rows, f"/Scope/{scope}"))


def data_cell(row: Element, columns: int = 1, rows: int = 1) -> Element:
    """Add a data cell, which may span columns and rows."""
    return Element("TD", row, _table_attributes(columns, rows, ""))


def _table_attributes(columns: int, rows: int, scope: str) -> str:
    parts = scope
    if columns > 1:
        parts += f"/ColSpan {columns}"
    if rows > 1:
        parts += f"/RowSpan {rows}"
    return f"<</O/Table{parts}>>" if parts else ""


def bullet_list(parent: Element) -> Element:
    """Add a list whose items carry a round bullet."""
    return Element("L", parent, "<</O/List/ListNumbering/Disc>>")


def walk(root: Element) -> Iterator[Element]:
    """Yield ``root`` and everything below it in reading order, without recursion."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def write_tree(
    root: Element,
    owners: list[list[Element]],
    pages: list[int],
    reserve: Callable[[], int],
    put: Callable[[int, str], None],
    text: Callable[[str], str],
) -> int:
    """Write the structure tree and return the object number of its root.

    Args:
        root: the ``Document`` element.
        owners: for each page, the element that owns each marked-content number.
        pages: the object number of each page.
        reserve: gives a new object number.
        put: stores an object's body under its number.
        text: writes a text string in PDF grammar.
    """
    tree = reserve()
    elements = list(walk(root))
    for element in elements:
        element.number = reserve()
    for element in elements:
        parent = element.parent.number if element.parent else tree
        put(element.number, _body(element, parent, pages, text))
    rows = "".join(
        f"{index}[{' '.join(f'{owner.number} 0 R' for owner in owned)}]\n"
        for index, owned in enumerate(owners)
    )
    parents = reserve()
    put(parents, f"<</Nums[{rows}]>>")
    put(
        tree,
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(owners)}>>",
    )
    return tree


def _body(element: Element, parent: int, pages: list[int], text: Callable[[str], str]) -> str:
    marks = [kid for kid in element.kids if isinstance(kid, tuple)]
    home = marks[0][0] if marks else -1
    kids = " ".join(_kid(kid, home, pages) for kid in element.kids)
    parts = [f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R"]
    if marks:
        parts.append(f"/Pg {pages[home]} 0 R")
    if kids:
        parts.append(f"/K[{kids}]")
    if element.attributes:
        parts.append(f"/A{element.attributes}")
    if element.alternative:
        parts.append(f"/Alt{text(element.alternative)}")
    return "".join(parts) + ">>"


def _kid(kid: Element | tuple[int, int], home: int, pages: list[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, mark = kid
    return str(mark) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"
