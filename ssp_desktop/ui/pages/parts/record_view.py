"""A submitted record to read: its sections in words, nothing that can be changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from PySide6.QtWidgets import QWidget

from ssp_desktop.forms.display import NOT_ANSWERED, Shown, ShownSection
from ssp_desktop.forms.spec import FormSpec
from ssp_desktop.ui.pages.parts.reading import Quote, typed
from ssp_desktop.ui.widgets import Card, KeyValueTable, muted_text
from ssp_desktop.ui.widgets.text import heading, styled_text

# Longer answers stand below their question instead of beside it.
_LONGEST_BESIDE = 120


def section_cards(
    spec: FormSpec,
    sections: tuple[ShownSection, ...],
    *,
    wording: Callable[[str], str] = str,
    without: Collection[str] = (),
) -> Iterator[Card]:
    """Yield a card for each section of a record.

    Args:
        spec: the record's form; it says what one row is called.
        sections: the answers in words, as the reader may see them.
        wording: puts a force's own terms into titles and labels.
        without: keys of answers that the page shows in another way.
    """
    for section in sections:
        answers = tuple(each for each in section.answers if each.key not in without)
        if answers:
            yield _card(spec, wording(section.title), answers, wording)


def _card(spec: FormSpec, title: str, answers: tuple[Shown, ...], wording: Callable[[str], str]) -> Card:
    card = Card(title)
    given = tuple(each for each in answers if each.text != NOT_ANSWERED)
    for widget in _answers(spec, given, wording):
        card.add(widget)
    missing = [wording(each.label) for each in answers if each.text == NOT_ANSWERED]
    if missing:
        card.add(muted_text(f"{NOT_ANSWERED}: {'; '.join(missing)}."))
    return card


def _answers(spec: FormSpec, given: tuple[Shown, ...], wording: Callable[[str], str]) -> Iterator[QWidget]:
    short: list[tuple[str, str]] = []
    for each in given:
        if _is_short(each):
            short.append((wording(each.label), each.text))
            continue
        if short:
            yield KeyValueTable(short)
            short = []
        yield from _long_answer(spec, each, wording)
    if short:
        yield KeyValueTable(short)


def _is_short(answer: Shown) -> bool:
    is_plain = not answer.rows and not answer.verbatim
    return is_plain and len(answer.text) <= _LONGEST_BESIDE and "\n" not in answer.text


def _long_answer(spec: FormSpec, answer: Shown, wording: Callable[[str], str]) -> Iterator[QWidget]:
    label = wording(answer.label)
    if answer.rows:
        name = spec.field(answer.key).row_name or "entry"
        for number, row in enumerate(answer.rows, start=1):
            yield _row_card(f"{name.capitalize()} {number}", row, wording)
    elif answer.verbatim:
        yield Quote(label, answer.text)
    else:
        yield styled_text(label, "key")
        yield typed(answer.text, label)


def _row_card(title: str, row: tuple[Shown, ...], wording: Callable[[str], str]) -> Card:
    card = Card(inner=True)
    card.setAccessibleName(title)
    card.add(heading(title, 3))
    given = [(wording(each.label), each.text) for each in row if each.text != NOT_ANSWERED]
    card.add(KeyValueTable(given))
    missing = [wording(each.label) for each in row if each.text == NOT_ANSWERED]
    if missing:
        card.add(muted_text(f"{NOT_ANSWERED}: {'; '.join(missing)}."))
    return card
