"""Lists, search, home and the comparison of people, as the records grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.ground import Ground, bare
from benchmarks.measure import Line, medians
from benchmarks.texts import COMMON_WORD, RARE_WORD
from ssp_desktop.services import boards, contact_log_lists, contact_log_views, search
from ssp_desktop.services.signed_in import SignedIn

# What the pages show, in plain SQL: the same columns, the same order, the same fifty rows.
_LIST = """
    SELECT c.id, c.reference, c.contact_date, c.subject, c.state, c.revision, c.submitted_at, c.waiting_since,
           p.school_name, a.display_name
    FROM contact_log c JOIN partnership p ON p.id = c.partnership_id JOIN account a ON a.id = c.author_id
    WHERE (c.contact_date, c.id) < (:day, :id) ORDER BY c.contact_date DESC, c.id DESC LIMIT 50
"""
_PUPILS = """
    SELECT contact_log_id, given_name, family_name FROM contact_log_pupil
    WHERE contact_log_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_log_id, position
"""
_FIND = """
    SELECT d.id, d.noun, d.record_id, d.partnership_id, p.school_name, d.reference, d.happened_on, d.subject,
           d.state
    FROM search_text JOIN search_document d ON d.id = search_text.rowid
    JOIN partnership p ON p.id = d.partnership_id
    WHERE search_text MATCH :words ORDER BY search_text.rowid DESC LIMIT 50
"""
_ONE = "SELECT * FROM contact_log WHERE id = :id"
_COUNTS = """
    SELECT (SELECT count(*) FROM contact_log WHERE author_id = 2 AND state = 'waiting'),
           (SELECT count(*) FROM prompt WHERE state = 'open'),
           (SELECT count(*) FROM action WHERE state = 'open' AND due_on <= '2026-11-24'),
           (SELECT count(*) FROM action WHERE state = 'school_not_told'),
           (SELECT count(*) FROM visit WHERE end_kind = 'open'),
           (SELECT count(*) FROM draft WHERE account_id = 2)
"""
_NTH = "SELECT contact_date, id FROM contact_log ORDER BY contact_date DESC, id DESC LIMIT 1 OFFSET :skip"
_TRACES = "CREATE TABLE trace (id INTEGER PRIMARY KEY, words BLOB)"
_ENTRY_BYTES = 467
FLAT = 1.5  # what is called flat: a hundred times the records, at most half as much time again
_NEWEST = ("9999-12-31", 0)


@dataclass(frozen=True)
class Question:
    """One thing that is asked of every store: how the program asks, and how plain SQL does."""

    name: str
    ask: Callable[[SignedIn], object]
    sql: Callable[[Any], object]
    leaves_trace: bool = True


def run(ground: Ground) -> Iterator[Line]:
    """Yield each question for each size, then how the largest store compares with the smallest."""
    people = [ground.officer(ground.store(logs)) for logs in ground.sizes.logs]
    bare(people[-1]).execute(_TRACES)
    asked = [_questions(signed_in) for signed_in in people]
    for questions in zip(*asked, strict=True):
        works = [
            work
            for question, signed_in in zip(questions, people, strict=True)
            for work in (_program(question, signed_in), _plain(question, signed_in))
        ]
        *figures, audited = medians([*works, _audited(questions[-1], people[-1])], ground.sizes.calls)
        yield from _lines(ground, questions[0], figures, audited)


def _lines(ground: Ground, question: Question, figures: list[float], audited: float) -> Iterator[Line]:
    runs, largest = ground.sizes.calls, ground.sizes.largest
    for position, logs in enumerate(ground.sizes.logs):
        figure, plain = figures[2 * position : 2 * position + 2]
        yield Line(f"{question.name}, {logs:,} logs", figure, "bare SQL", plain, runs=runs)
    if question.leaves_trace:
        traced = "bare SQL and a commit of its audit entry"
        yield Line(f"{question.name}, {largest:,} logs", figures[-2], traced, audited, runs=runs)
    name, smallest = f"{question.name}, flat to {largest:,}", f"at {ground.sizes.logs[0]:,} logs"
    yield Line(name, figures[-2], smallest, figures[0], runs=runs, aim=FLAT)


def _program(question: Question, signed_in: SignedIn) -> Callable[[], object]:
    return lambda: question.ask(signed_in)


def _plain(question: Question, signed_in: SignedIn) -> Callable[[], object]:
    driver = bare(signed_in)
    return lambda: question.sql(driver)


def _audited(question: Question, signed_in: SignedIn) -> Callable[[], object]:
    """Return the plain SQL in a transaction that also stores as many bytes as an audit entry has."""
    driver = bare(signed_in)

    def ask() -> None:
        driver.execute("BEGIN")
        question.sql(driver)
        driver.execute("INSERT INTO trace (words) VALUES (?)", (bytes(_ENTRY_BYTES),))
        driver.execute("COMMIT")

    return ask


def _questions(signed_in: SignedIn) -> tuple[Question, ...]:
    deep = _deep_key(signed_in)
    newest = bare(signed_in).execute("SELECT max(id) FROM contact_log").fetchone()[0]
    return (
        Question("list: first page of 50", contact_log_lists.page, lambda driver: _page(driver, _NEWEST)),
        Question(
            "list: page at nine tenths",
            lambda officer: contact_log_lists.page(officer, after=deep),
            lambda driver: _page(driver, (deep[0].isoformat(), deep[1])),
        ),
        _search("a rare word", RARE_WORD),
        _search("a word of every record", COMMON_WORD),
        _search("two words", f"{COMMON_WORD} {RARE_WORD}"),
        _search("a word of every record, one kind", COMMON_WORD, noun="contact_log"),
        Question(
            "open one log, with similar people",
            lambda officer: contact_log_views.open_contact_log(officer, newest),
            lambda driver: driver.execute(_ONE, {"id": newest}).fetchall(),
        ),
        Question(
            "home: the officer's boards",
            boards.home,
            lambda driver: driver.execute(_COUNTS).fetchall(),
            leaves_trace=False,
        ),
    )


def _search(name: str, typed: str, noun: str = "") -> Question:
    words = " ".join(f'"{word}"' for word in typed.split()) + "*"
    return Question(
        f"search: {name}, newest 50",
        lambda officer: search.find(officer, typed, noun=noun),
        lambda driver: driver.execute(_FIND, {"words": words}).fetchall(),
    )


def _page(driver: Any, after: tuple[str, int]) -> object:
    found = driver.execute(_LIST, {"day": after[0], "id": after[1]}).fetchall()
    ids = ",".join(str(row[0]) for row in found)
    return found, driver.execute(_PUPILS, {"ids": f"[{ids}]"}).fetchall()


def _deep_key(signed_in: SignedIn) -> Any:
    """Return the key of the row at nine tenths of the list, as a page hands it on."""
    driver = bare(signed_in)
    count = driver.execute("SELECT count(*) FROM contact_log").fetchone()[0]
    day, number = driver.execute(_NTH, {"skip": count * 9 // 10}).fetchone()
    return date.fromisoformat(day), number
