"""Full-text search behind one door. The school's words and the police's words are indexed apart.

What a person typed is never handed to the index as a query: it is split into words, each quoted, so that
``O'Brien``, ``"``, ``*``, ``NEAR(`` and ``50%`` are searched for as they stand. Accents and case are folded
by us, on both sides, since SQLite does not fold every letter (Polish ł).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text

from ssp_desktop.errors import UserError
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.display import searchable_text
from ssp_desktop.forms.spec import Audience
from ssp_desktop.models.contact_log import ContactLog
from ssp_desktop.models.countersignature import Countersignature
from ssp_desktop.models.prompt import Prompt
from ssp_desktop.models.search_document import SearchDocument
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import folding
from ssp_desktop.services.records import read_values
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import CrimeDecision, PromptKind

# The school neither sees, counts nor finds what only concerns the police.
POLICE_ONLY = frozenset({PromptKind.INTELLIGENCE_REFERENCE.value})
_CHOSEN = frozenset(each.value for each in CrimeDecision)
MOST_WORDS = 12
LONGEST_SEARCH = 200
_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


@dataclass(frozen=True)
class Hit:
    """One record found."""

    document_id: int
    noun: str
    record_id: int
    reference: str
    happened_on: date | None
    subject: str
    state: str


def index_contact_log(work: Work, log: ContactLog) -> None:
    """Put a contact log's words into the index, in the transaction that changes any of them.

    They are what it says now, what came of its actions, what its prompts were answered with later, and the
    SPOC's comments: a reference that somebody was given on the telephone is looked for in a search.
    """
    rowid = {"id": _document(work, log).id}
    words = _words_of(work, log)
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


def _document(work: Work, log: ContactLog) -> SearchDocument:
    found = work.db.scalars(
        select(SearchDocument).where(
            SearchDocument.noun == CONTACT_LOG.noun, SearchDocument.record_id == log.id
        )
    ).first()
    document = found or SearchDocument(noun=CONTACT_LOG.noun, record_id=log.id)
    document.partnership_id, document.happened_on = log.partnership_id, log.contact_date
    work.db.add(document)
    work.db.flush()
    return document


def _words_of(work: Work, log: ContactLog) -> tuple[str, str]:
    """Return the words that everybody may see, and those for the police alone."""
    answers = read_values(log, CONTACT_LOG)
    seen_by_all, police_only = _words_of_prompts(work, log)
    added = [log.reference, *_words_of_actions(log), *seen_by_all, *_words_of_comments(work, log)]
    return (
        _folded(searchable_text(CONTACT_LOG, answers, Audience.EVERYONE), added),
        _folded(searchable_text(CONTACT_LOG, answers, Audience.POLICE), police_only),
    )


def _folded(answers: str, added: list[str]) -> str:
    return " ".join(searchable_words("\n".join([answers, *added])))


def searchable_words(typed: str) -> list[str]:
    """Return the folded words; Chinese and Japanese letters stand apart, since nothing parts their words."""
    return [_UNSPACED.sub(r"\1 ", word).strip() for word in folding.words(typed)]


def _words_of_actions(log: ContactLog) -> list[str]:
    return [searchable_text(ACTION, read_values(row, ACTION), Audience.EVERYONE) for row in log.actions]


def _words_of_prompts(work: Work, log: ContactLog) -> tuple[list[str], list[str]]:
    """Return the answers that everybody may see, and those for the police alone."""
    answers: dict[bool, list[str]] = {False: [], True: []}
    for prompt in work.db.scalars(select(Prompt).where(Prompt.contact_log_id == log.id)):
        chosen = prompt.reference in _CHOSEN  # the form's own answer to the crime decision is no word
        answers[prompt.kind in POLICE_ONLY].extend(("" if chosen else prompt.reference, prompt.reason))
    return answers[False], answers[True]


def _words_of_comments(work: Work, log: ContactLog) -> list[str]:
    query = select(Countersignature.comment).where(Countersignature.contact_log_id == log.id)
    return list(work.db.scalars(query))


def match_expression(typed: str, *, police: bool) -> str:
    """Return the index's query for what was typed: every word must occur, the last one may be a beginning.

    Args:
        typed: anything.
        police: False narrows the search to the words that the school may see.

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
    quoted = " ".join(f'"{word}"' for word in words) + "*"
    return quoted if police else f"{{open_text}} : ({quoted})"


_FIND = text(
    """
    SELECT d.id, d.noun, d.record_id, c.reference, d.happened_on, c.subject, c.state
    FROM search_text
    JOIN search_document d ON d.id = search_text.rowid
    JOIN contact_log c ON d.noun = 'contact_log' AND c.id = d.record_id
    WHERE search_text MATCH :words AND search_text.rowid < :before
      AND (:school IS NULL OR d.partnership_id = :school)
    ORDER BY search_text.rowid DESC
    LIMIT :limit
    """
).columns(
    SearchDocument.id,
    SearchDocument.noun,
    SearchDocument.record_id,
    ContactLog.reference,
    SearchDocument.happened_on,
    ContactLog.subject,
    ContactLog.state,
)
_NEWEST = 2**62


def find(signed_in: SignedIn, typed: str, *, before: int | None = None, limit: int = 50) -> tuple[Hit, ...]:
    """Return the records with all the typed words, the newest entry first.

    Args:
        signed_in: who searches. The school finds only its own records, by words that it may see.
        typed: anything; see ``match_expression``.
        before: the ``document_id`` of the last hit shown, for the next page.
        limit: how many at most.
    """

    def work(work: Work) -> tuple[Hit, ...]:
        police = work.actor.audience == "police"
        found = work.db.execute(
            _FIND,
            {
                "words": match_expression(typed, police=police),
                "before": _NEWEST if before is None else before,
                # A school account without a school finds nothing, never everything.
                "school": None if police else work.actor.partnership_id or -1,
                "limit": limit,
            },
        )
        hits = tuple(Hit(*row) for row in found)
        # What was searched for may be a name, so the log says only that somebody searched and found so many.
        work.audit(AuditEvent.SEARCHED, CONTACT_LOG.noun, detail=f"{len(hits)} shown")
        return hits

    return run(signed_in, Action.SEARCH, work)
