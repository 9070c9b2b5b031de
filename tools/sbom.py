"""Write the bill of materials in CycloneDX form: `python -m tools.sbom build/sbom.cdx.json`.

Packages come from the lock file. What is compiled into their wheels stands in no lock file and is asked of
the libraries themselves: a report of a fault in OpenSSL or SQLite has to be answerable from this list alone.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from ssp_desktop import __version__

ROOT = Path(__file__).resolve().parent.parent
# What no metadata tells: packages of the other system, which are not installed here, and one that names none.
LICENCE_TOLD = {
    "jeepney": "MIT",
    "pywin32-ctypes": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
PILLOW_PARTS = {
    "freetype2": ("FreeType", "FTL"),
    "harfbuzz": ("HarfBuzz", "MIT-Modern-Variant"),
    "libjpeg_turbo": ("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
    "littlecms2": ("Little CMS", "MIT"),
    "jpg_2000": ("OpenJPEG", "BSD-2-Clause"),
    "libtiff": ("libtiff", "libtiff"),
    "zlib": ("zlib", "Zlib"),
}

Component = dict[str, Any]


def bill() -> dict[str, Any]:
    """Return the whole bill. The same inputs give the same bill: it holds no time and no random number."""
    components = sorted([*packages(), *native_parts(), *data_parts()], key=lambda each: str(each["bom-ref"]))
    inside = json.dumps(components, sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{__version__} {inside}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "ssp-desktop",
                "name": "SSP Desktop",
                "version": __version__,
            }
        },
        "components": components,
        "dependencies": [{"ref": "ssp-desktop", "dependsOn": [each["bom-ref"] for each in components]}],
    }


def packages() -> Iterator[Component]:
    """Each package of the lock file, for Windows and Linux alike."""
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if "==" not in line or line.startswith("#"):
            continue
        requirement = Requirement(line.removesuffix("\\").strip())
        version = str(requirement.specifier).removeprefix("==")
        reference = f"pkg:pypi/{requirement.name}@{version}"
        found: Component = {
            "type": "library",
            "bom-ref": reference,
            "name": requirement.name,
            "version": version,
            "purl": reference,
            "licenses": licences(requirement.name),
        }
        if requirement.marker is not None:
            found["properties"] = [{"name": "marker", "value": str(requirement.marker)}]
        yield found


def licences(name: str) -> list[dict[str, Any]]:
    """Return a package's licence as its own metadata tells it."""
    if name in LICENCE_TOLD:
        return [{"expression": LICENCE_TOLD[name]}]
    told = metadata(name)
    if "License-Expression" in told:
        return [{"expression": told["License-Expression"]}]
    classes = [
        each.rsplit(" :: ", 1)[1]
        for each in told.get_all("Classifier", [])
        if each.startswith("License :: OSI Approved ::")
    ]
    text = " or ".join(classes) or str(told["License"]).split("\n")[0]
    return [{"license": {"name": text}}]


def native_parts() -> Iterator[Component]:
    """What is compiled into the wheels, with the versions that they tell."""
    yield from _database_parts()
    yield from _other_parts()


def _database_parts() -> Iterator[Component]:
    from cryptography.hazmat.backends.openssl import backend
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")
    cipher = str(connection.execute("PRAGMA cipher_version").fetchone()[0]).split()[0]
    provider = str(connection.execute("PRAGMA cipher_provider_version").fetchone()[0])
    connection.close()
    yield _native("SQLCipher", cipher, "BSD-3-Clause", "sqlcipher3")
    yield _native("SQLite", dbapi2.sqlite_version, "blessing", "sqlcipher3")
    yield _native("OpenSSL", provider.split()[1], "Apache-2.0", "sqlcipher3")
    yield _native("OpenSSL", backend.openssl_version_text().split()[1], "Apache-2.0", "cryptography")


def _other_parts() -> Iterator[Component]:
    from PIL import features
    from PySide6.QtCore import qVersion

    yield _native("Qt", qVersion(), "LGPL-3.0-only", "pyside6-essentials")
    yield _native("Qt PDF (with PDFium)", qVersion(), "LGPL-3.0-only AND BSD-3-Clause", "pyside6-pdf")
    for feature, (name, licence) in PILLOW_PARTS.items():
        version = features.version(feature)
        if version:
            yield _native(name, version, licence, "pillow")
    python = ".".join(str(part) for part in sys.version_info[:3])
    yield _native("Python", python, "PSF-2.0", "the package")
    yield _native(
        "PyInstaller bootloader",
        _version("pyinstaller"),
        "GPL-2.0-or-later WITH Bootloader-exception",
        "the package",
    )


def data_parts() -> Iterator[Component]:
    """The fonts."""
    yield _native("DejaVu Sans", "2.37", "Bitstream-Vera", "resources/fonts")
    yield _native("Droid Sans Fallback", "2.52", "Apache-2.0", "resources/fonts")


def _native(name: str, version: str, licence: str, inside: str) -> Component:
    return {
        "type": "library",
        "bom-ref": f"{inside}/{name}@{version}",
        "name": name,
        "version": version,
        "licenses": [{"expression": licence}],
        "properties": [{"name": "inside", "value": inside}],
    }


def _version(name: str) -> str:
    return str(metadata(name)["Version"])


def main() -> None:
    """Write the bill to the file that the first argument names."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(), indent=2, sort_keys=True, ensure_ascii=False)
    target.write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(f"{target}: {len(bill()['components'])} components\n")


if __name__ == "__main__":
    main()
