"""Drafts: what somebody has typed, kept as it was typed, for them alone."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import contact_logs, drafts
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.unit_of_work import Refused
from tests.features.steps import sql, trace
from tests.stores import SignInAs, Store, contact_values, pupil, row

HERE = DraftPlace("contact_log", None, 1)


def test_a_draft_gives_back_every_answer_as_it_was_typed(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    typed = contact_values(
        contact_date="31/02/2026",
        start_time="quarter past",
        end_time=time(10, 5),
        account="lone \ud83d and null \x00 and 李",
        pupils=(pupil(date_of_birth="14/3/12", needs=("none_known",)), pupil(row_id=7)),
        actions=(row(CONTACT_LOG, "actions", owner=2, due_on=date(2026, 12, 1)),),
        concerns=("weapons", "gangs"),
    )
    kept = drafts.save(officer, CONTACT_LOG, HERE, typed)
    opened = drafts.open_draft(officer, CONTACT_LOG, kept.id)
    assert opened.values == typed
    assert (opened.summary, kept.place) == (kept, HERE)
    assert trace(officer)[-2:] == [("collected", "draft", kept.id, ""), ("consulted", "draft", kept.id, "")]
    assert officer.take_changes() == ("draft",)


def test_where_its_author_was_is_kept_beside_the_answers_and_never_in_the_record(
    signed_in_as: SignInAs,
) -> None:
    officer = signed_in_as("officer")
    at = ("account", "account", 3, 17)
    kept = drafts.save(officer, CONTACT_LOG, HERE, contact_values(), at=at)
    opened = drafts.open_draft(officer, CONTACT_LOG, kept.id)
    assert opened.at == at
    assert opened.values.keys() == empty_values(CONTACT_LOG).keys()
    contact_logs.submit(officer, opened.values, partnership_id=1, draft_id=kept.id)
    ((content,),) = sql(officer, "SELECT content FROM revision WHERE noun = 'contact_log'")
    assert ":at" not in content
    assert sql(officer, "SELECT count(*) FROM draft") == [(0,)]


def test_a_draft_of_an_earlier_version_opens_without_a_place(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    kept = drafts.save(officer, CONTACT_LOG, HERE, contact_values(subject="Old"), at=("a", "b", 1, 2))
    sql(officer, "UPDATE draft SET content = json_remove(content, :path)", path='$.":at"')
    opened = drafts.open_draft(officer, CONTACT_LOG, kept.id)
    assert (opened.at, opened.values["subject"]) == (None, "Old")


def test_an_untouched_form_can_be_kept(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    kept = drafts.save(officer, CONTACT_LOG, HERE, empty_values(CONTACT_LOG))
    assert kept.title == "Pupil contact log"
    assert drafts.open_draft(officer, CONTACT_LOG, kept.id).values == empty_values(CONTACT_LOG)


def test_saving_again_replaces_the_draft(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    first = drafts.save(officer, CONTACT_LOG, HERE, contact_values())
    store.clock.go(minutes=1)
    again = drafts.save(officer, CONTACT_LOG, HERE, contact_values(subject="Two"), first.id)
    assert (again.id, again.title) == (first.id, "Two")
    assert again.saved_at > first.saved_at
    assert drafts.own_drafts(officer) == (again,)
    assert trace(officer)[-1] == ("altered", "draft", first.id, "")


@pytest.mark.parametrize(
    ("subject", "title"),
    [("A" * 500, "A" * 120), ("Sub\x00ject \ud800", "Subject ?"), ("", "Pupil contact log")],
)
def test_a_title_can_always_be_shown(signed_in_as: SignInAs, subject: str, title: str) -> None:
    officer = signed_in_as("officer")
    assert drafts.save(officer, CONTACT_LOG, HERE, contact_values(subject=subject)).title == title


def test_the_newest_draft_stands_first_and_nobody_else_s(store: Store, signed_in_as: SignInAs) -> None:
    drafts.save(signed_in_as("second_officer"), CONTACT_LOG, HERE, contact_values())
    officer = signed_in_as("officer")
    old = drafts.save(officer, CONTACT_LOG, HERE, contact_values())
    store.clock.go(minutes=1)
    place = DraftPlace("contact_log", 5, 1, None)
    new = drafts.save(officer, CONTACT_LOG, place, contact_values())
    assert drafts.own_drafts(officer) == (new, old)
    assert new.place == place


@pytest.mark.parametrize("who", ["second_officer", "sergeant"])
def test_nobody_opens_changes_or_discards_the_draft_of_another(signed_in_as: SignInAs, who: str) -> None:
    kept = drafts.save(signed_in_as("officer"), CONTACT_LOG, HERE, contact_values())
    other = signed_in_as(who)
    attempts: tuple[Any, ...] = (
        lambda: drafts.open_draft(other, CONTACT_LOG, kept.id),
        lambda: drafts.save(other, CONTACT_LOG, HERE, contact_values(), kept.id),
        lambda: drafts.discard(other, kept.id),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="You may not do this."):
            attempt()
        assert trace(other)[-1] == ("refused", "draft", kept.id, "contact_log_write")
    assert drafts.own_drafts(other) == ()
    assert [each.id for each in drafts.own_drafts(signed_in_as("officer"))] == [kept.id]


def test_a_discarded_draft_is_gone(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    kept = drafts.save(officer, CONTACT_LOG, HERE, contact_values())
    drafts.discard(officer, kept.id)
    assert trace(officer)[-1] == ("discarded", "draft", kept.id, "")
    assert sql(officer, "SELECT count(*) FROM draft") == [(0,)]
    for attempt in (drafts.discard, lambda who, draft: drafts.open_draft(who, CONTACT_LOG, draft)):
        with pytest.raises(UserError, match="This draft is not there any more."):
            attempt(officer, kept.id)


@pytest.mark.parametrize("who", ["spoc", "head_teacher", "administrator"])
def test_only_the_police_keep_drafts(signed_in_as: SignInAs, who: str) -> None:
    signed_in = signed_in_as(who)
    with pytest.raises(Refused):
        drafts.save(signed_in, CONTACT_LOG, HERE, contact_values())
    with pytest.raises(Refused):
        drafts.own_drafts(signed_in)
