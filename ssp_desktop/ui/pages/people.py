"""People: everybody who has an account, for whoever may administer accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import accounts, presets
from ssp_desktop.services.accounts import AccountLine
from ssp_desktop.services.clock import in_words
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.export import offer_export
from ssp_desktop.ui.record_table import Column, RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import PageFrame, Tag, primary_button
from ssp_desktop.vocabulary.people import AccountState, Role

COLUMNS = (
    Column("name", "Name", 22),
    Column("role", "Role", 22),
    Column("state", "State", 14),
    Column("school", "School", 18),
    Column("user_name", "User name", 12),
    Column("last", "Last signed in", 20),
)
_TAGS = {
    AccountState.INVITED: Tag("Has a code", Tone.INFORMATION),
    AccountState.ACTIVE: Tag("Active", Tone.SUCCESS),
    AccountState.RESETTING: Tag("Password reset", Tone.WARNING),
    AccountState.DISABLED: Tag("Disabled", Tone.NEUTRAL),
}
_EXPIRED = Tag("Code expired", Tone.ERROR)


def state_tag(line: AccountLine, now: datetime) -> Tag:
    """Return where an account stands, in words and a tint; a code that ran out counts."""
    if line.code_expires_at is not None and line.code_expires_at <= now:
        return _EXPIRED
    return _TAGS[line.state]


def role_words(line: AccountLine, titles: dict[str, str]) -> str:
    """Return the role in the force's words, and the right of administration if it comes on top."""
    title = titles.get(line.role.value, line.role.label)
    extra = line.administrator and line.role is not Role.ADMINISTRATOR
    return f"{title}, administration" if extra else title


@dataclass(frozen=True)
class _Row:
    id: int
    name: str
    role: str
    state: Tag
    school: str
    user_name: str
    last: str


class PeoplePage(PageFrame):
    """The list of accounts."""

    title = "People"

    def __init__(self, desk: Desk, place: Place) -> None:
        may_add = desk.may(Action.ACCOUNT_ADMIN)
        super().__init__(
            self.title,
            [primary_button("Add a person", partial(desk.go, "account"))] if may_add else [],
            intro="Everybody who has an account here. Open a person to reset, disable or change the account.",
            fills=True,
        )
        self.desk = desk
        self.place = place
        self._titles = dict(presets.load_preset(desk.signed_in.preset).roles)
        self.table = RecordTable(COLUMNS, name="People", empty="There is nobody here yet.")
        self.table.activated.connect(lambda account_id: desk.go("account", account_id))
        self.add(self.table, 1)
        self.export = offer_export(self, desk, "people")
        follow(desk, self, self.refresh, accounts.NOUN)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(accounts.people, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, found: tuple[AccountLine, ...]) -> None:
        now = self.desk.signed_in.clock()
        self.table.set_rows([self._row(each, now) for each in found])

    def _row(self, line: AccountLine, now: datetime) -> _Row:
        last = in_words(line.last_signed_in_at) if line.last_signed_in_at else "Never"
        role = role_words(line, self._titles)
        return _Row(line.id, line.display_name, role, state_tag(line, now), line.school, line.user_name, last)
