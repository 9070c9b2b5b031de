"""The storage checklist of one school (form ``STORAGE_CHECKLIST``) and the sergeant's decisions about it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssp_desktop.models.base import Base, Choice, Hash, Identity, Signature, Words, link


class StorageChecklist(Base):
    """One for each school, with its answered items."""

    __tablename__ = "storage_checklist"

    id: Mapped[Identity]
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), unique=True)
    property_advice_on: Mapped[date | None]
    property_advice_reference: Mapped[Words]
    safety_advice_on: Mapped[date | None]
    safety_advice_reference: Mapped[Words]
    site_assessment_on: Mapped[date | None]
    site_assessment_reference: Mapped[Words]
    site_assessment_findings: Mapped[Words]
    edition: Mapped[int | None]
    confirmed_on: Mapped[date | None]
    review_on: Mapped[date | None]
    form_version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")

    items: Mapped[list[StorageChecklistItem]] = relationship(
        cascade="all, delete-orphan",
        order_by="StorageChecklistItem.position",
        collection_class=ordering_list("position"),
    )


class StorageChecklistItem(Base):
    """The answer to one item."""

    __tablename__ = "storage_checklist_item"

    id: Mapped[Identity]
    storage_checklist_id: Mapped[int] = link("storage_checklist.id")
    position: Mapped[int]
    code: Mapped[Words]
    answer: Mapped[Choice]
    reason: Mapped[Words]
    evidence: Mapped[Words]
    mitigation: Mapped[Words]
    mitigation_owner: Mapped[Words]
    mitigation_due_on: Mapped[date | None]
    checked_by: Mapped[int | None] = link("account.id")
    checked_on: Mapped[date | None]


class StorageDecision(Base):
    """What a sergeant signed about one revision of the checklist. Append only."""

    __tablename__ = "storage_decision"
    __table_args__ = (Index(None, "storage_checklist_id", "revision"),)

    id: Mapped[Identity]
    storage_checklist_id: Mapped[int] = link("storage_checklist.id", index=False)
    revision: Mapped[int]
    signer_id: Mapped[int] = link("account.id")
    decision: Mapped[str] = mapped_column(String(64))
    words: Mapped[Words]
    signed_at: Mapped[datetime]
    content_hash: Mapped[Hash]
    words_hash: Mapped[Hash]
    audit_head: Mapped[Hash]
    audit_count: Mapped[int]
    public_key: Mapped[Hash]
    signature: Mapped[Signature]
