"""Who makes, disables, resets and changes accounts, and what nobody can do."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from ssp_desktop.errors import UserError
from ssp_desktop.models import AuditEntry
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.security.passwords import PasswordRefused
from ssp_desktop.security.vault import load_vault
from ssp_desktop.services import (
    accounts,
    contact_log_views,
    contact_logs,
    countersigning,
    enrolment,
    partnerships,
    sign_in,
)
from ssp_desktop.services.accounts import AccountLine
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused, SessionEnded
from ssp_desktop.vocabulary.contact import CountersignDecision
from ssp_desktop.vocabulary.people import AccountState, Role
from tests.stores import PASSWORDS, SignInAs, Store, contact_values

NEW = "maple cushion violin tractor"


def values(**changes: Any) -> dict[str, Any]:
    person = {"display_name": "Mx 0042 Example-Deputy", "user_name": "deputy", "role": "officer"}
    return {**person, "administrator": False, **changes}


def line(signed_in: SignedIn, user_name: str) -> AccountLine:
    return next(each for each in accounts.people(signed_in) if each.user_name == user_name)


def details(signed_in: SignedIn) -> list[tuple[str, str]]:
    with signed_in.database.session() as db:
        rows = db.execute(select(AuditEntry.action, AuditEntry.detail).order_by(AuditEntry.sequence))
        return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("who", ["officer", "spoc", "head_teacher"])
def test_others_may_not_administer_people_and_the_refusal_is_written_down(
    signed_in_as: SignInAs, who: str
) -> None:
    signed_in = signed_in_as(who)
    password = PASSWORDS[who]
    for refused in (
        lambda: accounts.people(signed_in),
        lambda: accounts.schools(signed_in),
        lambda: accounts.create(signed_in, password, values()),
        lambda: accounts.disable(signed_in, password, 1),
        lambda: accounts.enable(signed_in, password, 1),
        lambda: accounts.start_reset(signed_in, password, 1),
        lambda: accounts.change_role(signed_in, password, 2, Role.SERGEANT, administrator=True),
        lambda: accounts.hand_over(signed_in, password, 1),
    ):
        with pytest.raises(Refused, match="You may not do this"):
            refused()
    assert details(signed_in).count(("refused", "account_admin")) == 8


@pytest.mark.parametrize("who", ["sergeant", "administrator"])
def test_sergeant_and_administrator_create_an_account(signed_in_as: SignInAs, who: str) -> None:
    signed_in = signed_in_as(who)
    assert accounts.schools(signed_in) == ((1, "Larkfield Example Academy"),)
    code = accounts.create(signed_in, PASSWORDS[who], values(role="spoc"), 1)
    made = line(signed_in, "deputy")
    assert (made.role, made.school, made.state) == (
        Role.SPOC,
        "Larkfield Example Academy",
        AccountState.INVITED,
    )
    assert made.code_expires_at == code.expires
    assert made.last_signed_in_at is None
    assert details(signed_in)[-1] == ("account_made", "spoc")
    assert signed_in.take_changes() == ("account",)


def test_nobody_learns_or_chooses_the_password_of_somebody_else(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    code = accounts.create(sergeant, PASSWORDS["sergeant"], values())
    store.sign_out()
    with pytest.raises(WrongPassword):
        sign_in.sign_in(store.folder, "deputy", code.text, store.pc)


def test_a_wrong_password_asked_again_changes_nothing(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(WrongPassword):
        accounts.create(sergeant, NEW, values())
    with pytest.raises(WrongPassword):
        accounts.disable(sergeant, PASSWORDS["officer"], line(sergeant, "officer").id)
    assert {each.user_name: each.state for each in accounts.people(sergeant)}[
        "officer"
    ] is AccountState.ACTIVE
    assert len(accounts.people(sergeant)) == 6


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"user_name": "officer"}, "user_name"),
        ({"user_name": ""}, "user_name"),
        ({"user_name": "O'Neill"}, "user_name"),
        ({"user_name": "n"}, "user_name"),
        ({"display_name": "  "}, "display_name"),
        ({"display_name": "A\x00B"}, "display_name"),
        ({"role": ""}, "role"),
        ({"role": "chief"}, "role"),
    ],
)
def test_a_bad_answer_is_named_and_no_account_is_made(
    signed_in_as: SignInAs, changes: dict[str, Any], path: str
) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(ProblemsFound) as refused:
        accounts.create(sergeant, PASSWORDS["sergeant"], values(**changes))
    assert [each.path for each in refused.value.problems] == [path]
    assert len(accounts.people(sergeant)) == 6


@pytest.mark.parametrize("name", ["O'Neill-Smith", "Ng", "Null", "Ł", "<b>Bold</b> & Co", "محمد"])
def test_any_name_is_kept_as_it_was_typed(signed_in_as: SignInAs, name: str) -> None:
    sergeant = signed_in_as("sergeant")
    accounts.create(sergeant, PASSWORDS["sergeant"], values(display_name=name))
    assert line(sergeant, "deputy").display_name == name


@pytest.mark.parametrize("school", [None, 99])
def test_a_spoc_without_a_school_is_refused(signed_in_as: SignInAs, school: int | None) -> None:
    sergeant = signed_in_as("sergeant")
    with pytest.raises(UserError, match="belong to a school"):
        accounts.create(sergeant, PASSWORDS["sergeant"], values(role="spoc"), school)
    assert len(accounts.people(sergeant)) == 6


def test_whoever_is_disabled_is_out_at_once_and_their_slot_is_gone(store: Store) -> None:
    officer = sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc)
    sergeant = store.sign_in("sergeant")
    accounts.disable(sergeant, PASSWORDS["sergeant"], officer.actor.account_id)
    with pytest.raises(SessionEnded, match="changed while you were signed in"):
        contact_logs.submit(officer, contact_values(), partnership_id=1)
    vault = load_vault(store.folder)
    assert vault.finder_tag("officer") not in {slot.finder for slot in vault.slots}
    assert ("account_changed", "disabled") in details(sergeant)
    with pytest.raises(UserError, match="disabled already"):
        accounts.disable(sergeant, PASSWORDS["sergeant"], officer.actor.account_id)
    officer.database.close()


def test_a_disabled_account_is_enabled_with_a_new_password(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    officer_id = line(sergeant, "officer").id
    accounts.disable(sergeant, PASSWORDS["sergeant"], officer_id)
    code = accounts.enable(sergeant, PASSWORDS["sergeant"], officer_id)
    store.sign_out()
    with pytest.raises(WrongPassword):
        sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc)
    sign_in.sign_out(enrolment.enrol(store.folder, "officer", code.text, NEW, store.pc))
    sign_in.sign_out(sign_in.sign_in(store.folder, "officer", NEW, store.pc))


def test_after_a_reset_old_signatures_stay_valid_and_the_old_password_does_not(store: Store) -> None:
    made = contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    spoc = store.sign_in("spoc")
    countersigning.countersign(spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE)
    sergeant = store.sign_in("sergeant")
    code = accounts.start_reset(sergeant, PASSWORDS["sergeant"], line(sergeant, "spoc").id)
    assert line(sergeant, "spoc").state is AccountState.RESETTING
    opened = contact_log_views.open_contact_log(sergeant, made.id)
    assert [each.is_valid for each in opened.countersignatures] == [True]
    store.sign_out()
    with pytest.raises(WrongPassword):
        sign_in.sign_in(store.folder, "spoc", PASSWORDS["spoc"], store.pc)
    again = enrolment.enrol(store.folder, "spoc", code.text, NEW, store.pc)
    opened = contact_log_views.open_contact_log(again, made.id)
    assert [each.is_valid for each in opened.countersignatures] == [True]
    sign_in.sign_out(again)


def test_nobody_disables_resets_or_raises_themselves(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    own, password = sergeant.actor.account_id, PASSWORDS["sergeant"]
    for act in (accounts.disable, accounts.start_reset, accounts.enable):
        with pytest.raises(UserError, match="cannot do this to your own account"):
            act(sergeant, password, own)
    with pytest.raises(UserError, match="Nobody gives themselves a role"):
        accounts.change_role(sergeant, password, own, Role.OFFICER, administrator=True)
    with pytest.raises(UserError, match="to somebody else"):
        accounts.hand_over(sergeant, password, own)


def test_somebody_who_is_not_there_is_refused_in_words(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    password = PASSWORDS["sergeant"]
    for act in (accounts.disable, accounts.start_reset, accounts.hand_over):
        with pytest.raises(UserError, match="not in the store"):
            act(sergeant, password, 99)


def test_somebody_always_remains_who_can_administer(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    password = PASSWORDS["sergeant"]
    accounts.disable(sergeant, password, line(sergeant, "administrator").id)
    with pytest.raises(UserError, match="Hand it over to another person first"):
        accounts.change_role(
            sergeant, password, sergeant.actor.account_id, Role.SERGEANT, administrator=False
        )


def test_a_changed_role_counts_at_the_next_act_and_the_next_sign_in(store: Store) -> None:
    officer = sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc)
    sergeant = store.sign_in("sergeant")
    accounts.change_role(
        sergeant, PASSWORDS["sergeant"], officer.actor.account_id, Role.SERGEANT, administrator=False
    )
    with pytest.raises(SessionEnded):
        partnerships.schools(officer)
    officer.database.close()
    store.sign_out()
    again = sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc)
    assert (again.actor.role, again.actor.administrator) == (Role.SERGEANT, False)
    assert len(accounts.people(again)) == 6
    sign_in.sign_out(again)


def test_a_role_is_not_changed_before_the_person_has_a_password(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    accounts.create(sergeant, PASSWORDS["sergeant"], values())
    with pytest.raises(UserError, match="not active"):
        accounts.change_role(
            sergeant,
            PASSWORDS["sergeant"],
            line(sergeant, "deputy").id,
            Role.SERGEANT,
            administrator=False,
        )


def test_administration_is_handed_over_in_one_step(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    accounts.hand_over(sergeant, PASSWORDS["sergeant"], line(sergeant, "officer").id)
    trail = details(sergeant)
    with pytest.raises(SessionEnded):
        accounts.people(sergeant)
    store.sign_out()
    assert [detail for _, detail in trail[-2:]] == ["administration taken over", "administration handed over"]
    officer = store.sign_in("officer")
    assert officer.actor.administrator
    assert not line(officer, "sergeant").administrator
    assert store.sign_in("sergeant").actor.administrator is False


def test_an_administrator_alone_cannot_give_away_what_they_are(signed_in_as: SignInAs) -> None:
    administrator = signed_in_as("administrator")
    with pytest.raises(UserError, match="could do nothing"):
        accounts.hand_over(administrator, PASSWORDS["administrator"], line(administrator, "officer").id)
    assert not line(administrator, "officer").administrator


def test_the_administrator_opens_no_partnership(signed_in_as: SignInAs) -> None:
    administrator = signed_in_as("administrator")
    with pytest.raises(Refused):
        partnerships.open_partnership(administrator, 1)
    with pytest.raises(Refused):
        partnerships.schools(administrator)


# --- one's own password


@pytest.mark.parametrize("who", ["officer", "spoc", "administrator"])
def test_everybody_changes_their_own_password(store: Store, who: str) -> None:
    signed_in = store.sign_in(who)
    accounts.change_password(signed_in, PASSWORDS[who], NEW)
    assert details(signed_in)[-1] == ("password_set", "")
    store.sign_out()
    with pytest.raises(WrongPassword):
        sign_in.sign_in(store.folder, who, PASSWORDS[who], store.pc)
    sign_in.sign_out(sign_in.sign_in(store.folder, who, NEW, store.pc))
    sign_in.sign_out(sign_in.sign_in(store.folder, "sergeant", PASSWORDS["sergeant"], store.pc))


def test_the_present_password_is_needed_to_change_it(store: Store) -> None:
    signed_in = store.sign_in("officer")
    with pytest.raises(WrongPassword):
        accounts.change_password(signed_in, NEW, NEW)
    store.sign_out()
    sign_in.sign_out(sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc))


@pytest.mark.parametrize("new", ["", "short", "Larkfield Academy 22", "Example Okafor officer"])
def test_an_easy_new_password_is_refused_and_the_old_one_stays(store: Store, new: str) -> None:
    signed_in = store.sign_in("officer")
    with pytest.raises(PasswordRefused):
        accounts.change_password(signed_in, PASSWORDS["officer"], new)
    store.sign_out()
    sign_in.sign_out(sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], store.pc))
