"""What every table is built from: the base class, the names of constraints, the types of columns.

Times are stored as UTC through one type, several choices as text through another, so that the tables mean the
same on every database. Columns carry defaults in the database too: a migration can add one to a full table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import Boolean, DateTime, Dialect, ForeignKey, MetaData, String, Text, false
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: an aware ``datetime`` in any zone goes in, one in UTC comes out. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn the instant into UTC. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("A time without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back: SQLite stores none."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ChoiceSet(TypeDecorator[tuple[str, ...]]):
    """Several stored values of an enumeration, as ``"|first|second|"``: ``LIKE '%|first|%'`` finds one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Join the values. Raises ValueError for a bare text and for a value that holds the separator."""
        if value is None:
            return None
        if isinstance(value, str) or any(not each or "|" in each for each in value):
            raise ValueError(
                "Several choices are stored as a sequence of values that are not empty and hold no |."
            )
        return f"|{'|'.join(value)}|" if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Split the values again, in the order in which they went in."""
        if value is None:
            return None
        return tuple(value.strip("|").split("|")) if value else ()


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, tuple[str, ...]: ChoiceSet}


Identity = Annotated[int, mapped_column(primary_key=True)]
Words = Annotated[str, mapped_column(Text, default="", server_default="")]
Choice = Annotated[str, mapped_column(String(64), default="", server_default="")]
Choices = Annotated[tuple[str, ...], mapped_column(ChoiceSet, default=(), server_default="")]
Tick = Annotated[bool, mapped_column(Boolean, default=False, server_default=false())]
Hash = Annotated[str, mapped_column(String(64))]
Signature = Annotated[str, mapped_column(String(128))]


def link(column: str, *, index: bool = True, **options: Any) -> Any:
    """Return a column that refers to another table's row, with its index.

    Args:
        column: table and column, such as ``"account.id"``.
        index: False where another index starts with this column already.
        options: passed on to ``mapped_column``.
    """
    return mapped_column(ForeignKey(column), index=index, **options)
