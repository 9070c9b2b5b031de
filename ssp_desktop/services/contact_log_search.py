"""The words by which a contact log is found: its answers and all that was added to it later."""

from __future__ import annotations

from sqlalchemy import select

from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.display import searchable_text
from ssp_desktop.forms.spec import Audience
from ssp_desktop.models.contact_log import ContactLog
from ssp_desktop.models.countersignature import Countersignature
from ssp_desktop.models.prompt import Prompt
from ssp_desktop.services import search
from ssp_desktop.services.records import read_values
from ssp_desktop.services.unit_of_work import Work
from ssp_desktop.vocabulary.contact import CrimeDecision, PromptKind

# The school neither sees, counts nor finds what only concerns the police.
POLICE_ONLY = frozenset({PromptKind.INTELLIGENCE_REFERENCE.value})
_CHOSEN = frozenset(each.value for each in CrimeDecision)


def index_contact_log(work: Work, log: ContactLog) -> None:
    """Put a contact log's words into the index, in the transaction that changes any of them.

    They are what it says now, what came of its actions, what its prompts were answered with later, and the
    SPOC's comments: a reference that somebody was given on the telephone is looked for in a search.
    """
    answers = read_values(log, CONTACT_LOG)
    seen_by_all, police_only = _words_of_prompts(work, log)
    added = [*_words_of_actions(log), *seen_by_all, *_words_of_comments(work, log)]
    search.index(
        work,
        search.Document(
            noun=CONTACT_LOG.noun,
            record_id=log.id,
            partnership_id=log.partnership_id,
            happened_on=log.contact_date,
            reference=log.reference,
            subject=log.subject,
            state=log.state,
            open_text="\n".join([searchable_text(CONTACT_LOG, answers, Audience.EVERYONE), *added]),
            police_text="\n".join([searchable_text(CONTACT_LOG, answers, Audience.POLICE), *police_only]),
        ),
    )


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
