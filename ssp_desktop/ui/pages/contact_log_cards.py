"""The parts of a contact log that follow its own words: accounts, signatures, revisions, actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.display import NOT_ANSWERED, Difference
from ssp_desktop.services.actions import ActionSummary
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.services.countersigning import ShownCountersignature
from ssp_desktop.services.revision_views import ShownRevision
from ssp_desktop.ui.pages.contact_log_states import action_tag, record_tags
from ssp_desktop.ui.pages.parts.reading import Beside, typed
from ssp_desktop.ui.record_model import Column
from ssp_desktop.ui.record_table import RecordTable
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    StatusTag,
    body_text,
    breakable,
    button_row,
    link_button,
    muted_text,
)
from ssp_desktop.ui.widgets.text import heading, styled_text

Wording = Callable[[str], str]

_ACTION_COLUMNS = (
    Column("task", "What is to be done", 24),
    Column("state", "State", 22),
    Column("due_on", "Due", 11),
    Column("told_on", "School told", 11),
    Column("owner", "Who", 20),
)


def summary_card(opened: OpenedContactLog, wording: Wording = str) -> Card:
    """Return the first card: tags in words, school, who and when."""
    card = Card()
    card.setAccessibleName(f"{opened.reference}: who and when")
    card.add(button_row(*(StatusTag(tag.word, tag.tone) for tag in record_tags(opened, wording))))
    day = opened.values.get("contact_date")
    rows = [
        ("About", str(opened.values.get("subject") or "")),
        ("School", opened.school),
        ("Date of the contact", day_in_words(day) if day else ""),
        ("Written by", opened.author),
        ("Submitted", in_words(opened.submitted_at)),
        ("Revision", str(opened.revision)),
    ]
    card.add(KeyValueTable(rows))
    return card


def accounts_card(opened: OpenedContactLog, wording: Wording = str) -> Card | None:
    """Return the officer's and the SPOC's account side by side; None while there is only one."""
    told = [each for each in opened.countersignatures if each.comment]
    if not told:
        return None
    card = Card("Both accounts")
    account = str(opened.values.get("account") or NOT_ANSWERED)
    for each in told:
        card.add(
            Beside(
                _account(f"{opened.author}, the officer", "What was said and done", account),
                _account(f"{each.signer}, {wording('SPOC')}", wording(each.decision.label), each.comment),
            )
        )
    return card


def _account(who: str, what: str, words: str) -> Card:
    card = Card(inner=True)
    card.setAccessibleName(f"{who}: {what}")
    card.add(heading(who, 3))
    card.add(styled_text(what, "key"))
    card.add(typed(words, f"{who}: {what}"))
    card.body.addStretch(1)
    return card


def countersignatures_card(opened: OpenedContactLog, wording: Wording = str) -> Card:
    """Return the signatures, each VALID or INVALID with the reason in words."""
    card = Card("Countersignatures")
    if not opened.countersignatures:
        card.add(body_text(wording("Nobody has countersigned this record yet. It waits for the SPOC.")))
    for each in opened.countersignatures:
        card.add(_countersignature(each, opened.revision, wording))
    return card


def _countersignature(each: ShownCountersignature, revision: int, wording: Wording) -> Card:
    card = Card(inner=True)
    word, tone = ("VALID", Tone.SUCCESS) if each.is_valid else ("INVALID", Tone.ERROR)
    card.setAccessibleName(f"Countersignature by {each.signer}: {word}")
    card.add(button_row(StatusTag(word, tone), StatusTag(wording(each.decision.label))))
    if each.fault:
        card.add(styled_text(each.fault, "error"))
    if each.revision < revision:
        card.add(body_text(f"Signed for revision {each.revision}. The record has been corrected since."))
    rows = [
        ("Signed by", each.signer),
        ("Signed", in_words(each.signed_at)),
        ("Revision", str(each.revision)),
        ("Fingerprint of the key", grouped(each.fingerprint)),
    ]
    card.add(KeyValueTable(rows))
    return card


def revisions_card(revisions: Sequence[ShownRevision], wording: Wording = str) -> Card:
    """Return every revision with its reason and its fingerprint; struck words stay readable."""
    card = Card("Revisions")
    for each in revisions:
        card.add(_revision(each, wording))
    return card


def _revision(each: ShownRevision, wording: Wording) -> Card:
    card = Card(inner=True)
    done = "Submitted" if each.number == 1 else "Corrected"
    card.setAccessibleName(f"Revision {each.number}")
    card.add(heading(f"Revision {each.number}", 3))
    if not each.intact:
        card.add(StatusTag("Changed outside the program", Tone.ERROR))
    rows = [(f"{done} by", each.author), (done, in_words(each.made_at))]
    if each.reason:
        rows.append(("Reason", each.reason))
    rows.append(("Fingerprint", grouped(each.content_hash)))
    card.add(KeyValueTable(rows))
    for change in each.changes:
        for widget in _change(change, wording):
            card.add(widget)
    if each.number > 1 and not each.changes:
        card.add(muted_text("No answer that you may see was changed."))
    return card


def _change(change: Difference, wording: Wording) -> tuple[QWidget, ...]:
    label = wording(change.label)
    title = heading(f"{wording(change.section)}: {label}", 3)
    if change.old == NOT_ANSWERED:
        old: tuple[QWidget, ...] = (muted_text("Was not answered before."),)
    else:
        struck = typed(change.old, f"{label}, struck out", struck=True)
        old = (styled_text("Struck out:", "key"), struck)
    return (title, *old, styled_text("Now:", "key"), typed(change.new, f"{label}, now"))


def chronologies_card(named: Sequence[tuple[int, str]], opened: Callable[[int], object]) -> Card:
    """Return a link for each pupil to all about them. ``opened`` gets the pupil's number."""
    card = Card("Chronology")
    for person_id, name in named:
        card.add(link_button(breakable(f"Chronology of {name}"), partial(opened, person_id)))
    return card


def actions_card(
    actions: Sequence[ActionSummary], opened: Callable[[int], object] | None
) -> tuple[Card, RecordTable | None]:
    """Return the actions with where they stand. ``opened`` gets an action's id; None when not allowed."""
    card = Card("Actions agreed")
    if not actions:
        card.add(body_text("No action was agreed."))
        return card, None
    table = RecordTable(_ACTION_COLUMNS, name="Actions agreed", empty="No action was agreed.")
    table.set_rows([_action_row(each) for each in actions])
    if opened is not None:
        table.activated.connect(opened)
        card.add(muted_text("Press Enter on an action to record its outcome and that the school was told."))
    card.add(table)
    return card, table


def _action_row(action: ActionSummary) -> dict[str, object]:
    return {
        "id": action.id,
        "task": action.task,
        "state": action_tag(action),
        "due_on": action.due_on,
        "owner": action.owner,
        "told_on": action.told_on,
    }


def grouped(digest: str) -> str:
    """Return a fingerprint in groups of four, so that two people can compare it aloud."""
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))
