"""The screen: the only package, with ``app``, that imports PySide6."""

from __future__ import annotations

from ssp_desktop.ui.interpreter_guard import keep_singletons_alive

keep_singletons_alive()
