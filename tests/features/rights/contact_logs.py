"""Contact logs and what follows from them. Columns of the table: see the package."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import (
    actions,
    contact_log_lists,
    contact_log_views,
    contact_logs,
    countersigning,
    drafts,
    people,
    prompts,
    reviews,
)
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.reviews import ReviewItem
from ssp_desktop.vocabulary.contact import CountersignDecision, MatchDecision
from tests.features.rights.calling import NOBODY, Calls, own
from tests.features.steps import submit
from tests.stores import contact_values

HERE = DraftPlace("contact_log", None, 1)
REVIEW = ReviewItem(None, 1, "", "", "unsigned", "", datetime(2026, 11, 17, tzinfo=UTC), None)

CALLS: Calls = {
    "actions.update": lambda who: actions.update(who, NOBODY, {}),
    "actions.open_action": lambda who: actions.open_action(who, 1),
    "actions.page": actions.page,
    "contact_log_lists.page": contact_log_lists.page,
    "contact_log_views.open_contact_log": lambda who: contact_log_views.open_contact_log(who, 1),
    "contact_logs.submit": submit,
    "contact_logs.correct": lambda who: contact_logs.correct(who, NOBODY, {}, reason="x", based_on=1),
    "countersigning.waiting": countersigning.waiting,
    "countersigning.countersign": lambda who: countersigning.countersign(
        who, own(who), 1, 1, CountersignDecision.AGREE
    ),
    "drafts.save": lambda who: drafts.save(who, CONTACT_LOG, HERE, contact_values()),
    "drafts.open_draft": lambda who: drafts.open_draft(who, CONTACT_LOG, NOBODY),
    "drafts.own_drafts": drafts.own_drafts,
    "drafts.discard": lambda who: drafts.discard(who, NOBODY),
    "people.decide": lambda who: people.decide(who, NOBODY, NOBODY, MatchDecision.SAME),
    "prompts.answer": lambda who: prompts.answer(who, NOBODY, reference="SAFE-1"),
    "reviews.waiting": reviews.waiting,
    "reviews.close": lambda who: reviews.close(who, replace(REVIEW, id=NOBODY), "Done."),
}

TABLE = """
actions.update                     x x - x -
actions.open_action                x x - x -
actions.page                       x x - x -
contact_log_lists.page             x x x x -
contact_log_views.open_contact_log x x x x -
contact_logs.submit                x - - x -
contact_logs.correct               x - - x -
countersigning.waiting             - x - - -
countersigning.countersign         - x - - -
drafts.save                        x - - x -
drafts.open_draft                  x - - x -
drafts.own_drafts                  x - - x -
drafts.discard                     x - - x -
people.decide                      x - - x -
prompts.answer                     x - - x -
reviews.waiting                    - - - x -
reviews.close                      - - - x -
"""
