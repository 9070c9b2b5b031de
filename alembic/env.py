"""alembic's entry: migrate the live connection that the program hands over.

There is no address and no key here. The caller has begun the transaction and commits it. For the comparison
with the models (`make migration`) the caller hands the models over as well: a migration never imports them.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

FULL_TEXT_TABLE = "search_text"


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the full-text table and its shadows: no model knows them."""
    return kind != "table" or not (name or "").startswith(FULL_TEXT_TABLE)


def render_item(kind: str, item: Any, _autogenerate: object) -> str | Literal[False]:
    """Write the plain type below a type of ours, so that a migration imports nothing of ours."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("target_metadata"),
    include_name=include_name,
    render_item=render_item,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
