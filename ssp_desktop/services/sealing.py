"""The next revision of a record with one form: columns, frozen copy with its photographs, audit entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.models.revision import Revision
from ssp_desktop.services import attachment_seals, disposed_numbers, standing
from ssp_desktop.services.records import write_values
from ssp_desktop.services.revisions import freeze, sealed_by
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.audit import AuditEvent


def seal(work: Work, spec: FormSpec, record: Any, answers: dict[str, Any], *, reason: str = "") -> Revision:
    """Write checked answers as the next revision, with its trace, in the caller's transaction.

    Args:
        work: the unit of work.
        spec: the record's form.
        record: a row with ``revision`` (0 when it is new), ``updated_at`` and the form's columns.
        answers: what ``records.checked`` returned.
        reason: why a stored record is corrected.
    """
    first = record.revision == 0
    if first:
        disposed_numbers.keep_apart(work.db, spec.noun, record)
    write_values(record, spec, answers)
    record.revision += 1
    record.updated_at = work.now
    record.form_version = spec.version
    work.db.flush()
    revision = add_revision(work, spec, record, answers, reason=reason)
    event = AuditEvent.COLLECTED if first else AuditEvent.ALTERED
    work.audit(event, spec.noun, record.id, revision=record.revision, detail=sealed_by(revision.content_hash))
    work.changed(spec.noun)
    return revision


def add_revision(
    work: Work,
    spec: FormSpec,
    record: Any,
    answers: Mapping[str, Any],
    *,
    reason: str = "",
) -> Revision:
    """Freeze a record's answers as its revision of now. The caller has written them, and leaves the trace.

    Args:
        work: the unit of work.
        spec: the record's form.
        record: the row, flushed; its ``revision`` is the number of this one.
        answers: what ``records.checked`` returned.
        reason: why a stored record is corrected.
    """
    header: dict[str, Any] = {
        "noun": spec.noun,
        "store_id": work.signed_in.store_id,
        "record_id": record.id,
        "revision": record.revision,
        "author_id": work.actor.account_id,
        "reason": reason,
        "made_at": work.now.isoformat(),
        "form_version": spec.version,
        standing.HEADER_KEY: standing.standing_of(spec, record),
    }
    photographs = attachment_seals.sealed(work.db, spec.noun, record.id)
    if photographs:
        header[attachment_seals.HEADER_KEY] = photographs
    content, digest = freeze(spec, answers, header)
    revision = Revision(
        noun=spec.noun,
        record_id=record.id,
        number=record.revision,
        content=content,
        content_hash=digest,
        author_id=work.actor.account_id,
        made_at=work.now,
        reason=reason,
        form_version=spec.version,
    )
    work.db.add(revision)
    return revision
