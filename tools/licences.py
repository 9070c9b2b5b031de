"""The licence texts of everything that a package holds, for ``licences/`` inside it."""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

LICENCE_STARTS = ("licen", "copying", "notice", "authors")


def runtime_requirements(project: Path) -> list[Requirement]:
    """Return what the program needs on this system, exactly as locked."""
    lines = (project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.removesuffix("\\").strip()) for line in lines if "==" in line]
    return [each for each in found if each.marker is None or each.marker.evaluate()]


def licence_files(project: Path) -> list[tuple[str, str]]:
    """Return ``(file, folder in the package)`` of each licence text: PyInstaller's form."""
    files: list[tuple[str, str]] = []
    for requirement in runtime_requirements(project):
        files += [
            (str(path), f"licences/{requirement.name}") for path in texts_of(distribution(requirement.name))
        ]
    return [*files, (str(_python_licence()), "licences/Python")]


def texts_of(package: Distribution) -> list[Path]:
    """Return the licence texts that a package brings; one that brings none has them in its METADATA."""
    listed = package.files or []
    inside = [Path(str(each)) for each in listed if ".dist-info" in each.parts[0]]
    chosen = [each for each in inside if _is_licence(each)] or [
        each for each in inside if each.name == "METADATA"
    ]
    return [Path(str(package.locate_file(each))) for each in chosen]


def _is_licence(path: Path) -> bool:
    return path.name.lower().startswith(LICENCE_STARTS) or "licenses" in (part.lower() for part in path.parts)


def _python_licence() -> Path:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    base = Path(sys.base_prefix)
    places = [
        base / "LICENSE.txt",
        base / "lib" / version / "LICENSE.txt",
        Path("/usr/share/doc") / version / "copyright",
    ]
    return next(each for each in places if each.is_file())
