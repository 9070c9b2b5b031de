"""The cards of an arrest plan: who and when, each signed decision, the outcome, what the school was told."""

from __future__ import annotations

from ssp_desktop.services.arrest_plan_views import OpenedPlan
from ssp_desktop.services.arrest_sharing import ShownShare
from ssp_desktop.services.clock import day_in_words, in_words
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.ui.pages.arrest_tags import plan_tag, valid_tag
from ssp_desktop.ui.pages.parts.reading import typed
from ssp_desktop.ui.pages.storage_cards import tag_line
from ssp_desktop.ui.widgets import Card, KeyValueTable, body_text
from ssp_desktop.vocabulary.arrest import ArrestDecision


def summary_card(opened: OpenedPlan) -> Card:
    """Return the first card: how the plan stands, who, when, and how the time fits the school."""
    card = Card()
    card.setAccessibleName(f"{opened.reference}: who and when")
    card.add(tag_line(plan_tag(opened.state)))
    values = opened.values
    rows = [
        ("Person", f"{values['given_name']} {values['family_name']}".strip()),
        ("School", opened.school),
        (
            "When",
            f"{values['planned_on']:%A} {day_in_words(values['planned_on'])}, {values['planned_at']:%H:%M}",
        ),
        ("Time at school", opened.timing.words if opened.timing else ""),
        ("Age", opened.age),
        ("Written by", opened.author),
        ("Submitted", in_words(opened.submitted_at)),
        ("Revision", str(opened.revision)),
        ("Cancelled because", opened.cancelled_reason),
    ]
    card.add(KeyValueTable([each for each in rows if each[1]]))
    return card


def decision_card(each: ShownSignature, revision: int) -> Card:
    """Return a signed decision with whether it is valid, and whether it is about the plan as it is."""
    card = Card(f"Decision: {ArrestDecision(each.act).done_words.lower()}")
    card.add(tag_line(valid_tag(each.fault)))
    if each.fault:
        card.add(body_text(each.fault))
    if each.words:
        card.add(typed(each.words, "The sergeant\u2019s words"))
    about = f"Revision {each.revision} of the plan"
    if each.revision != revision:
        about += ", which has changed since: it does not count any more"
    card.add(
        KeyValueTable([("Signed by", each.signer), ("Signed at", in_words(each.signed_at)), ("About", about)])
    )
    return card


def share_card(share: ShownShare) -> Card:
    """Return a summary that was shared with the school, with its signature."""
    card = Card("What the school is told")
    signed = share.signature
    fault = signed.fault if signed else "The signature of this summary is missing."
    card.add(tag_line(valid_tag(fault)))
    if fault:
        card.add(body_text(fault))
    card.add(typed(share.summary, "Summary"))
    rows = [
        ("For", share.shared_for),
        ("Shared by", signed.signer if signed else "Not known"),
        ("Shared at", in_words(share.shared_at)),
    ]
    card.add(KeyValueTable(rows))
    return card


def arrangement_card(opened: OpenedPlan) -> Card:
    """Return what was agreed with the school, beside which the plan is read."""
    card = Card("Agreed with the school")
    agreed = opened.arrangement
    if not agreed:
        card.add(body_text("No arrangements for an arrest are agreed with this school yet."))
        return card
    places = "\n".join(f"{row['name']}: {row['where']}" for row in agreed["secure_places"])
    told = "\n".join(f"{row['name']}, {row['role']} {row['telephone']}".strip() for row in agreed["told"])
    rows = [
        ("Secure places", places),
        ("Way in and out", agreed["route"]),
        ("Where the vehicle stands", agreed["vehicle"]),
        ("Who is told", told),
        ("Member of staff who helps", agreed["staff_helper"]),
        ("Who stands in", agreed["stand_in"]),
        ("Review by", day_in_words(agreed["review_on"])),
    ]
    card.add(KeyValueTable([each for each in rows if each[1]]))
    return card
