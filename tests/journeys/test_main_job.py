"""The main job, from an empty folder to paper, as four people do it on one PC.

The sergeant sets the store up and hands out accounts. The officer visits, speaks with a pupil and submits the
contact log. The officer hands over; the SPOC countersigns on the same PC. The officer finishes the action and
tells the school. The sergeant prints the record and checks that nothing was changed behind anybody's back.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from ssp_desktop.errors import UserError
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services import (
    actions,
    audit_log,
    boards,
    contact_log_views,
    contact_logs,
    countersigning,
    printing,
    set_up,
    sign_in,
    visits,
)
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import ActionState, ContactState, CountersignDecision, VisitEnd
from tests.stores import PASSWORDS, Clock, Store, build, contact_values


def waiting_on(signed_in: SignedIn, board: str) -> int:
    """Return how many things stand on one of a person's boards."""
    return next(each.count for each in boards.home(signed_in) if each.key == board)


def test_from_an_empty_folder_to_a_signed_record_on_paper(store_folder: Path, clock: Clock) -> None:
    # First run: the store appears only once two groups of the recovery key were typed back.
    pc = ThisPc(keyring=Keyring(), clock=clock)
    assert not set_up.find_store(store_folder)
    recovery_key = build(store_folder, pc)
    assert set_up.find_store(store_folder)
    assert recovery_key.count("-") > 4
    place = Store(store_folder, pc, clock, recovery_key)

    # The visit, the contact, "Left" in one click: the visit is closed because there is a record.
    clock.go(days=1)
    officer = place.sign_in("officer")
    visit = visits.arrive(officer, 1)
    clock.go(hours=1)
    made = contact_logs.submit(officer, contact_values(), partnership_id=1, visit_id=visit.id)
    assert visits.leave(officer, visit.id).end_kind is VisitEnd.CONTACTS
    assert waiting_on(officer, "unsigned") == 1

    # Hand over on the same PC. The SPOC sees what waits, without the officer's own notes, and signs it.
    place.open_sessions.remove(officer)
    sign_in.sign_out(officer, AuditEvent.HANDED_OVER)
    spoc = place.sign_in("spoc")
    assert [each.reference for each in countersigning.waiting(spoc)] == [made.reference]
    seen = contact_log_views.open_contact_log(spoc, made.id)
    assert "officer_notes" not in seen.values
    assert seen.may_countersign
    countersigning.countersign(
        spoc,
        PASSWORDS["spoc"],
        made.id,
        1,
        CountersignDecision.AGREE_WITH_COMMENT,
        "The bus company has rung us.",
    )

    # The action: done is not enough; it is closed on the day on which the school was told.
    clock.go(days=3)
    officer = place.sign_in("officer")
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert (opened.state, waiting_on(officer, "unsigned")) == (ContactState.AGREED_WITH_COMMENT, 0)
    task = opened.actions[0]
    done = {**empty_values(ACTION), "outcome": "The driver waits.", "done_on": date(2026, 11, 20)}
    assert actions.update(officer, task.id, done) is ActionState.SCHOOL_NOT_TOLD
    assert waiting_on(officer, "untold") == 1
    told = {
        **done,
        "told_on": date(2026, 11, 21),
        "told_person": "Ms Example-Whitlock",
        "told_how": "in_person",
    }
    clock.go(days=1)
    assert actions.update(officer, task.id, told) is ActionState.CLOSED
    assert waiting_on(officer, "untold") == 0

    # Paper: a numbered copy for a named recipient, with signature and both people's words.
    sergeant = place.sign_in("sergeant")
    copy = printing.disclose(
        sergeant, ContactLogPrint(made.id), "Case conference", "Child protection", "printed"
    )
    reader = PdfReader(io.BytesIO(printing.render(copy)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        made.reference,
        "VALID",
        "The bus company has rung us.",
        "I just want them to leave me alone.",
    ):
        assert words in text
    assert all("OFFICIAL-SENSITIVE" in page.extract_text() for page in reader.pages)
    disclosed = audit_log.page(sergeant, AuditFilter(event=AuditEvent.DISCLOSED))
    assert "copy 1 printed for Case conference" in disclosed[0].detail

    # Nothing was changed outside the program: file, audit log, signatures.
    checked = audit_log.verify(sergeant)
    assert [line for line in checked.lines if not line.ok] == []
    place.sign_out()


def test_a_demo_store_and_a_live_one_never_open_in_the_same_run(store: Store, people_template: Path) -> None:
    live, demo = ThisPc(keyring=Keyring()), ThisPc(keyring=Keyring(), demo=True)
    with pytest.raises(UserError, match="real records.*demonstration"):
        sign_in.sign_in(store.folder, "officer", PASSWORDS["officer"], demo)
    with pytest.raises(UserError, match="everything in it is invented"):
        sign_in.sign_in(people_template, "officer", "kettle marble ribbon otter", live)
