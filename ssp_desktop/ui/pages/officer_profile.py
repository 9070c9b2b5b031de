"""An officer's profile: rank, vetting, training, buddy and supervisor."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE, VETTING_YEARS
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import officer_profiles
from ssp_desktop.services.clock import day_in_words, local_date
from ssp_desktop.services.officer_profiles import WARNING_DAYS, years_on
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, button_row, primary_button, secondary_button

_FORM_HEIGHT_EM = 20


class OfficerProfilePage(PageFrame):
    """The profile of one account; without a record id, one's own."""

    title = "Officer's profile"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, fills=True)
        self.desk = desk
        self.place = place
        self._account_id = desk.actor.account_id if place.record_id is None else place.record_id
        names = {each.account_id: each.name for each in desk.people}
        self.set_title(f"{self.title}: {names.get(self._account_id, 'this person')}")
        self._stored: dict[str, Any] = {}
        self.vetting = Notice(Tone.INFORMATION, "")
        self.notice = Notice(Tone.SUCCESS, "")
        self.form = FormView(OFFICER_PROFILE, show_police=True, people=desk.people, wording=desk.wording)
        self.form.setMinimumHeight(theme.theme().em(_FORM_HEIGHT_EM))
        may_write = desk.may(Action.PROFILE_WRITE)
        self.form.set_read_only(not may_write)
        self.save_button = primary_button("Save", self.save)
        row = button_row(self.save_button, secondary_button("Back", desk.back))
        for each in (self.notice, self.vetting):
            self.add(each)
            each.hide()
        self.add(self.form, 1)
        self.add(row)
        self.save_button.setVisible(may_write)
        self.save_button.setEnabled(False)
        self.form.changed.connect(self._tell_vetting)
        self.refresh()

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self._stored) and self.form.values() != self._stored

    def refresh(self) -> None:
        """Read the profile again; what is typed and not saved stays."""
        if not self.changed:
            self.desk.run(officer_profiles.open_profile, self._account_id, done=self._show, failed=self._no)

    def leaving(self) -> None:
        """Keep what was typed and not saved in the place to come back to."""
        if self.changed:
            self.place = Place(self.place.page, self.place.record_id, {"typed": self.form.typed()})

    def save(self) -> None:
        """Store the profile, or show what has to be put right."""
        self.save_button.setEnabled(False)
        self.notice.hide()
        self.form.clear_problems()
        values = self.form.values()
        self.desk.run(officer_profiles.save, self._account_id, values, done=self._saved, failed=self._failed)

    def _show(self, values: dict[str, Any]) -> None:
        self.form.set_values(values)
        self._stored = self.form.values()
        self.save_button.setEnabled(True)
        typed = self.place.extra.get("typed")
        if typed:
            self.form.set_values(typed)
        self._tell_vetting()

    def _no(self, error: UserError) -> None:
        self.form.hide()
        self.save_button.hide()
        self.notice.show()
        self.notice.show_problem(error)

    def _saved(self, _nothing: object) -> None:
        self.place = Place(self.place.page, self.place.record_id)
        self._stored = self.form.values()
        self.save_button.setEnabled(True)
        self.notice.show()
        self.notice.show_message(Tone.SUCCESS, "The profile is saved.", say=True)
        bring_into_sight(self.notice, focus=True)

    def _failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, ProblemsFound):
            self.form.show_problems(error.problems)
            return
        self.notice.show()
        self.notice.show_problem(error)

    def _tell_vetting(self) -> None:
        vetted = self.form.values()["vetted_on"]
        if not isinstance(vetted, date):
            self.vetting.hide()
            return
        today = local_date(self.desk.signed_in.clock())
        self.vetting.show()
        self.vetting.show_message(*vetting_words(vetted, today))


def vetting_words(vetted_on: date, today: date) -> tuple[Tone, str, str]:
    """Return tone, title and text that say when vetting runs out (handbook 3.1.8: every three years)."""
    due = years_on(vetted_on, VETTING_YEARS)
    rule = f"It is reviewed every {VETTING_YEARS} years."
    if due < today:
        words = f"Vetting ran out on {day_in_words(due)}."
        return Tone.ERROR, words, f"Have it renewed, and ask whether the officer may go on meanwhile. {rule}"
    if (due - today).days <= WARNING_DAYS:
        return Tone.WARNING, f"Vetting runs out on {day_in_words(due)}.", f"Start the renewal now. {rule}"
    return Tone.INFORMATION, f"Vetting is good until {day_in_words(due)}.", rule
