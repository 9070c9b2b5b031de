"""A fault of the program, told by number: logged with where it happened and never with what was in it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath

from ssp_desktop.errors import Fault, new_reference

_LONGEST_LOG = 256 * 1024
_log = logging.getLogger("ssp_desktop.faults")


@dataclass(frozen=True)
class FaultReport:
    """What the person may be told and quote: ``reference`` such as "F-7K2M9Q", and the exception's type."""

    reference: str
    kind: str


def start_log(folder: Path, policy_remarks: Sequence[str] = ()) -> None:
    """Keep the reference numbers in a small rotating file in ``folder``; without one, on standard error.

    It begins with what is wrong with IT's policy, so that a setting which does nothing can be found.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "ssp-desktop.log", maxBytes=_LONGEST_LOG, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError as error:
        _log.warning("no technical log can be kept: %s", type(error).__name__)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("ssp_desktop").addHandler(handler)
    for remark in policy_remarks:
        _log.warning("policy: %s", remark)


def report_fault(exception: BaseException) -> FaultReport:
    """Log ``exception`` under a reference number: type, file and line of each step, no message, no values.

    The message of an exception can quote a record (a failing insert quotes its values), so it never leaves
    this function.
    """
    reference = exception.reference if isinstance(exception, Fault) else new_reference()
    report = FaultReport(reference, type(exception).__name__)
    _log.error("%s %s", reference, describe(exception))
    return report


def describe(exception: BaseException) -> str:
    """Return the chain of types and places, such as ``ValueError at tasks.py:88 < KeyError at a.py:12``."""
    links: list[str] = []
    current: BaseException | None = exception
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        steps = traceback.extract_tb(current.__traceback__)
        places = ", ".join(f"{PurePath(step.filename).name}:{step.lineno}" for step in steps)
        links.append(f"{type(current).__name__} at {places or 'nowhere'}")
        current = current.__cause__ or current.__context__
    return " < ".join(links)
