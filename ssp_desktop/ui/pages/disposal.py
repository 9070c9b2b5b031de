"""One disposal: what it is about, who signed, and the second person's confirmation."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import disposal_views, disposals, retention
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.disposal_proof import CONFIRMED, Signed
from ssp_desktop.services.disposal_views import OpenedDisposal
from ssp_desktop.services.print_disposal import DisposalPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.retention_places import place_of
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    button_row,
    link_button,
    primary_button,
    secondary_button,
)

_FINAL = (
    "Read the record before you confirm. What it says is then deleted for good, with its revisions, "
    "signatures, photographs and drafts and with all that belongs to it alone. Nobody can bring it back."
)
_HELP = "Asked again, because the confirmation is signed."


class DisposalPage(PageFrame):
    """``place.record_id`` is the disposal's number."""

    title = "Disposal"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.opened: OpenedDisposal | None = None
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.add(self.notice)
        self.password = PasswordQuestion(help_text=_HELP)
        self.confirm = primary_button("Confirm and delete the content", self.save)
        self.refresh()

    def refresh(self) -> None:
        """Read the disposal, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                disposal_views.open_disposal, self.place.record_id, done=self._show, failed=self._not_opened
            )

    def save(self) -> None:
        """Sign the confirmation, or show what stands against it."""
        if self.opened is None:
            return
        self.password.set_wrong(False)
        self.confirm.setEnabled(False)
        self.desk.run(
            disposals.confirm,
            self.password.text,
            self.opened.id,
            based_on=self.opened.revision,
            done=self._confirmed,
            failed=self._refused,
        )

    def _show(self, opened: OpenedDisposal) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        self.set_intro("")
        self.set_title(f"{self.title}: {opened.reference}")
        if opened.fault:
            self._tell(Tone.ERROR, f"This disposal is INVALID. {opened.fault} Tell IT.")
        card = Card()
        table = KeyValueTable()
        table.set_rows(self._facts(opened))
        card.add(table)
        self.add(card)
        if opened.may_confirm:
            self._ask()
        elif opened.state == CONFIRMED:
            print_it = partial(self.desk.go, "print", request=DisposalPrint(opened.id))
            self.add(button_row(secondary_button("Print the certificate", print_it)))

    def _facts(self, opened: OpenedDisposal) -> list[tuple[str, str | QWidget]]:
        record: str | QWidget = opened.reference
        if opened.state != CONFIRMED and opened.happened_on is not None:
            there = place_of(opened.kind, opened.subject_id, opened.partnership_id, opened.happened_on)
            record = link_button(opened.reference, partial(self.desk.going.emit, there))
        rows: list[tuple[str, str | QWidget]] = [
            ("State", opened.state_in_words),
            ("Record", record),
            ("Kind", retention.label_of_kind(opened.kind)),
            ("School", opened.school),
            ("Date of the record", day_in_words(opened.happened_on) if opened.happened_on else "Not known"),
            ("Why it is no longer needed", opened.reason),
        ]
        given = (("Proposed by", opened.proposed), ("Confirmed by", opened.confirmed))
        rows += [(label, _signed_words(each)) for label, each in given if each is not None]
        if opened.photographs:
            label = "Photographs deleted" if opened.state == CONFIRMED else "Photographs that go with it"
            rows.append((label, str(opened.photographs)))
        if opened.again_at is not None:
            rows.append(("Disposed of again after a restore", in_words(opened.again_at)))
        return rows

    def _ask(self) -> None:
        card = Card("Confirm as the second person")
        card.add(Notice(Tone.WARNING, _FINAL))
        card.add(self.password)
        card.add(button_row(self.confirm, secondary_button("Go back", self.desk.back)))
        self.add(card)

    def _confirmed(self, reference: str) -> None:
        self.password.clear()
        self.desk.go("disposals", saved=f"{reference} was disposed of. What it said is deleted.")

    def _refused(self, error: UserError) -> None:
        self.confirm.setEnabled(True)
        self.notice.show()
        self.notice.show_problem(error)
        self.password.set_wrong(isinstance(error, WrongPassword))

    def _not_opened(self, error: UserError) -> None:
        self.set_intro("")
        self.notice.show()
        self.notice.show_problem(error)

    def _tell(self, tone: Tone, words: str) -> None:
        self.notice.show()
        self.notice.show_message(tone, words)


def _signed_words(signed: Signed) -> str:
    return f"{signed.signer}, {in_words(signed.at)}"
