"""The cards of one school's storage: an assessment with its scores, a signed decision, the answered items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.storage_screen import ChecklistItem
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.storage import Assessment, OpenedStorage
from ssp_desktop.services.storage_assessments import bands_of, score
from ssp_desktop.services.storage_decisions import ShownStorageDecision
from ssp_desktop.services.storage_words import decided_item, found_words
from ssp_desktop.ui.pages.parts.reading import typed
from ssp_desktop.ui.pages.storage_tags import answer_tag, assessment_tag
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    FlowLayout,
    KeyValueTable,
    StatusTag,
    Tag,
    body_text,
    button_row,
    heading,
    muted_text,
    secondary_button,
)
from ssp_desktop.vocabulary.storage import ItemLevel


def tag_line(tag: Tag) -> QWidget:
    """Return a tag on a line of its own."""
    line = QWidget()
    FlowLayout(line).addWidget(StatusTag(tag.word, tag.tone))
    return line


def assessment_card(each: Assessment, preset: str, buttons: Sequence[QWidget]) -> Card:
    """Return one risk assessment: who made it, its review, each hazard with its risk before and after."""
    card = Card(each.party.label)
    if each.hidden:
        card.add(body_text("The police keep it." if each.exists else "The police have none yet."))
    elif not each.exists:
        card.add(body_text("There is none yet."))
    else:
        _fill(card, each, preset)
    if buttons:
        card.add(button_row(*buttons))
    return card


def _fill(card: Card, each: Assessment, preset: str) -> None:
    values = each.values
    card.add(tag_line(assessment_tag(each.review)))
    rows = [
        ("Made by", values["assessed_by"]),
        ("Made on", day_in_words(values["assessed_on"])),
        ("Review by", day_in_words(values["review_on"])),
    ]
    card.add(KeyValueTable(rows))
    bands = bands_of(preset)
    for number, row in enumerate(values["hazards"], start=1):
        inner = Card(inner=True)
        inner.setAccessibleName(f"Hazard {number}")
        inner.add(heading(f"{number}. {row['hazard']}", 3))
        before, after = score(row, "before", bands), score(row, "after", bands)
        told = [
            ("Who may be harmed", row["who_harmed"]),
            ("Without controls", before.words),
            ("Controls", row["controls"]),
            ("With controls", after.words),
        ]
        if row["further_action"]:
            due = day_in_words(row["action_due_on"])
            told.append(("Still to do", f"{row['further_action']} ({row['action_owner']}, by {due})"))
        inner.add(KeyValueTable(told))
        card.add(inner)


def decision_card(each: ShownStorageDecision, revision: int, printed: Callable[[], None] | None) -> Card:
    """Return a signed decision with whether it is valid, and whether it is about the checklist as it is."""
    card = Card(f"Decision: {each.choice.label.lower()}")
    card.add(tag_line(Tag("VALID", Tone.SUCCESS) if each.is_valid else Tag("INVALID", Tone.ERROR)))
    if each.fault:
        card.add(body_text(each.fault))
    if each.words:
        card.add(typed(each.words, "The sergeant's words"))
    about = f"Revision {each.revision} of the checklist"
    if each.revision != revision:
        about += ", which has changed since: it does not count any more"
    card.add(
        KeyValueTable([("Signed by", each.signer), ("Signed at", in_words(each.signed_at)), ("About", about)])
    )
    if printed is not None:
        card.add(button_row(secondary_button("Print the decision", printed)))
    return card


def item_cards(
    opened: OpenedStorage, names: Mapping[int, str], pictures: Callable[[str], QWidget | None]
) -> Iterator[Card]:
    """Yield a card for each group of items, each item with its answer in a word and its photographs."""
    rows = {row["code"]: row for row in opened.checklist["items"]}
    for key, title in opened.edition.groups:
        card = Card(title)
        for item in opened.edition.items:
            if item.group == key:
                inner = _item(opened, item, rows.get(item.code), names)
                seen = pictures(item.code)
                if seen is not None:
                    inner.add(seen)
                card.add(inner)
        yield card


def _item(
    opened: OpenedStorage, item: ChecklistItem, row: dict[str, Any] | None, names: Mapping[int, str]
) -> Card:
    answer, found, who = "", "", ""
    if item.level is ItemLevel.DECISION:
        answer, found = decided_item(opened)
    elif row is not None and row["answer"]:
        answer, found = row["answer"], found_words(row)
        who = f"{names.get(row['checked_by'], 'Unknown')}, {day_in_words(row['checked_on'])}"
    inner = Card(inner=True)
    inner.setAccessibleName(f"{item.code}. {item.title}")
    inner.add(heading(f"{item.code}. {item.title}", 3))
    inner.add(tag_line(answer_tag(answer)))
    inner.add(muted_text(f"{item.level.label}. {item.wording}"))
    if found:
        inner.add(typed(found, f"{item.code}: what was found"))
    if who:
        inner.add(muted_text(who))
    return inner
