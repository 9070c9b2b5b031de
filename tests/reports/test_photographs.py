"""Photographs on paper: a figure with the words that stand for it, embedded as it is stored."""

from __future__ import annotations

import io

import pikepdf
import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.reports.blocks import Photograph
from ssp_desktop.services.pictures import clean
from tests.features.picture_files import encoded, located_jpeg, picture
from tests.reports.documents import faults, make, pages

CAPTION = "R1: The door of the police room (both locks) \\ \u201cclosed\u201d"


def test_a_photograph_is_a_figure_with_its_words_and_breaks_no_rule() -> None:
    kept = clean(located_jpeg(6)).picture
    pdf = make(Photograph(kept, CAPTION, "Added by PC 0001 Example-Okafor"))
    assert faults(pdf) == []
    assert "Added by PC 0001 Example-Okafor" in pages(pdf)[0]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure
        ]
        assert [str(each.Alt) for each in figures] == [CAPTION]
        images = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image
        ]
        assert [each.read_raw_bytes() for each in images] == [kept]
    assert b"CANARY" not in pdf


def test_many_photographs_share_the_pages_with_their_words() -> None:
    kept = clean(encoded(picture((400, 900)))).picture
    pdf = make(*(Photograph(kept, f"Photograph number {number}") for number in range(7)))
    assert faults(pdf) == []
    assert sum(words.count("Photograph number") for words in pages(pdf)) == 7


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no picture", "It is damaged. Have the store checked."),
        (encoded(picture(mode="L")), "not stored as this program does it"),
    ],
)
def test_a_photograph_that_is_none_is_said(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        make(Photograph(data, "A door"))
