"""Canonical JSON: one value, one sequence of bytes."""

from __future__ import annotations

import enum
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.security.canonical import MAXIMUM_DEPTH, canonical_json, content_hash

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
WHOLE = st.integers(min_value=-(2**63), max_value=2**63 - 1)
KEYS = TEXT.map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def in_form_c(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [in_form_c(item) for item in value]
    if isinstance(value, dict):
        return {in_form_c(key): in_form_c(item) for key, item in value.items()}
    return value


def turned_round(value: object) -> object:
    if isinstance(value, list):
        return [turned_round(item) for item in value]
    if isinstance(value, dict):
        return {key: turned_round(value[key]) for key in reversed(list(value))}
    return value


@given(VALUES)
def test_the_bytes_say_the_same_value_and_are_their_own_canonical_form(value: object) -> None:
    first = canonical_json(value)
    assert json.loads(first) == in_form_c(value)
    assert canonical_json(json.loads(first)) == first


@given(VALUES)
def test_the_order_of_keys_and_the_form_of_accents_make_no_difference(value: object) -> None:
    assert canonical_json(turned_round(value)) == canonical_json(value)
    assert content_hash(in_form_c(value)) == content_hash(value)


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(first: object, second: object) -> None:
    same = json.dumps(in_form_c(first), sort_keys=True) == json.dumps(in_form_c(second), sort_keys=True)
    assert (canonical_json(first) == canonical_json(second)) is same


def test_the_exact_bytes_and_hash() -> None:
    value = {"b": [1, True, None], "a": "Zoe\u0308 \u2028\n", "é": {}}
    assert canonical_json(value) == '{"a":"Zoë \u2028\\n","b":[1,true,null],"é":{}}'.encode()
    assert content_hash({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_keys_are_sorted_by_code_point() -> None:
    assert canonical_json({"é": 1, "z": 2, "Z": 3, "😀": 4}) == '{"Z":3,"z":2,"é":1,"😀":4}'.encode()


def test_a_text_enum_counts_as_its_text() -> None:
    class Colour(enum.StrEnum):
        BLUE = "blue"

    class Number(enum.IntEnum):
        TWO = 2

    assert canonical_json({Colour.BLUE: [Colour.BLUE, Number.TWO]}) == b'{"blue":["blue",2]}'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "type float"),
        ({"a": [1.5]}, "type float"),
        (b"bytes", "type bytes"),
        ((1, 2), "type tuple"),
        ({1: "a"}, "key of type int"),
        ("a\0b", "NUL"),
        ({"a\0": 1}, "NUL"),
        ("\ud800", "surrogate"),
        (["\udfff"], "surrogate"),
        ({"é": 1, "e\u0301": 2}, "same after normalisation"),
        (2**63, "64 bits"),
        (-(2**63) - 1, "64 bits"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        canonical_json(value)


def test_nesting_has_a_limit() -> None:
    value: object = "core"
    for _ in range(MAXIMUM_DEPTH):
        value = [value]
    canonical_json(value)
    with pytest.raises(ValueError, match="nested"):
        canonical_json([value])
