"""One's own account or feedback on a year of the partnership: write it, save it, sign it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ssp_desktop.errors import UserError
from ssp_desktop.services import evaluation_voices
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.evaluation_voices import OwnVoice, form_of
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.widgets import breakable, primary_button, secondary_button

_HELP = "Only to sign. It makes this your signature about what you wrote."
_CHANGED = (
    "What you wrote has changed since you signed it. The signature was about what it said then: "
    "sign it again when it is finished."
)


class EvaluationVoicePage(RecordForm):
    """The form of the reader's own role; nobody else reads it until it is signed."""

    title = "Your words on the partnership"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, desk, place)
        self.opened: OwnVoice | None = None
        self.password = PasswordQuestion("Your password", _HELP)
        self.password.entered.connect(self.save_and_sign)
        self.refresh()

    def refresh(self) -> None:
        """Read it, once: what is typed is never read over."""
        if self.opened is None:
            self.desk.run(
                evaluation_voices.open_own, self.place.record_id, done=self._show, failed=self.failed
            )

    def _show(self, opened: OwnVoice) -> None:
        if self.opened is not None:
            return
        self.opened = opened
        shown = opened.shown
        year = AcademicYear(opened.year).label
        self.set_title(breakable(f"{shown.voice.label}: {opened.school}, {year}"))
        self.show_form(
            form_of(shown.voice),
            shown.values,
            shown.revision,
            (
                primary_button("Save and sign", self.save_and_sign),
                secondary_button("Save, and sign it later", self.save),
                secondary_button("Cancel", self.cancel),
            ),
        )
        self.body.insertWidget(self.body.count() - 1, self.password)
        self.set_intro(
            _CHANGED
            if shown.was_signed
            else "Nobody else reads this until you sign it. Then all who sign the evaluation do."
        )

    def save(self) -> None:
        """Store what is written, to be signed later."""
        self._store(self._saved_only)

    def save_and_sign(self) -> None:
        """Store what is written and sign it."""
        if not self.password.text:
            self.failed(UserError("Your password is missing.", "Type it, then sign."))
            self.password.line.setFocus()
            return
        if self.opened is not None and self.opened.shown.revision and not self.changed:
            self.allow(False)
            self._sign(self.opened)
        else:
            self._store(self._sign)

    def _store(self, then: Callable[[OwnVoice], None]) -> None:
        self.desk.run(
            evaluation_voices.save_own,
            self.place.record_id,
            self.begin(),
            based_on=self.revision,
            done=partial(self._stored_now, then),
            failed=self.failed,
            receiver=self,
        )

    def _stored_now(self, then: Callable[[OwnVoice], None], opened: OwnVoice) -> None:
        """Go on from what is stored: a signature that is refused does not save it a second time."""
        self.opened = opened
        self.revision = opened.shown.revision
        if self.form is not None:
            self._stored = self.form.values()
        then(opened)

    def _saved_only(self, opened: OwnVoice) -> None:
        words = f"{opened.shown.voice.label}: saved, not signed yet."
        self.saved(f"{words} {_CHANGED}" if opened.shown.was_signed else words)

    def _sign(self, opened: OwnVoice) -> None:
        self.desk.run(
            evaluation_voices.sign_own,
            self.password.text,
            self.place.record_id,
            opened.shown.revision,
            done=lambda _nothing: self.saved(f"{opened.shown.voice.label}: signed."),
            failed=self._refused,
            receiver=self,
        )

    def _refused(self, error: UserError) -> None:
        self.password.set_wrong(True)
        self.failed(error)

    def saved(self, words: str) -> None:
        """Go back to the evaluation and say so."""
        self.forget()
        self.password.clear()
        self.desk.go("evaluation", self.place.record_id, saved=words)
