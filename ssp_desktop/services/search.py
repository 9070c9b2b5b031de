"""Full-text search behind one door. The school's words and the police's words are indexed apart.

What a person typed is never handed to the index as a query: it is split into words, each quoted, so that
``O'Brien``, ``"``, ``*``, ``NEAR(`` and ``50%`` are searched for as they stand. Accents and case are folded
by us, on both sides, since SQLite does not fold every letter (Polish ł).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import TextualSelect, select, text

from ssp_desktop.errors import Fault, UserError
from ssp_desktop.forms.display import searchable_text
from ssp_desktop.forms.spec import Audience, FormSpec
from ssp_desktop.models import Partnership, SearchDocument
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import folding
from ssp_desktop.services.records import read_values
from ssp_desktop.services.searchable import SEARCHABLE, kinds_for
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent

NOUN = "search_document"
MOST_WORDS = 12
LONGEST_SEARCH = 200
_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


@dataclass(frozen=True)
class Document:
    """What a search is to know of one record.

    Args:
        noun: the kind of record, a key of ``SEARCHABLE``.
        record_id: which one.
        partnership_id: the school whose people may find it; None: the police alone.
        happened_on: the day that the record is about.
        reference: its number, if it has one; found by itself.
        subject: what the line of a result says about it; found by itself. Whoever finds the record reads it.
        state: where the record stands, as it is stored.
        police_only: True hides the whole record from the school: neither found nor counted, by no word of it.
        open_text: the words that everybody may see.
        police_text: the words for the police alone.
    """

    noun: str
    record_id: int
    partnership_id: int | None
    happened_on: date | None = None
    reference: str = ""
    subject: str = ""
    state: str = ""
    police_only: bool = False
    open_text: str = ""
    police_text: str = ""


@dataclass(frozen=True)
class Hit:
    """One record found."""

    document_id: int
    noun: str
    record_id: int
    partnership_id: int | None
    school: str
    reference: str
    happened_on: date | None
    subject: str
    state: str


def index(work: Work, document: Document) -> None:
    """Put a record's words into the index, in the transaction that changes any of them."""
    if document.noun not in SEARCHABLE:
        raise Fault(f"{document.noun} is not among the kinds of record that a search finds")
    rowid = {"id": _stored(work, document).id}
    words = _words(document)
    indexed = work.db.execute(_INDEXED, rowid).first()
    if indexed is not None:
        if tuple(indexed) == words:
            return  # taking words out of the index touches many of its pages, so it is not done for nothing
        work.db.execute(text("DELETE FROM search_text WHERE rowid = :id"), rowid)
    work.db.execute(
        text("INSERT INTO search_text (rowid, open_text, police_text) VALUES (:id, :open, :police)"),
        {**rowid, "open": words[0], "police": words[1]},
    )


_INDEXED = text("SELECT open_text, police_text FROM search_text WHERE rowid = :id")


def index_form(work: Work, spec: FormSpec, record: Any, document: Document) -> None:
    """Index a record that keeps its answers in one form.

    Args:
        work: the unit of work.
        spec: the record's form; the fields that are ``searchable`` give the words, each to its audience.
        record: the row, flushed.
        document: the rest; its texts are the words that stand outside the form.
    """
    answers = read_values(record, spec)
    index(
        work,
        replace(
            document,
            open_text=f"{searchable_text(spec, answers, Audience.EVERYONE)}\n{document.open_text}",
            police_text=f"{searchable_text(spec, answers, Audience.POLICE)}\n{document.police_text}",
        ),
    )


def _stored(work: Work, document: Document) -> SearchDocument:
    found = work.db.scalars(
        select(SearchDocument).where(
            SearchDocument.noun == document.noun, SearchDocument.record_id == document.record_id
        )
    ).first()
    stored = found or SearchDocument(noun=document.noun, record_id=document.record_id)
    for key in ("partnership_id", "happened_on", "reference", "subject", "state", "police_only"):
        setattr(stored, key, getattr(document, key))
    work.db.add(stored)
    work.db.flush()
    return stored


def _words(document: Document) -> tuple[str, str]:
    """Return the words for everybody and those for the police; what is police only has none for everybody."""
    seen_by_all = _folded(document.open_text, document.reference, document.subject)
    if document.police_only:
        return "", " ".join([seen_by_all, _folded(document.police_text)])
    return seen_by_all, _folded(document.police_text)


def _folded(*texts: str) -> str:
    return " ".join(searchable_words("\n".join(texts)))


def searchable_words(typed: str) -> list[str]:
    """Return the folded words; Chinese and Japanese letters stand apart, since nothing parts their words."""
    return [_UNSPACED.sub(r"\1 ", word).strip() for word in folding.words(typed)]


def match_expression(typed: str, *, police: bool) -> str:
    """Return the index's query for what was typed: every word must occur, the last one may be a beginning.

    Args:
        typed: anything.
        police: False narrows the search to the words that the school may see.

    Raises:
        UserError: see ``wanted_words``.
    """
    quoted = " ".join(f'"{word}"' for word in wanted_words(typed)) + "*"
    return quoted if police else f"{{open_text}} : ({quoted})"


def wanted_words(typed: str) -> list[str]:
    """Return the folded words that are searched for.

    Raises:
        UserError: there is no word in it, or far too many.
    """
    if len(typed) > LONGEST_SEARCH:
        raise UserError(f"The search is longer than {LONGEST_SEARCH} characters.", "Use fewer words.")
    words = searchable_words(typed)
    if not words:
        raise UserError("There is no word to search for.", "Type a name, a word or a reference.")
    if len(words) > MOST_WORDS:
        raise UserError(f"The search has more than {MOST_WORDS} words.", "Use fewer words.")
    return words


_FIND = text(
    """
    SELECT d.id, d.noun, d.record_id, d.partnership_id, coalesce(p.school_name, '') AS school_name,
           d.reference, d.happened_on, d.subject, d.state
    FROM search_text
    JOIN search_document d ON d.id = search_text.rowid
    LEFT JOIN partnership p ON p.id = d.partnership_id
    WHERE search_text MATCH :words AND search_text.rowid < :before
      AND d.noun IN (SELECT value FROM json_each(:nouns))
      AND (:school IS NULL OR (d.partnership_id = :school AND NOT d.police_only))
    ORDER BY search_text.rowid DESC
    LIMIT :limit
    """
).columns(
    SearchDocument.id,
    SearchDocument.noun,
    SearchDocument.record_id,
    SearchDocument.partnership_id,
    Partnership.school_name,
    SearchDocument.reference,
    SearchDocument.happened_on,
    SearchDocument.subject,
    SearchDocument.state,
)
_NEWEST = 2**62
_MATCHING = text(
    "SELECT d.record_id FROM search_text JOIN search_document d ON d.id = search_text.rowid "
    "WHERE search_text MATCH :words AND d.noun = :noun"
).columns(SearchDocument.record_id)


def matching(typed: str, noun: str) -> TextualSelect:
    """Return the query of the records of one kind that hold all the typed words, for the police.

    Raises:
        UserError: see ``match_expression``.
    """
    return _MATCHING.bindparams(words=match_expression(typed, police=True), noun=noun)


def find(
    signed_in: SignedIn, typed: str, *, noun: str = "", before: int | None = None, limit: int = 50
) -> tuple[Hit, ...]:
    """Return the records with all the typed words, the newest entry first.

    Args:
        signed_in: who searches. The school finds only its own records, by words that it may see.
        typed: anything; see ``match_expression``.
        noun: only this kind of record; empty for every kind that the person may read.
        before: the ``document_id`` of the last hit shown, for the next page.
        limit: how many at most.
    """

    def work(work: Work) -> tuple[Hit, ...]:
        police = work.actor.audience == "police"
        nouns = [each for each in kinds_for(work.actor) if noun in {"", each}]
        found = work.db.execute(
            _FIND,
            {
                "words": match_expression(typed, police=police),
                "before": _NEWEST if before is None else before,
                "nouns": json.dumps(nouns),
                # A school account without a school finds nothing, never everything.
                "school": None if police else work.actor.partnership_id or -1,
                "limit": limit,
            },
        )
        hits = tuple(Hit(*row) for row in found)
        # What was searched for may be a name, so the log says only that somebody searched and found so many.
        work.audit(AuditEvent.SEARCHED, noun or NOUN, detail=f"{len(hits)} shown")
        return hits

    return run(signed_in, Action.SEARCH, work)
