"""Body-worn video at a school: what must be in place, who has signed, what was viewed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import bwv_viewings, confidentiality_agreements, partnerships
from ssp_desktop.services.bwv_viewings import BwvState
from ssp_desktop.services.confidentiality_agreements import WORDS, Agreement
from ssp_desktop.services.partnerships import School
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.column import PageColumn, column_anew
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.parts.school_choice import SchoolChoice
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    Notice,
    PageFrame,
    Tag,
    body_text,
    button_row,
    primary_button,
    secondary_button,
)

_SIGNED = (
    Column("name", "Name", 26),
    Column("role", "Job", 26),
    Column("signed_on", "Signed on", 12),
    Column("reference", "How", 24),
    Column("state", "State", 12),
)
_VIEWED = (
    Column("viewed_on", "Date", 11),
    Column("reference", "Reference", 14),
    Column("footage_reference", "Footage", 20),
    Column("viewers", "Who viewed it", 40),
)


class BwvViewingsPage(PageFrame):
    """``place.extra``: ``partnership_id`` is the school; ``saved`` is said once as a success."""

    title = "Body-worn video"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(
            self.title,
            [secondary_button("All activities", partial(desk.go, "activities"))],
            intro="School staff may view footage only when all four preconditions are on record.",
        )
        self.desk = desk
        self.place = place
        self.state: BwvState | None = None
        self.notice = Notice(Tone.SUCCESS, "")
        self.notice.hide()
        self.schools = SchoolChoice()
        self.schools.hide()
        self.schools.chosen.connect(self._choose)
        self.contents = PageColumn()
        self.password: PasswordQuestion | None = None
        for each in (self.notice, self.schools, self.contents):
            self.add(each)
        said = str(place.extra.pop("saved", ""))
        if said:
            self.notice.show()
            self.notice.show_message(Tone.SUCCESS, said, "", say=True)
        offer = partial(offer_export, self, desk, filters=lambda: {"partnership_id": self.schools.school})
        self.export = offer("bwv_viewings", button="Export the viewings")
        self.agreements_export = offer("confidentiality_agreements", button="Export the agreements")
        follow(desk, self, self._read, "bwv_viewing", "confidentiality_agreement", "partnership")
        self.refresh()

    def refresh(self) -> None:
        """Read the schools, then the chosen one."""
        self.desk.run(partnerships.schools, done=self._show_schools)

    def _show_schools(self, schools: tuple[School, ...]) -> None:
        self.schools.set_schools(schools, self.place.extra.get("partnership_id"))
        self._read()

    def _choose(self, partnership_id: int) -> None:
        self.place.extra["partnership_id"] = partnership_id
        self._read()

    def _read(self) -> None:
        if self.schools.school is not None:
            self.desk.run(bwv_viewings.overview, self.schools.school, done=self._show)

    def _show(self, state: BwvState) -> None:
        self.state = state
        self.password = None
        self.contents = column_anew(self, self.contents)
        self.contents.fill(self._parts(state))

    def _parts(self, state: BwvState) -> Iterator[QWidget]:
        if state.missing:
            yield Notice(
                Tone.ERROR,
                "No footage may be shown yet",
                f"Missing in the partnership record: {', '.join(state.missing)}.",
            )
        else:
            yield Notice(
                Tone.SUCCESS,
                "Protocol, data sharing agreement and privacy impact assessment are on record",
                "Each viewer also signs a confidentiality agreement first.",
            )
        yield self._agreements(state)
        if self.desk.may(Action.BWV_AGREE) and not self._has_signed(state):
            yield self._own_agreement()
        yield self._viewings(state)

    def _has_signed(self, state: BwvState) -> bool:
        own = self.desk.actor.display_name
        return any(each.by_key and each.is_valid and each.name == own for each in state.agreements)

    def _agreements(self, state: BwvState) -> Card:
        card = Card("Confidentiality agreements")
        table = RecordTable(_SIGNED, name="Confidentiality agreements", empty="Nobody has signed one yet.")
        table.set_rows([_signed(each) for each in state.agreements])
        card.add(table)
        if self.desk.may(Action.ACTIVITY_WRITE):
            go = partial(self.desk.go, "confidentiality_agreement", state.partnership_id)
            card.add(button_row(secondary_button("Record a paper agreement", go)))
        return card

    def _own_agreement(self) -> Card:
        card = Card("Your confidentiality agreement")
        card.add(body_text(WORDS))
        self.password = PasswordQuestion("Your password", "It makes this your signature.")
        self.password.entered.connect(self.agree)
        card.add(self.password)
        card.add(button_row(primary_button("Sign the agreement", self.agree)))
        return card

    def agree(self) -> None:
        """Sign one's own agreement."""
        if self.password is None:
            return
        self.desk.run(
            confidentiality_agreements.agree,
            self.password.text,
            done=self._agreed,
            failed=self._refused,
            receiver=self,
        )

    def _agreed(self, _record: int) -> None:
        self.notice.show()
        self.notice.show_message(Tone.SUCCESS, "You have signed the confidentiality agreement.", "", say=True)

    def _refused(self, error: UserError) -> None:
        self.notice.show()
        self.notice.show_problem(error)
        if self.password is not None:
            self.password.set_wrong(True)

    def _viewings(self, state: BwvState) -> Card:
        card = Card("Viewings")
        table = RecordTable(_VIEWED, name="Viewings", empty="No footage has been viewed yet.")
        table.set_rows(state.viewings)
        table.activated.connect(partial(self.desk.go, "bwv_viewing"))
        card.add(table)
        if self.desk.may(Action.ACTIVITY_WRITE) and not state.missing:
            go = partial(self.desk.go, "bwv_viewing_edit", partnership_id=state.partnership_id)
            card.add(button_row(primary_button("Record a viewing", go)))
        return card


def _signed(each: Agreement) -> dict[str, object]:
    state = Tag("VALID", Tone.SUCCESS) if each.is_valid else Tag("INVALID", Tone.ERROR)
    return {
        "id": each.id,
        "name": each.name,
        "role": each.role,
        "signed_on": each.signed_on,
        "reference": each.reference,
        "state": state if each.by_key else Tag("On paper", Tone.NEUTRAL),
    }
