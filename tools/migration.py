"""Write the next migration: `make migration m="what changes"`.

The migrations so far run on an empty database in memory; alembic compares the result with the models and
writes `alembic/versions/NNNN_what_changes.py`, to be read and finished by hand.
"""

from __future__ import annotations

import sys

import sqlcipher3.dbapi2
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from ssp_desktop.paths import migration_folder


def next_number(config: Config) -> str:
    """The number after the newest migration's, in four digits."""
    head = ScriptDirectory.from_config(config).get_current_head()
    return f"{int(head or 0) + 1:04d}"


def write_migration(message: str) -> None:
    """Compare and write."""
    config = Config()
    config.set_main_option("script_location", str(migration_folder()))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, poolclass=StaticPool)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=next_number(config))


def main(arguments: list[str]) -> int:
    """0 when the file is written, 2 when nobody said what changes."""
    message = " ".join(arguments).strip()
    if not message:
        print('Say what changes: make migration m="add the purpose of a visit"', file=sys.stderr)
        return 2
    write_migration(message)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
