"""A pupil contact log, filled in by keyboard, section by section: part of the smoke tests' journey."""

from __future__ import annotations

from datetime import date, timedelta

from tools.person import Person
from tools.smoke_program import must

_LAST_SECTIONS = ("Safeguarding reference", "Information shared", "never sees these notes", "Why no action")


def write_contact_log(person: Person, subject: str, account: str, submitted: str) -> None:
    """Write a contact log about one pupil, yesterday at noon, and submit it.

    Args:
        person: who writes.
        subject: what it was about.
        account: what was said.
        submitted: what the program says then.
    """
    day = date.today() - timedelta(days=1)
    person.keys("ctrl+n")
    person.press("When, where and why")
    person.keys("Tab")
    person.fill(f"{day:%d/%m/%Y}", "", "", "12:00", "", "12:20", "", "Wellbeing office", 1, 1)
    person.fill("", subject)
    person.shoot("contact-when")
    _next_section(person, "Why no pupil is named")
    person.keys("space")
    person.see("Pupil 1")
    person.fill("Tomasz", "Example-Zielinski", "", 1, "", "", "", "", 2, 1, 2)
    person.fill("", "", "", "", "", "", "")
    person.keys("space", "Tab")
    person.fill(2)
    person.shoot("contact-pupil")
    _next_section(person, "Add a person invited")
    _next_section(person, "Was a member of school staff present")
    person.fill(1)
    person.keys("space")
    person.see("Member of staff 1")
    person.fill("Mr Example-Ogden", "Head of year", 1)
    person.keys("space")
    person.shoot("contact-staff")
    _next_section(person, "Was an appropriate adult needed")
    person.fill(1)
    _next_section(person, "The child's own words")
    person.fill("", account)
    person.shoot("contact-words")
    _next_section(person, "Vulnerability factors")
    person.fill("A theft, told calmly.")
    _next_section(person, "Concerns raised")
    person.keys(*["Tab"] * 14, "space")
    person.shoot("contact-concerns")
    for words in _LAST_SECTIONS:
        _next_section(person, words)
    person.keys("Tab")
    person.type("The school has told the parents.")
    person.shoot("contact-actions")
    person.press("Submit")
    person.see(submitted)
    person.shoot("contact-submitted")
    must("a contact log is written and submitted", True)


def _next_section(person: Person, words: str) -> None:
    """Go on to the next section by keyboard, and wait for words that stand only there."""
    person.keys("ctrl+Next")
    person.see(words)
