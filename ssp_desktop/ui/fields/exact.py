"""Reading text out of Qt's controls exactly as it is in them.

Qt's own ``text`` and ``toPlainText`` lose what the checks must see: a lone surrogate (half of a character,
from a damaged clipboard) vanishes on its way to Python, a no-break space becomes a space. Both survive until
``validate`` refuses or keeps them, in words.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_PARAGRAPH = "\u2029"
# Stands for a half of a character where Qt does not tell which half it was.
_HALF = "\ud800"


def units(text: str) -> int:
    """Return the length in UTF-16 units, as Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_document(box: QPlainTextEdit) -> str:
    """Return the text with line feeds between lines; NUL, no-break spaces and lone surrogates stay."""
    document = box.document()
    text = document.toRawText()
    length = document.characterCount() - 1
    if units(text) != length:
        text = _joined([document.characterAt(place) for place in range(length)])
    return text.replace(_PARAGRAPH, "\n")


def read_around_selection(box: QPlainTextEdit) -> tuple[str, str]:
    """Return the text before and after what is selected: what stays when something is pasted."""
    cursor = box.textCursor()
    before, after = QTextCursor(cursor), QTextCursor(cursor)
    before.setPosition(0)
    before.setPosition(cursor.selectionStart(), QTextCursor.MoveMode.KeepAnchor)
    after.setPosition(cursor.selectionEnd())
    after.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    first, last = before.selectedText(), after.selectedText()
    return first.replace(_PARAGRAPH, "\n"), last.replace(_PARAGRAPH, "\n")


def read_line(line: QLineEdit) -> str:
    """Return the text of a line; a lone surrogate stays as one.

    Of hidden characters only their dots can be read beside the text. How many there are tells whether a half
    of a character is among them: it stands at the end then, and the text is refused in words all the same.
    """
    text = line.text()
    if line.echoMode() is not QLineEdit.EchoMode.Normal:
        return text if len(line.displayText()) == units(text) else text + _HALF
    reader = QAccessible.queryAccessibleInterface(line).textInterface()
    if reader.characterCount() == units(text):
        return text
    pieces: list[str] = []
    place = 0
    while place < reader.characterCount():
        pair = reader.text(place, place + 2)
        whole = len(pair) == 1 and ord(pair) > 0xFFFF  # noqa: PLR2004 - the last code of one unit
        pieces.append(pair if whole else reader.text(place, place + 1) or _HALF)
        place += 2 if whole else 1
    return "".join(pieces)


def _joined(characters: list[str]) -> str:
    raw = "".join(characters).encode("utf-16-le", "surrogatepass")
    return raw.decode("utf-16-le", "surrogatepass")
