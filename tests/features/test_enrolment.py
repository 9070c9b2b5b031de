"""The first password with a one-use code, and the way back in with the recovery key."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import Account, AuditEntry
from ssp_desktop.security.failures import (
    AccountClosed,
    EnrolmentCodeExpired,
    EnrolmentCodeUsed,
    TooManyAttempts,
    WrongEnrolmentCode,
    WrongPassword,
    WrongRecoveryKey,
)
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.services import accounts, enrolment, sign_in
from ssp_desktop.services.accounts import Code
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.recovery_groups import GroupWrong, check_groups, choose_groups
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.people import AccountState
from tests.stores import PASSWORDS, Store

NEW = "maple cushion violin tractor"
DEPUTY = {
    "display_name": "Mx 0042 Example-Deputy",
    "user_name": "deputy",
    "role": "officer",
    "administrator": False,
}
RESCUER = {
    "display_name": "Insp 0011 Example-Adeyemi",
    "user_name": "rescuer",
    "role": "sergeant",
    "administrator": False,
}


@pytest.fixture
def code(store: Store) -> Code:
    made = accounts.create(store.sign_in("sergeant"), PASSWORDS["sergeant"], DEPUTY)
    store.sign_out()
    return made


def enrol(store: Store, code: Code | str, password: str = NEW, who: str = "deputy") -> SignedIn:
    text = code if isinstance(code, str) else code.text
    return enrolment.enrol(store.folder, who, text, password, store.pc)


def recover(store: Store, key: str = "", password: str = NEW, **changes: Any) -> tuple[SignedIn, str]:
    values = {**RESCUER, **changes}
    return enrolment.recover(store.folder, key or store.recovery_key, values, password, store.pc)


def actions(signed_in: SignedIn) -> list[str]:
    with signed_in.database.session() as db:
        return list(db.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)))


def user_names(store: Store) -> set[str]:
    names = {each.user_name for each in accounts.people(store.sign_in("sergeant"))}
    store.sign_out()
    return names


def test_a_code_lets_its_owner_set_a_password_and_sign_in(store: Store, code: Code) -> None:
    assert code.expires - store.clock.now <= timedelta(hours=24)
    signed_in = enrol(store, code)
    assert signed_in.actor.display_name == "Mx 0042 Example-Deputy"
    assert actions(signed_in)[-2:] == ["signed_in", "password_set"]
    sign_in.sign_out(signed_in)
    again = sign_in.sign_in(store.folder, "deputy", NEW, store.pc)
    with again.database.session() as db:
        account = db.scalars(select(Account).where(Account.user_name == "deputy")).one()
        assert (account.state, account.code_expires_at) == (AccountState.ACTIVE.value, None)
    sign_in.sign_out(again)


def test_a_code_may_be_typed_small_with_spaces(store: Store, code: Code) -> None:
    sign_in.sign_out(enrol(store, code.text.lower().replace("-", " ")))


def test_a_code_works_once(store: Store, code: Code) -> None:
    sign_in.sign_out(enrol(store, code))
    with pytest.raises(EnrolmentCodeUsed, match="already been used"):
        enrol(store, code)
    sign_in.sign_out(sign_in.sign_in(store.folder, "deputy", NEW, store.pc))


def test_a_code_works_for_a_day(store: Store, code: Code) -> None:
    store.clock.go(hours=24, minutes=1)
    with pytest.raises(EnrolmentCodeExpired, match="Ask for a new code"):
        enrol(store, code)


def test_a_mistyped_group_of_a_code_is_named(store: Store, code: Code) -> None:
    groups = code.text.split("-")
    groups[2] = ("0" if groups[2][0] != "0" else "2") + groups[2][1:]
    with pytest.raises(WrongEnrolmentCode, match="Group 3 of the enrolment code is wrong"):
        enrol(store, "-".join(groups))


@pytest.mark.parametrize("typed", ["", "AAAAAA", "\x00", "\ud800" * 30, "x" * 50_000])
def test_what_is_no_code_is_refused_in_words(store: Store, code: Code, typed: str) -> None:
    with pytest.raises(WrongEnrolmentCode):
        enrol(store, typed)
    sign_in.sign_out(enrol(store, code))


@pytest.mark.parametrize("who", ["officer", "nobody", "", "\ud800", "deputy\x00"])
def test_a_code_is_of_no_use_to_anybody_else(store: Store, code: Code, who: str) -> None:
    with pytest.raises(WrongEnrolmentCode, match="user name or the enrolment code is wrong"):
        enrol(store, code, who=who)


def test_codes_cannot_be_tried_out_faster_than_passwords(store: Store, code: Code) -> None:
    for _ in range(3):
        with pytest.raises(WrongEnrolmentCode):
            enrol(store, "")
    with pytest.raises(TooManyAttempts):
        enrol(store, code)


@pytest.mark.parametrize(
    "password", ["too short", "Example Deputy deputy", "Larkfield Academy 22", "Example Constabulary 9"]
)
def test_a_refused_password_leaves_the_code_good(store: Store, code: Code, password: str) -> None:
    with pytest.raises(PasswordRefused):
        enrol(store, code, password)
    sign_in.sign_out(enrol(store, code))


def test_a_newer_code_ends_the_one_before(store: Store, code: Code) -> None:
    sergeant = store.sign_in("sergeant")
    line = next(each for each in accounts.people(sergeant) if each.user_name == "deputy")
    newer = accounts.start_reset(sergeant, PASSWORDS["sergeant"], line.id)
    store.sign_out()
    with pytest.raises(WrongEnrolmentCode):
        enrol(store, code)
    sign_in.sign_out(enrol(store, newer))


def test_the_code_of_an_account_that_was_disabled_meanwhile_opens_nothing(store: Store, code: Code) -> None:
    vault = [(path, path.read_bytes()) for path in store.folder.glob("vault*")]
    sergeant = store.sign_in("sergeant")
    line = next(each for each in accounts.people(sergeant) if each.user_name == "deputy")
    accounts.disable(sergeant, PASSWORDS["sergeant"], line.id)
    store.sign_out()
    with pytest.raises(WrongEnrolmentCode):
        enrol(store, code)
    for path, content in vault:  # the older key file still knows the code
        path.write_bytes(content)
    with pytest.raises(AccountClosed):
        enrol(store, code)


# --- recovery


def test_the_recovery_key_makes_an_administrator_and_a_new_key(store: Store) -> None:
    signed_in, new_key = recover(store)
    assert (signed_in.actor.role.value, signed_in.actor.administrator) == ("sergeant", True)
    assert new_key != store.recovery_key
    assert actions(signed_in)[-3:] == ["signed_in", "recovery_used", "recovery_issued"]
    enrolment.confirm_recovery_key(signed_in)
    sign_in.sign_out(signed_in)
    sign_in.sign_out(sign_in.sign_in(store.folder, "rescuer", NEW, store.pc))
    with pytest.raises(WrongRecoveryKey, match="not the present recovery key"):
        recover(store, user_name="second")
    again, _ = recover(store, new_key, user_name="second")
    sign_in.sign_out(again)


def test_everybody_else_still_gets_in_after_a_recovery(store: Store) -> None:
    signed_in, _ = recover(store)
    sign_in.sign_out(signed_in)
    for who in ("officer", "spoc", "sergeant"):
        sign_in.sign_out(sign_in.sign_in(store.folder, who, PASSWORDS[who], store.pc))


def test_one_wrong_character_of_the_recovery_key_names_its_group(store: Store) -> None:
    groups = store.recovery_key.split("-")
    groups[5] = groups[5][:-1] + ("0" if groups[5][-1] != "0" else "2")
    with pytest.raises(WrongRecoveryKey, match="Group 6 of the recovery key is wrong"):
        recover(store, "-".join(groups))
    with pytest.raises(WrongRecoveryKey, match="7 groups of 6 characters; 3 were typed"):
        recover(store, "ABC")


def test_a_taken_user_name_is_told_beside_the_question_and_nothing_is_made(store: Store) -> None:
    with pytest.raises(ProblemsFound) as refused:
        recover(store, user_name="officer")
    assert [(each.path, each.message) for each in refused.value.problems] == [
        ("user_name", "This user name is taken. Choose another.")
    ]
    sign_in.sign_out(recover(store)[0])


@pytest.mark.parametrize("password", ["too short", "Example Adeyemi rescuer", "Larkfield Academy 22"])
def test_a_refused_password_leaves_no_account_and_the_key_good(store: Store, password: str) -> None:
    with pytest.raises(PasswordRefused):
        recover(store, password=password)
    assert "rescuer" not in user_names(store)
    sign_in.sign_out(recover(store)[0])


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"display_name": "", "user_name": "", "role": ""}, ["display_name", "user_name", "role"]),
        ({"user_name": "Has Capitals"}, ["user_name"]),
    ],
)
def test_incomplete_answers_are_named_before_the_key_is_used(
    store: Store, changes: dict[str, Any], paths: list[str]
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        recover(store, **changes)
    assert [each.path for each in refused.value.problems] == paths
    sign_in.sign_out(recover(store)[0])


@pytest.mark.parametrize("role", ["spoc", "head_teacher"])
def test_the_schools_people_are_not_made_administrators_by_the_key(store: Store, role: str) -> None:
    with pytest.raises(UserError, match="cannot be the new administrator"):
        recover(store, role=role)


def test_the_recovery_key_is_no_password(store: Store) -> None:
    with pytest.raises(WrongPassword):
        sign_in.sign_in(store.folder, "sergeant", store.recovery_key, store.pc)


def test_the_sheet_of_the_new_key_holds_all_its_groups(store: Store) -> None:
    signed_in, new_key = recover(store)
    sheet = PdfReader(BytesIO(enrolment.recovery_sheet(signed_in, new_key)))
    text = "\n".join(page.extract_text() for page in sheet.pages)
    assert all(group in text for group in new_key.split("-"))
    assert "Larkfield Example Academy" in text
    sign_in.sign_out(signed_in)


def test_two_groups_are_asked_back_and_the_wrong_one_is_named(store: Store) -> None:
    key = store.recovery_key
    groups = key.split("-")
    asked = choose_groups(key)
    typed = {number: groups[number - 1] for number in asked}
    check_groups(key, asked, typed)
    swapped = {asked[0]: typed[asked[1]], asked[1]: typed[asked[0]]}
    with pytest.raises(GroupWrong, match=f"Group {asked[0]} does not match"):
        check_groups(key, asked, swapped)
