"""How many pupils a school has in each group in one academic year (form ``SCHOOL_ROLL``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssp_desktop.models.base import Base, Identity, Words, link


class SchoolRoll(Base):
    """One for each school and academic year; ``academic_year`` is the calendar year in which it begins."""

    __tablename__ = "school_roll"
    __table_args__ = (UniqueConstraint("partnership_id", "academic_year"),)

    id: Mapped[Identity]
    partnership_id: Mapped[int] = link("partnership.id", index=False)
    academic_year: Mapped[int]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    counted_on: Mapped[date | None]
    source: Mapped[Words]
    pupils: Mapped[int | None]
    ethnicity_w1: Mapped[int | None]
    ethnicity_w2: Mapped[int | None]
    ethnicity_w3: Mapped[int | None]
    ethnicity_w9: Mapped[int | None]
    ethnicity_m1: Mapped[int | None]
    ethnicity_m2: Mapped[int | None]
    ethnicity_m3: Mapped[int | None]
    ethnicity_m9: Mapped[int | None]
    ethnicity_a1: Mapped[int | None]
    ethnicity_a2: Mapped[int | None]
    ethnicity_a3: Mapped[int | None]
    ethnicity_a4: Mapped[int | None]
    ethnicity_a9: Mapped[int | None]
    ethnicity_b1: Mapped[int | None]
    ethnicity_b2: Mapped[int | None]
    ethnicity_b9: Mapped[int | None]
    ethnicity_o2: Mapped[int | None]
    ethnicity_o9: Mapped[int | None]
    ethnicity_ns: Mapped[int | None]
    sex_female: Mapped[int | None]
    sex_male: Mapped[int | None]
    sex_not_stated: Mapped[int | None]
    year_r: Mapped[int | None]
    year_1: Mapped[int | None]
    year_2: Mapped[int | None]
    year_3: Mapped[int | None]
    year_4: Mapped[int | None]
    year_5: Mapped[int | None]
    year_6: Mapped[int | None]
    year_7: Mapped[int | None]
    year_8: Mapped[int | None]
    year_9: Mapped[int | None]
    year_10: Mapped[int | None]
    year_11: Mapped[int | None]
    year_12: Mapped[int | None]
    year_13: Mapped[int | None]
    need_send: Mapped[int | None]
    need_ehcp: Mapped[int | None]
    need_eal: Mapped[int | None]
