"""Frozen revisions: what was said at one time, with a hash that the school can check without police notes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.tidying import tidy
from ssp_desktop.models import Revision
from ssp_desktop.security.canonical import content_hash
from ssp_desktop.services import contact_log_views, contact_logs
from ssp_desktop.services.revisions import freeze, is_intact, thaw
from tests.features.steps import CANARY, sql, submit
from tests.stores import SignInAs, contact_values

MADE_AT = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
HEADER: dict[str, str | int] = {"noun": "contact_log", "revision": 1, "made_at": MADE_AT.isoformat()}


def frozen(**changes: Any) -> Revision:
    content, digest = freeze(CONTACT_LOG, tidy(CONTACT_LOG, contact_values(**changes)), HEADER)
    return Revision(
        noun="contact_log",
        number=1,
        content=content,
        content_hash=digest,
        author_id=2,
        made_at=MADE_AT,
        reason="",
        form_version=1,
    )


def test_what_is_frozen_thaws_as_it_was() -> None:
    thawed = thaw(CONTACT_LOG, frozen(account="李 <b> \u0301"))
    answers = tidy(CONTACT_LOG, contact_values(account="李 <b> \u0301"))
    assert (thawed.values, thawed.intact, thawed.made_at) == (answers, True, MADE_AT)


def test_the_same_answers_have_the_same_hash_whatever_rows_they_stand_in() -> None:
    rows = contact_values()["pupils"]
    moved = tuple({**row, "row_id": 9} for row in rows)
    assert frozen().content_hash == frozen(pupils=moved).content_hash
    assert frozen().content_hash != frozen(place="Library").content_hash
    assert frozen().content_hash != frozen(officer_notes="").content_hash


def test_the_school_can_check_the_hash_without_the_officers_notes() -> None:
    revision = frozen()
    content = json.loads(revision.content)
    assert content["police"]["officer_notes"] == CANARY
    assert CANARY not in json.dumps(content["school"])
    seen = {
        "header": content["header"],
        "school": content["school"],
        "police_sha256": content_hash(content["police"]),
    }
    assert content_hash(seen) == revision.content_hash


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"header": {}, "school": {}, "police": {}}',
        '{"header": {"made_at": 3}, "school": 4, "police": null}',
    ],
)
def test_content_that_is_none_is_not_intact_and_never_raises(content: str) -> None:
    revision = frozen()
    revision.content = content
    thawed = thaw(CONTACT_LOG, revision)
    assert not thawed.intact


def test_a_moved_time_or_a_changed_letter_is_not_intact() -> None:
    revision = frozen()
    assert is_intact(revision)
    revision.made_at = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
    assert not is_intact(revision)
    revision = frozen()
    revision.content = revision.content.replace("Wellbeing", "Principal")
    assert not is_intact(revision)


def test_every_revision_stays_and_none_can_be_changed_or_deleted(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    for number, place in enumerate(("Library", "Gym"), start=1):
        values = {**contact_log_views.open_contact_log(officer, made.id).values, "place": place}
        contact_logs.correct(officer, made.id, values, reason=f"Moved to {place}", based_on=number)
    shown = contact_log_views.open_contact_log(officer, made.id).revisions
    assert [(each.number, each.reason, each.intact) for each in shown] == [
        (1, "", True),
        (2, "Moved to Library", True),
        (3, "Moved to Gym", True),
    ]
    assert [change.old for each in shown for change in each.changes] == ["Wellbeing office", "Library"]
    for statement in ("UPDATE revision SET reason = 'x'", "DELETE FROM revision"):
        with pytest.raises(Exception, match="revision is append only"):
            sql(officer, statement)
