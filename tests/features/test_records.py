"""Between form and tables: what is typed outside a form, and rows that keep who they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.spec import Context
from ssp_desktop.services.records import ProblemsFound, checked, plain_words
from tests.stores import Clock


@given(typed=st.text())
def test_words_are_stored_tidily_or_refused_in_words(typed: str) -> None:
    longest = 40
    tidy = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    storable = "\x00" not in tidy and not any("\ud800" <= each <= "\udfff" for each in tidy)
    if storable and len(tidy) <= longest:
        assert plain_words(typed, longest, "note") == tidy
        assert tidy.encode("utf-8").decode("utf-8") == plain_words(tidy, longest, "note")
        return
    with pytest.raises(UserError, match="The note (is longer than 40|holds a damaged)") as refused:
        plain_words(typed, longest, "note")
    assert refused.value.what_to_do


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  a \r\n b\r ", "a \n b"),
        ("e\u0301", "é"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("x" * 40 + " ", "x" * 40),
    ],
)
def test_spaces_around_go_and_nothing_inside(typed: str, words: str) -> None:
    assert plain_words(typed, 40, "note") == words


def test_an_answer_that_cannot_be_read_is_never_emptied_in_silence() -> None:
    now = Clock()()
    with pytest.raises(ProblemsFound) as refused:
        checked(ACTION, {"outcome": ["not", "text"]}, Context(now.date(), now.time()))
    assert [(each.path, each.message) for each in refused.value.problems] == [
        ("outcome", "This answer cannot be read. Enter it again.")
    ]
