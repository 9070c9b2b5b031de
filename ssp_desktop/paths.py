"""Where things lie: program data beside the code or inside the package, records in the data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APPLICATION_NAME = "SSP Desktop"
SYSTEM_POLICY_FOLDER = Path("/etc/ssp-desktop")


def program_folder() -> Path:
    """Return the folder that holds ``resources/`` and ``alembic/``: the checkout, or the frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def is_packaged() -> bool:
    """Tell whether this is the packaged program, not a checkout."""
    return hasattr(sys, "_MEIPASS")


def resource_folder() -> Path:
    """Return the folder of fonts, presets, guidance, icons and style."""
    return program_folder() / "resources"


def migration_folder() -> Path:
    """Return the folder of alembic's ``env.py`` and ``versions/``."""
    return program_folder() / "alembic"


def data_folder() -> Path:
    """Return the folder where this PC keeps its store, unless ``--store`` or the policy names another.

    Windows: ``SSP Desktop`` below the folder that ``%ProgramData%`` names. Elsewhere the account's XDG
    data folder.
    """
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / APPLICATION_NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APPLICATION_NAME
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "share") / "ssp-desktop"


def policy_folder() -> Path:
    """Return the folder of IT's ``policy.ini``: the data folder, or on Linux ``/etc/ssp-desktop``.

    The data folder of a Linux account is that account's own, so that a file in ``/etc`` goes before it.
    """
    if sys.platform == "linux" and (SYSTEM_POLICY_FOLDER / "policy.ini").exists():
        return SYSTEM_POLICY_FOLDER
    return data_folder()


def log_folder() -> Path:
    """Return the folder of the rotating technical log, which never holds personal data."""
    return data_folder() / "log"
