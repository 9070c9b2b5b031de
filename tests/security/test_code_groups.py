"""Recovery keys and enrolment codes: copied by hand, every slip named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.security import enrolment_code, recovery_key
from ssp_desktop.security.code_groups import ALPHABET, GroupsWrong, new_symbols, read_groups, write_groups
from ssp_desktop.security.enrolment_code import (
    enrolment_private_key,
    new_enrolment_code,
    parse_enrolment_code,
)
from ssp_desktop.security.failures import WrongEnrolmentCode, WrongRecoveryKey
from ssp_desktop.security.recovery_key import new_recovery_key, parse_recovery_key
from ssp_desktop.security.signatures import public_key_of

SYMBOLS = st.text(alphabet=ALPHABET, min_size=35, max_size=35)


def test_there_are_enough_random_bits() -> None:
    assert recovery_key.GROUPS * 25 >= 160
    assert enrolment_code.GROUPS * 25 >= 100
    assert len({new_recovery_key() for _ in range(50)}) == 50
    assert set("".join(new_symbols(7) for _ in range(100))) == set(ALPHABET)


@given(SYMBOLS)
def test_what_is_written_is_read(symbols: str) -> None:
    text = write_groups(symbols)
    assert [len(group) for group in text.split("-")] == [6] * 7
    assert read_groups(text, 7) == symbols
    assert read_groups(text.lower().replace("-", " "), 7) == symbols
    assert read_groups(text.replace("-", ""), 7) == symbols
    assert read_groups(text.replace("0", "O").replace("1", "l"), 7) == symbols
    assert read_groups(text.replace("0", "o").replace("1", "I").replace("-", " \u2013\n"), 7) == symbols


@given(SYMBOLS, st.integers(0, 6), st.integers(0, 5), st.sampled_from(ALPHABET))
def test_every_wrong_character_names_its_group(symbols: str, group: int, place: int, other: str) -> None:
    parts = [list(part) for part in write_groups(symbols).split("-")]
    if parts[group][place] == other:
        other = ALPHABET[(ALPHABET.index(other) + 1) % 32]
    parts[group][place] = other
    with pytest.raises(GroupsWrong, match=f"^Group {group + 1} of the {{}} is wrong"):
        read_groups("-".join("".join(part) for part in parts), 7)


@given(SYMBOLS, st.integers(0, 6), st.permutations(range(6)))
def test_two_swapped_characters_name_their_group(symbols: str, group: int, order: list[int]) -> None:
    parts = [list(part) for part in write_groups(symbols).split("-")]
    first, second = order[:2]
    before = "".join(parts[group])
    parts[group][first], parts[group][second] = parts[group][second], parts[group][first]
    typed = "-".join("".join(part) for part in parts)
    if "".join(parts[group]) == before:
        assert read_groups(typed, 7) == symbols
    else:
        with pytest.raises(GroupsWrong, match=f"^Group {group + 1} "):
            read_groups(typed, 7)


@given(SYMBOLS, st.permutations(range(7)))
def test_swapped_groups_are_named(symbols: str, order: list[int]) -> None:
    parts = write_groups(symbols).split("-")
    low, high = sorted(order[:2])
    parts[low], parts[high] = parts[high], parts[low]
    with pytest.raises(GroupsWrong, match=f"^Groups {low + 1} and {high + 1} of the {{}} are wrong"):
        read_groups("-".join(parts), 7)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with pytest.raises(GroupsWrong, match="of the {}|^The {} has"):
        read_groups(text, 7)


def test_the_person_is_told_which_group() -> None:
    key = new_recovery_key().split("-")
    wrong = "".join("Z" if letter != "Z" else "Y" for letter in key[2])
    with pytest.raises(WrongRecoveryKey) as caught:
        parse_recovery_key("-".join([*key[:2], wrong[0] + key[2][1:], *key[3:]]))
    assert caught.value.what_happened == "Group 3 of the recovery key is wrong."
    with pytest.raises(WrongRecoveryKey, match="Groups 1, 2 and 4 of the recovery key are wrong"):
        parse_recovery_key("-".join(["U" * 6, "!" * 6, key[2], key[3][:5], *key[4:]]))
    with pytest.raises(WrongRecoveryKey, match="has 7 groups of 6 characters; 36 were typed"):
        parse_recovery_key("-".join(key[:6]))
    with pytest.raises(WrongEnrolmentCode, match="The enrolment code has 5 groups of 6 characters; 0 were"):
        parse_enrolment_code("")
    with pytest.raises(WrongEnrolmentCode, match="Group 5 of the enrolment code is wrong"):
        parse_enrolment_code(new_enrolment_code()[:-1])


def test_a_code_gives_the_same_key_to_the_same_person_only() -> None:
    code = new_enrolment_code()
    secret = parse_enrolment_code(code)
    private = enrolment_private_key(secret, "store", "b1")
    assert len(private) == 32
    assert private == enrolment_private_key(parse_enrolment_code(code.lower()), "store", "b1")
    others = [
        enrolment_private_key(*arguments) for arguments in ((secret, "store", "b2"), (secret, "other", "b1"))
    ]
    assert len({public_key_of(each) for each in (private, *others)}) == 3
