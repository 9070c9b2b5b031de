"""Print and save: the preview, the recipient, the numbered copy, and what stands in the audit log of it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from ssp_desktop.services import audit_log, contact_logs
from ssp_desktop.services.audit_log import AuditFilter, AuditLine
from ssp_desktop.services.print_requests import ContactLogPrint, RegisterPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.print import PrintPage
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.pages.conftest import DeskFor
from tests.pages.looking import visible_text, without_name
from tests.stores import Store, contact_values

LOG = Place("print", None, {"request": ContactLogPrint(1)})
REGISTER = Place("print", None, {"period": RegisterPrint})


@pytest.fixture(autouse=True)
def _no_answers_left() -> None:
    dialogs.answers.clear()


@pytest.fixture
def desk(store: Store, desk_for: DeskFor) -> Desk:
    contact_logs.submit(store.sign_in("officer"), contact_values(), partnership_id=1)
    return desk_for("officer")


def page_of(qtbot: QtBot, desk: Desk, place: Place = LOG) -> PrintPage:
    page = PrintPage(desk, place)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    if place is not REGISTER:
        qtbot.waitUntil(page.print_button.isEnabled, timeout=20_000)
    return page


def disclosures(signed_in: SignedIn) -> list[AuditLine]:
    return list(audit_log.page(signed_in, AuditFilter(event=AuditEvent.DISCLOSED)))


def sergeants_disclosures(store: Store) -> list[AuditLine]:
    return disclosures(store.sign_in("sergeant"))


def words_in(pdf: bytes) -> str:
    return "\n".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_preview_is_marked_paged_and_readable_aloud(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    view = page.preview.view
    count = page.preview.page_count
    assert count > 1
    assert page.preview.where.text() == f"Page 1 of {count}"
    assert "PREVIEW, NOT FOR USE" in view.accessibleDescription()
    assert "CL-2026-00001" in view.accessibleDescription()
    page.preview.next.click()
    qtbot.waitUntil(lambda: page.preview.page == 2)
    assert view.accessibleName() == f"Preview, page 2 of {count}"
    page.preview.larger.click()
    before = view.zoomFactor()
    page.preview.smaller.click()
    assert view.zoomFactor() < before
    assert without_name(page) == []


def test_nothing_leaves_without_a_recipient(qtbot: QtBot, store: Store, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    page.save_button.click()
    assert page.questions.rows["recipient"].error == "Say whom this copy is for."
    assert [each.text() for each in page.questions.summary.links] == ["Say whom this copy is for."]
    page.print_button.click()
    assert dialogs.answers.asked == []
    assert sergeants_disclosures(store) == []


def test_a_saved_copy_has_number_recipient_and_its_trace(
    qtbot: QtBot, store: Store, desk: Desk, tmp_path: Path
) -> None:
    page = page_of(qtbot, desk)
    path = tmp_path / "copy.pdf"
    page.questions.rows["recipient"].set_value("Ms Example-Whitlock, SPOC")
    page.questions.rows["purpose"].set_value("Review meeting")
    dialogs.answers.set_next_file_name(path)
    page.save_button.click()
    qtbot.waitUntil(lambda: not page.notice.isHidden(), timeout=20_000)
    assert "Copy 1 is saved." in page.notice.message
    assert "disclosed to Ms Example-Whitlock, SPOC" in page.notice.message
    words = words_in(path.read_bytes())
    assert "PREVIEW" not in words
    assert "Ms Example-Whitlock, SPOC" in words
    (line,) = sergeants_disclosures(store)
    assert line.detail == "copy 1 saved for Ms Example-Whitlock, SPOC; purpose: Review meeting"


def test_the_suggested_name_holds_a_reference_and_no_name(
    qtbot: QtBot, store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        dialogs, "choose_file_to_save", lambda _page, _title, _kinds, name: asked.append(name)
    )
    page = page_of(qtbot, desk)
    page.questions.rows["recipient"].set_value("Ms Example-Whitlock")
    page.save_button.click()
    assert asked == ["CL-2026-00001.pdf"]
    assert sergeants_disclosures(store) == []


def test_a_printed_copy_has_every_page(qtbot: QtBot, store: Store, desk: Desk, tmp_path: Path) -> None:
    page = page_of(qtbot, desk)
    path = tmp_path / "printed.pdf"

    def printer() -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        return made

    page.make_printer = printer
    dialogs.answers.set_next_answer(True)
    page.questions.rows["recipient"].set_value("Ms Example-Whitlock, SPOC")
    page.print_button.click()
    qtbot.waitUntil(lambda: not page.notice.isHidden(), timeout=30_000)
    assert f"Copy 1 was sent to the printer: {page.preview.page_count} pages." in page.notice.message
    printed = pypdf.PdfReader(path)
    assert len(printed.pages) == page.preview.page_count
    assert all(each.images for each in printed.pages)
    (line,) = sergeants_disclosures(store)
    assert line.detail == "copy 1 printed for Ms Example-Whitlock, SPOC"


def test_cancel_at_the_printer_discloses_nothing(qtbot: QtBot, store: Store, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    dialogs.answers.set_next_answer(False)
    page.questions.rows["recipient"].set_value("Ms Example-Whitlock, SPOC")
    page.print_button.click()
    assert page.notice.isHidden()
    assert sergeants_disclosures(store) == []


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = page_of(qtbot, desk)
    page.questions.rows["recipient"].set_value("Ms Example-Whitlock, SPOC")
    dialogs.answers.set_next_file_name(tmp_path / "gone" / "copy.pdf")
    page.save_button.click()
    qtbot.waitUntil(lambda: not page.notice.isHidden(), timeout=20_000)
    assert "The file could not be saved: No such file or directory." in page.notice.message
    assert page.questions.values()["recipient"] == "Ms Example-Whitlock, SPOC"
    assert page.save_button.isEnabled()


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("31/02/2026", date(2026, 11, 30), "Enter day, month and four-digit year"),
        (None, date(2026, 11, 30), "Enter day, month and four-digit year"),
        (date(2026, 11, 30), date(2026, 11, 1), "The last day is before the first."),
    ],
)
def test_a_register_asks_for_a_period_that_can_be(
    qtbot: QtBot, desk: Desk, first: date | str | None, last: date, told: str
) -> None:
    page = page_of(qtbot, desk, REGISTER)
    assert page.period is not None
    page.period.rows["first_day"].set_value(first)
    page.period.rows["last_day"].set_value(last)
    page.period.button.click()
    assert told in page.period.summary.links[0].text()
    assert page.preview.page_count == 0
    assert not page.print_button.isEnabled()


def test_a_register_of_a_period_is_shown_and_comes_back(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk, REGISTER)
    assert page.period is not None
    page.period.button.click()
    qtbot.waitUntil(page.print_button.isEnabled, timeout=20_000)
    words = page.preview.view.accessibleDescription()
    assert "1 November 2026 to 17 November 2026" in words
    assert "CL-2026-00001" in words
    again = page_of(qtbot, desk, page.place)
    assert again.preview.page_count == page.preview.page_count


def test_nothing_of_the_document_stays_after_leaving(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    page.leaving()
    assert page.preview.page_count == 0
    assert page.preview.view.accessibleDescription() == ""
    assert not page.save_button.isEnabled()


def test_the_school_prints_its_own_view(qtbot: QtBot, store: Store, desk: Desk, desk_for: DeskFor) -> None:
    page = page_of(qtbot, desk_for("spoc"))
    everything = [page.preview.view.accessibleDescription()]
    while page.preview.next.isEnabled():
        page.preview.step(1)
        everything.append(page.preview.view.accessibleDescription())
    assert "CANARY-OFFICER-ONLY" not in "\n".join(everything)
    assert "Print a contact log" in visible_text(page)


def test_making_the_preview_can_be_stopped(qtbot: QtBot, desk: Desk) -> None:
    page = PrintPage(desk, LOG)
    qtbot.addWidget(page)
    page.work.stop.click()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert page.notice.message.startswith("Information: Stopped.")
    assert page.preview.page_count == 0
