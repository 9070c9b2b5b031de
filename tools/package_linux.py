"""Pack the built folder as a tar archive and a Debian package: `python -m tools.package_linux`.

Reads dist/ssp-desktop/, which PyInstaller made, and writes both files into dist/ with their checksums. The
same folder gives the same archive: names are sorted, and owners and times are fixed.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from ssp_desktop import __version__
from tools.checksums import write_checksums

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PROGRAM = DIST / "ssp-desktop"
SYSTEM = ROOT / "packaging" / "linux"
# Everything else that Qt needs on a screen lies in the folder; found by installing into an empty system.
DEPENDS = "libc6 (>= 2.36), libegl1, libgl1, fontconfig, fonts-dejavu-core"
CONTROL = """\
Package: ssp-desktop
Version: {version}
Section: misc
Priority: optional
Architecture: amd64
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager
Installed-Size: {kilobytes}
Maintainer: SSP Desktop <ssp-desktop@example.org>
Description: Record-keeping for a Safer Schools office
 Encrypted, countersigned and audited records of a Safer Schools
 Partnership, on one PC. Records lie in the data folder of each account
 and stay when the package is removed.
"""


def archive(program: Path = PROGRAM, dist: Path = DIST) -> Path:
    """Write the tar archive of the program's folder."""
    target = dist / f"ssp-desktop-{__version__}-linux-x64.tar.gz"
    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in sorted([program, *program.rglob("*")]):
            tar.add(path, path.relative_to(program.parent).as_posix(), recursive=False, filter=_plain)
    return target


def debian_package(program: Path = PROGRAM, dist: Path = DIST) -> Path:
    """Write the Debian package: the folder in /opt, a start-menu entry, its picture, and an empty policy."""
    target = dist / f"ssp-desktop_{__version__}_amd64.deb"
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "root"
        shutil.copytree(program, root / "opt" / "ssp-desktop", symlinks=True)
        _put(SYSTEM / "ssp-desktop.desktop", root / "usr/share/applications/ssp-desktop.desktop")
        _put(
            ROOT / "resources" / "icons" / "ssp-desktop.svg",
            root / "usr/share/icons/hicolor/scalable/apps/ssp-desktop.svg",
        )
        _put(ROOT / "packaging" / "policy.ini", root / "etc/ssp-desktop/policy.ini")
        (root / "usr/bin").mkdir(parents=True)
        (root / "usr/bin/ssp-desktop").symlink_to("/opt/ssp-desktop/ssp-desktop")
        files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
        size = sum(path.stat().st_size for path in files) // 1024
        control = CONTROL.format(version=__version__, depends=DEPENDS, kilobytes=size)
        _write(root / "DEBIAN/control", control)
        _write(root / "DEBIAN/conffiles", "/etc/ssp-desktop/policy.ini\n")
        _rights(root)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(root), str(target)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = "root"
    if not entry.issym():
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _rights(root: Path) -> None:
    """Let everybody read and nobody but root write, whatever the builder's own habits are."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def main() -> None:
    """Write both packages and their checksums."""
    made = [archive(), debian_package()]
    sums = write_checksums(DIST, made)
    for path in (*made, sums):
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
