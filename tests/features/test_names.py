"""Who may be the same person: folding, keys, likeness. The names are invented or everyday given names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.services import nicknames
from ssp_desktop.services.name_keys import sound
from ssp_desktop.services.names import (
    LOWEST_SUGGESTION,
    Likeness,
    PersonName,
    address_key,
    candidate_keys,
    candidate_prefix,
    fold,
    name_key,
    same_spelling,
    similar,
    sound_key,
)

texts = st.text(st.characters(exclude_categories=()), max_size=60)
given_names = st.sampled_from(
    ["Ada", "A", "Bob", "Robert", "Mohammed", "محمد", "Mary Jane", "Jane", "not known", "", "伟", "Łukasz"]
)
family_names = st.sampled_from(
    [
        "Okafor",
        "Okafor-Example",
        "Example",
        "O'Neill-Smith",
        "O Neill",
        "Ng",
        "Null",
        "X",
        "张",
        "unknown",
        "",
    ]
)
dates = st.none() | st.dates(date(2005, 1, 1), date(2016, 12, 31))
people = st.builds(
    PersonName, given_names | texts, family_names | texts, given_names | texts, dates, texts
) | st.builds(PersonName, given_names, family_names, given_names, dates, st.just("12 Example Rd"))


def reasons(first: PersonName, second: PersonName) -> tuple[str, ...]:
    likeness = similar(first, second)
    return likeness.reasons if likeness else ()


def is_found(new: PersonName, stored: PersonName) -> bool:
    """What the database does: any key of the new person in one of the stored person's three columns."""
    keys = {
        name_key(stored.given_name, stored.family_name),
        sound_key(stored.given_name, stored.family_name),
        address_key(stored.address),
    }
    same_birth = new.date_of_birth is not None and new.date_of_birth == stored.date_of_birth
    return bool(candidate_keys(new) & keys) or same_birth


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łukasz Żółć", "lukasz zolc"),
        ("O'Neill-Smith", "oneill smith"),
        ("O\u2019Neill\u2011Smith", "oneill smith"),
        ("Đorđe Strauß Æsir Þór Øster Işıl", "dorde strauss aesir thor oster isil"),
        ("Siân\tŴyn\n", "sian wyn"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("\u202eAda\ufeff\x00B\ud800", "ada b"),
        ("हिन्दी", "हिन्दी"),
        ("", ""),
    ],
)
def test_spelling_is_folded_to_what_search_and_matching_compare(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(texts)
@example("İ")
@example("ΐ")
def test_folding_twice_changes_nothing_and_leaves_text_that_can_be_stored(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    fold(text).encode("utf-8")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("Ada", "Okafor"), ("ADA", "Okafor"), "same name"),
        (("Ada", "Okafor-Example"), ("Ada", "Okafor"), "part of the same double-barrelled name"),
        (("Ada", "Example"), ("Ada", "Okafor-Example"), "part of the same double-barrelled name"),
        (("Ada", "Okafor-Sample-Test"), ("Ada", "Okafor-Example"), "part of the same double-barrelled name"),
        (("Bob", "O'Neill"), ("Robert", "O Neill"), "nickname of Robert"),
        (("Bob", "Example"), ("Robbie", "Example"), "both short for Robert"),
        (("Mohammed", "Khan"), ("Muhammad", "Kahn"), "similar spelling"),
        (("محمد", "Khan"), ("Mohamed", "Khan"), "similar spelling"),
        (("Kasia", "Example"), ("Katarzyna", "Example"), "nickname of Katarzyna"),
        (("Dai", "Example"), ("Dafydd", "Example"), "nickname of Dafydd"),
        (("Ada", "Nowakowska"), ("Ada", "Nowakowski"), "similar spelling"),
        (("Siân", "ap Rhys"), ("Sian", "Rees"), "sounds alike"),
        (("Smith", "John"), ("John", "Smith"), "names swapped"),
        (("Okafor", "Robert"), ("Robert", "Okafour"), "names swapped"),
        (("伟", "张"), ("", "张伟"), "same name"),
        (("A", "Ng"), ("Ada", "Ng"), "initial fits"),
        (("Null", "Null"), ("Null", "Null"), "same name"),
        (("X", "Y"), ("X", "Y"), "same name"),
        (("Mary Jane", "Example"), ("Mary", "Example"), "same first given name"),
        (("Mary Jane", "Example"), ("Mary Ann", "Example"), "same first given name"),
        (("Mary Jane", "Example"), ("Maryjane", "Example"), "similar spelling"),
        (("Ada", "not known"), ("Ada", "Okafor"), "family name not known"),
    ],
)
def test_likely_pairs_are_suggested_with_the_reason_and_found_by_key(
    first: tuple[str, str], second: tuple[str, str], said: str
) -> None:
    one, two = PersonName(*first), PersonName(*second)
    assert said in reasons(one, two)
    assert is_found(two, one)


@pytest.mark.parametrize(
    ("longer", "shorter", "said"),
    [
        (("Mary Jane", "Example"), ("Jane", "Example"), "share a given name"),
        (("Ada", "Nowakowska-Example"), ("Ada", "Nowakowski"), "similar spelling"),
        (("Wei Ming", "Ng"), ("Ng", "Ming"), "names swapped"),
    ],
)
def test_a_longer_name_finds_the_shorter_one(
    longer: tuple[str, str], shorter: tuple[str, str], said: str
) -> None:
    """The other way round these need the same birth or address: one key cannot hold every part of a name."""
    assert is_found(PersonName(*longer), PersonName(*shorter))
    assert said in reasons(PersonName(*longer), PersonName(*shorter))
    born = date(2012, 3, 4)
    assert is_found(PersonName(*shorter, "", born), PersonName(*longer, "", born))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Ada", "Okafor"), ("Bela", "Sample")),
        (("Tom", "Ng"), ("Tim", "Ngo")),
        (("not known", "not known"), ("Not Known", "unknown")),
        (("Ada", "not known"), ("Bela", "not known")),
        (("unknown male", "N/K"), ("Unknown male", "n/k")),
        (("", ""), ("", "")),
        (("Ada", ""), ("", "Okafor")),
        (("not known", "Okafor"), ("Ada", "Okafor")),
        (("A", "Example"), ("B", "Example")),
        (("Alexander", "Example"), ("Alexandra", "Sample")),
        (("Ada", "James"), ("James", "Okafor")),
        (("伟", "张"), ("伟", "李")),
    ],
)
def test_unlikely_pairs_are_not_suggested(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert similar(PersonName(*first), PersonName(*second)) is None


@pytest.mark.parametrize(
    ("other", "said", "lowest"),
    [
        (date(2012, 3, 4), "same date of birth", 100),
        (date(2012, 4, 3), "day and month of birth swapped", 90),
        (date(2013, 3, 4), "date of birth differs in one digit", 85),
    ],
)
def test_a_date_of_birth_that_fits_or_nearly_fits_counts(other: date, said: str, lowest: int) -> None:
    ada = PersonName("Ada", "Okafor", "", date(2012, 3, 4))
    likeness = similar(ada, PersonName("Ada", "Okafor", "", other))
    assert likeness is not None
    assert likeness.reasons == ("same name", said)
    assert likeness.score >= lowest


def test_the_same_name_is_shown_even_with_another_date_of_birth_but_last() -> None:
    ada = PersonName("Ada", "Okafor", "", date(2012, 3, 4))
    found = similar(ada, PersonName("Ada", "Okafor", "", date(2009, 11, 25)))
    assert found == Likeness(LOWEST_SUGGESTION, ("same name", "different date of birth"))


def test_another_date_of_birth_speaks_strongly_against_a_name_that_is_only_alike() -> None:
    ada = PersonName("Ada", "Okafor", "", date(2012, 3, 4))
    assert similar(ada, PersonName("Ada", "Okafer", "", date(2009, 11, 25))) is None


def test_same_birth_and_half_a_name_are_suggested_but_same_birth_alone_is_not() -> None:
    born = date(2012, 3, 4)
    ada = PersonName("Ada", "Okafor", "", born)
    assert reasons(ada, PersonName("Ada", "Sample", "", born)) == ("same given name", "same date of birth")
    assert reasons(ada, PersonName("not known", "Okafor", "", born)) == (
        "given name not known",
        "same family name",
        "same date of birth",
    )
    assert similar(ada, PersonName("Bela", "Sample", "", born)) is None


def test_the_name_a_pupil_is_known_by_counts_as_a_given_name() -> None:
    tiny = PersonName("Adaeze", "Okafor", "Tiny")
    assert "same as the name they are known by" in reasons(tiny, PersonName("Tiny", "Okafor"))
    assert "nickname of Robert" in reasons(
        PersonName("not known", "Okafor", "Bobby"), PersonName("Robert", "Okafor")
    )
    assert "same name" in reasons(tiny, PersonName("Adaeze", "Okafor", "Tiny"))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("12 Example Rd, ZZ99 1AA", "12 Example Road, Larkfield", True),
        ("Flat 3, 12 Example St", "12, Example Street, flat 3", True),
        ("12 Broadway, Larkfield", "12 Broadway", True),
        ("The Old Barn, Example Lane", "Old Barn Example Lane", False),
        ("Example Old Barn", "EXAMPLE OLD BARN, ZZ99 1AA", True),
        ("Flat 3, 12 Example Street", "Flat 4, 12 Example Street", False),
        ("12 Example Road, ZZ99 1AA", "12 Example Road, ZZ99 2BB", False),
        ("12 Example Road", "14 Example Road", False),
        ("NFA", "nfa", False),
        ("Not known", "not known", False),
        ("12", "12", False),
        ("Larkfield", "Larkfield", False),
        ("", "", False),
    ],
)
def test_the_same_address_is_a_reason_by_itself(first: str, second: str, same: bool) -> None:
    one = PersonName("not known", "not known", address=first)
    two = PersonName("Ada", "Okafor", address=second)
    assert (reasons(one, two) == ("same address",)) is same
    if same:
        assert is_found(one, two)
        assert is_found(two, one)


def test_an_address_is_never_suggested_for_a_postcode_alone() -> None:
    assert address_key("ZZ99 1AA") == ""


def test_stored_keys_are_short_and_empty_only_for_nobody() -> None:
    assert name_key("Ada", "Okafor-Example") == "n:ada|okafor"
    assert sound_key("Ada", "Okafor-Example") == "s:A|EXMPL".replace("EXMPL", sound("example"))
    assert address_key("Flat 2, 12 Example Rd, ZZ99 1AA") == "a:12 example road"
    assert (name_key("not known", "unknown"), sound_key("", ""), address_key("not known")) == ("", "", "")
    assert len(name_key("a" * 500, "b" * 500)) <= 200


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("Mary Jane", "O'Neill-Smith"), ("MARY-JANE", "ONeill Smith"), True),
        (("Mary Jane", "Example"), ("Mary Ann", "Example"), False),
        (("Ada", "Okafor-Example"), ("Ada", "Okafor-Sample"), False),
        (("Ada", "Okafor-Example"), ("Ada", "Okafor"), False),
        (("Ada", "not known"), ("Ada", "unknown"), False),
    ],
)
def test_twins_with_the_same_keys_are_told_apart(
    first: tuple[str, str], second: tuple[str, str], same: bool
) -> None:
    assert same_spelling(PersonName(*first), PersonName(*second)) is same


def test_particles_do_not_stand_for_a_family() -> None:
    assert name_key("Ana", "de la Example") == "n:ana|example"
    assert name_key("Ana", "Le") == "n:ana|le"


def test_a_given_name_alone_finds_every_family_name_by_its_prefix() -> None:
    prefix = candidate_prefix(PersonName("Ada", "not known"))
    assert name_key("Ada", "Okafor").startswith(prefix)
    assert prefix == "n:ada|"
    assert candidate_prefix(PersonName("Ada", "Okafor")) == ""
    assert candidate_prefix(PersonName("", "")) == ""


def test_a_family_name_alone_finds_every_given_name() -> None:
    new = PersonName("not known", "Okafor")
    for called in ("Ada", "Chloe", "Quentin", "Vera", "Zoe", "Thea", "Yusuf", "Wyn", "Shannon"):
        assert is_found(new, PersonName(called, "Okafor")), called


@given(people, people)
def test_likeness_is_symmetric_bounded_and_explained(first: PersonName, second: PersonName) -> None:
    likeness = similar(first, second)
    assert likeness == similar(second, first)
    if likeness is not None:
        assert 0 < likeness.score <= 100
        assert likeness.reasons
        assert all(reason for reason in likeness.reasons)


@given(people)
def test_keys_never_fail_and_find_the_person_again(person: PersonName) -> None:
    keys = candidate_keys(person)
    assert "" not in keys
    assert all(len(key) <= 200 for key in keys)
    for own in (name_key(person.given_name, person.family_name), address_key(person.address)):
        assert own in keys | {""}


@given(given_names | texts, family_names | texts)
def test_a_person_is_like_themselves_unless_nobody_is_named(called: str, family: str) -> None:
    person = PersonName(called, family)
    if name_key(called, "") and name_key("", family):
        assert reasons(person, person) == ("same name",)


@pytest.fixture
def other_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "names").mkdir()
    monkeypatch.setattr(nicknames, "resource_folder", lambda: tmp_path)
    nicknames._groups_by_name.cache_clear()
    yield tmp_path / "names" / "nicknames.csv"
    nicknames._groups_by_name.cache_clear()


@pytest.mark.parametrize(
    "content",
    [None, b"\xff\xfe", b"kind,name,variants\nodd,A,B\n", b"a,b\n1,2\n", b"kind,name\nspelling,A\n"],
)
def test_a_damaged_table_of_nicknames_is_said_in_words(other_table: Path, content: bytes | None) -> None:
    if content is not None:
        other_table.write_bytes(content)
    with pytest.raises(UserError, match="table of nicknames .* cannot be read"):
        similar(PersonName("Bob", "Example"), PersonName("Robert", "Example"))


def test_every_line_of_the_table_has_variants_and_none_repeats() -> None:
    lines = [(group.kind, group.name) for group in nicknames._read_groups()]
    assert len(lines) == len(set(lines)) > 200
    assert all(len(group.members) > 1 for group in nicknames._read_groups())
