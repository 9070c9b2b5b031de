"""A ready store for tests: one invented school, one person of each role, all signed in for real.

The store is built once per run, by the program's own set-up and enrolment, and copied for each test. The
device secret lies in the real Secret Service of the session that ``make test`` opens.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import empty_row, empty_values
from ssp_desktop.security import vault_file
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import accounts, anchors, enrolment, set_up, sign_in
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.people import Role

SCHOOL = "Larkfield Example Academy"
PASSWORDS = {
    "sergeant": "tulip brisk anvil otter",
    "officer": "violet harbour candle fern",
    "second_officer": "walnut ripple teapot meadow",
    "spoc": "copper lantern gravel swan",
    "head_teacher": "magnet orchard pebble quilt",
    "administrator": "saddle thimble cobalt wren",
}
NAMES = {
    "sergeant": "Sgt 0009 Example-Achebe",
    "officer": "PC 0001 Example-Okafor",
    "second_officer": "PCSO 0002 Example-Lis",
    "spoc": "Ms Example-Whitlock",
    "head_teacher": "Mr Example-Prosser",
    "administrator": "Ada Example-Brand",
}
ROLES = {name: Role.OFFICER if name == "second_officer" else Role(name) for name in NAMES}


@dataclass
class Clock:
    """The time of the tests: a Tuesday in term, moved by hand, in UTC."""

    now: datetime = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time now; each call is a microsecond later, so that no two moments are equal."""
        self.now += timedelta(microseconds=1)
        return self.now

    def go(self, **step: float) -> None:
        """Let time pass: ``clock.go(days=1)``."""
        self.now += timedelta(**step)


@dataclass
class Store:
    """A store on disk, with the people who can sign in to it."""

    folder: Path
    pc: ThisPc
    clock: Clock
    recovery_key: str
    open_sessions: list[SignedIn] = field(default_factory=list)

    def sign_in(self, who: str) -> SignedIn:
        """Sign somebody in; whoever was signed in before is signed out, as at the one PC."""
        self.sign_out()
        signed_in = sign_in.sign_in(self.folder, who, PASSWORDS[who], self.pc)
        self.open_sessions.append(signed_in)
        return signed_in

    def sign_out(self) -> None:
        """End the open session, if there is one."""
        while self.open_sessions:
            sign_in.sign_out(self.open_sessions.pop())


SignInAs = Callable[[str], SignedIn]


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the store once, as people would: first run, accounts, enrolment codes."""
    folder = tmp_path_factory.mktemp("template") / "store"
    pc = ThisPc(keyring=Keyring(), clock=Clock(datetime(2026, 11, 16, 9, 0, tzinfo=UTC)))
    recovery_key = build(folder, pc)
    return folder, recovery_key


def build(folder: Path, pc: ThisPc) -> str:
    """Set a store up in ``folder`` with everybody in it. Returns its recovery key."""
    answers = set_up.SetUpAnswers(
        notice={
            "controller": "The Chief Officer, Example Constabulary",
            "dpia_reference": "DPIA-EXAMPLE-1",
            "dsa_reference": "DSA-EXAMPLE-1",
            "acknowledged": True,
        },
        preset="england_and_wales",
        school=school_values(),
        person=person_values("sergeant", administrator=True),
        password=PASSWORDS["sergeant"],
    )
    prepared = set_up.prepare(folder, answers, pc)
    set_up.finish(prepared, {number: prepared.groups[number - 1] for number in prepared.asked})
    codes = {}
    sergeant = sign_in.sign_in(folder, "sergeant", PASSWORDS["sergeant"], pc)
    for who in NAMES:
        if who != "sergeant":
            school = 1 if who in {"spoc", "head_teacher"} else None
            codes[who] = accounts.create(sergeant, PASSWORDS["sergeant"], person_values(who), school)
    sign_in.sign_out(sergeant)
    for who, code in codes.items():
        sign_in.sign_out(enrolment.enrol(folder, who, code.text, PASSWORDS[who], pc))
    return prepared.recovery_key


@pytest.fixture
def clock() -> Clock:
    """The time of this test."""
    return Clock()


@pytest.fixture
def store(store_template: tuple[Path, str], tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A copy of the built store, for this test alone."""
    template, recovery_key = store_template
    folder = tmp_path / "store"
    shutil.copytree(template, folder)
    made = Store(folder, ThisPc(keyring=Keyring(), clock=clock), clock, recovery_key)
    # Copies of one store share the credential store; what it remembers of another test's copy goes.
    anchors.forget(made.pc.keyring, vault_file.read_vault(folder)[0].identity.store_id)
    yield made
    made.sign_out()


@pytest.fixture
def signed_in_as(store: Store) -> SignInAs:
    """Sign in with the role's name: ``signed_in_as("spoc")``."""
    return store.sign_in


def person_values(who: str, *, administrator: bool = False) -> dict[str, Any]:
    """Return the answers of the form ACCOUNT for one of ``NAMES``."""
    return {
        "display_name": NAMES[who],
        "user_name": who,
        "role": ROLES[who].value,
        "administrator": administrator or who == "administrator",
    }


def school_values(**changes: Any) -> dict[str, Any]:
    """Return the answers of the form PARTNERSHIP for the invented school."""
    return {
        **empty_values(PARTNERSHIP),
        "school_name": SCHOOL,
        "urn": "900001",
        "school_type": "academy",
        "phase": "secondary",
        "address": "1 Example Lane, Exampleton",
        "postcode": "EX1 1EX",
        "members": (
            row(PARTNERSHIP, "members", role="sso", name=NAMES["officer"]),
            row(PARTNERSHIP, "members", role="spoc", name=NAMES["spoc"], leadership="yes"),
        ),
        "protocol_signed_on": date(2026, 9, 2),
        "protocol_signers": "Head teacher and sergeant",
        "protocol_review_on": date(2027, 9, 1),
        "dsa_signed_on": date(2026, 9, 2),
        "dsa_review_on": date(2027, 9, 1),
        "terms": (
            row(
                PARTNERSHIP,
                "terms",
                kind="half_term",
                name="Autumn, second half",
                starts_on=date(2026, 11, 2),
                ends_on=date(2026, 12, 18),
            ),
            row(
                PARTNERSHIP,
                "terms",
                kind="half_term",
                name="Spring, first half",
                starts_on=date(2027, 1, 4),
                ends_on=date(2027, 2, 12),
            ),
        ),
        **changes,
    }


def pupil(**changes: Any) -> dict[str, Any]:
    """Return one complete pupil row; change what the test is about."""
    complete = {
        "given_name": "Bea",
        "family_name": "Example-Marsh",
        "role_in_record": "subject_of_concern",
        "date_of_birth": date(2012, 3, 14),
        "year_group": "10",
        "sex": "female",
        "ethnicity": "NS",
        "ethnicity_source": "not_asked",
        "needs": ("none_known",),
        "care_status": "not_known",
    }
    return row(CONTACT_LOG, "pupils", **{**complete, **changes})


def contact_values(**changes: Any) -> dict[str, Any]:
    """Return the answers of a complete contact log; change what the test is about."""
    return {
        **empty_values(CONTACT_LOG),
        "contact_date": date(2026, 11, 17),
        "start_time": time(9, 5),
        "end_time": time(9, 40),
        "place": "Wellbeing office",
        "kind": "conversation",
        "arising": "school_asked",
        "asked_by": "Ms Example-Whitlock, deputy head",
        "subject": "Worry about friends out of school",
        "pupils": (pupil(),),
        "staff_presence": "throughout",
        "staff": (
            row(
                CONTACT_LOG,
                "staff",
                name="Ms Example-Whitlock",
                role="Deputy head",
                time_present="throughout",
                confirmed=True,
            ),
        ),
        "appropriate_adult": "not_needed",
        "account": "We spoke about who she walks home with.",
        "childs_words": "I just want them to leave me alone.",
        "assessment": "She seemed worried and relieved to be asked.",
        "concerns": ("none",),
        "actions": (
            row(
                CONTACT_LOG,
                "actions",
                task="Speak to the bus company",
                owner_name="PC 0001 Example-Okafor",
                due_on=date(2026, 11, 24),
            ),
        ),
        "officer_notes": "CANARY-OFFICER-ONLY",
        **changes,
    }


def row(spec: Any, key: str, **answers: Any) -> dict[str, Any]:
    """Return a row of a form's ROWS field with these answers."""
    return {**empty_row(spec.field(key)), **answers}
