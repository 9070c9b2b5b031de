"""Other records that name the same or a similar pupil: what is known, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from ssp_desktop.services.clock import day_in_words
from ssp_desktop.services.people import WINDOW_DAYS, EarlierContact, KnownPupil, Suggestion
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    LinkButton,
    StatusTag,
    body_text,
    breakable,
    button_row,
    link_button,
    muted_text,
    secondary_button,
)
from ssp_desktop.ui.widgets.text import heading, styled_text
from ssp_desktop.vocabulary.base import label_of
from ssp_desktop.vocabulary.contact import MatchDecision
from ssp_desktop.vocabulary.people import RoleInRecord

MOST_LINKS = 10


class EarlierCard(Card):
    """One block for each pupil.

    Signals:
        opened(int): the contact log whose link was pressed.
        decided(int, int, object): two person ids and the MatchDecision about them.
    """

    opened = Signal(int)
    decided = Signal(int, int, object)

    def __init__(self, pupils: Sequence[KnownPupil]) -> None:
        super().__init__("Other records of these pupils")
        self.links: list[LinkButton] = []
        for pupil in pupils:
            self._add_pupil(pupil)

    def _add_pupil(self, pupil: KnownPupil) -> None:
        self.add(heading(breakable(pupil.name), 3))
        self.add(StatusTag(count_in_words(pupil), Tone.WARNING if pupil.recent > 1 else Tone.NEUTRAL))
        if pupil.perhaps:
            more = "1 more" if pupil.perhaps == 1 else f"{pupil.perhaps} more"
            self.add(body_text(f"{more} in {WINDOW_DAYS} days, if the suggestions below are right."))
        if not pupil.contacts and not pupil.suggestions:
            self.add(muted_text("No earlier record names this pupil or anyone like them."))
        self._add_contacts(pupil.contacts)
        for suggestion in pupil.suggestions:
            self.add(self._suggestion(suggestion))

    def _add_contacts(self, contacts: Sequence[EarlierContact], card: Card | None = None) -> None:
        target = card or self
        for contact in contacts[:MOST_LINKS]:
            link = link_button(breakable(contact_in_words(contact)))
            link.clicked.connect(partial(self._follow, contact.contact_log_id))
            self.links.append(link)
            target.add(link)
        left = len(contacts) - MOST_LINKS
        if left > 0:
            target.add(muted_text(f"And {left:,} older. Search for the name to see all of them."))

    def _follow(self, record_id: int, *_: object) -> None:
        self.opened.emit(record_id)

    def _suggestion(self, suggestion: Suggestion) -> Card:
        card = Card(inner=True)
        born = f", born {day_in_words(suggestion.other_born)}" if suggestion.other_born else ""
        who = f"{suggestion.other_name}{born}"
        card.setAccessibleName(f"Perhaps the same person: {who}")
        card.add(styled_text("Perhaps the same person", "key"))
        card.add(heading(breakable(who), 3))
        card.add(body_text(f"Because: {'; '.join(suggestion.reasons)}."))
        self._add_contacts(suggestion.contacts, card)
        buttons = []
        for decision, words in (
            (MatchDecision.SAME, "Same person"),
            (MatchDecision.DIFFERENT, "Not the same person"),
        ):
            button = secondary_button(
                words, partial(self.decided.emit, suggestion.person_id, suggestion.other_id, decision)
            )
            button.setAccessibleName(f"{words}: {who}")
            buttons.append(button)
        card.add(button_row(*buttons))
        return card


def count_in_words(pupil: KnownPupil) -> str:
    """Return how often a pupil was named around this record, such as "3 contacts in 60 days"."""
    contacts = "1 contact" if pupil.recent == 1 else f"{pupil.recent} contacts"
    return f"{contacts} in {WINDOW_DAYS} days"


def contact_in_words(contact: EarlierContact) -> str:
    """Return one earlier record in a line: reference, day, what it was about, the pupil's role in it."""
    day = f", {day_in_words(contact.contact_date)}" if contact.contact_date else ""
    role = label_of(RoleInRecord, contact.role_in_record)
    return f"{contact.reference}{day}: {contact.subject} ({role})"
