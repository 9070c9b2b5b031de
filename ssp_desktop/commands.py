"""The commands without a window: ``--self-test``, ``verify``, ``backup`` and ``diagnostics``."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ssp_desktop import __version__, program_files
from ssp_desktop.errors import UserError
from ssp_desktop.paths import is_packaged, migration_folder, program_folder, resource_folder
from ssp_desktop.policy import SETTINGS, Policy
from ssp_desktop.store_folder import StoreLock, check_folder, database_path
from ssp_desktop.terminal import say, secret

_REMARKS_SHOWN = 10


def self_test(folder: Path) -> int:
    """Check what the program needs on this PC, a line each. Returns 0 when everything is there."""
    failed = 0
    for name, check in _checks(folder):
        try:
            found = check()
        except Exception as error:  # each part fails in its own way, and the next is still to be checked
            failed += 1
            words = str(error) if isinstance(error, UserError) else type(error).__name__
            say(f"FAILED  {name}: {words}")
        else:
            say(f"OK      {name}: {found}")
    return 1 if failed else 0


def _checks(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "Qt", _qt
    yield "SQLCipher", _sqlcipher
    yield "Keyring", _keyring
    yield "Fonts", _fonts
    yield "Program files", _program_files
    yield "Folder of the records", lambda: _folder(folder)


def _qt() -> str:
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if application is None:
        application = QApplication(sys.argv[:1])
    return f"{qVersion()}, {QGuiApplication.platformName()}"


def _sqlcipher() -> str:
    from ssp_desktop.database.connection import cipher_version

    return cipher_version()


def _keyring() -> str:
    import secrets

    from ssp_desktop.security.device_secret import Keyring

    keyring = Keyring()
    name, probe = f"self-test {secrets.token_hex(4)}", secrets.token_hex(8)
    keyring.set_item(name, probe)
    keyring.delete_item(name)
    return "a secret was stored, read back and deleted"


def _fonts() -> str:
    from ssp_desktop.reports.fonts import FONT_NAMES, characters

    return ", ".join(f"{name} with {len(characters(name)):,} characters" for name in FONT_NAMES)


def _program_files() -> str:
    wanted = ("fonts", "icons", "passwords", "presets", "style")
    missing = [name for name in wanted if not any((resource_folder() / name).glob("*"))]
    if not any(migration_folder().glob("versions/*.py")):
        missing.append("migrations")
    if missing:
        raise UserError(f"Missing: {', '.join(missing)}.", "Install the program again.")
    return _listed_files() if is_packaged() else "complete"


def _listed_files() -> str:
    """Check each file that the package was made with."""
    inside = program_folder()
    if not program_files.is_listed(inside):
        raise UserError(f"{program_files.LIST_NAME} is missing.", "Install the program again.")
    number, remarks = program_files.check_list(Path(sys.executable).parent, inside)
    if remarks:
        more = f" and {len(remarks) - _REMARKS_SHOWN} more" if len(remarks) > _REMARKS_SHOWN else ""
        raise UserError("; ".join(remarks[:_REMARKS_SHOWN]) + f"{more}.", "Install the program again.")
    return f"complete, {number:,} files as they were packaged"


def _folder(folder: Path) -> str:
    check_folder(folder)
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(nearest, os.W_OK):
        raise UserError("You may not write to the folder of the records.", "Ask your IT support.")
    return "there" if folder.exists() else "can be made"


def verify(folder: Path, user_name: str, password_fd: int | None, fixed: str) -> int:
    """Check the file, the audit log and every signature. Returns 0 when everything holds.

    Args:
        folder: the store's folder.
        user_name: a sergeant or somebody with administration.
        password_fd: where the password is read from; None asks the terminal.
        fixed: the folder for backups that the policy names: its copies note where the audit log stood.
    """
    from ssp_desktop.services import audit_log, check_result, sign_in
    from ssp_desktop.services.this_pc import ThisPc

    _need_store(folder)
    password = secret(password_fd)
    with StoreLock(folder):
        signed_in = sign_in.sign_in(folder, user_name, password, ThisPc(backup_folder=fixed))
        try:
            checked = audit_log.verify(signed_in)
        finally:
            sign_in.sign_out(signed_in)
    for line in checked.lines:
        say(check_result.line_text(line))
    return 0 if checked.ok else 1


def back_up(folder: Path, to: Path | None, user_name: str, password_fd: int | None, fixed: str) -> int:
    """Make a verified copy. Returns 0.

    Args:
        folder: the store's folder.
        to: the folder for the copy; None takes the one that the policy or the page Backup names.
        user_name: a sergeant or somebody with administration.
        password_fd: where the password is read from; None asks the terminal.
        fixed: the folder that the policy names.
    """
    from ssp_desktop.services import backup, sign_in
    from ssp_desktop.services.this_pc import ThisPc

    _need_store(folder)
    password = secret(password_fd)
    with StoreLock(folder):
        signed_in = sign_in.sign_in(folder, user_name, password, ThisPc(backup_folder=fixed))
        try:
            made = backup.back_up(signed_in, to)
        finally:
            sign_in.sign_out(signed_in)
    say(f"OK      {made.name}: verified, {made.entries:,} entries of the audit log")
    for remark in made.remarks:
        say(remark)
    return 0


def diagnostics(folder: Path, policy: Policy) -> int:
    """Print versions and counts, and nothing personal: for a call to IT. Returns 0."""
    from ssp_desktop.security import vault_file

    say(f"SSP Desktop {__version__}")
    say(f"Python {platform.python_version()}, {platform.system()} {platform.release()}")
    for name, number in _versions().items():
        say(f"{name} {number}")
    _say_policy(policy)
    if not vault_file.exists(folder):
        say("Store: none in this folder")
        return 0
    contents, notice = vault_file.read_vault(folder, None)
    kinds = [slot.kind for slot in contents.slots]
    say(f"Store: {contents.identity.store_id}, key file change {contents.generation}")
    say("Slots: " + ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds))))
    say(f"Database: {database_path(folder).stat().st_size:,} bytes")
    if notice:
        say(notice)
    return 0


def _say_policy(policy: Policy) -> None:
    """Tell each setting that is not the default, without the folders: their names can hold a person's."""
    for setting in SETTINGS:
        value = getattr(policy, setting.name)
        if value != getattr(Policy(), setting.name):
            say(f"Policy: {setting.name} = {'set' if setting.kind == 'folder' else value}")
    for remark in policy.remarks:
        say(f"Policy: {remark}")


def _versions() -> dict[str, str]:
    """Return the versions of the main parts, as they tell them: a frozen program has no metadata."""
    import cryptography
    import PySide6
    import reportlab
    import sqlalchemy

    from ssp_desktop.database.connection import cipher_version

    return {
        "PySide6": PySide6.__version__,
        "SQLAlchemy": sqlalchemy.__version__,
        "SQLCipher": cipher_version(),
        "cryptography": cryptography.__version__,
        "reportlab": reportlab.Version,
    }


def _need_store(folder: Path) -> None:
    """Raise UserError when there is none; a restore that was killed half way is finished first."""
    from ssp_desktop.services import restore

    restore.finish_interrupted(folder)
    if not database_path(folder).exists():
        raise UserError("There is no store in this folder.", "Name another with --store.")
