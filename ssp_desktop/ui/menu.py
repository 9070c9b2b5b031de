"""The menu: which pages a person finds in it, by the one table of rights."""

from __future__ import annotations

from dataclasses import dataclass

from ssp_desktop.security.permissions import Action
from ssp_desktop.services.signed_in import Actor


@dataclass(frozen=True)
class MenuItem:
    """One entry: the page's key, its words, and the right that it needs."""

    page: str
    label: str
    needs: Action


_MENU = (
    MenuItem("home", "Home", Action.HOME_READ),
    MenuItem("countersign", "Countersign", Action.CONTACT_LOG_COUNTERSIGN),
    MenuItem("contact_logs", "Contact logs", Action.CONTACT_LOG_READ_POLICE),
    MenuItem("contact_logs", "Contact logs", Action.CONTACT_LOG_READ_SCHOOL),
    MenuItem("activities", "Activities", Action.ACTIVITY_READ),
    MenuItem("prevention_plan", "Prevention plan", Action.ACTIVITY_READ),
    MenuItem("actions", "Actions", Action.ACTION_READ),
    MenuItem("visits", "Visits", Action.VISIT_READ),
    MenuItem("partnerships", "Partnership", Action.PARTNERSHIP_READ),
    MenuItem("storage", "Storage and safety", Action.STORAGE_READ),
    MenuItem("arrest_plans", "Arrest plans", Action.ARREST_PLAN_READ),
    MenuItem("arrest_share", "Shared by the police", Action.ARREST_SHARE_READ),
    MenuItem("evaluations", "Evaluations", Action.EVALUATION_READ),
    MenuItem("indicators", "Figures of the year", Action.INDICATOR_READ),
    MenuItem("pupils", "Pupils", Action.PUPIL_READ),
    MenuItem("search", "Search", Action.SEARCH),
    MenuItem("retention", "Retention", Action.RETENTION_REVIEW),
    MenuItem("people", "People", Action.ACCOUNT_ADMIN),
    MenuItem("audit", "Audit log", Action.AUDIT_READ),
    MenuItem("backup", "Backup", Action.BACKUP),
    MenuItem("password", "Your password", Action.PASSWORD_CHANGE_OWN),
    MenuItem("settings", "About this store", Action.HOME_READ),
)


def menu_for(actor: Actor) -> tuple[MenuItem, ...]:
    """Return the menu of somebody who is signed in."""
    return tuple(item for item in _MENU if actor.may(item.needs))
