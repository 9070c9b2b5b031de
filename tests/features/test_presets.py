"""A force's words: the presets that are shipped, the words put into labels, and a damaged file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.officer_profile import OFFICER_PROFILE
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.paths import resource_folder
from ssp_desktop.services import presets
from ssp_desktop.services.presets import (
    DEFAULT_PRESET,
    MARKINGS,
    SYSTEMS,
    UNITS,
    list_presets,
    load_preset,
    wording,
)
from ssp_desktop.vocabulary.people import Role

SHIPPED = resource_folder() / "presets"
MET = "metropolitan_police"


def test_the_presets_are_listed_by_title() -> None:
    assert [preset.key for preset in list_presets()] == [DEFAULT_PRESET, MET]
    assert [preset.title for preset in list_presets()] == [
        "England and Wales (any force)",
        "Metropolitan Police",
    ]


@pytest.mark.parametrize("key", [DEFAULT_PRESET, MET])
def test_every_preset_answers_every_question(key: str) -> None:
    preset = load_preset(key)
    assert set(preset.roles) == {str(role) for role in Role}
    assert (set(preset.systems), set(preset.units), set(preset.marking)) == (
        set(SYSTEMS),
        set(UNITS),
        set(MARKINGS),
    )
    assert preset.declined_to
    scores = [score for band in preset.risk_bands for score in range(band.lowest, band.highest + 1)]
    assert scores == list(range(1, 26))
    assert all(kept.years > 0 for kept in preset.retention)
    assert "Where the facts come from" in (SHIPPED / f"{key}.toml").read_text(encoding="utf-8")


def test_the_mets_words_are_those_of_after_2022_and_2025() -> None:
    met = load_preset(MET)
    assert met.systems == {
        "crime": "CONNECT",
        "intelligence": "CONNECT",
        "safeguarding": "CONNECT",
        "incident": "CAD",
    }
    assert met.roles["officer"] == "Children and Young Person specialist"
    assert "BCU" in met.declined_to
    assert "Central Youth Strategy" in met.declined_to


def test_a_term_is_replaced_in_labels_with_the_case_of_its_place() -> None:
    say = wording(load_preset(MET))
    assert say(CONTACT_LOG.field("crime_reference").label) == "CONNECT crime reference"
    assert say(CONTACT_LOG.field("safeguarding_reason").label) == (
        "Why there is no CONNECT safeguarding reference"
    )
    assert say(CONTACT_LOG.field("other_reference").help) == "For example a CAD number."
    assert say(OFFICER_PROFILE.field("posted_as_sso").label) == (
        "Posted as Children and Young Person specialist"
    )
    assert say(PARTNERSHIP.field("escalated_to").help) == "The BCU SLT lead and the central team, by name."
    assert say(Role.SERGEANT.label) == "Supervising sergeant"
    assert say("Tell the safer schools sergeant") == "Tell the supervising sergeant"
    assert say("Crime references") == "Crime references"


def test_the_preset_of_any_force_leaves_labels_as_they_are() -> None:
    say = wording(load_preset(DEFAULT_PRESET))
    for field in (*CONTACT_LOG.fields, *PARTNERSHIP.fields):
        assert say(field.label) == field.label


@given(
    st.lists(
        st.sampled_from(
            ["Crime reference", "crıme reference", "CRIME REFERENCE", "Safer Schools Officer", "ſ", "."]
        )
        | st.text(max_size=8)
    ).map(" ".join)
)
def test_saying_it_twice_changes_nothing(text: str) -> None:
    say = wording(load_preset(MET))
    assert say(say(text)) == say(text)


@pytest.mark.parametrize("key", ["atlantis", "", "../presets/metropolitan_police", "a\x00b", "x" * 300])
def test_a_preset_that_is_not_installed_is_said_so(key: str) -> None:
    with pytest.raises(UserError, match="is not installed") as told:
        load_preset(key)
    assert told.value.what_to_do


@pytest.fixture
def other_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "presets"
    folder.mkdir()
    monkeypatch.setattr(presets, "resource_folder", lambda: tmp_path)
    return folder


def test_no_preset_at_all_is_said_so(other_folder: Path) -> None:
    assert list(other_folder.iterdir()) == []
    with pytest.raises(UserError, match="presets .* are missing"):
        list_presets()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('key = "england_and_wales"', "key = ", "it cannot be read"),
        ('key = "england_and_wales"', 'key = "other"', "its key is not"),
        ('force_name = "Your police force"', "force_name = 5", "“force_name” is missing"),
        ('force_name = "Your police force"', 'force_name = " "', "“force_name” is missing"),
        ('force_name = "Your police force"', f'force_name = "{"x" * 201}"', "is not a short text"),
        ("[roles]", "[rolls]", "the part [roles] is missing"),
        ('officer = "Safer', 'offiser = "Safer', "“offiser” in [roles] is not known"),
        ('crime = "crime system"\n', "", "“crime” is missing"),
        ("[words]", '[words]\n"A" = 1', "“A” is missing or is not a short text"),
        ("[[retention]]", "[[detention]]", "the part [[retention]] is missing"),
        ("years = 6", "years = 6.5", "“years” is missing"),
        ("years = 6", "years = true", "“years” is missing"),
        ("lowest = 1\n", "lowest = -1\n", "“lowest” is missing"),
        ("highest = 25", "highest = 26", "from 0 to 25"),
    ],
)
def test_a_damaged_preset_is_refused_with_the_place_of_the_damage(
    other_folder: Path, old: str, new: str, told: str
) -> None:
    content = (SHIPPED / "england_and_wales.toml").read_text(encoding="utf-8")
    assert old in content
    (other_folder / "england_and_wales.toml").write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as error:
        load_preset("england_and_wales")
    assert "england_and_wales.toml is damaged" in error.value.what_happened
    assert told in error.value.what_happened
    with pytest.raises(UserError, match="is damaged"):
        list_presets()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[[roles]]\nx = 1\n"])
def test_a_file_of_another_kind_is_refused(other_folder: Path, content: bytes) -> None:
    (other_folder / "broken.toml").write_bytes(content)
    with pytest.raises(UserError, match=r"broken\.toml is damaged"):
        load_preset("broken")


words = st.text(max_size=5)
anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=4,
)


@given(st.data())
def test_whatever_stands_in_the_file_it_is_a_preset_or_damaged(data: st.DataObject) -> None:
    content = tomllib.loads((SHIPPED / "england_and_wales.toml").read_text(encoding="utf-8"))
    part = data.draw(st.sampled_from(sorted(content)))
    content[part] = data.draw(anything)
    try:
        preset = presets._preset("england_and_wales", content)
    except presets._Damaged as damage:
        preset = None
        told = str(damage)
    else:
        told = ""
    assert (preset is None) == bool(told)
