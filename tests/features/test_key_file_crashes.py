"""The key file and the database change together: after a kill between any two steps nobody is left outside.

The two files cannot be written in one transaction. Each test keeps a copy of the folder from before and after
every step that reaches the disk, which is what a kill at that instant leaves, and then lives on in the copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ssp_desktop.errors import UserError
from ssp_desktop.security import vault_file
from ssp_desktop.security.failures import EnrolmentCodeUsed, EnrolmentUnfinished, VaultNotSaved
from ssp_desktop.security.vault import load_vault
from ssp_desktop.services import accounts, enrolment, sign_in, verification
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.people import AccountState
from tests.stores import PASSWORDS, Store

NEW = "maple cushion violin tractor"
NEWER = "walrus pillow ginger sandal"
RESCUER = {
    "display_name": "Insp 0011 Example-Adeyemi",
    "user_name": "rescuer",
    "role": "sergeant",
    "administrator": False,
}


@dataclass
class Kills:
    """Copies of a folder, one for each instant at which the program could have been killed."""

    folder: Path
    into: Path
    copies: list[Path] = field(default_factory=list)

    def keep(self) -> None:
        copy = self.into / f"killed-{len(self.copies)}"
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns("store.lock"))
        self.copies.append(copy)

    @contextmanager
    def at_every_step(self) -> Iterator[None]:
        """Keep a copy around each write of the key file and each commit, whatever calls for it."""
        with pytest.MonkeyPatch.context() as patch:
            for owner, name in ((vault_file, "atomic_write"), (Session, "commit")):
                patch.setattr(owner, name, self._watched(getattr(owner, name)))
            yield

    def _watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **kwargs: Any) -> Any:
            self.keep()
            result = function(*args, **kwargs)
            self.keep()
            return result

        return watched


@pytest.fixture
def kills(store: Store, tmp_path: Path) -> Kills:
    return Kills(store.folder, tmp_path)


def after_each(store: Store, kills: Kills) -> Iterator[Store]:
    """Yield the store as each kill left it; whoever was not concerned gets in, and everything verifies."""
    store.sign_out()
    assert len(kills.copies) >= 4
    for copy in kills.copies:
        left = replace(store, folder=copy, open_sessions=[])
        yield left
        sergeant = left.sign_in("sergeant")
        checked = verification.check_store(
            sergeant.database, store_id=sergeant.store_id, root_public=sergeant.vault.authority_public
        )
        assert checked.ok, [line.words for line in checked.lines if not line.ok]
        left.sign_in("second_officer")
        left.sign_out()


def gets_in(store: Store, who: str, password: str) -> bool:
    try:
        sign_in.sign_out(sign_in.sign_in(store.folder, who, password, store.pc))
    except UserError:
        return False
    return True


def fresh_attempts(store: Store) -> None:
    """Forget the guesses that a test made on purpose."""
    (store.folder / "attempts.json").unlink(missing_ok=True)


def account_of(signed_in: SignedIn, who: str) -> accounts.AccountLine:
    return next(each for each in accounts.people(signed_in) if each.user_name == who)


def start_reset(store: Store, who: str) -> accounts.Code:
    sergeant = store.sign_in("sergeant")
    return accounts.start_reset(sergeant, PASSWORDS["sergeant"], account_of(sergeant, who).id)


def test_a_kill_during_enrolment_leaves_the_code_good_or_the_password_set(store: Store, kills: Kills) -> None:
    code = start_reset(store, "officer")
    store.sign_out()
    with kills.at_every_step():
        done = enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc)
    sign_in.sign_out(done)
    set_before = 0
    for left in after_each(store, kills):
        if gets_in(left, "officer", NEW):
            set_before += 1
            with pytest.raises(EnrolmentCodeUsed):
                enrolment.enrol(left.folder, "officer", code.text, NEWER, left.pc)
            continue
        fresh_attempts(left)
        sign_in.sign_out(enrolment.enrol(left.folder, "officer", code.text, NEWER, left.pc))
        assert gets_in(left, "officer", NEWER)
    assert 0 < set_before < len(kills.copies)


def test_a_password_that_nobody_vouched_for_yet_is_told_as_unfinished(store: Store, kills: Kills) -> None:
    code = start_reset(store, "officer")
    store.sign_out()
    with kills.at_every_step():
        sign_in.sign_out(enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc))
    told = []
    for copy in kills.copies:
        try:
            sign_in.sign_out(sign_in.sign_in(copy, "officer", NEW, store.pc))
        except UserError as error:
            told.append(type(error))
    assert EnrolmentUnfinished in told


def test_the_code_is_used_up_in_the_key_file_at_the_next_sign_in(store: Store, kills: Kills) -> None:
    code = start_reset(store, "officer")
    store.sign_out()
    with kills.at_every_step():
        sign_in.sign_out(enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc))
    for left in after_each(store, kills):
        if gets_in(left, "officer", NEW):
            officer = load_vault(left.folder)
            codes = [each for each in officer.slots if each.kind == "enrolment"]
            assert all(each.used for each in codes if each.finder == officer.finder_tag("officer"))


def test_a_kill_during_recovery_leaves_a_key_that_works(store: Store, kills: Kills) -> None:
    with kills.at_every_step():
        rescuer, new_key = enrolment.recover(store.folder, store.recovery_key, RESCUER, NEW, store.pc)
        enrolment.confirm_recovery_key(rescuer)
    sign_in.sign_out(rescuer)
    made_before, old_key_works = 0, 0
    for left in after_each(store, kills):
        made = gets_in(left, "rescuer", NEW)
        made_before += made
        fresh_attempts(left)
        name = "second" if made else "rescuer"  # the same name again, when the account was not made
        values = {**RESCUER, "user_name": name}
        try:
            again, _ = enrolment.recover(left.folder, store.recovery_key, values, NEWER, left.pc)
            old_key_works += 1
        except UserError:
            again, _ = enrolment.recover(left.folder, new_key, values, NEWER, left.pc)
        sign_in.sign_out(again)
        assert gets_in(left, name, NEWER)
    assert 0 < made_before < len(kills.copies)
    assert 0 < old_key_works < len(kills.copies)


def test_a_kill_during_a_reset_leaves_the_old_password_or_another_reset_to_be_started(
    store: Store, kills: Kills
) -> None:
    sergeant = store.sign_in("sergeant")
    officer_id = account_of(sergeant, "officer").id
    with kills.at_every_step():
        accounts.start_reset(sergeant, PASSWORDS["sergeant"], officer_id)
    for left in after_each(store, kills):
        state = account_of(left.sign_in("sergeant"), "officer").state
        left.sign_out()
        assert gets_in(left, "officer", PASSWORDS["officer"]) == (state is AccountState.ACTIVE)
        fresh_attempts(left)
        code = start_reset(left, "officer")
        left.sign_out()
        sign_in.sign_out(enrolment.enrol(left.folder, "officer", code.text, NEW, left.pc))


def test_a_kill_while_an_account_is_disabled_leaves_it_open_or_closed_for_good(
    store: Store, kills: Kills
) -> None:
    sergeant = store.sign_in("sergeant")
    officer_id = account_of(sergeant, "officer").id
    with kills.at_every_step():
        accounts.disable(sergeant, PASSWORDS["sergeant"], officer_id)
    for left in after_each(store, kills):
        state = account_of(left.sign_in("sergeant"), "officer").state
        left.sign_out()
        assert gets_in(left, "officer", PASSWORDS["officer"]) == (state is AccountState.ACTIVE)
        fresh_attempts(left)
        left.sign_in("sergeant")  # whoever comes next finishes it
        left.sign_out()
        finders = {each.finder for each in load_vault(left.folder).slots}
        assert (load_vault(left.folder).finder_tag("officer") in finders) == (state is AccountState.ACTIVE)


def test_a_kill_while_a_password_is_changed_leaves_one_of_the_two(store: Store, kills: Kills) -> None:
    officer = store.sign_in("officer")
    with kills.at_every_step():
        accounts.change_password(officer, PASSWORDS["officer"], NEW)
    for left in after_each(store, kills):
        assert gets_in(left, "officer", PASSWORDS["officer"]) != gets_in(left, "officer", NEW)


# --- a step that fails, and is told


def full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def refuse_audit(signed_in: SignedIn) -> None:
    """Make every entry of the audit log fail from now on, as a damaged table would."""
    with signed_in.database.session() as db:
        db.connection().exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        db.commit()


ACTS: dict[str, Callable[[SignedIn, int], object]] = {
    "reset": lambda sergeant, other: accounts.start_reset(sergeant, PASSWORDS["sergeant"], other),
    "disable": lambda sergeant, other: accounts.disable(sergeant, PASSWORDS["sergeant"], other),
    "change password": lambda sergeant, _: accounts.change_password(sergeant, PASSWORDS["sergeant"], NEW),
    "create": lambda sergeant, _: accounts.create(sergeant, PASSWORDS["sergeant"], RESCUER),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_what_cannot_be_audited_changes_nothing_in_the_key_file(
    store: Store, act: Callable[[SignedIn, int], object]
) -> None:
    sergeant = store.sign_in("sergeant")
    officer_id = account_of(sergeant, "officer").id
    slots = load_vault(store.folder).slots
    refuse_audit(sergeant)
    with pytest.raises(Exception, match="no"):
        act(sergeant, officer_id)
    assert load_vault(store.folder).slots == slots
    with sergeant.database.session() as db:
        db.connection().exec_driver_sql("DROP TRIGGER full")
        db.commit()
    assert account_of(sergeant, "officer").state is AccountState.ACTIVE
    assert gets_in(store, "officer", PASSWORDS["officer"])


def test_a_key_file_that_cannot_be_saved_stops_a_change_of_password(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = store.sign_in("officer")
    with monkeypatch.context() as full:
        full.setattr(vault_file, "atomic_write", full_disk)
        with pytest.raises(VaultNotSaved):
            accounts.change_password(officer, PASSWORDS["officer"], NEW)
    with officer.database.session() as db:
        found = db.connection().exec_driver_sql(
            "SELECT action FROM audit_entry ORDER BY sequence DESC LIMIT 1"
        )
        assert found.scalar() == "signed_in"
    store.sign_out()
    assert gets_in(store, "officer", PASSWORDS["officer"])


def test_a_slot_that_cannot_be_taken_away_lets_nobody_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sergeant = store.sign_in("sergeant")
    officer_id = account_of(sergeant, "officer").id
    with monkeypatch.context() as full:
        full.setattr(vault_file, "atomic_write", full_disk)
        with pytest.raises(UserError, match="does not let anybody in any more"):
            accounts.disable(sergeant, PASSWORDS["sergeant"], officer_id)
    assert account_of(sergeant, "officer").state is AccountState.DISABLED
    store.sign_out()
    assert not gets_in(store, "officer", PASSWORDS["officer"])


def test_a_disk_that_is_full_when_the_code_is_used_costs_neither_code_nor_account(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = start_reset(store, "officer")
    store.sign_out()
    with monkeypatch.context() as full:
        full.setattr(vault_file, "atomic_write", full_disk)
        with pytest.raises(VaultNotSaved):
            enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc)
    sign_in.sign_out(enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc))


@contextmanager
def full_when_it_is_stored(*, for_ever: bool) -> Iterator[None]:
    """Let the disk be full when the records are stored, and for the key file as well from then on."""
    with pytest.MonkeyPatch.context() as patch:

        def full(_session: Session) -> None:
            if for_ever:
                patch.setattr(vault_file, "atomic_write", full_disk)
            full_disk()

        patch.setattr(Session, "commit", full)
        yield


@pytest.mark.expected_log("the key file could not be put back after a change that failed")
def test_a_disk_that_fills_between_both_files_is_told_as_half_done(store: Store) -> None:
    officer = store.sign_in("officer")
    with full_when_it_is_stored(for_ever=True), pytest.raises(UserError) as caught:
        accounts.change_password(officer, PASSWORDS["officer"], NEW)
    assert str(caught.value) == (
        "The change is half done: it stands in the key file, and the records could not be written. "
        "Free some space on the disk, or ask your IT support, then do the same again. "
        "A new password counts already."
    )
    store.sign_out()
    assert gets_in(store, "officer", NEW)


def test_a_disk_that_fills_during_enrolment_says_that_the_code_is_still_good(store: Store) -> None:
    code = start_reset(store, "officer")
    store.sign_out()
    with full_when_it_is_stored(for_ever=False), pytest.raises(UserError) as caught:
        enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc)
    assert caught.value.what_happened == "Your password is not set yet: the records could not be written."
    assert caught.value.what_to_do.endswith("Then enter the same code again: it is still good.")
    sign_in.sign_out(enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc))


def test_a_disk_that_fills_during_recovery_says_that_the_key_is_still_good(store: Store) -> None:
    with full_when_it_is_stored(for_ever=False), pytest.raises(UserError) as caught:
        enrolment.recover(store.folder, store.recovery_key, RESCUER, NEW, store.pc)
    assert caught.value.what_happened == "You are not let in yet: the records could not be written."
    rescuer, _ = enrolment.recover(store.folder, store.recovery_key, RESCUER, NEW, store.pc)
    sign_in.sign_out(rescuer)
