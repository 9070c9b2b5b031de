"""What Windows shows of the program under Properties, Details."""

from __future__ import annotations

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

BRITISH_ENGLISH, UNICODE = 0x0809, 1200


def version_resource(version: str) -> VSVersionInfo:
    """Return the version resource of both programs, for a version such as ``1.2.3``."""
    numbers = (*(int(part) for part in version.split(".")), 0)
    words = {
        "CompanyName": "SSP Desktop",
        "FileDescription": "SSP Desktop",
        "FileVersion": version,
        "InternalName": "ssp-desktop",
        "ProductName": "SSP Desktop",
        "ProductVersion": version,
    }
    table = StringTable(
        f"{BRITISH_ENGLISH:04x}{UNICODE:04x}", [StringStruct(name, words[name]) for name in words]
    )
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [BRITISH_ENGLISH, UNICODE])])],
    )
