"""``ssp-desktop``: reads the arguments, then opens the window or runs one command."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ssp_desktop import __version__
from ssp_desktop.environment import drop_foreign_settings
from ssp_desktop.errors import UserError
from ssp_desktop.paths import data_folder, policy_folder
from ssp_desktop.policy import Policy, load_policy

STORE = "store"
STOPPED = 130
"""The exit status of a command that was stopped with Ctrl+C, as a shell has it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Returns the exit status: 0, or non-zero after one plain sentence."""
    drop_foreign_settings()
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.command == "purge-data":
            return _purge(chosen, load_policy(policy_folder()))
        if chosen.self_test or chosen.command or chosen.demo:
            return _run(chosen, load_policy(policy_folder()))
        return _open(chosen)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:  # Ctrl+C at a question, or during a long check
        sys.stderr.write("\nStopped.\n")
        return STOPPED


def _run(chosen: argparse.Namespace, policy: Policy) -> int:
    folder = _folder(chosen, policy)
    if chosen.self_test or chosen.command:
        from ssp_desktop import commands

        if chosen.self_test:
            return commands.self_test(folder)
        if chosen.command == "verify":
            return commands.verify(folder, chosen.user, chosen.password_fd, policy.backup_folder)
        if chosen.command == "backup":
            return _back_up(chosen, folder, policy)
        if chosen.command in {"verify-backup", "restore"}:
            return _with_copy(chosen, folder, policy)
        return commands.diagnostics(folder, policy)
    return _demo(policy)


def _purge(chosen: argparse.Namespace, policy: Policy) -> int:
    from ssp_desktop import purging

    return purging.purge_data(data_folder(), _folder(chosen, policy), chosen.sure)


def _demo(policy: Policy) -> int:
    """Build a throw-away store with invented records, open it, and remove it at the end."""
    from ssp_desktop import app
    from ssp_desktop.demo import build_demo, people_in_words
    from ssp_desktop.services.this_pc import ThisPc

    with tempfile.TemporaryDirectory(prefix="ssp-desktop-demo-") as place:
        folder = Path(place) / "store"
        sys.stdout.write("Writing a year and a term of invented records; this takes about a minute.\n")
        sys.stdout.flush()
        made = build_demo(folder, ThisPc())
        sys.stdout.write(people_in_words(made))
        sys.stdout.flush()
        try:
            return app.main(folder, policy, pc=made.pc, demo=True)
        finally:
            made.pc.keyring.delete_device_secret(made.store_id)


def _open(chosen: argparse.Namespace) -> int:
    from ssp_desktop.ui.window import open_window

    opened = open_window()  # on the screen before anything else is imported
    policy = load_policy(policy_folder())
    from ssp_desktop import app

    return app.main(_folder(chosen, policy), policy, opened=opened)


def _folder(chosen: argparse.Namespace, policy: Policy) -> Path:
    if chosen.store:
        return _place(chosen.store)
    base = Path(policy.data_folder) if policy.data_folder else data_folder()
    return base / STORE


def _place(typed: str) -> Path:
    """Return a whole path: what lies beside a store or a copy is found by its name, and "." has none."""
    path = Path(typed).absolute()
    return path.resolve() if ".." in path.parts else path


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ssp-desktop", description="The record-keeping program for a Safer Schools office."
    )
    parser.add_argument("--version", action="version", version=f"SSP Desktop {__version__}")
    parser.add_argument("--demo", action="store_true", help="open a throw-away store with an invented school")
    parser.add_argument("--self-test", action="store_true", help="check what the program needs, a line each")
    _add_store(parser, default="")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    verify = commands.add_parser("verify", help="check the file, the audit log and every signature")
    verify.add_argument("--user", required=True, help="user name of a sergeant or an administrator")
    verify.add_argument(
        "--password-fd",
        type=int,
        default=None,
        metavar="N",
        help="read the password from file descriptor N; without it, the terminal asks",
    )
    _add_store(verify, default=argparse.SUPPRESS)
    backup = commands.add_parser("backup", help="make a verified copy of the store")
    backup.add_argument("--to", metavar="FOLDER", default="", help="where to; else as chosen in the program")
    backup.add_argument("--user", required=True, help="user name of a sergeant or an administrator")
    _add_descriptor(backup, "--password-fd", "password")
    _add_store(backup, default=argparse.SUPPRESS)
    check = commands.add_parser("verify-backup", help="read every byte of a copy and open it")
    _add_copy(check)
    restore = commands.add_parser("restore", help="put a copy in the place of the store, which is kept")
    _add_copy(restore)
    restore.add_argument("--reason", required=True, help="why, for the audit log; name no pupil")
    restore.add_argument(
        "--yes",
        action="store_true",
        help="do not ask once the difference is shown; without a terminal nothing is asked",
    )
    diagnostics = commands.add_parser("diagnostics", help="versions and counts, without personal data")
    _add_store(diagnostics, default=argparse.SUPPRESS)
    purge = commands.add_parser("purge-data", help="delete every record of this PC: for uninstalling")
    purge.set_defaults(store="")
    purge.add_argument("--sure", default="", metavar="WORDS", help="the words that it asks for without them")
    return parser


def _back_up(chosen: argparse.Namespace, folder: Path, policy: Policy) -> int:
    from ssp_desktop import commands

    to = _place(chosen.to) if chosen.to else None
    return commands.back_up(folder, to, chosen.user, chosen.password_fd, policy.backup_folder)


def _with_copy(chosen: argparse.Namespace, folder: Path, policy: Policy) -> int:
    from ssp_desktop import copy_commands

    copy = _place(chosen.copy)
    access = copy_commands.Access(chosen.user, chosen.password_fd, chosen.recovery_fd)
    if chosen.command == "restore":
        wish = copy_commands.Wish(chosen.reason, chosen.yes)
        return copy_commands.restore(folder, copy, access, wish, policy.backup_folder)
    return copy_commands.verify_backup(folder, copy, access)


def _add_copy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", metavar="PATH", help="the folder of the copy, or one that was put aside")
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--user", default="", help="user name, with a password of the day of the copy")
    who.add_argument("--recovery-key", action="store_true", help="the terminal asks for the recovery key")
    _add_descriptor(who, "--recovery-fd", "recovery key")
    _add_descriptor(parser, "--password-fd", "password")
    _add_store(parser, default=argparse.SUPPRESS)


def _add_descriptor(parser: argparse._ActionsContainer, name: str, what: str) -> None:
    parser.add_argument(
        name, type=int, default=None, metavar="N", help=f"read the {what} from file descriptor N"
    )


def _add_store(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--store", metavar="DIR", default=default, help="the folder of the records")


if __name__ == "__main__":
    sys.exit(main())
