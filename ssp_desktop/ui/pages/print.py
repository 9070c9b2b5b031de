"""Print and save: first the preview, then for whom; the numbered copy goes to a printer or into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.services import leaving_copies, partnerships, printing
from ssp_desktop.services.clock import local_date
from ssp_desktop.services.disclosures import Way
from ssp_desktop.services.print_material import PeriodPrint, PrintRequest
from ssp_desktop.services.print_requests import RegisterPrint
from ssp_desktop.services.printing import Prepared
from ssp_desktop.ui import dialogs, theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.long_work import LongWork
from ssp_desktop.ui.pages.print_output import print_pages
from ssp_desktop.ui.pages.print_preview import Preview
from ssp_desktop.ui.pages.print_request import CopyQuestions, PeriodQuestions
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    PageFrame,
    button_row,
    muted_text,
    primary_button,
    secondary_button,
)

_BESIDE_FROM_EM = 62
_QUESTIONS_EM = 22
_PREVIEW_EM = 26
_PREVIEW_MARK = " preview.pdf"
_SAVED_ADVICE = (
    "A saved PDF lies outside the encrypted store. Keep it where only those who need it can read it."
)


class PrintPage(PageFrame):
    """The preview of one document, and the two ways in which a copy leaves the program.

    The place holds the ``request``, or the kind of list (``period``, a ``PeriodPrint``) whose days are asked
    first.
    """

    title = "Print"

    def __init__(self, desk: Desk, place: Place) -> None:
        self._wanted: PrintRequest | None = place.extra.get("request")
        self._list: type[PeriodPrint] = place.extra.get("period", RegisterPrint)
        super().__init__(
            (self._wanted or self._list).page_title, [secondary_button("Back", desk.back)], fills=True
        )
        self.desk = desk
        self.place = place
        self._previewed: Prepared | None = None
        self.make_printer: Callable[[], QPrinter] = lambda: QPrinter(QPrinter.PrinterMode.HighResolution)
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.add(self.notice)
        self.period: PeriodQuestions | None = None
        if self._wanted is None:
            self._ask_period()
        self.work = LongWork()
        self.work.stopped.connect(self._stopped)
        self.add(self.work)
        self.preview = Preview()
        self.preview.setMinimumHeight(theme.theme().em(_PREVIEW_EM))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.theme().em(1.2))
        self._body.addWidget(self.preview, 1)
        self._body.addWidget(self._copy_card())
        self.body.addLayout(self._body, 1)
        self._allow(False)
        self.refresh()

    # --- what is shown

    def refresh(self) -> None:
        """Make the preview again, when it is known of what."""
        if self._wanted is not None:
            self._show_preview(self._wanted)

    def leaving(self) -> None:
        """Forget the document: nothing of it stays on the screen or in memory."""
        self.work.token.cancel()
        self.work.end()
        self.preview.clear()
        self._previewed = None
        self._allow(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the questions beside the preview, or below it where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.theme().em(_BESIDE_FROM_EM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(down if narrow else across)
        self._card.setMaximumWidth(self.width() if narrow else theme.theme().em(_QUESTIONS_EM))

    def _ask_period(self) -> None:
        self.period = PeriodQuestions(self._list, local_date(self.desk.signed_in.clock()))
        self.period.asked.connect(self._show_preview)
        card = Card("Which period")
        card.add(self.period)
        self.add(card)
        self.desk.run(partnerships.schools, done=self.period.set_schools)

    def _copy_card(self) -> QWidget:
        self._card = Card("Make a copy")
        self.questions = CopyQuestions()
        self._card.add(self.questions)
        self.print_button = primary_button("Print …", self.print)
        self.save_button = secondary_button("Save as PDF …", self.save)
        self._card.add(button_row(self.print_button, self.save_button))
        self._card.add(
            muted_text("Each copy has a number. Number, recipient and purpose stand in the audit log.")
        )
        self._card.add(muted_text(_SAVED_ADVICE))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)
        return side

    def _show_preview(self, wanted: PrintRequest) -> None:
        self._wanted = wanted
        self.place = Place(self.place.page, None, {**self.place.extra, "request": wanted})
        self.notice.hide()
        self._allow(False)
        self.preview.clear()
        self.work.begin("Making the preview")
        self.desk.run(printing.preview, wanted, done=self._prepared, failed=self._failed)

    def _prepared(self, prepared: Prepared) -> None:
        self._previewed = prepared
        self._render(prepared, self._previewed_now)

    def _previewed_now(self, pdf: bytes) -> None:
        self.work.end()
        self.preview.show_pdf(pdf)
        self._allow(True)
        self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    # --- what leaves the program

    def print(self) -> None:
        """Ask for the printer, then number the copy and print it."""
        answers = self.questions.answered()
        if answers is None:
            return
        printer = self.make_printer()
        if dialogs.choose_printer(self, printer):
            self._disclose("printed", answers, lambda prepared, pdf: self._to_printer(prepared, pdf, printer))

    def save(self) -> None:
        """Ask for the file, then number the copy and write it."""
        answers = self.questions.answered()
        if answers is None or self._previewed is None:
            return
        name = self._previewed.suggested_file_name.removesuffix(_PREVIEW_MARK).removesuffix(".pdf") + ".pdf"
        path = dialogs.choose_file_to_save(self, "Save as PDF", "PDF file (*.pdf)", name)
        if path is not None:
            self._disclose("saved", answers, lambda prepared, pdf: self._to_file(prepared, pdf, path))

    def _disclose(self, way: Way, answers: tuple[str, str], then: Callable[[Prepared, bytes], None]) -> None:
        self.notice.hide()
        self._allow(False)
        self.work.begin("Making the copy")
        self.desk.run(
            printing.disclose,
            self._wanted,
            *answers,
            way,
            done=lambda prepared: self._render(prepared, lambda pdf: then(prepared, pdf)),
            failed=self._failed,
            receiver=self,
        )

    def _render(self, prepared: Prepared, done: Callable[[bytes], None]) -> None:
        token = self.work.token
        self.desk.tasks.run_aside(
            printing.render,
            prepared,
            self.work.report,
            lambda: token.cancelled,
            done=done,
            failed=self._failed,
            receiver=self,
            token=token,
        )

    def _to_printer(self, prepared: Prepared, pdf: bytes, printer: QPrinter) -> None:
        printer.setDocName(prepared.suggested_file_name)
        token = self.work.begin("Printing")

        def work() -> int:
            return print_pages(pdf, printer, self.work.report, lambda: token.cancelled)

        self.desk.tasks.run_aside(
            work,
            done=lambda pages: self._done(
                prepared, f"Copy {prepared.copy_number} was sent to the printer", pages
            ),
            failed=self._failed,
            receiver=self,
        )

    def _to_file(self, prepared: Prepared, pdf: bytes, path: Path) -> None:
        self.desk.tasks.run_aside(
            leaving_copies.save,
            self.desk.signed_in,
            path,
            pdf,
            done=lambda _path: self._done(prepared, f"Copy {prepared.copy_number} is saved", 0),
            failed=self._failed,
            receiver=self,
        )

    def _done(self, prepared: Prepared, words: str, pages: int) -> None:
        self.work.end()
        self._allow(True)
        sheets = {0: "", 1: ": 1 page"}.get(pages, f": {pages:,} pages")
        text = f"It stands in the audit log as disclosed to {prepared.spec.stamp.recipient}."
        self._tell(Tone.SUCCESS, f"{words}{sheets}.", text)

    # --- what goes wrong

    def _failed(self, error: Any) -> None:
        self.work.end()
        self._allow(self.preview.page_count > 0)
        if isinstance(error, UserError):
            self._tell(Tone.ERROR, error.what_happened, error.what_to_do)
        else:
            self.desk.tasks.tell(error)

    def _stopped(self) -> None:
        self._allow(self.preview.page_count > 0)
        self._tell(
            Tone.INFORMATION, "Stopped.", "A copy that already had its number keeps it in the audit log."
        )

    def _tell(self, tone: Tone, title: str, text: str) -> None:
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
        self.notice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.ensureWidgetVisible(self.notice)
