"""The three indicators that tell how the partnership stands in a year, from its record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.models import Partnership
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.partnerships import tier_of
from ssp_desktop.services.records import read_values
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.partnership import PartnerRole, Tier

STANDING = ("named_contact", "priority_officer", "partnerships")


def standing(work: Work, partnership_id: int, year: AcademicYear, key: str) -> tuple[str, ...] | None:
    """Return what one of ``STANDING`` counts, a line for each; None where the question does not arise."""
    values = read_values(work.db.get_one(Partnership, partnership_id), PARTNERSHIP)
    if key == "priority_officer" and values["priority_school"] != Answer.YES:
        return None
    if key == "partnerships":
        return tuple(_partnership(values, min(work.today, year.last_day)))
    roles = {PartnerRole.SSO} if key == "priority_officer" else {PartnerRole.SSO, PartnerRole.NAMED_CONTACT}
    return tuple(_members(values, roles, year))


def _members(values: dict[str, Any], roles: set[PartnerRole], year: AcademicYear) -> Iterator[str]:
    for row in values["members"]:
        begins, ends = row["from_date"] or year.first_day, row["until_date"] or year.last_day
        if row["role"] in roles and row["name"] and begins <= year.last_day and ends >= year.first_day:
            yield f"{row['name']}, {PartnerRole(row['role']).label}"


def _partnership(values: dict[str, Any], day: date) -> Iterator[str]:
    signed = (values["protocol_signed_on"], values["dsa_signed_on"])
    if tier_of(values, day)[0] is Tier.SSP and all(each <= day for each in signed):
        yield values["school_name"]
