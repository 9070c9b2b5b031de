"""Information shared: what is asked, one list with the contact logs, and what the school sees of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.forms.spec import Context
from ssp_desktop.forms.validation import validate
from ssp_desktop.services import indicators, information_shares, search
from ssp_desktop.services.unit_of_work import Refused
from tests.features.activity_steps import TODAY
from tests.features.sheet_steps import share_values
from tests.features.steps import CANARY, open_other_school, sign_in_other_spoc, sql, submit
from tests.features.storage_steps import failed_checks
from tests.stores import Store, row

CONTEXT = Context(TODAY, time(10, 0))


def problems(**changes: Any) -> dict[str, str]:
    found = validate(INFORMATION_SHARE, share_values(**changes), CONTEXT)
    return {each.path: each.message for each in found}


def contact_with_share(store: Store, day: date) -> int:
    shared = row(
        CONTACT_LOG,
        "shares",
        direction="to_school",
        category="6",
        what="A call at home on Sunday",
        with_whom="Ms Example-Whitlock, SPOC",
        how="phone",
    )
    return submit(store.sign_in("officer"), contact_date=day, shares=(shared,)).id


def test_a_share_without_its_ground_is_refused() -> None:
    assert set(problems(basis="")) == {"basis"}
    assert set(problems(basis="other")) == {"basis_note"}
    assert problems() == {}


def test_it_lies_in_the_past_and_its_pupils_can_be_true() -> None:
    assert "in the future" in problems(shared_on=date(2026, 11, 18))["shared_on"]
    born = row(
        INFORMATION_SHARE,
        "pupils",
        given_name="Tariq",
        family_name="Example",
        date_of_birth=date(2027, 1, 1),
    )
    assert set(problems(pupils=(born,))) == {"pupils.0.date_of_birth"}
    assert set(problems(shared_on=None, pupils=(born,))) == {"shared_on", "pupils.0.date_of_birth"}


def test_an_entry_starts_with_today_and_the_usual_ground(store: Store) -> None:
    values = information_shares.start(store.sign_in("officer"))
    assert (values["shared_on"], values["basis"]) == (TODAY, "crime_and_disorder")


def test_own_shares_and_those_of_contact_logs_stand_in_one_list(store: Store) -> None:
    log = contact_with_share(store, date(2026, 11, 12))
    officer = store.sign_in("officer")
    older = information_shares.record(officer, share_values(shared_on=date(2026, 11, 2)), partnership_id=1)
    newer = information_shares.record(officer, share_values(), partnership_id=1)
    expected = [("information_share", newer.id), ("contact_log", log), ("information_share", older.id)]
    found = information_shares.page(officer)
    assert [(each.noun, each.record_id) for each in found] == expected
    one_by_one, after = [], None
    while page := information_shares.page(officer, after=after, limit=1):
        one_by_one += [(each.noun, each.record_id) for each in page]
        after = page[0].key
    assert one_by_one == expected
    assert found[1].category == "6 Domestic incidents involving pupils"
    assert [each.without_report for each in found] == [True, True, True]


def test_the_indicators_count_what_was_shared_outside_a_contact_too(store: Store) -> None:
    contact_with_share(store, date(2026, 11, 12))
    officer = store.sign_in("officer")
    made = information_shares.record(officer, share_values(direction="from_school"), partnership_id=1)
    found = {each.key: each.figure for each in indicators.open_indicators(officer, 1, 2026).indicators}
    assert (found["sharing"], found["shared_with_school"]) == (2, 1)
    lines = indicators.lines(officer, 1, 2026, "sharing")
    assert (lines[0].noun, lines[0].reference) == ("information_share", made.reference)
    assert lines[0].words == "School to police: 5 Any other welfare matter"


def test_an_intelligence_report_or_a_reason_for_none_is_reminded_of(store: Store) -> None:
    officer = store.sign_in("officer")
    made = information_shares.record(officer, share_values(), partnership_id=1)
    values = information_shares.open_share(officer, made.id).values
    with_report = {**values, "intelligence_reference": "INT-9"}
    information_shares.amend(officer, made.id, with_report, reason="Report made.", based_on=1)
    assert [each.without_report for each in information_shares.page(officer)] == [False]
    information_shares.record(officer, share_values(intelligence_reason="Already known."), partnership_id=1)
    assert not any(each.without_report for each in information_shares.page(officer))


def test_a_correction_needs_author_reason_change_and_the_newest_revision(store: Store) -> None:
    officer = store.sign_in("officer")
    made = information_shares.record(officer, share_values(), partnership_id=1)
    assert made.reference == "IS-2026-00001"
    values = information_shares.open_share(officer, made.id).values
    better = {**values, "what": "Seen at the station twice"}

    def amend(reason: str, based_on: int = 1, answers: dict[str, Any] = better) -> None:
        information_shares.amend(officer, made.id, answers, reason=reason, based_on=based_on)

    with pytest.raises(UserError, match="needs a reason"):
        amend("")
    with pytest.raises(UserError, match="every answer is as it was"):
        amend("x", answers=values)
    amend("It was twice.")
    with pytest.raises(UserError, match="was corrected while"):
        amend("again")
    opened = information_shares.open_share(officer, made.id)
    assert (opened.revision, opened.intact, opened.may_correct) == (2, True, True)
    assert opened.revisions[1].reason == "It was twice."
    assert failed_checks(officer) == {}
    sergeant = store.sign_in("sergeant")
    with pytest.raises(Refused):
        information_shares.amend(sergeant, made.id, values, reason="Mine", based_on=2)
    with pytest.raises(UserError, match="not in the store"):
        information_shares.open_share(sergeant, 77)
    with pytest.raises(UserError, match="Choose the school"):
        information_shares.record(sergeant, share_values(), partnership_id=0)
    sql(sergeant, "UPDATE information_share SET what = 'Nothing'")
    assert not information_shares.open_share(sergeant, made.id).intact


def test_the_school_sees_its_own_without_what_is_the_polices(store: Store) -> None:
    open_other_school(store)
    contact_with_share(store, date(2026, 11, 12))
    officer = store.sign_in("officer")
    made = information_shares.record(
        officer, share_values(what="A quagga at home", intelligence_reference=CANARY), partnership_id=1
    )
    spoc = store.sign_in("spoc")
    assert len(information_shares.page(spoc)) == 2
    assert not any(each.without_report for each in information_shares.page(spoc))
    opened = information_shares.open_share(spoc, made.id)
    assert CANARY not in repr(opened)
    assert opened.values["what"] == "A quagga at home"
    assert [each.noun for each in search.find(spoc, "quagga")] == ["information_share"]
    assert search.find(spoc, CANARY) == ()
    stranger = sign_in_other_spoc(store)
    assert information_shares.page(stranger) == ()
    with pytest.raises(Refused):
        information_shares.open_share(stranger, made.id)
