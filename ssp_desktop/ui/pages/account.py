"""One account: a new one, or what can be done to one that is there."""

from __future__ import annotations

from ssp_desktop.services import accounts, presets
from ssp_desktop.services.accounts import AccountLine, Code
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.account_acts import AccountActs
from ssp_desktop.ui.pages.account_code import CodeCard
from ssp_desktop.ui.pages.account_new import NewAccount
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.people import state_tag
from ssp_desktop.ui.questions import bring_into_sight
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    StatusTag,
    button_row,
    secondary_button,
)

_YES_ADMINISTRATION = "Yes: may create and disable accounts"


class AccountPage(PageFrame):
    """Creates an account, or shows one with what can be done to it."""

    keeps_while_typing = True
    title = "Person"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__("Add a person" if place.record_id is None else self.title)
        self.desk = desk
        self.place = place
        self.notice = Notice(Tone.SUCCESS, "")
        self.add(self.notice)
        self.notice.hide()
        self.new: NewAccount | None = None
        self.acts: AccountActs | None = None
        self.code: CodeCard | None = None
        self.facts = KeyValueTable()
        self._facts_card = Card()
        self._facts_card.add(self.facts)
        self.add(self._facts_card)
        self._facts_card.hide()
        self._schools: tuple[tuple[int, str], ...] = ()
        if place.record_id is not None:
            follow(desk, self, self.refresh, accounts.NOUN)
        self.desk.run(accounts.schools, done=self._begin)

    def refresh(self) -> None:
        """Read the account again."""
        if self.place.record_id is not None:
            self.desk.run(accounts.people, done=self._show)

    def leaving(self) -> None:
        """Keep what was typed for a new account, without any password, in the place to come back to."""
        if self.new is not None:
            typed = {"typed": self.new.values()} if self.new.is_touched else {}
            self.place = Place(self.place.page, None, typed)

    def _begin(self, schools: tuple[tuple[int, str], ...]) -> None:
        self._schools = schools
        if self.place.record_id is not None:
            self.refresh()
            return
        self.new = NewAccount(self.desk, schools)
        typed = self.place.extra.get("typed")
        if typed:
            self.new.set_values(typed)
        self.new.made.connect(self._made)
        self.add(self.new)
        self.new.take_focus()

    def _made(self, code: Code) -> None:
        new, self.new = self.new, None
        self.place.extra.pop("typed", None)
        if new is not None:
            self.body.removeWidget(new)
            new.hide()
            new.deleteLater()
        self.set_title("The account is created")
        self.show_code(code)

    def show_code(self, code: Code) -> None:
        """Show an enrolment code; the one before disappears."""
        if self.code is not None:
            self.body.removeWidget(self.code)
            self.code.hide()
            self.code.deleteLater()
        else:
            self.add(button_row(secondary_button("Back to people", lambda: self.desk.go("people"))))
        self.code = CodeCard(code)
        # Above the buttons, and below what is known about the account.
        self.body.insertWidget(self.body.indexOf(self._facts_card) + 1, self.code)
        bring_into_sight(self.code.notice, focus=True)

    def tell(self, tone: Tone, title: str, text: str = "") -> None:
        """Say at the top what was done."""
        self.notice.show()
        self.notice.show_message(tone, title, text, say=True)
        bring_into_sight(self.notice, focus=True)

    def _show(self, found: tuple[AccountLine, ...]) -> None:
        line = next((each for each in found if each.id == self.place.record_id), None)
        if line is None:
            self.tell(Tone.ERROR, "This person is not in the store.", "Go back to the list and choose again.")
            return
        self.set_title(line.display_name)
        self.facts.set_rows(self._facts(line))
        self._facts_card.show()
        if self.acts is None:
            self.acts = AccountActs(self, self._schools)
            self.add(self.acts)
        self.acts.show_line(line)

    def _facts(self, line: AccountLine) -> list[tuple[str, str | StatusTag]]:
        tag = state_tag(line, self.desk.signed_in.clock())
        titles = dict(presets.load_preset(self.desk.signed_in.preset).roles)
        rows: list[tuple[str, str | StatusTag]] = [
            ("User name", line.user_name),
            ("Role", titles[line.role.value]),
            ("Administration", _YES_ADMINISTRATION if line.administrator else "No"),
            ("State", StatusTag(tag.word, tag.tone)),
            ("Last signed in", in_words(line.last_signed_in_at) if line.last_signed_in_at else "Never"),
        ]
        if line.school:
            rows.insert(2, ("School", line.school))
        if line.code_expires_at is not None:
            rows.append(("The enrolment code works until", in_words(line.code_expires_at)))
        return rows
