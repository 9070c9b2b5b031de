"""Every answer and every link of every kind of record, changed with the key in hand.

The store is the newest stored sample: the demo, which holds every kind of record. One thing is changed in one
record of each kind, in all kinds at once, and the check has to name each of those records.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.database import Database
from ssp_desktop.demo.people import PASSWORD, SERGEANT
from ssp_desktop.forms.spec import Field, FormSpec, Kind
from ssp_desktop.models import Account, ArrestPlan, Evaluation, Partnership
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import sign_in, standing
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.services.verification_records import SEALED, called, faults_in_records
from tests.faults.bench import FileKeyring
from tests.faults.conftest import WHOLE
from tests.faults.tally import Tally
from tests.sample_stores import FILES, stored_samples
from tests.stores import Clock

Change = tuple[str, Callable[[], None]]
NEVER_IN_THE_DEMO = {"disposal", "retention_review"}
A_DAY = date(2019, 2, 3)
PARENTS: dict[str, type[Any]] = {
    "partnership_id": Partnership,
    "arrest_plan_id": ArrestPlan,
    "evaluation_id": Evaluation,
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The newest sample, opened by its sergeant."""
    sample = stored_samples()[-1]
    for name in FILES:
        shutil.copyfile(sample.folder / name, tmp_path / name)
    keyring = Keyring(FileKeyring(tmp_path / "keyring"))
    keyring.set_device_secret(sample.store_id, bytes.fromhex(sample.device_secret))
    pc = ThisPc(keyring=keyring, clock=Clock(datetime.fromisoformat(sample.made_at)), demo=True)
    sergeant = sign_in.sign_in(tmp_path, SERGEANT, PASSWORD, pc)
    yield sergeant.database
    sign_in.sign_out(sergeant)


def other(asked: Field, value: Any, people: list[int]) -> Any:
    """Return another answer to a question, one that could stand there."""
    stored = [each.value for each in asked.choices or ()]
    if asked.kind is Kind.CHOICES:
        without = tuple(each for each in value if each != stored[0])
        return without if without != value else (stored[0], *value)
    others: dict[Kind, Callable[[], Any]] = {
        Kind.DATE: lambda: A_DAY if value is None else value + timedelta(days=1),
        Kind.TIME: lambda: time(4, 4) if value != time(4, 4) else time(5, 5),
        Kind.NUMBER: lambda: (value or 0) + 1,
        Kind.RATING: lambda: (value or 0) + 1,
        Kind.CONFIRMATION: lambda: not value,
        Kind.PERSON: lambda: next(each for each in people if each != value),
        Kind.CHOICE: lambda: next(each for each in stored if each != value),
        Kind.YES_NO: lambda: next(each for each in stored if each != value),
    }
    return others.get(asked.kind, lambda: f"{value}7")()


def changes_of(db: Session, spec: FormSpec, record: Any, people: list[int]) -> Iterator[Change]:
    """Yield what can be changed of one record: each answer, each answer of a row, a row, each link."""
    for asked in spec.fields:
        if asked.kind is not Kind.ROWS:
            yield asked.key, partial(put, record, asked, people)
            continue
        rows = getattr(record, asked.key)
        for column in asked.columns if rows else ():
            yield f"{asked.key}.{column.key}", partial(put, rows[-1], column, people)
        if rows:
            yield f"a row of {asked.key}", partial(rows.remove, rows[0])
    for name, value in standing.standing_of(spec, record).items():
        link = another_parent(db, record, name) if name in PARENTS else another_link(name, value, people)
        yield name, partial(setattr, record, name, link)


def put(record: Any, asked: Field, people: list[int]) -> None:
    setattr(record, asked.key, other(asked, getattr(record, asked.key), people))


def another_parent(db: Session, record: Any, name: str) -> int:
    """Return a school, plan or evaluation that the record could be given to, as its keys allow."""
    model = type(record)
    taken = select(getattr(model, name)).where(getattr(model, name).is_not(None))
    if "party" in model.__table__.columns:
        taken = taken.where(model.party == record.party)
    parent = PARENTS[name]
    ids: list[int] = list(db.scalars(select(parent.id).order_by(parent.id)))
    free = set(ids) - set(db.scalars(taken))
    return next(each for each in [*sorted(free), *ids] if each != getattr(record, name))


def another_link(name: str, value: Any, people: list[int]) -> Any:
    """Return another number, year or person that a record could stand under."""
    if name in {"author_id", "account_id", "authorised_by", "shared_by"}:
        return next(each for each in people if each != value)
    return value + 50 if isinstance(value, int) else f"{value}7"


def change_each_kind(db: Session, number: int) -> Iterator[str]:
    """Change the ``number``-th thing of one record of each kind. Yields the record and what was changed."""
    people = list(db.scalars(select(Account.id).order_by(Account.id)))
    for spec, model in SEALED:
        record = db.scalars(select(model).order_by(model.id)).first()
        if record is None:
            assert spec.noun in NEVER_IN_THE_DEMO
            continue
        changes = list(changes_of(db, spec, record, people))
        if number < len(changes):
            name, change = changes[number]
            change()
            yield f"{called(spec.noun, record.id)}: {name}"


def test_each_answer_and_link_of_each_kind_of_record(database: Database, tally: Tally) -> None:
    missed: list[str] = []
    cases = 0
    for number in count() if WHOLE else range(0, 60, 12):
        with database.session() as db:
            changed = list(change_each_kind(db, number))
            db.flush()
            told = " ".join(faults_in_records(db, lambda: None)).lower()
            db.rollback()
        if not changed:
            break
        cases += len(changed)
        missed += [each for each in changed if f"{each.partition(':')[0]} was changed" not in told.lower()]
    tally.add("Tampering", "each answer and link of each kind of record", cases, len(missed))
    assert cases > 50
    assert missed == []
