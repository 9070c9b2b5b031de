"""One way to write a value as bytes, so that its hash and its signature mean the same on every PC.

The form is JSON with sorted keys, no spaces, UTF-8 and every string in Unicode normalisation form C. Only
text, whole numbers, true, false, nothing, lists and objects are allowed; dates are ISO strings made by the
caller. Verify against *stored* bytes where they exist: a later Unicode version may normalise characters that
were unassigned when the record was written.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata

MAXIMUM_DEPTH = 64
_LARGEST_INTEGER = 2**63 - 1


def canonical_json(value: object) -> bytes:
    """Return ``value`` as canonical JSON bytes.

    Args:
        value: ``None``, ``bool``, ``int`` (64 bits), ``str``, ``list`` or ``dict`` with text keys, nested at
            most 64 deep. A text enum counts as its text.

    Raises:
        ValueError: any other type (a float among them), a number over 64 bits, text with a lone surrogate or
            NUL, deeper nesting, or two keys that are the same after normalisation.
    """
    plain = _plain(value, 0)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def content_hash(value: object) -> str:
    """Return the SHA-256 of ``canonical_json(value)`` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _plain(value: object, depth: int) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return _whole_number(value)
    if depth >= MAXIMUM_DEPTH:
        raise ValueError(f"The value is nested more than {MAXIMUM_DEPTH} deep.")
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return _object(value, depth + 1)
    raise ValueError(f"A value of type {type(value).__name__} has no canonical form.")


def _whole_number(value: int) -> int:
    if not -_LARGEST_INTEGER - 1 <= value <= _LARGEST_INTEGER:
        raise ValueError("A whole number has more than 64 bits.")
    return int(value)


def _text(value: str) -> str:
    normal = unicodedata.normalize("NFC", str.__str__(value))
    if "\0" in normal:
        raise ValueError("Text holds a NUL character.")
    try:
        normal.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("Text holds half of a character (a lone surrogate).") from None
    return normal


def _object(value: dict[object, object], depth: int) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise ValueError(f"A key of type {type(key).__name__} has no canonical form.")
        name = _text(key)
        if name in plain:
            raise ValueError("Two keys are the same after normalisation.")
        plain[name] = _plain(item, depth)
    return plain
