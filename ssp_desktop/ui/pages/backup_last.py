"""The card at the top of the page "Backup and restore": how the last copy went, and where it leads on."""

from __future__ import annotations

from functools import partial

from ssp_desktop.security.permissions import Action
from ssp_desktop.services.backup_overview import BackupState
from ssp_desktop.ui.desk import Desk
from ssp_desktop.ui.pages.backup_words import state_rows
from ssp_desktop.ui.widgets import Card, KeyValueTable, button_row, secondary_button


class LastBackup(Card):
    """The last backup, in a table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("The last backup")
        self.rows = KeyValueTable()
        self.add(self.rows)
        buttons = [secondary_button("Check the store", partial(desk.go, "check_store"))]
        if desk.may(Action.STORE_MOVE):
            buttons.append(secondary_button("Move to a new PC", partial(desk.go, "move_store")))
        self.add(button_row(*buttons))

    def show_state(self, state: BackupState, copies: int) -> None:
        """Show how it stands."""
        self.rows.set_rows(list(state_rows(state, copies)))
