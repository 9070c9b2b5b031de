"""Where a search result leads: for each kind of record the page that opens it, and how its state looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ssp_desktop.services.search import Hit
from ssp_desktop.ui.desk import Place
from ssp_desktop.ui.pages.activity_tags import state_tag as activity_state_tag
from ssp_desktop.ui.pages.arrest_tags import plan_tag
from ssp_desktop.ui.pages.contact_log_states import state_tag
from ssp_desktop.ui.widgets import Tag
from ssp_desktop.vocabulary.activity import ActivityState
from ssp_desktop.vocabulary.arrest import ArrestPlanState
from ssp_desktop.vocabulary.contact import ContactState

Wording = Callable[[str], str]


def _contact_state(hit: Hit, wording: Wording) -> Tag:
    return state_tag(ContactState(hit.state), wording)


def _plan_state(hit: Hit, _wording: Wording) -> Tag:
    return plan_tag(ArrestPlanState(hit.state))


def _activity_state(hit: Hit, _wording: Wording) -> Tag:
    return activity_state_tag(hit.state == ActivityState.IN_ERROR)


def _no_state(_hit: Hit, _wording: Wording) -> str:
    return ""


@dataclass(frozen=True)
class SearchPlace:
    """The page of one kind of record. ``by_school`` where the page is asked for by its school."""

    page: str
    by_school: bool = False
    state: Callable[[Hit, Wording], Tag | str] = _no_state


SEARCH_PLACES = {
    "contact_log": SearchPlace("contact_log", state=_contact_state),
    "person": SearchPlace("chronology"),
    "activity": SearchPlace("activity", state=_activity_state),
    "information_share": SearchPlace("information_share"),
    "missing_pupil": SearchPlace("missing_pupil"),
    "bwv_viewing": SearchPlace("bwv_viewing"),
    "partnership": SearchPlace("partnership"),
    "arrest_plan": SearchPlace("arrest_plan", state=_plan_state),
    "arrest_share": SearchPlace("arrest_share"),
    "evaluation": SearchPlace("evaluation"),
    "prioritisation": SearchPlace("prioritisation", by_school=True),
    "equipment": SearchPlace("equipment_item"),
    "storage_checklist": SearchPlace("storage", by_school=True),
    "storage_risk_assessment": SearchPlace("storage", by_school=True),
}


def place_of(hit: Hit) -> Place:
    """Return where a result leads."""
    found = SEARCH_PLACES[hit.noun]
    return Place(found.page, hit.partnership_id if found.by_school else hit.record_id)


def state_of(hit: Hit, wording: Wording) -> Tag | str:
    """Return where the record stands, in words."""
    return SEARCH_PLACES[hit.noun].state(hit, wording)
