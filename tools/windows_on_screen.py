"""How many windows are on the screen, asked of the X server as any task bar asks it."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

_ANY_TYPE = 0
_LONGEST = 1024


@cache
def _server() -> tuple[Any, int]:
    library = ctypes.CDLL("libX11.so.6")
    library.XOpenDisplay.restype = ctypes.c_void_p
    display = library.XOpenDisplay(None)
    if not display:
        raise RuntimeError("there is no screen")
    return library, display


def number_of_windows() -> int:
    """Return how many windows the window manager has on the screen."""
    library, display = _server()
    library.XDefaultRootWindow.restype = library.XInternAtom.restype = ctypes.c_ulong
    here = ctypes.c_void_p(display)
    root = ctypes.c_ulong(library.XDefaultRootWindow(here))
    name = ctypes.c_ulong(library.XInternAtom(here, b"_NET_CLIENT_LIST", False))
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    count, rest, data = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
    library.XGetWindowProperty(
        here,
        root,
        name,
        ctypes.c_long(0),
        ctypes.c_long(_LONGEST),
        False,
        ctypes.c_ulong(_ANY_TYPE),
        *(ctypes.byref(each) for each in (kind, form, count, rest, data)),
    )
    if data.value:
        library.XFree(data)
    return count.value
