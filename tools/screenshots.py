"""``make screenshots``: pictures of every page; with ``--all`` in dark colours and with large text as well.

python -m tools.screenshots OUT            light, ordinary text
python -m tools.screenshots OUT --all      light and dark, ordinary text and 200 %
python -m tools.screenshots OUT --readme   the README's pictures, into docs/pictures
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLineEdit

from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.ui import theme
from ssp_desktop.ui.pages.search import SearchPage
from ssp_desktop.ui.tokens import Scheme
from tools.demo import application, demo_window, first_run, say, take_pictures
from tools.hands import Hands, NotThere
from tools.main_job import save_pdf
from tools.places import find_records, picture_path

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
LOOKS = {
    "": (Scheme.LIGHT, 1.0),
    "dark": (Scheme.DARK, 1.0),
    "200": (Scheme.LIGHT, 2.0),
    "dark-200": (Scheme.DARK, 2.0),
}
# Name in the README: whose picture, and its name among all.
README = {
    "home": ("officer", "home"),
    "contact_log_edit": ("officer", "contact_log_correct"),
    "contact_log": ("sergeant", "contact_log_disputed"),
    "contact_logs": ("officer", "contact_logs"),
    "countersign": ("spoc", "countersign_record"),
    "actions": ("officer", "actions"),
    "visits": ("sergeant", "visits"),
    "partnership": ("officer", "partnership"),
    "activities": ("officer", "activities"),
    "prevention_plan": ("officer", "prevention_plan"),
    "arrest_plan": ("sergeant", "arrest_plan"),
    "chronology": ("sergeant", "chronology"),
    "evaluation": ("sergeant", "evaluation_signed"),
    "indicators": ("sergeant", "indicators"),
    "indicator": ("sergeant", "indicator"),
    "fairness": ("sergeant", "fairness"),
    "storage": ("sergeant", "storage_school"),
    "equipment": ("sergeant", "equipment"),
    "check_store": ("sergeant", "check_store"),
    "backup": ("administrator", "backup"),
    "people": ("sergeant", "people"),
    "audit": ("sergeant", "audit"),
    "print": ("officer", "print"),
}
ON_PAPER = QSize(827, 1170)


def main() -> int:
    """Take the pictures. Returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--all", action="store_true", help="dark colours and large text as well")
    parser.add_argument("--readme", action="store_true", help="copy the README's pictures to docs/pictures")
    chosen = parser.parse_args()
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    application()
    with tempfile.TemporaryDirectory(prefix="ssp-desktop-pictures-") as place:
        theme.override(*LOOKS[""])
        first_run(Path(place) / "first" / "store", out)
        with demo_window(Path(place) / "term" / "store") as (made, hands):
            for variant in LOOKS if chosen.all else ("",):
                theme.override(*LOOKS[variant])
                say(f"{take_pictures(hands, made, out, variant)} pictures: {variant or 'light'}.")
            theme.override(*LOOKS[""])
            if chosen.readme:
                hands.program.lock()
                hands.settle()
                _readme(hands, find_records(made).disputed, out)
    return 0


def _readme(hands: Hands, record_id: int, out: Path) -> None:
    """Put the README's pictures into their folder."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, (who, page) in README.items():
        shutil.copyfile(picture_path(out, who, page), PICTURES / f"{name}.png")
    shutil.copyfile(out / "sign_in.png", PICTURES / "sign_in.png")
    shutil.copyfile(out / "first_run_5.png", PICTURES / "first_run.png")
    hands.sign_in("sergeant")
    hands.go("search")
    line = hands.page_as(SearchPage).findChild(QLineEdit)
    if not isinstance(line, QLineEdit):
        raise NotThere("the line to search in")
    hands.type_into(line, "caravan")
    hands.press("Search")
    hands.picture(PICTURES / "search.png")
    paper = out / "contact-log.pdf"
    save_pdf(hands, paper, ContactLogPrint(record_id))
    _picture_of_paper(paper, PICTURES / "printed_contact_log.png")


def _picture_of_paper(pdf: Path, picture: Path) -> None:
    document = QPdfDocument()
    if document.load(str(pdf)) is not QPdfDocument.Error.None_:
        raise NotThere("the printed contact log")
    page = document.render(0, ON_PAPER)
    paper = QImage(page.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, page)
    painter.end()
    paper.save(str(picture))
    document.close()


if __name__ == "__main__":
    sys.exit(main())
