"""Build the Windows program under Wine and its installer: `make package-windows`.

packaging/windows/setup has made the Wine folder before. PyInstaller runs on Windows Python there, with the
same build.spec as on Linux; wixl writes the installer.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import quoteattr

from ssp_desktop import __version__
from ssp_desktop.program_files import check_list
from tools.checksums import write_checksums

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging" / "windows"
WINE, PYTHON = HERE / "wine", ROOT / ".wine" / "python" / "python.exe"
SYSTEM_FOLDER = ROOT / ".wine" / "prefix" / "drive_c" / "windows" / "system32"
DIST = ROOT / "dist" / "windows"
PROGRAM = DIST / "ssp-desktop"
BUILD = ROOT / "build" / "windows"
COMMANDS = "ssp-desktop-cli.exe"
# Windows' own DLLs, for which Wine's folder holds stand-ins: none may lie in a package, under any name.
STAND_INS = ("bcryptprimitives.dll", "icuuc.dll", "mscms.dll")
# Components are told apart by these for ever: the same file has the same number in each version.
COMPONENTS = uuid.UUID("3f0a3d1e-52c5-4b0e-8b0a-2f6d4a6c9e77")
# The data folder's rights, as Windows Installer 5 reads them: SYSTEM and administrators everything, users of
# the PC all but changing rights.
RIGHTS = (
    "MsiLockPermissionsEx\tLockObject\tTable\tSDDLText\tCondition\n"
    "s72\ts72\ts32\ts0\tS255\n"
    "MsiLockPermissionsEx\tMsiLockPermissionsEx\n"
    "DataFolderRights\tDATADIR\tCreateFolder\t"
    "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)\t\n"
)


def build_program() -> None:
    """Write the bill of materials and the program's folder, both on Windows Python."""
    _windows_python("-m", "tools.sbom", "build/sbom.cdx.json")
    _windows_python(
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
        "--distpath",
        "dist/windows",
        "--workpath",
        "build/windows",
        "build.spec",
    )


def check_program(folder: Path, system_folder: Path) -> None:
    """Stop unless the folder is whole, can be packed, and holds nothing of the machine it was built on."""
    number, remarks = check_list(folder, folder / "_internal")
    foreign = foreign_files(folder, system_folder)
    # wixl writes names in ASCII alone and says nothing when it loses a letter.
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    foreign += [name for name in names if not name.isascii()]
    if remarks or foreign:
        raise SystemExit(f"The program's folder is not fit to be packed: {[*remarks, *foreign]}")
    sys.stdout.write(f"{number} files, none of them of the machine they were built on\n")


def foreign_files(folder: Path, system_folder: Path) -> list[str]:
    """Return what lies in the folder and is a DLL of Wine's, by its name or by its content."""
    wines = {_digest(path) for path in system_folder.glob("*.dll")}
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and (path.name.lower() in STAND_INS or (path.suffix.lower() == ".dll" and _digest(path) in wines))
    )


def file_list(names: list[str]) -> str:
    """Return the installer's list of files, for names such as ``_internal/python.dll``."""
    tree = "".join(_directory(sorted(names), PurePosixPath()))
    references = "".join(f'      <ComponentRef Id="{_id("c", name)}"/>\n' for name in sorted(names))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">\n'
        f'  <Fragment>\n    <DirectoryRef Id="INSTALLDIR">\n{tree}    </DirectoryRef>\n  </Fragment>\n'
        f'  <Fragment>\n    <ComponentGroup Id="ProgramFiles">\n{references}    </ComponentGroup>\n'
        "  </Fragment>\n</Wix>\n"
    )


def _directory(names: list[str], folder: PurePosixPath) -> Iterator[str]:
    """Give the components of the files in ``folder``, then its folders, each with what is in it."""
    inside = [PurePosixPath(name) for name in names if folder in PurePosixPath(name).parents]
    for path in inside:
        if path.parent == folder:
            number = str(uuid.uuid5(COMPONENTS, str(path))).upper()
            yield (
                f'<Component Id="{_id("c", str(path))}" Guid="{number}" Win64="yes">'
                f'<File Id="{_id("f", str(path))}" KeyPath="yes" Name={quoteattr(path.name)} '
                f"Source={quoteattr(f'$(var.Source)/{path}')}/></Component>\n"
            )
    depth = len(folder.parts)
    for name in sorted({path.parts[depth] for path in inside if len(path.parts) > depth + 1}):
        below = folder / name
        yield f'<Directory Id="{_id("d", str(below))}" Name={quoteattr(name)}>\n'
        yield from _directory([str(path) for path in inside], below)
        yield "</Directory>\n"


def installer(program: Path, target: Path, version: str, work: Path) -> None:
    """Write the installer of a program's folder."""
    work.mkdir(parents=True, exist_ok=True)
    names = [path.relative_to(program).as_posix() for path in program.rglob("*") if path.is_file()]
    (work / "files.wxs").write_text(file_list(names), encoding="utf-8")
    # wixl looks for files beside its sources, and takes no full path.
    settings = {
        "Source": os.path.relpath(program, HERE),
        "Version": version,
        "Icon": "ssp-desktop.ico",
        "Commands": _id("f", COMMANDS),
    }
    given = [text for name, value in settings.items() for text in ("-D", f"{name}={value}")]
    sources = [str(HERE / "ssp-desktop.wxs"), str(work / "files.wxs")]
    target.unlink(missing_ok=True)
    subprocess.run(["wixl", "-a", "x64", *given, "-o", str(target), *sources], check=True)
    (work / "MsiLockPermissionsEx.idt").write_text(RIGHTS, encoding="utf-8", newline="\r\n")
    subprocess.run(["msibuild", str(target), "-i", str(work / "MsiLockPermissionsEx.idt")], check=True)


def _windows_python(*arguments: str) -> None:
    done = subprocess.run([WINE, PYTHON, *arguments], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(f"Windows Python stopped with status {done.returncode}: {' '.join(arguments)}")


def _id(kind: str, name: str) -> str:
    """Return an identifier of the installer's tables: letters and digits, the same for the same name."""
    return f"{kind}{hashlib.sha256(name.encode()).hexdigest()[:40]}"


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def main() -> None:
    """Build the program, check it, write the installer and its checksum."""
    build_program()
    check_program(PROGRAM, SYSTEM_FOLDER)
    target = ROOT / "dist" / f"SSP-Desktop-{__version__}-x64.msi"
    installer(PROGRAM, target, __version__, BUILD)
    write_checksums(target.parent, [target])
    sys.stdout.write(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
