"""Whatever a person typed is shown, never obeyed; it neither breaks the page nor the rules of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssp_desktop.reports import fonts
from ssp_desktop.reports.document import (
    Block,
    Bullets,
    DataTable,
    Heading,
    KeyValues,
    Notice,
    Picture,
    Quote,
    Struck,
    Text,
)
from ssp_desktop.reports.fonts import FontSet
from ssp_desktop.reports.tagged.lines import Style, Typesetter
from ssp_desktop.reports.text import brief, direction, joined, one_line, plain, visual_order
from tests.reports.documents import SENTENCE, faults, make, pages, png, poppler_text, text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b\x1b[31m", "a[U+0000]b[U+001B][31m"),
        ("\ud800 and \udfff", "[U+D800] and [U+DFFF]"),
        ("invoice\u202egpj.exe", "invoice[U+202E]gpj.exe"),
        ("\ue000\ufffe\U0010ffff", "[U+E000][U+FFFE][U+10FFFF]"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a    b"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("e\u0301", "é"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_plain_text(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_short_forms() -> None:
    assert one_line(" a\n\tb ") == "a b"
    assert brief("x" * 300) == "x" * 300
    assert brief("x" * 301) == "x" * 299 + "…"


@pytest.mark.parametrize(
    "typed",
    [
        "<b>bold</b>",
        '<img src="/etc/passwd"/>',
        "&lt;para&gt; & co.",
        "<onDraw name='x'/>",
        "(brackets) \\ and ) alone (",
        "Siân Ŵyn ŷ, Łódź, Żółć, Ἀθηνᾶ, Đặng, Ünal, 李小明",
        "q\u0303 m\u0306 combining",
        "EMC ET endstream endobj",
    ],
)
def test_typed_text_is_read_back_as_typed(typed: str) -> None:
    made = make(Heading(typed), Text(typed), KeyValues(((typed, typed),)), Quote(typed), title_of(typed))
    assert text(made).count(typed) == 6
    assert faults(made) == []


def title_of(typed: str) -> Block:
    return Notice(typed, "Note")


def test_what_no_font_has_is_shown_by_number() -> None:
    made = make(Text("thumb 👍 नमस्ते 김"))
    assert "[U+1F44D]" in text(made)
    assert "[U+0928]" in text(made)
    assert "[U+AE40]" in text(made)
    assert faults(made) == []


def test_right_to_left_is_found_as_it_was_typed(tmp_path: Path) -> None:
    typed = "قال محمد عبد الله (Larkfield 12) ثم لا انصرف"
    made = make(Heading(typed), Text(typed), KeyValues((("Name", "محمد · Siân · שלום"),)), demo=False)
    assert faults(made) == []
    read = poppler_text(made, tmp_path)
    assert read.count("محمد عبد الله") == 2
    for word in ("انصرف", "Larkfield 12", "שלום"):
        assert word in read


def test_arabic_letters_are_joined_and_brackets_face_the_words() -> None:
    assert joined("محمد") == "\ufee3\ufea4\ufee4\ufeaa"
    assert joined("plain") == "plain"
    assert visual_order("אב (x)", "R") == "(x) בא"
    assert direction("12 אב") == "R"
    assert direction("x אב") == "L"
    assert direction("...") == "L"


def test_every_line_of_right_to_left_text_keeps_its_place() -> None:
    setter = Typesetter(FontSet())
    words = [f"אבג{number}" for number in range(40)]
    lines = setter.lines(setter.prepare(" ".join(words)), Style(), 200)
    assert len(lines) > 3
    shown = [word for line in lines for word in reversed(line.shown.split())]
    assert shown == [f"{number}גבא" for number in range(40)]
    assert all(line.right_to_left and line.width <= 204 for line in lines)


@pytest.mark.parametrize(
    "word", ["x" * 50_000, "在" * 20_000, "قالالطالب" * 2_000, "a" + "\u0301" * 50_000, "👍" * 9_000]
)
def test_endless_words_are_broken(word: str) -> None:
    made = make(
        Text(word), KeyValues(((word[:3000], word),)), DataTable(("a", "b"), ((word, "b"),)), Heading(word)
    )
    assert faults(made) == []
    assert len(pages(made)) > 1


def test_no_line_is_wider_than_its_column() -> None:
    setter = Typesetter(FontSet())
    for typed in (SENTENCE * 20, "x" * 5000, "在学校" * 500, "a b  c   " * 300, "W" * 40 + " " + "i" * 400):
        lines = setter.lines(setter.prepare(typed), Style(), 150)
        assert len(lines) > 3
        assert all(line.width <= 150.01 for line in lines)
        assert "".join(line.shown for line in lines) == typed.rstrip(" ") + typed[len(typed.rstrip(" ")) :]


def test_a_flood_of_different_words_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_REMEMBERED_WORDS", 50)
    words = " ".join(f"word{number}" for number in range(400))
    assert text(make(Text(words), demo=False)).count("word") == 400


def test_a_megabyte_of_narrative_is_laid_out() -> None:
    story = " ".join(f"{SENTENCE}{number}." for number in range(9_800))
    assert len(story) > 1_000_000
    made = make(
        Text(story), Quote(story), Bullets((story,)), KeyValues((("Account", story),)), Struck(story, "x")
    )
    assert faults(made) == []
    found = pages(make(Text(story)))
    assert len(found) > 150
    assert "twelve. 0." in found[0]
    assert "twelve. 9799." in found[-1]


def test_hostile_furniture_leaves_room_for_the_text() -> None:
    made = make(
        Text("the record itself"),
        reference="r" * 5000,
        recipient="محمد " * 900,
        printed_by='<img src="/etc/passwd">\x00' * 300,
        marking="M " * 900,
        handling="h " * 900,
        audit_head="<i>" * 99,
    )
    assert faults(made) == []
    assert "the record itself" in pages(made)[0]
    assert "Page 1 of 1" in pages(made)[0]


def test_nothing_at_all_in_every_block() -> None:
    made = make(
        Heading(""), Text(""), Quote(""), KeyValues(()), KeyValues((("", ""),)), DataTable((), ()),
        DataTable(("",), (("",),)), Bullets(()), Bullets(("",)), Struck("", ""), Notice("", ""),
        Picture(png(), " "),
    )  # fmt: skip
    assert faults(made) == []


ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Mn", "Cf"]),
        st.sampled_from(list("<>&()\\/%[]{}\n\r\t \"'")),
        st.characters(min_codepoint=0x590, max_codepoint=0x8FF),
    ),
    max_size=120,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed=st.lists(ANY_TEXT, min_size=4, max_size=4))
def test_any_text_is_printed_by_the_rules(typed: list[str]) -> None:
    one, two, three, four = typed
    made = make(
        Heading(one, 2),
        Text(two),
        Quote(three),
        KeyValues(((one, four), (two, three))),
        DataTable((one, two), ((three, four), (two, one)), caption=four),
        Bullets((three, four)),
        Struck(one, two, three),
        Notice(two, four),
        Picture(png(), one),
        reference=one,
        printed_by=two,
        recipient=three,
        marking=four,
    )
    assert faults(made) == []
