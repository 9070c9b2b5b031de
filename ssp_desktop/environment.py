"""What could have the program load somebody else's code, or write in another language, is taken away.

A packaged program already ignores Python's own (``PYTHONPATH``, ``PYTHONHOME``). These are read by the
libraries inside it, when they first start: Qt would load plug-ins, OpenSSL modules and keyring a class from
where they say.

The account's language is taken away as well. Qt would have days and months named in it, in records and on
paper; and in Turkish, where the capital of "i" is not "I", PySide does not find ``setInterval`` for
``QTimer(interval=…)``, and the program would not start.
"""

from __future__ import annotations

import locale
import os
import sys
from typing import Final

DROPPED: Final = (
    "KEYCHAIN_PATH",
    "LANGUAGE",
    "OPENSSL_CONF",
    "OPENSSL_CONF_INCLUDE",
    "OPENSSL_ENGINES",
    "OPENSSL_MODULES",
    "PYTHON_KEYRING_BACKEND",
    "QML2_IMPORT_PATH",
    "QML_IMPORT_PATH",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)
DROPPED_STARTS: Final = ("KEYRING_PROPERTY_", "LC_")


def drop_foreign_settings() -> None:
    """Take the variables away from this process. Called before any of the libraries is imported."""
    for name in list(os.environ):
        if name.upper() in DROPPED or name.upper().startswith(DROPPED_STARTS):
            del os.environ[name]
    language = "C.UTF-8" if sys.platform == "linux" else "C"
    os.environ["LC_ALL"] = language  # Qt reads it at its start, and again at the first key
    locale.setlocale(locale.LC_ALL, language)
