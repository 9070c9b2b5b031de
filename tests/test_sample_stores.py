"""Every stored sample store is brought up to date and opens whole, with what was in it when it was made."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from ssp_desktop.database.migration import known_migrations
from ssp_desktop.demo.people import PASSWORD, PEOPLE
from ssp_desktop.paths import migration_folder
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import anchors, sign_in, verification
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from tests.faults.bench import FileKeyring
from tests.features.steps import submit
from tests.sample_stores import FILES, Sample, stored_samples, subjects
from tests.stores import Clock
from tests.test_migrations import NEXT, step
from tools import release_check

SAMPLES = stored_samples()


@pytest.fixture(params=SAMPLES, ids=lambda sample: f"schema {sample.schema}")
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each stored sample in turn."""
    assert isinstance(request.param, Sample)
    return request.param


@pytest.fixture
def folder(sample: Sample, tmp_path: Path) -> Path:
    """A copy of the sample's files, as they lay on the PC."""
    target = tmp_path / "store"
    target.mkdir()
    for name in FILES:
        shutil.copyfile(sample.folder / name, target / name)
    return target


@pytest.fixture
def pc(sample: Sample, tmp_path: Path) -> ThisPc:
    """The PC of that day: its credential store, and its clock."""
    keyring = Keyring(FileKeyring(tmp_path / "keyring"))
    keyring.set_device_secret(sample.store_id, bytes.fromhex(sample.device_secret))
    return ThisPc(keyring=keyring, clock=Clock(datetime.fromisoformat(sample.made_at)), demo=True)


def faults_in(sergeant: SignedIn) -> list[str]:
    """Return what the check of the whole store finds wrong."""
    checked = verification.check_store(
        sergeant.database, store_id=sergeant.store_id, root_public=sergeant.vault.authority_public
    )
    return [f"{line.name}: {line.words}" for line in checked.lines if not line.ok]


def test_it_opens_whole_with_all_that_was_in_it(sample: Sample, folder: Path, pc: ThisPc) -> None:
    sergeant = sign_in.sign_in(folder, "sergeant", PASSWORD, pc)
    assert subjects(sergeant) == sample.contact_logs
    assert faults_in(sergeant) == []
    assert anchors.alarm(sergeant) == ""
    sign_in.sign_out(sergeant)
    newest = known_migrations()[-1]
    kept = [f"records.db.before-{newest}"] if sample.schema != newest else []
    assert [path.name for path in folder.glob("records.db.*")] == kept


def test_everybody_gets_in_and_work_goes_on(sample: Sample, folder: Path, pc: ThisPc) -> None:
    for person in PEOPLE:
        sign_in.sign_out(sign_in.sign_in(folder, person.user_name, PASSWORD, pc))
    officer = sign_in.sign_in(folder, "officer", PASSWORD, pc)
    day = pc.clock().date()
    submit(
        officer,
        subject="Written by the later version",
        contact_date=day,
        actions=(),
        no_action_reason="Told.",
    )
    sign_in.sign_out(officer)
    sergeant = sign_in.sign_in(folder, "sergeant", PASSWORD, pc)
    assert sorted(subjects(sergeant)) == sorted([*sample.contact_logs, "Written by the later version"])
    assert faults_in(sergeant) == []
    sign_in.sign_out(sergeant)


def test_the_next_version_brings_it_up_to_date(
    sample: Sample, folder: Path, pc: ThisPc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(tmp_path, monkeypatch)
    sergeant = sign_in.sign_in(folder, "sergeant", PASSWORD, pc)
    assert subjects(sergeant) == sample.contact_logs
    assert faults_in(sergeant) == []
    sign_in.sign_out(sergeant)
    assert [path.name for path in folder.glob("records.db.*")] == [f"records.db.before-{NEXT}"]


def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the program one migration more."""
    newer = tmp_path / "program" / "alembic"
    shutil.copytree(migration_folder(), newer, ignore=shutil.ignore_patterns("__pycache__"))
    (newer / "versions" / f"{NEXT}_purpose.py").write_text(step("pass"))
    monkeypatch.setattr("ssp_desktop.database.migration.migration_folder", lambda: newer)


def test_a_release_without_a_sample_of_its_schema_is_not_ready(tmp_path: Path) -> None:
    assert "python -m tests.sample_stores" in release_check.sample_store(tmp_path, "0018")
    (tmp_path / "0018").mkdir()
    (tmp_path / "0018" / "records.db").touch()
    assert release_check.sample_store(tmp_path, "0018") == ""
