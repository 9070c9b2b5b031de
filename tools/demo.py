"""``make demo``: two invented schools and the main job through the real window; PDFs, lists and pictures.

    python -m tools.demo OUT

Leaves in OUT contact-log.pdf, recovery-sheet.pdf, one PDF of every other kind of document
(``tools/documents.py``), the list of activities as activities.csv and activities.xlsx, and the pictures.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ssp_desktop.app import Program
from ssp_desktop.demo import DemoStore, build_demo
from ssp_desktop.demo.clock import DemoClock
from ssp_desktop.demo.people import PASSWORD, SERGEANT
from ssp_desktop.demo.timeline import SET_UP_AT
from ssp_desktop.policy import Policy
from ssp_desktop.services import exports
from ssp_desktop.services.exports import Exported, ExportRequest
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui.sign_in import SignIn
from tools.documents import documents_of
from tools.hands import Hands
from tools.main_job import do_main_job, save_pdf, set_up_through_the_wizard
from tools.places import ONE_OF_EACH_ROLE, find_records, picture_path, places_of

SCREEN = (1366, 740)


def main() -> int:
    """Make the demo. Returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder for PDFs and pictures")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    application()
    with tempfile.TemporaryDirectory(prefix="ssp-desktop-demo-") as place:
        first_run(Path(place) / "first" / "store", out)
        with demo_window(Path(place) / "term" / "store") as (made, hands):
            do_main_job(hands, made.clock, out, say)
            say(f"{save_documents(hands, made, out)} more documents are saved, and the list of activities.")
            count = take_pictures(hands, made, out)
    say(f"{count} pictures and the PDFs are in {out}.")
    return 0


def say(words: str) -> None:
    """Tell the terminal what was done."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def application() -> QApplication:
    """Return the one application, made when there is none."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(sys.argv[:1])


def first_run(folder: Path, out: Path) -> None:
    """Set a store up through the wizard; leaves the recovery sheet and pictures of its pages."""
    pc = ThisPc(clock=DemoClock(SET_UP_AT), demo=True)
    hands = open_window(folder, pc)
    sheet = out / "recovery-sheet.pdf"
    sheet.unlink(missing_ok=True)
    set_up_through_the_wizard(hands, sheet, lambda name: hands.picture(out / f"{name}.png"))
    hands.wait_until(lambda: isinstance(hands.program.window.screen_shown, SignIn), "the sign-in screen")
    hands.picture(out / "sign_in.png")
    hands.close()
    say("First run: six pages, the recovery sheet saved, two of its groups typed back.")


def open_window(folder: Path, pc: ThisPc) -> Hands:
    """Start the program on a store, at the size of a small screen."""
    program = Program(folder, Policy(), pc=pc, demo=pc.demo)
    program.start()
    hands = Hands(program, PASSWORD)
    hands.settle()
    hands.resize(*SCREEN)
    return hands


@contextmanager
def demo_window(folder: Path) -> Iterator[tuple[DemoStore, Hands]]:
    """Build the demo store and open its window; the store's secret is gone afterwards."""
    made = build_demo(folder, ThisPc())
    say("A year and a term of invented records was written through the services, each on its own date.")
    hands = open_window(folder, replace(made.pc))
    try:
        yield made, hands
    finally:
        hands.close()
        made.pc.keyring.delete_device_secret(made.store_id)


def save_documents(hands: Hands, made: DemoStore, out: Path) -> int:
    """Save one PDF of every kind, and a list as CSV and XLSX, as the sergeant. Returns how many PDFs."""
    hands.program.lock()
    hands.settle()
    wanted = documents_of(find_records(made))
    hands.sign_in(SERGEANT)
    for name, request in wanted.items():
        save_pdf(hands, out / f"{name}.pdf", request)
    for file_format in ("csv", "xlsx"):
        save_list(hands, out / f"activities.{file_format}", file_format)
    return len(wanted)


def save_list(hands: Hands, path: Path, file_format: str) -> None:
    """Export the list of activities."""
    path.unlink(missing_ok=True)
    request = ExportRequest("activities", {}, file_format, path, "Case conference", "Demonstration")
    written: list[Exported] = []
    desk = hands.shell.desk
    desk.run(exports.export, PASSWORD, request, done=written.append, receiver=hands.page)
    hands.wait_until(lambda: bool(written), path.name)


def take_pictures(hands: Hands, made: DemoStore, out: Path, variant: str = "") -> int:
    """Take a picture of every page of every role. Returns how many."""
    hands.program.lock()
    hands.settle()
    records = find_records(made)
    count = 0
    for who in ONE_OF_EACH_ROLE:
        hands.sign_in(who)
        for name, place in places_of(hands.shell.desk.actor, records):
            hands.go(place.page, place.record_id, **place.extra)
            hands.picture(picture_path(out, who, name, variant))
            count += 1
    return count


if __name__ == "__main__":
    sys.exit(main())
