"""The main job through the real window: first run, contact, hand-over, countersignature, action, paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ssp_desktop.demo.answers import contact_answers, whole
from ssp_desktop.demo.people import FIRST, PASSWORD
from ssp_desktop.demo.schools import NOTICE, SCHOOLS
from ssp_desktop.demo.timeline import Contact, Task
from ssp_desktop.forms.action import ACTION
from ssp_desktop.services.clock import local
from ssp_desktop.services.print_material import PrintRequest
from ssp_desktop.services.print_requests import ContactLogPrint
from ssp_desktop.services.this_pc import Clock
from ssp_desktop.ui import dialogs
from ssp_desktop.ui.fields import FieldRow
from ssp_desktop.ui.first_run import FirstRun
from ssp_desktop.ui.pages.action import ActionPage
from ssp_desktop.ui.pages.contact_log import ContactLogPage
from ssp_desktop.ui.pages.contact_log_edit import ContactLogEditPage
from ssp_desktop.ui.pages.countersign import CountersignPage
from ssp_desktop.ui.pages.print import PrintPage
from ssp_desktop.ui.pages.visits_bar import VisitBar
from ssp_desktop.vocabulary.contact import CountersignDecision
from tools.hands import Hands, NotThere

Say = Callable[[str], None]
Shoot = Callable[[str], None]
SPOKEN = "A van has waited at the gate three days running. I wrote the number down."
COMMENT = "Reception has seen the van as well."
OUTCOME = "The van belongs to the firm that mends the roof. It parks inside now."


def set_up_through_the_wizard(hands: Hands, sheet: Path, shoot: Shoot) -> None:
    """Answer the six pages of the first run, save the recovery sheet and type its groups back."""
    screen = hands.program.window.screen_shown
    if not isinstance(screen, FirstRun):
        raise NotThere("the first run")
    school = SCHOOLS["larkfield"]
    asked = ("school_name", "urn", "school_type", "phase", "address", "postcode")
    screen.notice_step.questions.set_values(NOTICE)
    shoot("first_run_1")
    hands.press("Continue")
    shoot("first_run_2")
    hands.press("Continue")
    screen.school_step.questions.set_values({key: school[key] for key in asked})
    shoot("first_run_3")
    hands.press("Continue")
    screen.person_step.questions.set_values({"display_name": FIRST.name, "user_name": FIRST.user_name})
    screen.person_step.role.set_value(FIRST.role.value)
    for _key, line in screen.person_step.password.lines:
        line.set_text(PASSWORD)
    shoot("first_run_4")
    hands.press("Set up")
    if screen.key_step is None or screen.confirm_step is None:
        raise NotThere("the recovery key")
    shoot("first_run_5")
    groups = screen.key_step.shown.groups
    dialogs.answers.set_next_file_name(sheet)
    hands.press("Save as PDF …")
    hands.press("Continue")
    confirm = screen.confirm_step.groups
    for number in confirm.asked:
        row = confirm.questions.rows[f"group_{number}"]
        hands.type_into(line_in(row), groups[number - 1])
    shoot("first_run_6")
    hands.press("Finish")


def line_in(row: FieldRow) -> QLineEdit:
    """Return the line that a person types into."""
    found = row.editor.findChild(QLineEdit)
    if not isinstance(found, QLineEdit):
        raise NotThere(f"the line for {row.spec.label}")
    return found


def contact_of_today(clock: Clock) -> Contact:
    """Return a contact that ended a few minutes ago."""
    now = local(clock())
    start, end = now - timedelta(minutes=25), now - timedelta(minutes=5)
    return Contact(
        key="today",
        day=now.date(),
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
        submitted=f"{now:%H:%M}",
        who="officer",
        school="larkfield",
        subject="",
        account="",
        assessment="Worried, and sure of what she saw.",
        pupils=(("siobhan", "witness", {}),),
        staff=("ogden",),
        tasks=(Task("Find out whose van it is", "officer", now.date() + timedelta(days=4)),),
        answers={"arising": "pupil_asked", "childs_words": SPOKEN},
    )


def do_main_job(hands: Hands, clock: Clock, folder: Path, say: Say) -> int:
    """Do the main job and leave the printed contact log in ``folder``. Returns the contact log's id."""
    hands.sign_in("officer")
    _arrive(hands)
    say("The officer arrived at the school in one click.")
    record_id = _write_contact_log(hands, clock)
    say("A contact log was written, submitted and frozen with its hash.")
    hands.press("Hand over to the SPOC")
    hands.sign_in("spoc")
    _countersign(hands, record_id)
    say("The SPOC countersigned on the same PC, in the school's own view.")
    hands.press("Finish and hand back")
    hands.sign_in("officer")
    if hands.page_as(ContactLogPage).place.record_id != record_id:
        raise NotThere("the officer's own place after the hand-over")
    _finish_action(hands, clock)
    say("The action was finished and the school told, with date, person and way.")
    hands.press("Left Larkfield Example Academy")
    hands.sign_in("sergeant")
    save_pdf(hands, folder / "contact-log.pdf", ContactLogPrint(record_id))
    say("The sergeant printed it: a numbered copy for a named recipient.")
    return record_id


def _arrive(hands: Hands) -> None:
    bar = hands.shell.top_bar.findChild(VisitBar)
    if not isinstance(bar, VisitBar):
        raise NotThere("the visit bar")
    larkfield = next(each for each in bar.menu.actions() if each.text().startswith("Larkfield"))
    larkfield.trigger()
    hands.settle()


def _write_contact_log(hands: Hands, clock: Clock) -> int:
    hands.go("contact_log_edit")
    page = hands.page_as(ContactLogEditPage)
    if page.form is None:
        raise NotThere("the form")
    page.school.combo.set_value(1)
    page.school.combo.activated.emit(page.school.combo.currentIndex())
    account = {"officer": page.desk.actor.account_id}
    page.form.set_values(contact_answers(contact_of_today(clock), account.get))
    for key, words in (
        ("subject", "A van at the gate"),
        ("account", "She told me what she saw from the bus stop."),
    ):
        editor = page.form.row(key).editor
        line = editor.findChild(QLineEdit) or editor.findChild(QPlainTextEdit)
        if line is None:
            raise NotThere(f"the line for {key}")
        hands.type_into(line, words)
    hands.press("Submit")
    opened = hands.page_as(ContactLogPage).opened
    if opened is None:
        raise NotThere("the submitted record")
    return opened.id


def _countersign(hands: Hands, record_id: int) -> None:
    hands.go("countersign", record_id)
    card = hands.page_as(CountersignPage).decision
    if card is None:
        raise NotThere("the SPOC's decision")
    radio = card.choices[CountersignDecision.AGREE_WITH_COMMENT]
    radio.click()
    hands.settle()
    words = card.comment.editor.findChild(QPlainTextEdit)
    if not isinstance(words, QPlainTextEdit):
        raise NotThere("the line for the comment")
    hands.type_into(words, COMMENT)
    hands.type_into(card.password.line, PASSWORD)
    hands.press("Sign")


def _finish_action(hands: Hands, clock: Clock) -> None:
    opened = hands.page_as(ContactLogPage).opened
    if opened is None:
        raise NotThere("the record after the hand-over")
    hands.go("action", opened.actions[0].id)
    today = local(clock()).date()
    answers = {
        "outcome": OUTCOME,
        "done_on": today,
        "told_on": today,
        "told_person": "Mr Example-Ogden",
        "told_how": "in_person",
    }
    hands.page_as(ActionPage).form.set_values(whole(ACTION, answers))
    hands.press("Save")


def save_pdf(hands: Hands, path: Path, wanted: PrintRequest) -> None:
    """Save a numbered copy of a document from the page "Print"."""
    hands.go("print", request=wanted)
    page = hands.page_as(PrintPage)
    hands.wait_until(lambda: page.preview.page_count > 0, "the preview")
    for key, words in (("recipient", "Case conference"), ("purpose", "Demonstration")):
        hands.type_into(line_in(page.questions.rows[key]), words)
    path.unlink(missing_ok=True)
    dialogs.answers.set_next_file_name(path)
    hands.press("Save as PDF …")
    hands.wait_until(path.exists, path.name)
