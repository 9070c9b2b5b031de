"""What the smoke tests' eyes make of a screen: words with a letter wrong, buttons told from sentences."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw

from tools.sight import find, lines_in, readable

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def word(text: str, left: int, line: int = 1, width: int = 80) -> str:
    """Return a line of tesseract's table; a picture is read at twice its size."""
    return f"5\t1\t1\t1\t{line}\t1\t{2 * left}\t{40 * line}\t{2 * width}\t24\t96.1\t{text}\n"


def test_words_that_stand_together_are_a_line_and_a_wide_gap_ends_it() -> None:
    table = HEAD + word("Save", 10) + word("draft", 96) + word("Discard", 220) + word("draft", 306)
    assert [[each.text for each in line] for line in lines_in(table)] == [
        ["Save", "draft"],
        ["Discard", "draft"],
    ]


def test_places_are_those_of_the_screen() -> None:
    (found,) = find("Save draft", lines_in(HEAD + word("Save", 10) + word("draft", 96)))
    assert (found.text, found.centre) == ("Save draft", (93, 26))


def test_what_stands_alone_comes_before_the_same_words_in_a_sentence() -> None:
    table = HEAD + word("Please", 10) + word("sign", 96) + word("here", 182) + word("Sign", 10, line=2)
    assert [(each.text, each.alone) for each in find("Sign", lines_in(table))] == [
        ("Sign", True),
        ("sign", False),
    ]


@pytest.mark.parametrize("read", ["enrolment", "enroIment", "enrolmeni"])
def test_one_wrong_letter_is_forgiven(read: str) -> None:
    assert find("Enrolment", lines_in(HEAD + word(read, 10)))


@pytest.mark.parametrize("read", ["enjoyment", "Countersign", "is", "|"])
def test_another_word_is_not(read: str) -> None:
    assert find("Enrolment", lines_in(HEAD + word(read, 10))) == []


def test_rows_that_are_no_words_are_passed_over() -> None:
    block = "2\t1\t1\t0\t0\t0\t0\t0\t10\t10\t-1\t\n"
    assert lines_in(HEAD + block + word(" ", 10) + "broken\n") == []


def test_light_words_on_a_dark_button_and_dark_words_on_paper_read_alike() -> None:
    def drawn(paper: str, ink: str) -> Image.Image:
        picture = Image.new("RGB", (200, 60), paper)
        ImageDraw.Draw(picture).text((60, 24), "Submit", fill=ink)
        return readable(picture)

    on_button, on_paper = drawn("#1d70b8", "#ffffff"), drawn("#ffffff", "#1d70b8")
    assert on_paper.getextrema() == (0, 255)
    assert max(ImageChops.difference(on_button, on_paper).tobytes()) < 128


def test_the_frame_of_a_button_is_not_read() -> None:
    picture = Image.new("RGB", (200, 60), "#ffffff")
    ImageDraw.Draw(picture).rectangle((20, 10, 180, 50), outline="#000000")
    framed = readable(picture)
    picture = Image.new("RGB", (200, 60), "#ffffff")
    ImageDraw.Draw(picture).text((60, 24), "Submit", fill="#000000")
    assert min(framed.crop((30, 10, 370, 110)).tobytes()) > 200
    assert min(readable(picture).tobytes()) == 0
