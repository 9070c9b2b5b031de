"""``DeskBook``: does at the services what the invented people did, each signed in as themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ssp_desktop.demo.answers import contact_answers, whole
from ssp_desktop.demo.people import SERGEANT, SPOCS
from ssp_desktop.demo.timeline import (
    RENEWED_AT,
    Answered,
    Contact,
    Corrected,
    Done,
    FollowUp,
    Reviewed,
    SamePupil,
    SchoolVisit,
    Sign,
    UnfinishedText,
)
from ssp_desktop.errors import Fault
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import (
    accounts,
    actions,
    contact_log_views,
    contact_logs,
    countersigning,
    drafts,
    partnerships,
    people,
    prompts,
    reviews,
    sign_in,
    visits,
)
from ssp_desktop.services.contact_log_views import OpenedContactLog
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.contact import CountersignDecision, MatchDecision


class DeskBook:
    """Who is signed in, and where the records lie that were made so far.

    Each person signs in once a month, in the year before once a term: each sign-in takes its time, and
    somebody waits.
    """

    def __init__(self, folder: Path, pc: ThisPc, password: str) -> None:
        self.folder = folder
        self.pc = pc
        self.schools: dict[str, int] = {}
        self._password = password
        self._sessions: dict[str, SignedIn] = {}
        self._period: tuple[int, int] = (0, 0)
        self._accounts: dict[str, int] = {}
        self._logs: dict[str, int] = {}
        self._revisions: dict[str, int] = {}
        self._visits: dict[tuple[str, str, date], int] = {}

    # --- signing in and out

    def signed_in(self, user_name: str) -> SignedIn:
        """Return the person's session, opened when they have none."""
        if user_name not in self._sessions:
            self._sessions[user_name] = sign_in.sign_in(self.folder, user_name, self._password, self.pc)
        return self._sessions[user_name]

    def new_period(self, day: date) -> None:
        """Sign everybody out when a new month begins, in the year before when a new term does."""
        month = day.month if day >= RENEWED_AT.date() else day.month // 5
        if (day.year, month) != self._period:
            self.close()
            self._period = (day.year, month)

    def close(self) -> None:
        """Sign everybody out."""
        while self._sessions:
            sign_in.sign_out(self._sessions.popitem()[1])

    def account_id(self, user_name: str) -> int | None:
        """Return an account's id by its user name; None when there is no such account."""
        if user_name not in self._accounts:
            found = accounts.people(self.signed_in(SERGEANT))
            self._accounts = {each.user_name: each.id for each in found}
        return self._accounts.get(user_name)

    def known_id(self, user_name: str) -> int:
        """Return the id of an account that must be there."""
        found = self.account_id(user_name)
        if found is None:
            raise Fault(f"the demo has no account {user_name}")
        return found

    def today(self) -> date:
        """Return the day that it is."""
        return self.signed_in(SERGEANT).clock().date()

    def record_id(self, contact: Contact) -> int:
        """Return the id of a contact log that was submitted."""
        return self._logs[contact.key]

    # --- what they did

    def add_school(self, key: str, answers: Mapping[str, Any]) -> None:
        """Add a school."""
        self.schools[key] = partnerships.save(self.signed_in(SERGEANT), answers)

    def invite(self, person: Mapping[str, Any]) -> None:
        """Make an account whose owner has not used the code yet."""
        accounts.create(self.signed_in(SERGEANT), self._password, person)

    def arrive(self, visit: SchoolVisit) -> None:
        """Arrive at a school."""
        made = visits.arrive(self.signed_in(visit.who), self.schools[visit.school])
        self._visits[(visit.who, visit.school, visit.day)] = made.id

    def leave(self, visit: SchoolVisit) -> None:
        """Leave, with a nil return where there was nothing to record."""
        officer = self.signed_in(visit.who)
        visit_id = self._visits[(visit.who, visit.school, visit.day)]
        if visit.nil is not None:
            visits.nil_return(officer, visit_id, visit.nil)
        else:
            visits.leave(officer, visit_id)

    def submit(self, contact: Contact) -> None:
        """Submit a contact log, in the visit of its day where there is one."""
        made = contact_logs.submit(
            self.signed_in(contact.who),
            contact_answers(contact, self.account_id),
            partnership_id=self.schools[contact.school],
            visit_id=self._visits.get((contact.who, contact.school, contact.day)),
        )
        self._logs[contact.key], self._revisions[contact.key] = made.id, made.revision

    def keep_draft(self, draft: UnfinishedText) -> None:
        """Leave a text unfinished."""
        visit_id = self._visits.get((draft.who, draft.school, draft.day))
        place = drafts.DraftPlace(CONTACT_LOG.noun, None, self.schools[draft.school], visit_id)
        drafts.save(self.signed_in(draft.who), CONTACT_LOG, place, whole(CONTACT_LOG, draft.answers))

    def follow_up(self, contact: Contact, step: FollowUp) -> None:
        """Do what followed a contact."""
        match step:
            case Sign():
                self._sign(contact, step)
            case Done():
                self._finish_action(contact, step)
            case Answered():
                self._answer_prompt(contact, step)
            case Corrected():
                self._correct(contact, step)
            case Reviewed():
                self._review(contact, step)
            case SamePupil():
                self._decide_same(contact, step)

    def _sign(self, contact: Contact, step: Sign) -> None:
        countersigning.countersign(
            self.signed_in(SPOCS[contact.school]),
            self._password,
            self.record_id(contact),
            self._revisions[contact.key],
            CountersignDecision(step.decision),
            step.words,
        )

    def _finish_action(self, contact: Contact, step: Done) -> None:
        who = self.signed_in(step.by or contact.who)
        action = self._open(who, contact).actions[step.task]
        answers: dict[str, Any] = {"outcome": step.outcome, "done_on": step.day}
        if step.told is not None:
            answers |= {"told_on": step.told, "told_person": step.person, "told_how": step.way}
        actions.update(who, action.id, whole(ACTION, answers))

    def _answer_prompt(self, contact: Contact, step: Answered) -> None:
        who = self.signed_in(contact.who)
        prompt = next(each for each in self._open(who, contact).prompts if each.kind == step.kind)
        prompts.answer(who, prompt.id, reference=step.reference, reason=step.reason)

    def _correct(self, contact: Contact, step: Corrected) -> None:
        who = self.signed_in(contact.who)
        opened = self._open(who, contact)
        made = contact_logs.correct(
            who,
            opened.id,
            {**opened.values, **step.changes},
            reason=step.reason,
            based_on=opened.revision,
        )
        self._revisions[contact.key] = made.revision

    def _review(self, contact: Contact, step: Reviewed) -> None:
        sergeant = self.signed_in(SERGEANT)
        record_id = self.record_id(contact)
        item = next(
            each
            for each in reviews.waiting(sergeant)
            if (each.contact_log_id, each.why) == (record_id, step.why)
        )
        reviews.close(sergeant, item, step.outcome)

    def _decide_same(self, contact: Contact, step: SamePupil) -> None:
        who = self.signed_in(contact.who)
        suggestion = self._open(who, contact).known_pupils[step.pupil].suggestions[0]
        people.decide(who, suggestion.person_id, suggestion.other_id, MatchDecision(step.decision))

    def _open(self, who: SignedIn, contact: Contact) -> OpenedContactLog:
        return contact_log_views.open_contact_log(who, self.record_id(contact))
