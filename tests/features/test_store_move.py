"""A store that goes on elsewhere: the copy to take, the mark, what it keeps people from, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, insert, update

from ssp_desktop.database import OpenForReading
from ssp_desktop.errors import UserError
from ssp_desktop.models import Draft
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import (
    accounts,
    actions,
    anchors,
    audit_log,
    backup,
    backup_overview,
    contact_log_lists,
    contact_log_views,
    damage,
    move_in,
    printing,
    restore,
    sign_in,
    store_move,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.store_moved import StoreMoved
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.store_folder import StoreLock
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.moving_steps import NEW_PASSWORD, groups, new_pc
from tests.features.steps import stored, submit
from tests.stores import NAMES, PASSWORDS, Store

WHY = "The records are on the PC in the sergeant's office."


def mark(store: Store) -> SignedIn:
    """Mark the store as moved, as its administrator; they stay signed in."""
    here = store.sign_in("administrator")
    store_move.mark_moved(here, WHY, PASSWORDS["administrator"])
    return here


def said(signed_in: SignedIn, event: AuditEvent) -> list[str]:
    return [each.detail for each in audit_log.page(signed_in, AuditFilter(event=event))]


def test_the_copy_to_take_is_verified_and_what_is_written_afterwards_is_counted(
    store: Store, tmp_path: Path
) -> None:
    here = store.sign_in("administrator")
    assert store_move.state(here) == store_move.MoveState(None, None, 0)
    made = store_move.copy_to_take(here, tmp_path)
    assert (tmp_path / made.name / "manifest.json").is_file()
    assert said(here, AuditEvent.BACKED_UP)[0].startswith("to move to another PC; verified;")
    found = store_move.state(here)
    assert (found.copied_at is not None, found.written_since) == (True, 0)
    submit(store.sign_in("officer"))
    assert store_move.state(store.sign_in("administrator")).written_since > 0
    with pytest.raises(UserError, match="is not there"):
        store_move.copy_to_take(store.sign_in("administrator"), tmp_path / "unplugged")


def test_copies_of_the_records_that_go_on_elsewhere_raise_no_alarm_where_they_were(
    store: Store, tmp_path: Path
) -> None:
    """Both PCs copy to one folder on a network drive: the newer copies there are the new PC's."""
    shared = tmp_path / "shared"
    shared.mkdir()
    backup_overview.choose_folder(store.sign_in("sergeant"), shared)
    new = new_pc(store, tmp_path)
    prepared = new.prepare()
    move_in.finish(prepared, groups(prepared))
    there = sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc)
    backup.back_up(there, shared)
    sign_in.sign_out(there)
    assert "when it was backed up" in anchors.alarm(store.sign_in("officer"))
    mark(store)
    assert anchors.alarm(store.sign_in("officer")) == ""


def test_marked_as_moved_it_is_read_and_printed_and_nothing_is_written(store: Store) -> None:
    number = submit(store.sign_in("officer")).id
    here = mark(store)
    assert here.moved is not None
    assert (here.moved.who, here.moved.reason) == (NAMES["administrator"], WHY)
    officer = store.sign_in("officer")
    assert officer.moved == here.moved
    before = stored(officer)
    assert contact_log_views.open_contact_log(officer, number).reference
    with pytest.raises(StoreMoved, match="moved to another PC, so nothing was saved here"):
        submit(officer)
    assert stored(officer) == before
    assert AuditEvent.CONSULTED.label in {
        each.event for each in audit_log.page(store.sign_in("administrator"))
    }


def test_a_numbered_copy_may_leave_and_counts_on(store: Store) -> None:
    number = submit(store.sign_in("officer")).id
    mark(store)
    officer = store.sign_in("officer")
    for copy in (1, 2):
        made = printing.disclose(
            officer, ContactLogPrint(number), "The social worker", "A meeting", "printed"
        )
        assert made.copy_number == copy
    listed = said(store.sign_in("sergeant"), AuditEvent.DISCLOSED)
    assert len(listed) == 2


def test_nobody_is_added_and_no_key_is_changed(store: Store) -> None:
    here = mark(store)
    slots = here.vault.slots
    with pytest.raises(StoreMoved):
        accounts.start_reset(here, PASSWORDS["administrator"], 2)
    assert here.vault.slots == slots
    with pytest.raises(StoreMoved):
        accounts.change_password(here, PASSWORDS["administrator"], NEW_PASSWORD)
    store.sign_in("administrator")


def test_no_daily_copy_is_made_of_it(store: Store, tmp_path: Path) -> None:
    backup_overview.choose_folder(store.sign_in("sergeant"), tmp_path)
    mark(store)
    store.clock.go(days=3)
    assert backup.daily(store.sign_in("officer")) is None


def test_it_needs_a_reason_and_the_password_and_is_said_once(store: Store) -> None:
    here = store.sign_in("administrator")
    with pytest.raises(UserError, match="The reason is missing"):
        store_move.mark_moved(here, " ", PASSWORDS["administrator"])
    with pytest.raises(WrongPassword):
        store_move.mark_moved(here, WHY, "not the password at all")
    with pytest.raises(UserError, match="That was said already"):
        store_move.undo(here, "It stays.", PASSWORDS["administrator"])
    assert here.moved is None
    store_move.mark_moved(here, WHY, PASSWORDS["administrator"])
    with pytest.raises(UserError, match="That was said already"):
        store_move.mark_moved(here, WHY, PASSWORDS["administrator"])


def test_it_is_undone_with_a_reason_and_both_stand_in_the_log(store: Store) -> None:
    here = mark(store)
    store_move.undo(here, "The new PC did not start.", PASSWORDS["administrator"])
    assert here.moved is None
    assert said(here, AuditEvent.STORE_MOVED) == [WHY]
    assert said(here, AuditEvent.STORE_STAYS) == ["The new PC did not start."]
    officer = store.sign_in("officer")
    assert officer.moved is None
    assert submit(officer).id


def test_a_damaged_store_is_not_marked(store: Store) -> None:
    here = store.sign_in("administrator")
    damage.found(here)
    with pytest.raises(OpenForReading):
        store_move.mark_moved(here, WHY, PASSWORDS["administrator"])


def test_the_copy_goes_on_at_the_new_pc_even_when_it_was_made_after_the_mark(
    store: Store, tmp_path: Path
) -> None:
    new = new_pc(store, tmp_path)
    here = mark(store)
    store.clock.go(hours=1)
    made = store_move.copy_to_take(here, new.stick)
    store.sign_out()
    new.copy = new.stick / made.name
    prepared = new.prepare()
    move_in.finish(prepared, groups(prepared))
    there = sign_in.sign_in(new.folder, "new_sergeant", NEW_PASSWORD, new.pc)
    assert there.moved is None
    assert submit(there).id
    sign_in.sign_out(there)


def test_a_restore_into_it_goes_on_here_with_its_reason(store: Store, tmp_path: Path) -> None:
    backup.back_up(store.sign_in("sergeant"), tmp_path)
    (copy,) = tmp_path.glob("*.sspbackup")
    mark(store)
    sergeant = store.sign_in("sergeant")
    store.open_sessions.clear()
    prepared = restore.prepare(sergeant, copy, "The move failed.", PASSWORDS["sergeant"])
    with StoreLock(store.folder) as lock:
        restore.finish(sergeant, prepared, lock)
    assert store.sign_in("officer").moved is None


def test_lists_are_read_and_their_reading_is_logged(store: Store) -> None:
    submit(store.sign_in("officer"))
    mark(store)
    officer = store.sign_in("officer")
    assert len(contact_log_lists.page(officer)) == 1
    assert actions.page(officer)


def test_no_statement_gets_past_it_either(store: Store) -> None:
    mark(store)
    officer = store.sign_in("officer")
    before = stored(officer)
    for statement in (
        update(Draft).values(title="Another"),
        delete(Draft),
        insert(Draft).values(account_id=1, noun="x", content="{}", title="", form_version=1),
    ):

        def work(work: Work, statement: Executable = statement) -> None:
            work.audit(AuditEvent.ALTERED, "draft")
            work.db.execute(statement)

        with pytest.raises(StoreMoved):
            run(officer, Action.DRAFT_KEEP, work)
    assert stored(officer) == before
