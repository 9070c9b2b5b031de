"""What has to hold before a release leaves the house: `make release-check`.

Known weaknesses are asked of a public service by pip-audit, a tool of the release machine that the project
does not lock. Without the tool, or without the service, the check is not done, and that is a failure with its
reason.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from ssp_desktop.database.migration import known_migrations
from tools.checksums import NAME, wrong_sums

ROOT = Path(__file__).resolve().parent.parent


def known_weaknesses() -> str:
    """Return why the locked packages are not known to be sound; empty when they are."""
    tool = shutil.which("pip-audit")
    if tool is None:
        return "NOT DONE: pip-audit is not installed on this machine."
    command = [tool, "--disable-pip", "--require-hashes", "--requirement", "requirements.lock"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return f"pip-audit found something, or could not reach its service:\n{done.stdout}{done.stderr}"


def checksums(dist: Path) -> str:
    """Return what is wrong with the packages' checksums; empty when they fit."""
    if not (dist / NAME).is_file():
        return "NOT DONE: there are no packages in dist/. Make them first."
    wrong = wrong_sums(dist)
    return f"These are not the files that were made: {', '.join(wrong)}" if wrong else ""


def sample_store(samples: Path, schema: str) -> str:
    """Return why no later version could be tried on a store of this release; empty when one is kept."""
    if (samples / schema / "records.db").is_file():
        return ""
    return f"No store of schema {schema} is kept for later versions to open: python -m tests.sample_stores"


def main() -> int:
    """Say a line for each check. Returns 0 when all were done and found nothing."""
    findings = {
        "Known weaknesses": known_weaknesses(),
        "Checksums": checksums(ROOT / "dist"),
        "Sample store": sample_store(ROOT / "tests" / "data" / "stores", known_migrations()[-1]),
    }
    for name, finding in findings.items():
        sys.stdout.write(f"FAILED  {name}: {finding}\n" if finding else f"OK      {name}\n")
    return 1 if any(findings.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
