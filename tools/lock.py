"""Write the lock files from pyproject.toml: `make lock`.

`requirements.lock` holds what the program needs, `requirements-dev.lock` adds what its tests and builds need.
Every line has an exact version and the hashes of all files of that release, so that Linux and Windows install
from one file. pip-compile works for the machine it runs on and drops what only Windows needs; those packages
are locked in a second pass, and written with their marker.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
HEADER = (
    "# Made by `make lock` from pyproject.toml. "
    "Install with: pip install --no-deps --require-hashes -r {name}\n"
)
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
)


def windows_only(requirements: list[str]) -> list[Requirement]:
    """The requirements that hold on Windows and not on Linux."""
    found = []
    for text in requirements:
        requirement = Requirement(text)
        marker = requirement.marker
        if (
            marker
            and marker.evaluate({"sys_platform": "win32"})
            and not marker.evaluate({"sys_platform": "linux"})
        ):
            found.append(requirement)
    return found


def pip_compile(source: Path, target: Path, *options: str) -> None:
    """Resolve `source` into `target`; pins that stand in `target` already are kept where they still fit."""
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        *OPTIONS,
        *options,
        "-o",
        str(target),
        str(source),
    ]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def locked_for_windows(requirements: list[Requirement], folder: Path) -> str:
    """The lock lines of the Windows-only packages, each with its marker."""
    if not requirements:
        return ""
    source, target = folder / "windows.in", folder / "windows.lock"
    source.write_text("".join(f"{each.name}{each.specifier}\n" for each in requirements), encoding="utf-8")
    pip_compile(source, target)
    marked = ' ; sys_platform == "win32" \\'
    lines = [
        line.removesuffix(" \\") + marked if "==" in line else line
        for line in target.read_text(encoding="utf-8").splitlines()
    ]
    names = [line.split("==")[0] for line in lines if "==" in line]
    if len(names) != len(requirements):
        raise SystemExit(f"A Windows-only package brings others along, name them in pyproject.toml: {names}")
    return "\n".join(lines) + "\n"


def write_lock(name: str, requirements: list[str], *options: str) -> None:
    """Write one lock file into the project's root folder."""
    target = ROOT / name
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / name
        if target.exists():
            draft.write_text(target.read_text(encoding="utf-8"), encoding="utf-8")
        pip_compile(ROOT / "pyproject.toml", draft, *options)
        extra = locked_for_windows(windows_only(requirements), Path(folder))
        target.write_text(
            HEADER.format(name=name) + draft.read_text(encoding="utf-8") + extra, encoding="utf-8"
        )
    print(f"{name}: {target.read_text(encoding='utf-8').count('==')} packages")


def main() -> None:
    """Write both lock files, the second bound to the versions of the first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = list(project["dependencies"])
    write_lock("requirements.lock", runtime)
    development = runtime + list(project["optional-dependencies"]["dev"])
    write_lock(
        "requirements-dev.lock", development, "--extra=dev", f"--constraint={ROOT / 'requirements.lock'}"
    )


if __name__ == "__main__":
    main()
