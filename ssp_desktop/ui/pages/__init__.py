"""The pages, by the key with which ``Desk.go`` asks for them. Each is imported when it is first shown.

To add a page: a module here with a class that takes ``(desk, place)``, one line in ``_PAGES``, and, when it
stands in the menu, one line in ``ui/menu.py``.
"""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from ssp_desktop.ui.desk import Desk, Place

_PAGES = {
    "home": ("home", "HomePage"),
    "contact_logs": ("contact_logs", "ContactLogsPage"),
    "contact_log": ("contact_log", "ContactLogPage"),
    "contact_log_edit": ("contact_log_edit", "ContactLogEditPage"),
    "countersign": ("countersign", "CountersignPage"),
    "pupils": ("pupils", "PupilsPage"),
    "chronology": ("chronology", "ChronologyPage"),
    "search": ("search", "SearchPage"),
    "activities": ("activities", "ActivitiesPage"),
    "activity": ("activity", "ActivityPage"),
    "activity_edit": ("activity_edit", "ActivityEditPage"),
    "information_shares": ("information_shares", "InformationSharesPage"),
    "information_share": ("information_share", "InformationSharePage"),
    "information_share_edit": ("information_share", "InformationShareEditPage"),
    "missing_pupils": ("missing_pupils", "MissingPupilsPage"),
    "missing_pupil": ("missing_pupil", "MissingPupilPage"),
    "missing_pupil_edit": ("missing_pupil", "MissingPupilEditPage"),
    "bwv_viewings": ("bwv_viewings", "BwvViewingsPage"),
    "bwv_viewing": ("bwv_viewing", "BwvViewingPage"),
    "bwv_viewing_edit": ("bwv_viewing", "BwvViewingEditPage"),
    "confidentiality_agreement": ("bwv_viewing", "ConfidentialityAgreementPage"),
    "prevention_plan": ("prevention_plan", "PreventionPlanPage"),
    "actions": ("actions", "ActionsPage"),
    "action": ("action", "ActionPage"),
    "visits": ("visits", "VisitsPage"),
    "partnerships": ("partnerships", "PartnershipsPage"),
    "partnership": ("partnership", "PartnershipPage"),
    "storage": ("storage", "StoragePage"),
    "storage_checklist": ("storage_checklist", "StorageChecklistPage"),
    "storage_assessment": ("storage_assessment", "StorageAssessmentPage"),
    "arrest_plans": ("arrest_plans", "ArrestPlansPage"),
    "arrest_plan": ("arrest_plan", "ArrestPlanPage"),
    "arrest_plan_edit": ("arrest_plan_edit", "ArrestPlanEditPage"),
    "arrest_outcome": ("arrest_outcome", "ArrestOutcomePage"),
    "arrest_arrangement": ("arrest_arrangement", "ArrestArrangementPage"),
    "arrest_share": ("arrest_share", "ArrestSharePage"),
    "evaluations": ("evaluations", "EvaluationsPage"),
    "evaluation": ("evaluation", "EvaluationPage"),
    "evaluation_part": ("evaluation_part", "EvaluationPartPage"),
    "evaluation_evidence": ("evaluation_evidence", "EvaluationEvidencePage"),
    "evaluation_voice": ("evaluation_voice", "EvaluationVoicePage"),
    "prioritisation": ("prioritisation", "PrioritisationPage"),
    "equipment": ("equipment", "EquipmentPage"),
    "equipment_item": ("equipment_item", "EquipmentItemPage"),
    "equipment_edit": ("equipment_edit", "EquipmentEditPage"),
    "plain_clothes": ("plain_clothes", "PlainClothesPage"),
    "indicators": ("indicators", "IndicatorsPage"),
    "indicator": ("indicator", "IndicatorPage"),
    "fairness": ("fairness", "FairnessPage"),
    "school_roll": ("school_roll", "SchoolRollPage"),
    "retention": ("retention", "RetentionPage"),
    "retention_review": ("retention_review", "RetentionReviewPage"),
    "disposals": ("disposals", "DisposalsPage"),
    "disposal": ("disposal", "DisposalPage"),
    "disposal_edit": ("disposal_edit", "DisposalEditPage"),
    "people": ("people", "PeoplePage"),
    "account": ("account", "AccountPage"),
    "officer_profile": ("officer_profile", "OfficerProfilePage"),
    "audit": ("audit", "AuditPage"),
    "check_store": ("check_store", "CheckStorePage"),
    "backup": ("backup", "BackupPage"),
    "move_store": ("move_store", "MoveStorePage"),
    "print": ("print", "PrintPage"),
    "password": ("password", "PasswordPage"),
    "settings": ("settings", "SettingsPage"),
}
PAGE_KEYS = tuple(_PAGES)


def make_page(desk: Desk, place: Place) -> QWidget:
    """Return a new page for ``place``. Raises KeyError for a key that no page has."""
    module, name = _PAGES[place.page]
    page: QWidget = getattr(import_module(f"{__name__}.{module}"), name)(desk, place)
    return page
