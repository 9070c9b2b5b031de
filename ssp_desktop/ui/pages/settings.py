"""Settings: what was acknowledged at set-up, how the store is protected, which version runs. To be read."""

from __future__ import annotations

from ssp_desktop import __version__
from ssp_desktop.services import presets, store_settings
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.store_settings import StoreFacts
from ssp_desktop.store_folder import MOVE_IT
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Card, KeyValueTable, Notice, PageFrame, body_text

_PROTECTED = (
    "The records are encrypted. Each person's password opens them only together with a secret in this PC's "
    "credential store, under this Windows or Linux account. The recovery key opens them without either."
)
_WEAKER = "Whoever has a copy of the disk can try passwords for these accounts. Ask your IT support."


class SettingsPage(PageFrame):
    """The store's facts, for everybody."""

    title = "About this store"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="What was set when the records were set up. It can be read here.")
        self.desk = desk
        self.place = place
        self.notice = Notice(Tone.WARNING, "")
        self.folder_notice = Notice(Tone.ERROR, "")
        for each in (self.folder_notice, self.notice):
            self.add(each)
            each.hide()
        self.data = KeyValueTable()
        self.store = KeyValueTable()
        self.about = KeyValueTable([("Program", "SSP Desktop"), ("Version", __version__)])
        for title, table in (("Whose data this is", self.data), ("The store", self.store)):
            card = Card(title)
            card.add(table)
            self.add(card)
        protection = Card("How the records are protected")
        protection.add(body_text(_PROTECTED))
        self.add(protection)
        about = Card("About")
        about.add(self.about)
        self.add(about)
        self.refresh()

    def refresh(self) -> None:
        """Read the settings again."""
        self.desk.run(store_settings.read, done=self._show)

    def leaving(self) -> None:
        """Nothing is typed here."""

    def _show(self, facts: StoreFacts) -> None:
        acknowledged = in_words(facts.acknowledged_at) if facts.acknowledged_at else ""
        self.data.set_rows(
            [
                ("Data controller", facts.controller),
                ("Data protection impact assessment (DPIA)", facts.dpia_reference),
                ("Data sharing agreement (DSA)", facts.dsa_reference),
                ("Acknowledged on", acknowledged),
            ]
        )
        rows = [
            ("Force", presets.load_preset(facts.preset).title),
            ("Set up on", in_words(facts.created_at)),
            ("Store number", facts.store_id),
            ("Folder", str(self.desk.signed_in.folder)),
        ]
        if facts.demo:
            rows.insert(0, ("Kind", "Demonstration: every record is invented"))
        self.store.set_rows(rows)
        self.folder_notice.setVisible(bool(facts.unsafe_folder))
        if facts.unsafe_folder:
            title = f"The records lie in a folder that {facts.unsafe_folder}."
            self.folder_notice.show_message(Tone.ERROR, title, MOVE_IT)
        count = facts.password_only_accounts
        self.notice.setVisible(bool(count))
        if count:
            whose = "1 account opens" if count == 1 else f"{count} accounts open"
            self.notice.show_message(Tone.WARNING, f"{whose} with a password alone.", _WEAKER)
