"""The names that a new password must not be made of, because others connect them with the person."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssp_desktop.models import Partnership, StoreSettings
from ssp_desktop.services.presets import load_preset

_BETWEEN = re.compile(r"[\W_]+")
# The office has a handful of schools; a list of many would refuse passwords for no good reason.
_MOST_SCHOOLS = 20


def with_parts(*names: str) -> tuple[str, ...]:
    """Return names and what they are made of: "Example-Achebe" is "Example" and "Achebe" as well."""
    return tuple(dict.fromkeys(part for name in names for part in (name, *_BETWEEN.split(name)) if part))


def connected_names(db: Session, *names: str) -> tuple[str, ...]:
    """Return the person's names, the schools' names, and the force's."""
    schools = db.scalars(select(Partnership.school_name).order_by(Partnership.id).limit(_MOST_SCHOOLS))
    settings = db.scalars(select(StoreSettings)).one()
    return with_parts(*names, *schools, settings.controller, load_preset(settings.preset).force_name)
