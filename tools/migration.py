"""Write the next migration: `make migration m="what changes"`.

The migrations so far run on an empty encrypted store in a folder that is thrown away; alembic compares the
result with the models and writes `alembic/versions/NNNN_what_changes.py`, to be read and finished by hand.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from ssp_desktop.database import create
from ssp_desktop.database.migration import alembic_config, known_migrations
from ssp_desktop.models import Base


def write_migration(message: str) -> Path:
    """Compare and write. Returns the path of the new file."""
    with tempfile.TemporaryDirectory() as folder:
        database = create(Path(folder) / "empty.db", secrets.token_bytes(32))
        try:
            with database.engine.connect() as connection:
                config = alembic_config(connection)
                config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
                config.attributes["target_metadata"] = Base.metadata
                number = f"{int(known_migrations()[-1]) + 1:04d}"
                script = command.revision(config, message, autogenerate=True, rev_id=number)
        finally:
            database.close()
    if script is None or isinstance(script, list):
        raise SystemExit("alembic wrote no migration.")
    return Path(script.path)


def main(arguments: list[str]) -> int:
    """0 when the file is written, 2 when nobody said what changes."""
    message = " ".join(arguments).strip()
    if not message:
        print('Say what changes: make migration m="add the purpose of a visit"', file=sys.stderr)
        return 2
    path = write_migration(message)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", path], check=True)
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "--quiet", path], check=True)
    print(f"Read and finish {path.relative_to(Path.cwd())}: alembic sees columns, not meaning.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
