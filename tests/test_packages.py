"""The Linux packages hold the program's folder, belong to root, and bring what a desktop needs to find it."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

import pytest

from ssp_desktop.policy import Policy, load_policy
from tools import release_check
from tools.checksums import write_checksums, wrong_sums
from tools.package_linux import archive, debian_package


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small folder that is packed as the program's is; its rights are a careless builder's."""
    folder = tmp_path / "dist" / "ssp-desktop"
    (folder / "_internal").mkdir(parents=True)
    (folder / "ssp-desktop").write_text("#!/bin/sh\necho started\n", encoding="utf-8")
    (folder / "ssp-desktop").chmod(0o777)
    (folder / "_internal" / "data.txt").write_text("data", encoding="utf-8")
    (folder / "_internal" / "data.txt").chmod(0o666)
    (folder / "_internal" / "link.txt").symlink_to("data.txt")
    return folder


def test_the_archive_is_roots_and_nobody_else_may_write(program: Path) -> None:
    with tarfile.open(archive(program, program.parent)) as tar:
        found = {entry.name: (entry.mode, entry.uname, entry.mtime) for entry in tar if not entry.issym()}
        assert tar.getmember("ssp-desktop/_internal/link.txt").linkname == "data.txt"
    assert found == {
        "ssp-desktop": (0o755, "root", 0),
        "ssp-desktop/_internal": (0o755, "root", 0),
        "ssp-desktop/_internal/data.txt": (0o644, "root", 0),
        "ssp-desktop/ssp-desktop": (0o755, "root", 0),
    }


def test_the_same_folder_gives_the_same_archive(program: Path) -> None:
    first = archive(program, program.parent).read_bytes()
    (program / "ssp-desktop").touch()
    assert archive(program, program.parent).read_bytes() == first


def test_the_debian_package_brings_program_entry_picture_and_an_empty_policy(
    program: Path, tmp_path: Path
) -> None:
    package = debian_package(program, program.parent)
    listed = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[1] == "root/root" for line in listed.splitlines())
    assert [line for line in listed.splitlines() if line[0] != "l" and "w" in line[4:10]] == []
    subprocess.run(["dpkg-deb", "-x", package, tmp_path / "out"], check=True)
    out = tmp_path / "out"
    assert (out / "usr/bin/ssp-desktop").readlink() == Path("/opt/ssp-desktop/ssp-desktop")
    started = subprocess.run(
        [out / "opt/ssp-desktop/ssp-desktop"], capture_output=True, text=True, check=True
    )
    assert started.stdout == "started\n"
    entry = (out / "usr/share/applications/ssp-desktop.desktop").read_text(encoding="utf-8")
    assert "\nExec=/opt/ssp-desktop/ssp-desktop\nIcon=ssp-desktop\n" in entry
    assert (out / "usr/share/icons/hicolor/scalable/apps/ssp-desktop.svg").is_file()
    assert load_policy(out / "etc/ssp-desktop") == Policy()


def test_the_debian_package_names_its_size_and_what_it_needs(program: Path) -> None:
    (program / "_internal" / "data.txt").write_bytes(bytes(2**20))  # to which a link leads
    package = debian_package(program, program.parent)

    def field(name: str) -> str:
        command = ["dpkg-deb", "-f", str(package), name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert (field("Package"), field("Version"), field("Architecture")) == ("ssp-desktop", "0.1.0", "amd64")
    assert 1024 <= int(field("Installed-Size")) < 2 * 1024
    assert {"libgl1", "libegl1", "fontconfig"} <= {each.strip() for each in field("Depends").split(",")}


def test_checksums_find_a_package_that_was_changed(tmp_path: Path) -> None:
    one, two = tmp_path / "one.deb", tmp_path / "two.msi"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    write_checksums(tmp_path, [one])
    sums = write_checksums(tmp_path, [two])
    done = subprocess.run(["sha256sum", "--strict", "-c", sums.name], cwd=tmp_path, check=False)
    assert (done.returncode, wrong_sums(tmp_path)) == (0, [])
    two.write_bytes(b"3")
    one.unlink()
    assert wrong_sums(tmp_path) == ["one.deb", "two.msi"]
    assert release_check.checksums(tmp_path) == "These are not the files that were made: one.deb, two.msi"


def test_a_release_without_packages_or_without_the_audit_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert release_check.known_weaknesses() == "NOT DONE: pip-audit is not installed on this machine."
    assert release_check.checksums(tmp_path).startswith("NOT DONE: ")
    assert release_check.main() == 1


@pytest.mark.parametrize(("status", "begin"), [(0, ""), (1, "pip-audit found something, or could not reach")])
def test_what_the_audit_says_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, begin: str
) -> None:
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!/bin/sh\necho no answer from the service >&2\nexit {status}\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    said = release_check.known_weaknesses()
    assert said.startswith(begin)
    assert ("no answer from the service" in said) is bool(status)
