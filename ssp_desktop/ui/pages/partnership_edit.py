"""One partnership, to fill in: typed, or begun with what a schools file says about the school."""

from __future__ import annotations

from typing import Any

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.services import partnerships
from ssp_desktop.services.partnerships import OpenedPartnership
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.schools_file import School
from ssp_desktop.ui import theme
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.pages.partnership_schools_file import SchoolsFilePicker
from ssp_desktop.ui.pages.parts.record_form import tell_overtaken
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, announce, button_row, primary_button, secondary_button

_FORM_HEIGHT_EM = 24


class PartnershipForm(PageFrame):
    """The form of a new or a stored partnership. What was typed is kept when the page is left."""

    title = "Partnership"

    def __init__(self, desk: Desk, place: Place) -> None:
        new = place.record_id is None
        super().__init__("Add a school" if new else "Change the partnership", fills=True)
        self.desk = desk
        self.place = place
        self._stored: dict[str, Any] = {}
        self._seen: int | None = None
        self.notice = Notice(Tone.INFORMATION, "")
        self.notice.hide()
        self.add(self.notice)
        self.picker = SchoolsFilePicker(desk.tasks)
        self.picker.picked.connect(self._fill)
        self.add(self.picker)
        self.form = FormView(
            PARTNERSHIP,
            show_police=desk.actor.audience == "police",
            people=desk.people,
            wording=desk.wording,
        )
        self.form.setMinimumHeight(theme.theme().em(_FORM_HEIGHT_EM))
        self.add(self.form, 1)
        self.save_button = primary_button("Save", self.save)
        for each in (self.picker, self.save_button):
            each.setVisible(not desk.signed_in.for_reading)
        self.form.set_read_only(desk.signed_in.for_reading)
        self.add(button_row(self.save_button, secondary_button("Cancel", self._cancel)))
        if new:
            self._stored = self.form.values()
            self._take_up()
        else:
            self.save_button.setEnabled(False)
            self.refresh()

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self._stored) and self.form.values() != self._stored

    def refresh(self) -> None:
        """Read the partnership again, unless something was typed."""
        if self.place.record_id is not None and not self.changed:
            self.desk.run(partnerships.open_partnership, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Keep what was typed with the place, so that coming back shows it again."""
        if not self._stored:
            return  # what was typed before is not on the screen yet: it stays as it came
        extra = {key: value for key, value in self.place.extra.items() if key not in {"typed", "seen"}}
        if self.changed:
            extra |= {"typed": self.form.typed(), "seen": self._seen}
        self.place = Place(self.place.page, self.place.record_id, extra)

    def save(self) -> None:
        """Store the answers as the next revision, or show what has to be put right."""
        self.save_button.setEnabled(False)
        self.form.clear_problems()
        self.desk.run(
            partnerships.save,
            self.form.values(),
            self.place.record_id,
            based_on=self._seen,
            done=self._saved,
            failed=self._failed,
        )

    def _show(self, opened: OpenedPartnership) -> None:
        self.form.set_values(opened.values)
        self._seen = self.place.extra.get("seen", opened.revision)
        self._stored = self.form.values()
        self.save_button.setEnabled(True)
        self._take_up()
        if self._seen != opened.revision:
            tell_overtaken(self.notice)

    def _take_up(self) -> None:
        """Show again what was typed before, and go to the question that somebody asked for."""
        typed, field = self.place.extra.get("typed"), self.place.extra.get("field")
        if typed:
            self.form.set_values(typed)
        if field:
            self.form.focus_field(field)

    def _saved(self, partnership_id: int) -> None:
        self._stored = {}
        self.place = Place(self.place.page, partnership_id, {})
        self.desk.go("partnership", partnership_id, saved=True)

    def _failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, ProblemsFound):
            self.form.show_problems(error.problems)
            return
        self.notice.show()
        self.notice.show_problem(error)
        self.scroll_area.ensureWidgetVisible(self.notice)

    def _cancel(self) -> None:
        self._stored = {}
        self.place = Place(self.place.page, self.place.record_id)
        self.desk.back()

    def _fill(self, school: School) -> None:
        self.form.set_values({**self.form.values(), **answers_of(school)})
        self.form.open_section("school")
        self.form.focus_field("school_name")
        announce(self, f"The details of {school.name} are filled in. Check them, then save.")


def answers_of(school: School) -> dict[str, Any]:
    """Return the partnership's answers that a schools file gives; what it does not give is left out."""
    found = {
        "school_name": school.name,
        "urn": school.urn,
        "school_type": school.school_type,
        "phase": school.phase,
        "address": school.address,
        "postcode": school.postcode,
        "telephone": school.telephone,
        "lowest_age": school.lowest_age,
        "highest_age": school.highest_age,
    }
    return {key: value for key, value in found.items() if value not in (None, "")}
