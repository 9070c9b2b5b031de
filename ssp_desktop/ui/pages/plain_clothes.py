"""An authority to work in plain clothes, to give and to sign."""

from __future__ import annotations

from dataclasses import replace

from ssp_desktop.errors import UserError
from ssp_desktop.forms.equipment import asked_plainly
from ssp_desktop.forms.plain_clothes_authority import PLAIN_CLOTHES_AUTHORITY
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import plain_clothes
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.widgets import primary_button, secondary_button

_SECTIONS = tuple(
    replace(section, fields=asked_plainly(section.fields)) for section in PLAIN_CLOTHES_AUTHORITY.sections
)


class PlainClothesPage(RecordForm):
    """The place's record is the school."""

    title = "Authorise plain clothes"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.password = PasswordQuestion(
            help_text="You sign with it. The officer wears the protective equipment all the same."
        )
        self.refresh()

    def refresh(self) -> None:
        """There is nothing to read: an authority is given once, and not changed."""
        if self.form is None:
            self.show_form(
                replace(PLAIN_CLOTHES_AUTHORITY, sections=_SECTIONS),
                empty_values(PLAIN_CLOTHES_AUTHORITY),
                0,
                (primary_button("Authorise and sign", self.save), secondary_button("Cancel", self.cancel)),
            )
            self.body.insertWidget(self.body.count() - 1, self.password)

    def save(self) -> None:
        """Sign, or show what has to be put right."""
        if not self.password.text:
            self.failed(UserError("Your password is missing.", "Type it, then sign."))
            self.password.set_wrong(True)
            return
        self.desk.run(
            plain_clothes.authorise,
            self.password.text,
            self.place.record_id,
            self.begin(),
            done=self._signed,
            failed=self.failed,
            receiver=self,
        )

    def _signed(self, _record: int) -> None:
        self.forget()
        self.password.clear()
        self.desk.go("equipment", self.place.record_id, saved="The authority is signed.")
