"""Environment variables that could have the program load somebody else's code or settings are taken away.

A packaged program already ignores Python's own (``PYTHONPATH``, ``PYTHONHOME``). These are read by the
libraries inside it, when they first start: Qt would load plug-ins, OpenSSL modules and keyring a class from
where they say.
"""

from __future__ import annotations

import os
from typing import Final

DROPPED: Final = (
    "KEYCHAIN_PATH",
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
DROPPED_STARTS: Final = ("KEYRING_PROPERTY_",)


def drop_foreign_settings() -> None:
    """Take the variables away from this process. Called before any of the libraries is imported."""
    for name in list(os.environ):
        if name.upper() in DROPPED or name.upper().startswith(DROPPED_STARTS):
            del os.environ[name]
