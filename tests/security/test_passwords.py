"""Which passwords are accepted and what the person is told when one is not."""

from __future__ import annotations

import hashlib
import inspect
import math
import secrets
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.security import passwords
from ssp_desktop.security.password_patterns import block_list, fold, is_repeated_block
from ssp_desktop.security.passwords import (
    PasswordRefused,
    check_new_password,
    normalise_password,
    random_words,
    word_list,
)

CONTEXT = ("Larkfield Example Academy", "Exampleshire Constabulary", "Example-Okafor", "PC Ada", "Ng")
FIFTEEN_EMOJI = "🐢🦊🚀🎻🍋🧵🪁🌋🎈🐙🥝🧭🪵🦉🧩"


def unlisted_letters(seed: int, length: int) -> str:
    digest = hashlib.sha512(str(seed).encode()).digest()
    return "".join(chr(97 + byte % 26) for byte in digest[:length])


@pytest.mark.parametrize(
    "password",
    [
        "tulip brisk anvil otter",
        FIFTEEN_EMOJI,
        "qkzjtwvbnxfhmpd",
        "27182845904523536028747",
        " leading and trailing otter ",
        "zażółć gęślą jaźń",
        "我们今天去动物园看熊猫吃竹子啦",
        "safer otters juggle brisk tulips",
        (unlisted_letters(1, 64) * 2)[:100] + unlisted_letters(2, 28),
        "".join(unlisted_letters(seed, 64) for seed in range(16)),
    ],
)
def test_accepted(password: str) -> None:
    check_new_password(password, CONTEXT)


@given(st.integers(min_value=0), st.integers(min_value=15, max_value=64))
def test_no_composition_rules_any_fifteen_lower_case_letters_do(seed: int, length: int) -> None:
    check_new_password(unlisted_letters(seed, length), CONTEXT)


REFUSED = [
    ("fourteen chars", "has 14 characters. It must have at least 15"),
    (FIFTEEN_EMOJI[:14], "has 14 characters"),
    ("e\u0301" * 14, "has 14 characters"),
    ("", "has 0 characters"),
    ("x" * 1025, "at most 1024"),
    ("aaaaaaaaaaaaaaa", "repeats one short piece"),
    ("tulip tulip tulip", "repeats one short piece"),
    ("xk7xk7xk7xk7xk7xk", "repeats one short piece"),
    ("xk7 xk7 xk7 xk7 2024!", "repeats one short piece"),
    ("2024! otter otter otter", "repeats one short piece"),
    ("passwordpassword", "repeats one short piece"),
    ("🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢", "repeats one short piece"),
    ("correcthorsebatterystaple", "first that people try"),
    ("Correct Horse Battery Staple", "first that people try"),
    ("c0rrecth0rseb4tterystaple!", "first that people try"),
    ("You'llNeverWalkAlone".replace("'", ""), "first that people try"),
    ("password2024-2025!", "first that people try"),
    ("p4$$w0rd 2024 2025", "first that people try"),
    ("123456 sunshine 654321", "first that people try"),
    ("liverpoolliverpool1", "repeats one short piece"),
    ("12345678! liverpool", "first that people try"),
    ("computerwindow2024", "first that people try"),
    ("qwertyuiopasdfghjkl", "follows the keys"),
    ("qwertzxcvbnmasdfg", "follows the keys"),
    ("1qaz2wsx3edc4rfv9", "follows the keys"),
    ("abcdefghijklm1998", "follows the keys"),
    ("poiuytrewq98765432", "follows the keys"),
    ("aaaabbbbccccdddde", "follows the keys"),
    ("Larkfield Academy 1", "names and words that others connect"),
    ("SaferSchools 738291", "names and words that others connect"),
    ("saferschoolspartnership99", "names and words that others connect"),
    ("s4f3r 5chools desktop", "names and words that others connect"),
    ("EXAMPLE-OKAFOR 12345", "names and words that others connect"),
    ("larkfield academy ng ", "names and words that others connect"),
    ("half a character \ud800", "cannot be stored"),
]


@pytest.mark.parametrize(("password", "words"), REFUSED)
def test_refused_with_the_reason_and_a_way_out(password: str, words: str) -> None:
    with pytest.raises(PasswordRefused) as caught:
        check_new_password(password, CONTEXT)
    assert isinstance(caught.value, UserError)
    assert words in caught.value.what_happened
    assert caught.value.what_to_do
    assert not password or password not in str(caught.value)


def test_a_context_word_alone_does_not_condemn_a_long_password() -> None:
    check_new_password("larkfield otter tulip brisk anvil", CONTEXT)


def test_the_lists_are_long_enough_and_clean() -> None:
    assert len(block_list()) >= 3000
    assert all(entry == fold(entry) for entry in block_list())
    words = word_list()
    assert len(set(words)) == len(words) == 8192
    assert 4 * math.log2(len(words)) >= 51
    assert all(3 <= len(word) <= 9 and word.isascii() and word.islower() and word.isalpha() for word in words)


def test_random_words_are_accepted_and_differ() -> None:
    made = {random_words() for _ in range(300)}
    assert len(made) == 300
    for words in made:
        assert len(words.split(" ")) == 4
        assert set(words.split(" ")) <= set(word_list())
        check_new_password(words)
    assert len(random_words(6).split(" ")) == 6
    with pytest.raises(ValueError, match="At least 4"):
        random_words(3)


def test_a_poor_draw_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter(["otter"] * 4 + ["tulip", "brisk", "anvil", "otter"])
    monkeypatch.setattr(secrets, "choice", lambda _: next(draws))
    assert random_words() == "tulip brisk anvil otter"


def test_only_secrets_makes_choices() -> None:
    source = inspect.getsource(passwords)
    assert "import secrets" in source
    assert "import random" not in source


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_normalised_once_never_trimmed_or_changed_in_case(password: str) -> None:
    assert normalise_password(password).decode() == unicodedata.normalize("NFC", password)
    assert normalise_password(unicodedata.normalize("NFD", password)) == normalise_password(password)


@given(st.text(min_size=1, max_size=12), st.integers(min_value=2, max_value=5))
def test_every_repetition_is_seen(block: str, times: int) -> None:
    assert is_repeated_block(block * times)


@given(st.text(alphabet="ab", max_size=12))
def test_repetition_agrees_with_trying_every_block(text: str) -> None:
    tried = any(
        all(text[index] == text[index % size] for index in range(len(text)))
        for size in range(1, len(text) // 2 + 1)
    )
    assert is_repeated_block(text) is tried


@pytest.mark.timeout(30)  # a pattern that backtracks would take hours
def test_a_hostile_password_is_judged_quickly() -> None:
    hostile = [
        "a" * 1023 + "b",
        "ab" * 511 + "c",
        "1" * 1024,
        "19" * 500,
        "@" * 1000 + "x" * 24,
        "a" * 100_000,
    ]
    for password in hostile:
        with pytest.raises(PasswordRefused):
            check_new_password(password, CONTEXT)
