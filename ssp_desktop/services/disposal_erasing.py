"""What a confirmed disposal takes out of the store: every row that holds a word of the record.

It runs inside the transaction that confirms the disposal. The file is kept with ``secure_delete``, so what is
deleted is overwritten with zeros before the transaction ends; entries of the audit log stay, for they hold no
content. What belongs to which kind stands in ``disposal_kinds``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import and_, delete, exists, or_, select, text
from sqlalchemy.orm import Session

from ssp_desktop.models import (
    Attachment,
    AttachmentRemoval,
    Draft,
    Person,
    RecordSignature,
    Revision,
    SearchDocument,
)
from ssp_desktop.services import attachments, disposal_register
from ssp_desktop.services.disposable import Disposable, Part, link_between
from ssp_desktop.services.names import name_key
from ssp_desktop.services.revisions import history

Erased = tuple[str, int]
# Pages on which somebody may have typed about the disposal itself; they say which kind of record it is.
_PAGES_ABOUT_IT = ("retention_review", "disposal_edit")


def erase(db: Session, kind: Disposable, record_id: int) -> tuple[Erased, ...]:
    """Take a record out of every table. The confirmed disposal that names it must be stored already.

    Returns the noun and number of the record, and of each record and photograph that went with it.
    """
    db.flush()
    named, once_named = _named(db, kind, record_id), _once_named(db, kind, record_id)
    parts = [(part, number) for part in kind.parts for number in _parts(db, kind, part, record_id)]
    for part, number in parts:
        _erase_words(db, part.noun, number, part.pages)
        _delete_rows(db, part.model, part.rows, number)
        db.execute(delete(part.model).where(part.model.id == number))
    photographs = _erase_photographs(db, kind.noun, record_id)
    _erase_words(db, kind.noun, record_id, kind.pages)
    _delete_drafts_about_it(db, kind, record_id)
    _delete_rows(db, kind.model, kind.rows, record_id)
    db.execute(delete(kind.model).where(kind.model.id == record_id))
    db.expire_all()
    _delete_from_search(db, "person", disposal_register.tidy(db, named, once_named))
    return (
        (kind.noun, record_id),
        *((part.noun, number) for part, number in parts),
        *((attachments.NOUN, number) for number in photographs),
    )


def is_there(db: Session, kind: Disposable, record_id: int) -> bool:
    """Tell whether anything of a record's own words is left."""
    places: list[Any] = [exists().where(kind.model.id == record_id)]
    places += [
        exists().where(link_between(rows, kind.model) == record_id)
        for rows in (*kind.rows, *(part.model for part in kind.parts))
    ]
    places += [
        exists().where(table.noun == kind.noun, table.record_id == record_id)
        for table in (Revision, RecordSignature, SearchDocument, Attachment)
    ]
    return bool(db.scalar(select(or_(*places))))


def _parts(db: Session, kind: Disposable, part: Part, record_id: int) -> list[int]:
    belongs = link_between(part.model, kind.model) == record_id
    return list(db.scalars(select(part.model.id).where(belongs).order_by(part.model.id)))


def _erase_photographs(db: Session, noun: str, record_id: int) -> list[int]:
    """Delete a record's photographs, those taken off too, and return their numbers."""
    query = select(Attachment.id).where(Attachment.noun == noun, Attachment.record_id == record_id)
    numbers = list(db.scalars(query.order_by(Attachment.id)))
    db.execute(delete(AttachmentRemoval).where(AttachmentRemoval.attachment_id.in_(numbers)))
    db.execute(delete(Attachment).where(Attachment.id.in_(numbers)))
    return numbers


def _erase_words(db: Session, noun: str, record_id: int, pages: tuple[str, ...]) -> None:
    """Delete what is kept of a record outside its own tables, while these still say whose part it is."""
    for table in (RecordSignature, Revision):
        db.execute(delete(table).where(table.noun == noun, table.record_id == record_id))
    _delete_from_search(db, noun, [record_id])
    kept_apart = and_(Draft.noun == noun, Draft.page == "")
    db.execute(delete(Draft).where(or_(kept_apart, Draft.page.in_(pages)), Draft.record_id == record_id))


def _delete_rows(db: Session, model: type[Any], rows: Iterable[type[Any]], record_id: int) -> None:
    for each in rows:
        db.execute(delete(each).where(link_between(each, model) == record_id))


def _delete_drafts_about_it(db: Session, kind: Disposable, record_id: int) -> None:
    for page in _PAGES_ABOUT_IT:
        _delete_drafts(db, page, record_id, {"kind": kind.noun})
    record: Any = db.get(kind.model, record_id)
    for asked in kind.school_pages if record is not None else ():
        told = {key: getattr(record, column) for key, column in asked.told.items()}
        _delete_drafts(db, asked.page, record.partnership_id, told)
    db.flush()


def _delete_drafts(db: Session, page: str, number: int, told: Mapping[str, Any]) -> None:
    """Delete what was typed on a page of this number, where the page was told exactly this besides."""
    for draft in db.scalars(select(Draft).where(Draft.page == page, Draft.record_id == number)).all():
        said = json.loads(draft.content)
        if all(said.get(key) == value for key, value in told.items()):
            db.delete(draft)


def _delete_from_search(db: Session, noun: str, ids: Iterable[int]) -> None:
    found = list(
        db.scalars(
            select(SearchDocument.id).where(
                SearchDocument.noun == noun, SearchDocument.record_id.in_(list(ids))
            )
        )
    )
    for rowid in found:
        db.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": rowid})
    db.execute(delete(SearchDocument).where(SearchDocument.id.in_(found)))


def _named(db: Session, kind: Disposable, record_id: int) -> set[int]:
    """Return whom of the register the record names now."""
    if kind.named is None:
        return set()
    belongs = kind.model.id if kind.named is kind.model else link_between(kind.named, kind.model)
    found = db.scalars(select(kind.named.person_id).where(belongs == record_id))
    return {each for each in found if each is not None}


def _once_named(db: Session, kind: Disposable, record_id: int) -> set[int]:
    """Return whom the register has by the names of any revision: a corrected name left its entry behind."""
    if kind.named is None:
        return set()
    keys = {
        name_key(str(names.get("given_name", "")), str(names.get("family_name", "")))
        for frozen in history(db, kind.form, record_id)
        for names in _names_in(frozen.values)
    }
    return set(db.scalars(select(Person.id).where(Person.name_key.in_(keys - {""}))))


def _names_in(values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield whom answers name: in rows of pupils, or the answers themselves."""
    yield from values.get("pupils", ())
    if "family_name" in values:
        yield values
