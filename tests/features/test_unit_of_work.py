"""The one way to the records: checked, whole or not at all, and never without its trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from ssp_desktop.database import DiskFull
from ssp_desktop.errors import Fault, UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.models import Draft
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    accounts,
    boards,
    contact_log_lists,
    contact_log_views,
    contact_logs,
    drafts,
    verification,
)
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, SessionEnded, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.people import Role
from tests.features.steps import (
    HEAD,
    OFFICER,
    SECOND_OFFICER,
    SPOC,
    open_other_school,
    sql,
    stored,
    submit,
    trace,
)
from tests.stores import PASSWORDS, SignInAs, Store, contact_values

HERE = DraftPlace("contact_log", None, 1)


def scribble(work: Work) -> None:
    """Write something: a draft without any answers."""
    row = Draft(account_id=OFFICER, noun="contact_log", content="{}", title="", form_version=1)
    row.saved_at = work.now
    work.db.add(row)
    work.db.flush()
    work.changed("draft")


def test_what_leaves_no_trace_is_our_fault_and_stores_nothing(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    before, log = stored(officer), trace(officer)
    with pytest.raises(Fault, match="contact_log_write left no trace for the audit log") as fault:
        run(officer, Action.CONTACT_LOG_WRITE, scribble)
    assert fault.value.reference.startswith("F-")
    assert (stored(officer), trace(officer), officer.take_changes()) == (before, log, ())


def test_a_mistake_in_the_middle_stores_nothing_and_is_not_hidden(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    before, log = stored(officer), trace(officer)

    def work(work: Work) -> None:
        scribble(work)
        work.audit(AuditEvent.COLLECTED, "draft", 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(officer, Action.CONTACT_LOG_WRITE, work)
    assert (stored(officer), trace(officer), officer.take_changes()) == (before, log, ())


def test_a_refusal_in_the_middle_stores_only_the_refusal(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    before = stored(officer)

    def work(work: Work) -> None:
        scribble(work)
        raise Refused("not this one", "draft", 7)

    with pytest.raises(Refused, match="You may not do this. If you need to, ask your sergeant."):
        run(officer, Action.CONTACT_LOG_WRITE, work)
    assert stored(officer) == before
    assert trace(officer)[-1] == ("refused", "draft", 7, "not this one")


def test_what_the_role_does_not_allow_is_refused_and_logged(signed_in_as: SignInAs) -> None:
    spoc = signed_in_as("spoc")
    with pytest.raises(Refused):
        submit(spoc)
    assert trace(spoc)[-1] == ("refused", "program", None, "contact_log_write")


def other_session(store: Store, who: str) -> SignedIn:
    """Sign somebody in beside the open session, as when the SPOC signs over the officer's locked view."""
    earlier = list(store.open_sessions)
    store.open_sessions.clear()
    signed_in = store.sign_in(who)
    store.open_sessions.extend(earlier)
    return signed_in


CHANGES: dict[str, Any] = {
    "disabled": lambda who, password: accounts.disable(who, password, OFFICER),
    "reset": lambda who, password: accounts.start_reset(who, password, OFFICER),
    "made a head teacher": lambda who, password: accounts.change_role(
        who, password, OFFICER, Role.HEAD_TEACHER, False, 1
    ),
    "given administration": lambda who, password: accounts.change_role(
        who, password, OFFICER, Role.OFFICER, True
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_an_account_that_was_changed_acts_no_more(store: Store, signed_in_as: SignInAs, change: Any) -> None:
    officer = signed_in_as("officer")
    change(other_session(store, "sergeant"), PASSWORDS["sergeant"])
    for attempt in (boards.home, contact_log_lists.page, submit):
        with pytest.raises(SessionEnded) as ended:
            attempt(officer)
        assert str(ended.value) == "Your account was changed while you were signed in. Sign in again."
        action, noun, _record, detail = trace(officer)[-1]
        assert (action, noun) == ("refused", "program")
        assert detail.endswith(": the account was changed")
    assert sql(officer, "SELECT count(*) FROM contact_log") == [(0,)]


def test_a_spoc_who_moved_school_sees_the_old_one_no_more(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    spoc = signed_in_as("spoc")
    sergeant = other_session(store, "sergeant")
    accounts.change_role(sergeant, PASSWORDS["sergeant"], SPOC, Role.SPOC, False, other_school)
    with pytest.raises(SessionEnded):
        contact_log_lists.page(spoc)
    moved = store.sign_in("spoc")
    assert moved.actor.partnership_id == other_school


def test_an_account_that_is_gone_acts_no_more(signed_in_as: SignInAs) -> None:
    administrator = signed_in_as("administrator")
    actor = administrator.actor
    administrator.actor = replace(actor, account_id=77)
    with pytest.raises(IntegrityError):  # there is nobody whose refusal could be logged
        boards.home(administrator)
    administrator.actor = actor


def test_the_log_still_verifies_after_refusals(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    sergeant = other_session(store, "sergeant")
    accounts.change_role(sergeant, PASSWORDS["sergeant"], OFFICER, Role.HEAD_TEACHER, False, 1)
    with pytest.raises(SessionEnded):
        boards.home(officer)
    checked = verification.check_store(
        sergeant.database, store_id=sergeant.store_id, root_public=sergeant.vault.authority_public
    )
    assert [line.words for line in checked.lines if not line.ok] == []


def test_what_cannot_be_audited_does_not_happen(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    sql(
        officer,
        "CREATE TRIGGER mute BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no log today'); END",
    )
    before = stored(officer)
    for attempt in (
        lambda: submit(officer),
        lambda: contact_log_views.open_contact_log(officer, made.id),
        lambda: drafts.save(officer, CONTACT_LOG, HERE, contact_values()),
        lambda: accounts.change_password(officer, PASSWORDS["officer"], "another long enough phrase"),
    ):
        with pytest.raises(IntegrityError, match="no log today"):
            attempt()
        assert stored(officer) == before
    sql(officer, "DROP TRIGGER mute")
    assert submit(officer).reference == "CL-2026-00002"


@contextmanager
def full_disk(signed_in: SignedIn) -> Iterator[None]:
    """Let the file grow no more."""
    with signed_in.database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_authorizer(None)
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {pages}")
    yield
    driver.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_is_said_in_words_and_nothing_is_half_stored(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    before, log = stored(officer), trace(officer)
    with full_disk(officer), pytest.raises(DiskFull) as full:
        submit(officer, account="x" * 200_000)
    assert str(full.value) == (
        "The disk is full. Nothing was saved. Free some space on the disk, then save again."
    )
    assert (stored(officer), trace(officer)) == (before, log)
    assert submit(officer, account="x" * 200_000).reference == "CL-2026-00001"


def test_a_refusal_that_cannot_be_logged_says_why(signed_in_as: SignInAs) -> None:
    spoc = signed_in_as("spoc")
    told: list[UserError] = []
    with full_disk(spoc):
        while not told or isinstance(told[-1], Refused):  # until the last page of the log is full
            with pytest.raises((Refused, DiskFull)) as refused:
                submit(spoc)
            told.append(refused.value)
    assert "The disk is full." in str(told[-1])
    assert len(told) > 1


class Crash(Exception):
    """Stands for whatever can go wrong between two statements."""


@contextmanager
def crash_at(signed_in: SignedIn, number: int) -> Iterator[list[int]]:
    """Fail before the statement with this number; yields how many have begun."""
    begun = [0]

    def count(*_arguments: Any) -> None:
        begun[0] += 1
        if begun[0] == number:
            raise Crash

    event.listen(signed_in.database.engine, "before_cursor_execute", count)
    try:
        yield begun
    finally:
        event.remove(signed_in.database.engine, "before_cursor_execute", count)


def test_a_failure_at_any_statement_of_a_submission_leaves_the_store_as_it_was(
    signed_in_as: SignInAs,
) -> None:
    officer = signed_in_as("officer")
    draft = drafts.save(officer, CONTACT_LOG, HERE, contact_values())
    before, log = stored(officer), trace(officer)
    number = 0
    while True:
        number += 1
        with crash_at(officer, number) as begun:
            try:
                contact_logs.submit(officer, contact_values(), partnership_id=1, draft_id=draft.id)
            except Crash:
                pass
            else:
                break
        assert (stored(officer), trace(officer)) == (before, log), f"at statement {number}"
    assert begun[0] == number - 1 > 20
    assert sql(officer, "SELECT reference FROM contact_log") == [("CL-2026-00001",)]
    found = sql(officer, "SELECT noun FROM search_document JOIN search_text ON search_text.rowid = id")
    assert sorted(found) == [("contact_log",), ("partnership",), ("person",)]
    assert len(trace(officer)) == len(log) + 1


def test_changes_are_told_once_and_only_after_they_happened(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    submit(officer)
    assert officer.take_changes() == ("contact_log", "action")
    assert officer.take_changes() == ()


def test_roles_that_nobody_changed_go_on(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    sergeant = other_session(store, "sergeant")
    for account_id in (SECOND_OFFICER, HEAD):
        accounts.disable(sergeant, PASSWORDS["sergeant"], account_id)
    assert submit(officer).reference == "CL-2026-00001"
