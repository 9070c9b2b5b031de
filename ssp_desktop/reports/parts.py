"""Parts that the reports share: answers of a form as blocks, times and hashes as a reader needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ssp_desktop.forms.display import NOT_ANSWERED, Shown, ShownSection
from ssp_desktop.reports.blocks import Block, DataTable, Heading, KeyValues, Quote, Text
from ssp_desktop.reports.pages import uk_time

SHORT_ANSWER = 240
MOST_COLUMNS = 6
_GROUP = 8


def day_words(day: date | None) -> str:
    """Return a date as ``21 November 2026``; a dash when there is none."""
    return f"{day.day} {day:%B %Y}" if day else "\u2013"


def moment_words(moment: datetime | None) -> str:
    """Return an aware time as UK local time; a dash when there is none."""
    return uk_time(moment) if moment else "\u2013"


def in_groups(digits: str, size: int = _GROUP) -> str:
    """Return a hash in groups, so that it can be compared by eye and broken into lines."""
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))


def signature_facts(signer: str, signed_at: datetime, fingerprint: str, fault: str) -> list[tuple[str, str]]:
    """Return what is printed of each signed decision: whether it holds, whose it is, when, which key."""
    return [
        ("Signature", "INVALID" if fault else "VALID"),
        ("Signed by", signer),
        ("Signed at", moment_words(signed_at)),
        ("Key", in_groups(fingerprint, 4)),
    ]


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 record`` or ``2,000 records``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def section_blocks(
    section: ShownSection, *, first: Iterable[Block] = (), without: frozenset[str] = frozenset()
) -> Iterator[Block]:
    """Yield one section: short answers as a table of labels, long ones below a heading, rows as tables.

    Args:
        section: the answers in words.
        first: what the report itself puts below the section's heading.
        without: keys of answers that the report prints elsewhere.
    """
    answers = [each for each in section.answers if each.key not in without]
    own = tuple(first)
    if not answers and not own:
        return
    yield Heading(section.title)
    yield from own
    told, silent = _parted(answers)
    short: list[tuple[str, str]] = []
    for answer in told:
        if _is_short(answer):
            short.append((answer.label, answer.text))
            continue
        if short:
            yield KeyValues(tuple(short))
            short = []
        yield from _long_answer(answer, section.title)
    if short or silent:
        yield KeyValues((*short, *silent))


def answer_table(answers: Iterable[Shown]) -> KeyValues:
    """Return short answers as a table of labels, with one line for all that was not answered."""
    told, silent = _parted(answers)
    return KeyValues((*((each.label, each.text) for each in told), *silent))


def _parted(answers: Iterable[Shown]) -> tuple[list[Shown], tuple[tuple[str, str], ...]]:
    """Part what was answered from what was not; the latter becomes one line, so that nothing is left out."""
    told: list[Shown] = []
    silent: list[str] = []
    for each in answers:
        if each.text == NOT_ANSWERED:
            silent.append(each.label)
        else:
            told.append(each)
    return told, ((NOT_ANSWERED, "; ".join(silent)),) if silent else ()


def _is_short(answer: Shown) -> bool:
    if answer.rows or answer.verbatim:
        return False
    return len(answer.text) <= SHORT_ANSWER and "\n" not in answer.text


def _long_answer(answer: Shown, heading: str) -> Iterator[Block]:
    if answer.label != heading:
        yield Heading(answer.label, 2)
    if answer.rows:
        yield from rows_blocks(answer)
    elif answer.verbatim:
        yield Quote(answer.text)
    else:
        yield Text(answer.text)


def rows_blocks(answer: Shown) -> Iterator[Block]:
    """Yield the rows of one answer: a table with a column for each question that anybody answered."""
    answered = {
        cell.label: None for row in answer.rows for cell in row if cell.text != NOT_ANSWERED
    }  # a dict keeps the order of the questions
    if len(answered) > MOST_COLUMNS:
        for row in answer.rows:
            yield answer_table(row)
        return
    lines = tuple(
        tuple({cell.label: cell.text for cell in row}.get(label, "\u2013") for label in answered)
        for row in answer.rows
    )
    yield DataTable(tuple(answered), lines, row_headers=True)


def cells(row: tuple[Shown, ...]) -> dict[str, str]:
    """Return the answers of one row by key; an answer that was not given is empty."""
    return {cell.key: "" if cell.text == NOT_ANSWERED else cell.text for cell in row}
