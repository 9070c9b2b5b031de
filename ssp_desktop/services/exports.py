"""A list as a file for a spreadsheet program: numbered, for a named recipient, within the reader's rights.

The order of things: the password, the rights, then all rows, the file beside its place under a name of its
own, the disclosure with its entry in the audit log, and last of all the file's name. Whatever fails on the
way leaves neither a file nor a disclosure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.paths import policy_folder
from ssp_desktop.policy import load_policy
from ssp_desktop.reports.marking import at_least_sensitive
from ssp_desktop.reports.spreadsheet import MOST_ROWS, Cell, Sheet, as_csv, as_xlsx
from ssp_desktop.services import audit_trail, disclosures, leaving_copies, step_up
from ssp_desktop.services.clock import local
from ssp_desktop.services.export_list import ExportList
from ssp_desktop.services.export_lists import EXPORTS
from ssp_desktop.services.signed_in import Actor, SignedIn
from ssp_desktop.services.unit_of_work import Refused, Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

PAGE = 1_000
HANDLING = "Personal data about children. Show it only to those who need to know; keep it locked away."
_MAKERS: Mapping[str, Callable[[Sheet, Callable[[], None]], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}
_NOT_SAVED = "Choose another folder or file, or close the file where it is open, then export again."


@dataclass(frozen=True)
class ExportRequest:
    """What is exported, as the person asked for it.

    Args:
        name: a key of ``EXPORTS``.
        filters: what the page's filters say, as the list's ``read`` takes them.
        file_format: ``csv`` or ``xlsx``.
        path: where to.
        recipient: whom it is for; must be said.
        purpose: what for; must be said.
    """

    name: str
    filters: Mapping[str, Any]
    file_format: str
    path: Path
    recipient: str
    purpose: str


@dataclass(frozen=True)
class Exported:
    """What was written."""

    copy_number: int
    rows: int
    recipient: str


class ExportStopped(UserError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("You stopped the export.", "No file was written, and nothing was disclosed.")


def formats() -> tuple[str, ...]:
    """Return the formats that the IT policy of this PC allows."""
    return tuple(each for each in load_policy(policy_folder()).export_formats if each in _MAKERS)


def may_export(actor: Actor, name: str) -> bool:
    """Tell whether somebody may export a list."""
    listed = EXPORTS[name]
    may = [actor.may(each) for each in (listed.export, *listed.needs)]
    return may[0] and any(may[1:])


def export(
    signed_in: SignedIn,
    password: str,
    request: ExportRequest,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Write a list to a file, and note for whom.

    Args:
        signed_in: who exports; the list is what this person may read.
        password: theirs, asked again.
        request: what, where to, for whom.
        cancelled: is asked between pages of rows.

    Raises:
        UserError: not allowed, something is missing, the list is empty, the file cannot be written, or the
            person stopped it. There is then neither a file nor a disclosure.
    """
    whom = disclosures.checked_recipient(request.recipient)
    why = disclosures.checked_purpose(request.purpose)
    if not why:
        raise UserError("The purpose is missing.", "Say what this copy is for.")
    _check_file(request)
    step_up.signing_key(signed_in, password)
    listed = EXPORTS[request.name]

    stop = cancelled or _never

    def work(work: Work) -> Exported:
        if not may_export(work.actor, request.name):
            raise Refused(listed.export, listed.noun)
        rows = tuple(_rows(work, listed, request.filters, stop))
        _check_count(len(rows))
        number = disclosures.add(work, listed.noun, 0, "saved", whom, why)
        about = _about(work, listed, number, whom, why, len(rows))
        width = _width(work, listed)
        sheet = Sheet(listed.title, about, listed.headers[:width], tuple(each[:width] for each in rows))
        content = _MAKERS[request.file_format](sheet, lambda: _check_stopped(stop))
        _check_stopped(stop)
        told = f"copy {number} saved for {whom}; purpose: {why}; {request.file_format}; rows: {len(rows)}"
        work.audit(AuditEvent.DISCLOSED, listed.noun, detail=told)
        with _in_words():
            put_in_place = written.enter_context(leaving_copies.staged(signed_in, request.path, content))
        work.after_commit.append(lambda: _finish(put_in_place, number))
        return Exported(number, len(rows), whom)

    with ExitStack() as written:
        return run(signed_in, listed.export, work)


def _width(work: Work, listed: ExportList) -> int:
    """Return how many columns this person gets."""
    hidden = 0 if work.actor.audience == "police" else listed.police_columns
    return len(listed.headers) - hidden


def _check_count(rows: int) -> None:
    if not rows:
        raise UserError("There is nothing to export.", "Change the filters of the list, then try again.")
    if rows > MOST_ROWS:
        raise UserError(
            f"The list has more than {MOST_ROWS:,} rows.", "Narrow it by the filters, then try again."
        )


@contextmanager
def _in_words() -> Iterator[None]:
    """Say why a file cannot be written, in the words of whoever chose it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "the folder cannot be written to"
        raise UserError(f"The file could not be saved: {reason}.", _NOT_SAVED) from error


def _finish(put_in_place: Callable[[], None], number: int) -> None:
    try:
        put_in_place()
    except OSError as error:
        reason = error.strerror or "it is open elsewhere"
        raise UserError(
            f"The file could not be put in its place: {reason}. The audit log names it as copy {number}, but "
            "there is no file.",
            _NOT_SAVED,
        ) from error


def _check_file(request: ExportRequest) -> None:
    """Refuse a format that is not allowed, a name that says another one, a file that is open elsewhere."""
    if request.file_format not in formats():
        raise UserError(
            f"The IT policy of this PC does not allow {request.file_format.upper()} files.",
            "Choose another kind of file, or ask your IT support.",
        )
    if request.path.suffix.lower() != f".{request.file_format}":
        raise UserError(
            f"The name of the file does not end in .{request.file_format}.", "Choose the file again."
        )
    if request.path.exists():
        with _in_words(), request.path.open("r+b"):
            """It can be written to; on Windows a file that a spreadsheet program has open cannot."""


def _rows(
    work: Work, listed: ExportList, filters: Mapping[str, Any], cancelled: Callable[[], bool]
) -> Iterator[tuple[Cell, ...]]:
    after: Any = None
    while True:
        _check_stopped(cancelled)
        found = listed.read(work, after=after, limit=PAGE, **filters)
        yield from (listed.cells(each) for each in found)
        if listed.key is None or len(found) < PAGE:
            return
        after = listed.key(found[-1])
        work.db.expunge_all()  # what was read is written out: it need not stay in memory


def _check_stopped(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise ExportStopped


def _never() -> bool:
    return False


def _about(
    work: Work, listed: ExportList, number: int, whom: str, why: str, rows: int
) -> tuple[tuple[str, str], ...]:
    head = audit_trail.head(work.db)
    at = local(work.now)
    usual = load_policy(policy_folder()).marking
    sensitive = listed.sensitive is not None and work.actor.may(listed.sensitive)
    lines = [
        ("Marking", at_least_sensitive(usual) if sensitive else usual),
        ("List", listed.title),
        ("Rows", f"{rows:,}"),
        ("Exported by", work.actor.display_name),
        ("Exported at", f"{at:%Y-%m-%d %H:%M}"),
        ("Copy number", str(number)),
        ("Recipient", whom),
        ("Purpose", why),
        ("Audit log before this export", f"{head.count:,} entries, head {head.entry_hash}"),
        ("Handling", HANDLING),
    ]
    if work.signed_in.demo:
        lines.insert(1, ("Demonstration", "Invented records"))
    return tuple(lines)
