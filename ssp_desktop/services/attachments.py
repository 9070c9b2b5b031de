"""Photographs of records: added, looked at, taken off. They lie inside the encrypted file, never beside it.

Who may see or change a record may see or change its photographs. Each change makes a revision of the record
that names them (``attachment_seals.py``). A photograph that is taken off stays in the file, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from ssp_desktop.errors import UserError
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.models import Account, Attachment, AttachmentRemoval
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import attachment_seals, disposed, disposed_numbers
from ssp_desktop.services.attachment_seals import current, fault_in, picture_hash
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.pictures import clean, read_file
from ssp_desktop.services.records import plain_words, read_values
from ssp_desktop.services.sealing import seal
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, glance, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = "attachment"
LONGEST_CAPTION = 400
LONGEST_REASON = 400
MOST_OF_A_RECORD = 100


@dataclass(frozen=True)
class Owner:
    """A kind of record that can have photographs.

    ``check`` raises when the person may not do this to this record, such as one of another school; what the
    role may do at all stands in the table of rights, by ``read`` and ``write``.
    """

    spec: FormSpec
    model: type[Any]
    read: Action
    write: Action
    check: Callable[[Work, Any, Action], object]


@dataclass(frozen=True)
class Photograph:
    """One photograph as it is shown. ``preview`` is a small JPEG; empty when ``fault`` says why not.

    ``removed`` says who took it off, when and why; then only its words are left to see.
    """

    id: int
    place: str
    caption: str
    width: int
    height: int
    added_by: str
    added_at: datetime
    preview: bytes
    fault: str
    removed: str = ""


def add(signed_in: SignedIn, owner: Owner, record_id: int, path: Path, caption: str, place: str = "") -> int:
    """Add the picture in a file to a record, which makes a revision of it. Returns the photograph's id.

    The file stays as it is. What is kept is the picture alone, upright, without place, time or camera.

    Args:
        signed_in: who may change the record.
        owner: the kind of record.
        record_id: the record.
        path: the file that the person chose.
        caption: what it shows; read out to whoever cannot see it.
        place: where in the record it belongs, such as the code of an item.

    Raises:
        UserError: no caption, no readable picture, or the record has too many.
    """
    glance(signed_in, owner.write, lambda work: _record(work, owner, record_id, owner.write))
    words = _caption(caption)
    kept = clean(read_file(path))

    def work(work: Work) -> int:
        record = _record(work, owner, record_id, owner.write)
        noun = owner.spec.noun
        there = work.db.scalar(select(func.count()).select_from(current(noun, record_id).subquery())) or 0
        if there >= MOST_OF_A_RECORD:
            raise UserError(
                f"There are {MOST_OF_A_RECORD} photographs here already.", "Take one off that is not needed."
            )
        row = Attachment(
            noun=noun,
            record_id=record_id,
            place=place,
            caption=words,
            width=kept.width,
            height=kept.height,
            content_hash=picture_hash(kept.picture),
            preview_hash=picture_hash(kept.preview),
            added_by=work.actor.account_id,
            added_at=work.now,
            preview=kept.preview,
            picture=kept.picture,
        )
        disposed_numbers.keep_apart(work.db, NOUN, row)
        work.db.add(row)
        work.db.flush()
        work.audit(AuditEvent.COLLECTED, NOUN, row.id, detail=f"photograph of {_named(owner, record_id)}")
        seal(work, owner.spec, record, read_values(record, owner.spec))
        return row.id

    return run(signed_in, owner.write, work)


def take_off(signed_in: SignedIn, owner: Owner, attachment_id: int, reason: str) -> None:
    """Take a photograph off its record, which makes a revision without it. The file keeps the picture.

    Raises:
        UserError: no reason, or it is not there any more.
    """
    why = plain_words(reason, LONGEST_REASON, "reason")
    if not why:
        raise UserError("The reason is missing.", "Say why the photograph is taken off.")

    def work(work: Work) -> None:
        row = _row(work, owner, attachment_id)
        record = _record(work, owner, row.record_id, owner.write)
        work.db.add(
            AttachmentRemoval(
                attachment_id=row.id, reason=why, removed_by=work.actor.account_id, removed_at=work.now
            )
        )
        work.db.flush()
        work.audit(AuditEvent.ALTERED, NOUN, row.id, detail=f"taken off {_named(owner, row.record_id)}")
        seal(work, owner.spec, record, read_values(record, owner.spec))

    run(signed_in, owner.write, work)


def open_picture(signed_in: SignedIn, owner: Owner, attachment_id: int) -> bytes:
    """Return the whole picture of a photograph, a JPEG, and note that it was looked at.

    Raises:
        UserError: it is not there any more, or was changed outside the program.
    """

    def work(work: Work) -> bytes:
        row = _row(work, owner, attachment_id)
        _record(work, owner, row.record_id, owner.read)
        if fault_in(row):
            raise UserError(attachment_seals.CHANGED, "Tell your sergeant, and have the store checked.")
        work.audit(AuditEvent.CONSULTED, NOUN, row.id, detail=f"photograph of {_named(owner, row.record_id)}")
        return row.picture

    return run(signed_in, owner.read, work)


def photographs(signed_in: SignedIn, owner: Owner, record_id: int) -> tuple[Photograph, ...]:
    """Return a record's photographs, those taken off at the end, and note that they were looked at."""

    def work(work: Work) -> tuple[Photograph, ...]:
        _record(work, owner, record_id, owner.read)
        work.audit(AuditEvent.CONSULTED, owner.spec.noun, record_id, detail="photographs")
        return with_those_taken_off(work, owner.spec.noun, record_id)

    return run(signed_in, owner.read, work)


def with_those_taken_off(work: Work, noun: str, record_id: int) -> tuple[Photograph, ...]:
    """Return a record's photographs, those taken off at the end. The caller has checked who asks."""
    return (*shown(work, noun, record_id), *_taken_off(work, noun, record_id))


def shown(work: Work, noun: str, record_id: int) -> tuple[Photograph, ...]:
    """Return the photographs that belong to a record now. The caller has checked who asks."""
    return tuple(_shown(work, each) for each in work.db.scalars(current(noun, record_id)))


def pictures(work: Work, noun: str, record_id: int) -> tuple[tuple[Photograph, bytes], ...]:
    """Return each photograph of a record with its whole picture, to be printed. The caller has checked."""
    found = ((each, _shown(work, each)) for each in work.db.scalars(current(noun, record_id)))
    return tuple((told, b"" if told.fault else row.picture) for row, told in found)


def _shown(work: Work, row: Attachment) -> Photograph:
    fault = fault_in(row)
    preview = b"" if fault else row.preview
    return Photograph(
        row.id,
        row.place,
        row.caption,
        row.width,
        row.height,
        _name(work, row.added_by),
        row.added_at,
        preview,
        fault,
    )


def _taken_off(work: Work, noun: str, record_id: int) -> Sequence[Photograph]:
    found = work.db.execute(
        select(Attachment, AttachmentRemoval)
        .join(AttachmentRemoval, AttachmentRemoval.attachment_id == Attachment.id)
        .where(Attachment.noun == noun, Attachment.record_id == record_id)
        .order_by(AttachmentRemoval.id)
    )
    return [
        Photograph(
            row.id,
            row.place,
            row.caption,
            row.width,
            row.height,
            _name(work, row.added_by),
            row.added_at,
            b"",
            "",
            f"Taken off by {_name(work, gone.removed_by)} on {in_words(gone.removed_at)}: {gone.reason}",
        )
        for row, gone in found
    ]


def _name(work: Work, account_id: int) -> str:
    account = work.db.get(Account, account_id)
    return account.display_name if account is not None else f"Account {account_id}"


def _caption(typed: str) -> str:
    words = plain_words(typed, LONGEST_CAPTION, "description")
    if not words:
        raise UserError(
            "The description is missing.",
            "Say in a sentence what the photograph shows: it is read out to whoever cannot see it.",
        )
    return words


def _named(owner: Owner, record_id: int) -> str:
    return f"{owner.spec.title.lower()} {record_id}"


def _row(work: Work, owner: Owner, attachment_id: int) -> Attachment:
    row = work.db.scalars(
        select(Attachment).where(
            Attachment.id == attachment_id,
            Attachment.noun == owner.spec.noun,
            ~select(AttachmentRemoval).where(AttachmentRemoval.attachment_id == Attachment.id).exists(),
        )
    ).first()
    if row is None:
        raise UserError("This photograph is not there any more.", "Open the record again.")
    return row


def _record(work: Work, owner: Owner, record_id: int, action: Action) -> Any:
    record = work.db.get(owner.model, record_id)
    if record is None:
        raise disposed.refusal(work, owner.spec.noun, record_id) or UserError(
            "This record is not there any more.", "Go back to the list and choose again."
        )
    owner.check(work, record, action)
    return record
