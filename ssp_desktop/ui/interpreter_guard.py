"""Keeps the interpreter alive under PySide6 6.12 on Python 3.10 and 3.11.

PySide6 6.12.0 hands out ``None``, ``True`` and ``False`` without counting the reference. From Python 3.12 on
these objects are never counted (PEP 683) and nothing happens. Before that, every call of a method without a
result takes a reference to ``None`` away, and after a few thousand calls the process ends with "Fatal Python
error: none_dealloc". PySide6 6.11.3 does not do this. ``tests/ui/test_interpreter_guard.py`` holds it.
"""

from __future__ import annotations

import ctypes
import sys

# What PEP 683 did: a count that no program can use up.
_HEADROOM = 1 << 40


def keep_singletons_alive() -> bool:
    """Give the shared objects a reference count that cannot run out. Returns False where none is kept.

    Called once, before the first Qt object is made.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return False
    for shared in (None, True, False, NotImplemented, Ellipsis):
        # The count is the first field of every object in CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(shared)).value += _HEADROOM
    return True
