"""The way of a record through a packaged program: for `make smoke-linux` and `make smoke-windows`.

First run with the recovery key saved and typed back, signing in, a contact log, the school's
countersignature after the hand-over, a PDF, lock. All by keyboard and mouse on the real window. What came
of it is proved from outside: the program's own commands read the store, and `pdftotext` the papers.
"""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

from tools.person import Person, clipboard
from tools.sight import find
from tools.smoke_contact_log import write_contact_log
from tools.smoke_program import Packaged, must, text_of

OFFICER, SPOC = "okafor", "example-lindqvist"
# Invented, and typed for a store that is thrown away.
PASSWORD, SPOC_PASSWORD = "gravel tulip window eleven", "copper island random thistle"
SCHOOL = "Larkfield Example Academy"
REFERENCE = f"CL-{date.today().year}-00001"
SUBJECT = "A lost bicycle"
ACCOUNT = "He said that the bicycle stood by the gate at noon and was gone at one."
PICTURE_OF_A_RECORD = "the-record"
_CODE_GROUPS = 5
_KEY = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{6}\b")


class Journey:
    """The people of one school and their officer, on one PC.

    Args:
        program: what they use.
        place: a folder for what they save, and for pictures of the screen.
    """

    def __init__(self, program: Packaged, place: Path) -> None:
        self.program = program
        self.person = Person(place / "pictures")
        self.sheet, self.paper = place / "recovery key.pdf", place / "contact log.pdf"
        self._running: subprocess.Popen[bytes] | None = None

    # --- the window

    def open(self) -> None:
        """Start the program."""
        self._running = self.program.start()
        self.person.wait_for_window(self.program.window)

    def close(self) -> None:
        """Close the window by keyboard, and wait for the program's end."""
        if self._running is not None:
            self.person.keys("alt+F4")
            must("closed by keyboard", self._running.wait(timeout=120) == 0, self._running.returncode)
            self._running = None

    def save_as(self, path: Path, told: str) -> None:
        """Answer the file dialog, and see that the program says so."""
        path.unlink(missing_ok=True)
        self.person.see("File name")
        self.person.shoot("file-dialog")
        self.person.keys("ctrl+a")
        self.person.type(self.program.shown(path))
        self.person.keys("Return")
        self.person.see(told)
        must(f"“{path.name}” is saved", path.is_file())
        # Under Wine nobody gives the keyboard back to the window when the system's own dialog has closed.
        self.person.wait_for_window(self.program.window)

    # --- first run

    def set_up(self) -> None:
        """Go through the six pages of the first run."""
        person = self.person
        person.see("Whose data this is")
        person.shoot("first-run-notice")
        person.keys("Tab")
        person.fill("Chief Constable of Exampleshire", "DPIA-2026-014", "not yet")
        person.keys("space")
        person.shoot("first-run-notice-filled")
        person.press("Continue")
        person.see("Your force")
        person.shoot("first-run-force")
        person.press("Continue")
        person.see("Find the school in a list")
        person.keys("Tab")
        person.type(SCHOOL)
        person.shoot("first-run-school")
        person.press("Continue")
        person.see("The first person")
        person.fill("PC 0001 Example-Okafor", OFFICER)
        person.keys("space", "Down", "Down", "Tab")
        person.fill(PASSWORD, "", "")
        person.type(PASSWORD)
        person.shoot("first-run-person")
        person.keys("Return")
        person.see("This key is shown once")
        person.shoot("first-run-key")
        person.press("Save as PDF")
        self.save_as(self.sheet, "The sheet is saved")
        person.shoot("first-run-key-saved")
        person.press("Continue")
        person.see("type these two groups")
        for number in asked_groups(person):
            person.fill(groups_on(self.sheet)[number - 1])
        person.shoot("first-run-check")
        person.press("Finish")
        person.see("I have an enrolment code")
        person.shoot("sign-in")
        must("first run: six pages, the recovery key saved and two of its groups typed back", True)

    def sign_in(self) -> None:
        """The officer signs in with user name and password."""
        self.person.see("I have an enrolment code")
        self.person.fill(OFFICER)
        self.come_back()

    def come_back(self) -> None:
        """The officer signs in again; the user name stands there already."""
        self.person.see("I have an enrolment code")
        self.person.type(PASSWORD)
        self.person.keys("Return")
        self.person.see("About this store")

    # --- what the officer does

    def add_spoc(self) -> str:
        """Create the SPOC's account. Returns the enrolment code, as it was copied."""
        person = self.person
        person.press("People")
        person.press("Add a person")
        person.see("Full name")
        person.fill("Ms Example-Lindqvist", SPOC)
        person.keys("space", "Down", "Tab")
        person.fill("", "")
        person.type(PASSWORD)
        person.shoot("account-new")
        person.keys("Return")
        person.see("This code is shown once")
        person.press("Copy the code")
        person.see("The code is on the clipboard")
        person.shoot("account-code")
        code = clipboard()
        must(
            "an account for the SPOC, with a code", len(_KEY.findall(code.replace("-", " "))) == _CODE_GROUPS
        )
        return code

    def countersign(self, code: str) -> None:
        """Hand over to the SPOC, who enrols with the code, reads the record and signs it."""
        person = self.person
        person.press("Hand over to the SPOC")
        person.press("I have an enrolment code")
        person.see("Set your password")
        person.shoot("enrol")
        person.fill(SPOC, code, SPOC_PASSWORD, "", "")
        person.type(SPOC_PASSWORD)
        person.keys("Return")
        person.press("Read the first one")
        person.see(f"Countersign {REFERENCE}")
        person.shoot("countersign")
        person.press_at(*person.scroll_to("I agree").centre)
        person.keys("Tab")
        person.type(SPOC_PASSWORD)
        person.shoot("countersign-decision")
        person.keys("Return")
        person.see(f"You signed {REFERENCE}")
        person.shoot("countersigned")
        person.press("Finish and hand back")
        must("the SPOC enrolled after the hand-over and countersigned", True)

    def save_paper(self) -> None:
        """Save the open record as a PDF and read it."""
        person = self.person
        person.press("Print or save")
        person.see("Make a copy")
        person.see("Page 1 of")
        person.keys("Tab")
        person.fill("Case conference", "Smoke test")
        person.shoot("print")
        person.press("Save as PDF")
        self.save_as(self.paper, "is saved")
        person.shoot("print-saved")
        words = text_of(self.paper)
        missing = [each for each in (REFERENCE, SUBJECT, ACCOUNT[:30], "Lindqvist") if each not in words]
        must("the PDF holds the record and its countersignature", not missing, missing)

    def lock_and_return(self) -> None:
        """Lock by keyboard; the screen shows nothing of the record; sign in again."""
        self.person.keys("ctrl+l")
        self.person.see("I have an enrolment code")
        self.person.shoot("locked")
        must("nothing of the record is on the locked screen", not find(SUBJECT, self.person.look()))
        self.come_back()
        must("locked by keyboard, and signed in again", True)

    def find_record(self, what: str) -> None:
        """Open the window, sign in and see the record in the list."""
        self.open()
        self.sign_in()
        self.person.press("Contact logs")
        self.person.see(SUBJECT)
        self.person.shoot(PICTURE_OF_A_RECORD)
        must(what, True)
        self.close()

    # --- proof

    def prove(self, what: str, copies: Path) -> None:
        """Have the program's own commands look at the store, and make a copy."""
        copies.mkdir(exist_ok=True)
        access = ["--user", OFFICER, "--password-fd", "0"]
        status, said = self.program.command(["verify", *access], PASSWORD)
        must(f"{what}: verify", status == 0 and "FAILED" not in said, said)
        status, said = self.program.command(["diagnostics"], "")
        must(f"{what}: diagnostics", status == 0 and "2 account" in said, said)
        status, said = self.program.command(["backup", "--to", self.program.shown(copies), *access], PASSWORD)
        must(f"{what}: backup", status == 0 and "verified" in said, said)

    def go(self, copies: Path) -> None:
        """Go the whole way, from an empty PC to a signed paper."""
        self.open()
        self.set_up()
        self.sign_in()
        code = self.add_spoc()
        write_contact_log(self.person, SUBJECT, ACCOUNT, f"{REFERENCE} is submitted")
        self.countersign(code)
        self.come_back()
        self.save_paper()
        self.lock_and_return()
        self.close()
        self.prove("the store of the journey", copies)


def asked_groups(person: Person) -> list[int]:
    """Read on the screen which two groups of the recovery key are asked for."""
    read = [find(f"Group {number} (required)", person.look()) for number in range(1, 8)]
    return [number for number, found in enumerate(read, 1) if any(str(number) in each.text for each in found)]


def groups_on(sheet: Path) -> list[str]:
    """Read the recovery key's groups from the saved sheet."""
    return _KEY.findall(text_of(sheet))
