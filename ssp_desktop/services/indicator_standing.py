"""The three indicators that tell how the partnership stood in a year, from its record as it was then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.models import Partnership, Revision
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.clock import local
from ssp_desktop.services.partnerships import tier_of
from ssp_desktop.services.records import read_values
from ssp_desktop.services.revisions import thaw
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.contact import Answer
from ssp_desktop.vocabulary.partnership import PartnerRole, Tier

STANDING = ("named_contact", "priority_officer", "partnerships")


def standing(work: Work, partnership_id: int, year: AcademicYear, key: str) -> tuple[str, ...] | None:
    """Return what one of ``STANDING`` counts, a line for each; None where the question does not arise."""
    values = _values_then(work, partnership_id, year.last_day)
    if key == "priority_officer" and values["priority_school"] != Answer.YES:
        return None
    if key == "partnerships":
        return tuple(_partnership(values, min(work.today, year.last_day)))
    roles = {PartnerRole.SSO} if key == "priority_officer" else {PartnerRole.SSO, PartnerRole.NAMED_CONTACT}
    return tuple(_members(values, roles, year))


def _values_then(work: Work, partnership_id: int, day: date) -> dict[str, Any]:
    """Return the partnership as it was recorded on a day; before its first revision, as that one says.

    Protocol and agreement are renewed in the record: read from today's, last year would have been without.
    """
    if day >= work.today:
        return read_values(work.db.get_one(Partnership, partnership_id), PARTNERSHIP)
    revisions = work.db.scalars(
        select(Revision)
        .where(Revision.noun == PARTNERSHIP.noun, Revision.record_id == partnership_id)
        .order_by(Revision.number)
    ).all()
    then = [each for each in revisions if local(each.made_at).date() <= day]
    return thaw(PARTNERSHIP, then[-1] if then else revisions[0]).values


def _members(values: dict[str, Any], roles: set[PartnerRole], year: AcademicYear) -> Iterator[str]:
    for row in values["members"]:
        begins, ends = row["from_date"] or year.first_day, row["until_date"] or year.last_day
        if row["role"] in roles and row["name"] and begins <= year.last_day and ends >= year.first_day:
            yield f"{row['name']}, {PartnerRole(row['role']).label}"


def _partnership(values: dict[str, Any], day: date) -> Iterator[str]:
    signed = (values["protocol_signed_on"], values["dsa_signed_on"])
    if tier_of(values, day)[0] is Tier.SSP and all(each <= day for each in signed):
        yield values["school_name"]
