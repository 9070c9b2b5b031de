"""Stored, encrypted sample stores, one for each schema that was released: ``python -m tests.sample_stores``.

Each is the demo of its day, with every kind of record and everybody invented; ``sample.json`` beside it holds
its half of the key in the open, as the credential store of a PC would, and what was in it. A sample is never
made again once its version is out: later versions have to open what was written then.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ssp_desktop import __version__
from ssp_desktop.database.migration import known_migrations
from ssp_desktop.demo import build_demo
from ssp_desktop.demo.people import PASSWORD, SERGEANT
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import sign_in
from ssp_desktop.services.contact_log_lists import page
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from tests.faults.bench import FileKeyring

FOLDER = Path(__file__).parent / "data" / "stores"
FILES = ("records.db", "vault.json", "vault.copy.json")


@dataclass(frozen=True)
class Sample:
    """A stored sample, and what was in it on the day it was made.

    Args:
        version: of the program that made it.
        schema: its newest migration.
        store_id: whose half of the key this is.
        device_secret: that half, in hexadecimal: what the credential store of the PC held.
        made_at: the end of the demo's term, in UTC; nothing in the store is later.
        contact_logs: the subjects of all contact logs, the newest contact first.
    """

    version: str
    schema: str
    store_id: str
    device_secret: str
    made_at: str
    contact_logs: list[str]

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return FOLDER / self.schema


def stored_samples() -> list[Sample]:
    """Return all stored samples, the oldest schema first."""
    return [Sample(**json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*/sample.json"))]


def subjects(signed_in: SignedIn) -> list[str]:
    """Return the subjects of all contact logs that somebody may see."""
    return [row.subject for row in page(signed_in, limit=1000)]


def store_sample(built: Path, pc: ThisPc, store_id: str) -> Sample:
    """Keep a built demo as the sample of its schema."""
    sergeant = sign_in.sign_in(built, SERGEANT, PASSWORD, pc)
    sample = Sample(
        __version__,
        known_migrations()[-1],
        store_id,
        pc.keyring.get_device_secret(store_id).hex(),
        pc.clock().isoformat(),
        subjects(sergeant),
    )
    sign_in.sign_out(sergeant)
    sample.folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(built / name, sample.folder / name)
    text = json.dumps(asdict(sample), indent=2, ensure_ascii=False)
    (sample.folder / "sample.json").write_text(text + "\n", encoding="utf-8")
    return sample


def main() -> None:
    """Build today's demo and keep it."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        keyring = Keyring(FileKeyring(root / "keyring"))
        made = build_demo(root / "store", ThisPc(keyring=keyring))
        sample = store_sample(made.folder, made.pc, made.store_id)
    sys.stdout.write(f"{sample.folder.name}: {len(sample.contact_logs)} contact logs\n")


if __name__ == "__main__":
    main()
