"""Languages of an account, made on the spot: for trying the program in them."""

from __future__ import annotations

import subprocess
from pathlib import Path


def language_of(name: str, place: Path) -> dict[str, str]:
    """Make a language such as ``tr_TR`` in a folder, and return the variables that choose it."""
    place.mkdir(parents=True, exist_ok=True)
    language = f"{name}.UTF-8"
    command = ["localedef", "-i", name, "-f", "UTF-8", str(place / language)]
    subprocess.run(command, check=True, capture_output=True)
    return {"LANG": language, "LC_ALL": language, "LOCPATH": str(place)}
