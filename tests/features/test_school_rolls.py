"""The school's roll: entered by hand or from a file, one for each year, with every wrong line named."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.forms.school_roll import SCHOOL_ROLL
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.services import school_rolls
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.school_roll_file import LARGEST_FILE, read_roll
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.services.verification_records import faults_in_records
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, trace
from tests.stores import SignInAs, Store

YEAR = 2026


def roll_values(**changes: Any) -> dict[str, Any]:
    return {
        **empty_values(SCHOOL_ROLL),
        "counted_on": date(2026, 10, 1),
        "source": "School census, autumn term",
        "pupils": 980,
        "ethnicity_w1": 412,
        "ethnicity_ns": 3,
        "sex_female": 500,
        "sex_male": 480,
        "year_10": 180,
        "need_ehcp": 21,
        **changes,
    }


@pytest.mark.parametrize("who", ["officer", "spoc"])
def test_a_roll_is_kept_for_its_year_with_every_revision(who: str, signed_in_as: SignInAs) -> None:
    person = signed_in_as(who)
    assert school_rolls.open_roll(person, 1, YEAR).revision == 0
    number = school_rolls.save(person, 1, YEAR, roll_values(), based_on=0)
    school_rolls.save(person, 1, YEAR, roll_values(pupils=990), based_on=1)
    opened = school_rolls.open_roll(person, 1, YEAR)
    assert (opened.revision, opened.values["pupils"], opened.values["ethnicity_w1"]) == (2, 990, 412)
    assert opened.values["ethnicity_b1"] is None, "not known is not nought"
    assert school_rolls.open_roll(person, 1, YEAR - 1).revision == 0
    kept = "SELECT number FROM revision WHERE noun = 'school_roll' AND record_id = :id"
    revisions = sql(person, kept, id=number)
    assert [row[0] for row in revisions] == [1, 2]
    assert [each[0] for each in trace(person) if each[1] == "school_roll"] == [
        "consulted",
        "collected",
        "altered",
        "consulted",
        "consulted",
    ]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"pupils": -1}, "pupils", "0"),
        ({"pupils": None}, "pupils", ""),
        ({"counted_on": date(2027, 1, 1)}, "counted_on", "in the future"),
        ({"ethnicity_b1": 600}, "ethnicity_w1", "add up to 1,015, more than the 980 pupils"),
        ({"sex_male": 481}, "sex_female", "add up to 981"),
        ({"need_ehcp": 981}, "need_ehcp", "more than the 980 pupils"),
        ({"year_7": "many"}, "year_7", ""),
    ],
    ids=("negative", "no total", "future", "ethnicity over", "sex over", "need over", "words"),
)
def test_what_cannot_be_a_roll_is_named_at_its_question(
    changes: dict[str, Any], path: str, words: str, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(ProblemsFound) as raised:
        school_rolls.save(officer, 1, YEAR, roll_values(**changes))
    found = {each.path: each.message for each in raised.value.problems}
    assert words in found[path]
    assert school_rolls.open_roll(officer, 1, YEAR).revision == 0, "nothing was stored"


def test_two_people_do_not_write_over_each_other(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(officer, 1, YEAR, roll_values(), based_on=0)
    with pytest.raises(UserError, match="Somebody changed this roll"):
        school_rolls.save(officer, 1, YEAR, roll_values(pupils=981), based_on=0)


def test_another_school_is_refused_and_a_school_that_is_not_there_is_said(store: Store) -> None:
    open_other_school(store)
    other = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        school_rolls.open_roll(other, 1, YEAR)
    with pytest.raises(Refused):
        school_rolls.save(other, 1, YEAR, roll_values())
    with pytest.raises(UserError, match="not in the store"):
        school_rolls.open_roll(store.sign_in("officer"), 99, YEAR)


def test_the_check_of_the_store_finds_a_roll_that_was_changed_beside_the_program(
    signed_in_as: SignInAs,
) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(officer, 1, YEAR, roll_values())
    sql(officer, "UPDATE school_roll SET ethnicity_w1 = 1")
    with officer.database.session() as db:
        found = list(faults_in_records(db, lambda: None))
    assert [each for each in found if "roll" in each], found


# --- from a file --------------------------------------------------------------------------------------

GOOD = "Group,Code,Pupils\nEthnicity,WBRI,412\nEthnicity,WIRT,4\nEthnicity,WROM,5\nethnicity,b1,30\n"
GOOD += "Ethnicity,REFU,2\nEthnicity,NOBT,1\nSex,F,498\nSex,Male,482\nYear,Year 7,180\nYear,R,0\n"
GOOD += 'Need,SEN,90\nNeed,EHCP,21\nAll,,"1,980"\n\n'
READ = {
    "ethnicity_w1": 412,
    "ethnicity_w3": 9,
    "ethnicity_b1": 30,
    "ethnicity_ns": 3,
    "sex_female": 498,
    "sex_male": 482,
    "year_7": 180,
    "year_r": 0,
    "need_send": 90,
    "need_ehcp": 21,
    "pupils": 1980,
}


def read(folder: Path, content: str | bytes) -> dict[str, int]:
    path = folder / "roll.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roll(path)


def refused(folder: Path, content: str | bytes) -> str:
    with pytest.raises(UserError) as raised:
        read(folder, content)
    return str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_census_codes_and_ours_are_read_and_those_of_one_group_are_added_up(
    encoding: str, tmp_path: Path
) -> None:
    text = GOOD.replace("\n", "\r\n") + "Ethnicity,AIND,7,note of the sch\u00f6ol\r\n"
    assert read(tmp_path, text.encode(encoding)) == {**READ, "ethnicity_a1": 7}


def test_every_question_that_a_file_can_fill_is_one_of_the_form(tmp_path: Path) -> None:
    assert set(read(tmp_path, GOOD)) <= {each.key for each in SCHOOL_ROLL.fields}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ethnicity,XXXX,4", "Line 2: the code \u201cXXXX\u201d is not known for ethnicity."),
        ("Year,14,4", "the code \u201c14\u201d is not known for year."),
        ("Religion,A,4", "\u201cReligion\u201d is no group. Use Ethnicity, Sex, Year, Need or All."),
        ("Sex,F,-4", "\u201c-4\u201d is not a number of pupils from 0 to 20,000."),
        ("Sex,F,20001", "is not a number of pupils"),
        ("Sex,F,\u0664", "is not a number of pupils"),
        ("Sex,F", "\u201c\u201d is not a number of pupils"),
        ("All,X,4", "the code \u201cX\u201d is not known for all."),
        ("=cmd|' /C calc'!A1,F,4", "is no group"),
        ("Sex,\u202eF\x07,4", "the code \u201c\ufffdF\ufffd\u201d is not known"),
        (f"{'x' * 5000},F,4", f"\u201c{'x' * 30}\u2026\u201d is no group"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_taken(
    line: str, words: str, tmp_path: Path
) -> None:
    assert words in refused(tmp_path, f"Group,Code,Pupils\n{line}\nSex,M,3\n")


def test_a_group_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    told = refused(tmp_path, "Group,Code,Pupils\nSex,F,4\nSex,M,3\nsex, f ,9\n")
    assert "Line 4: this group stands in line 2 already." in told


def test_many_wrong_lines_are_counted_not_all_listed(tmp_path: Path) -> None:
    told = refused(tmp_path, "Group,Code,Pupils\n" + "".join(f"Sex,Q{number},1\n" for number in range(14)))
    assert "Line 11:" in told
    assert "Line 12:" not in told
    assert "There are 4 more." in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (
            "Name,Count\nA,1\n",
            "does not name the column \u201cGroup\u201d and \u201cCode\u201d and \u201cPupils\u201d",
        ),
        ("Group,Code\nSex,F\n", "does not name the column \u201cPupils\u201d"),
        ("Group,Code,Pupils\n", "There is no number of pupils in this file."),
        (b"PK\x03\x04 xl/workbook", "This is an Excel workbook, not a CSV file."),
        (b"x" * (LARGEST_FILE + 1), "A roll file has at most 2 MB."),
        (b"a,b\n" * 2_500_000, "too large: 10 MB"),
        ("Group,Code,Pupils\n" + "Sex,F,1\n" * 600, "more than 500 lines"),
        ("Group,Code,Pupils\n" + "x" * 200_000, "not a CSV file that can be read"),
        (b"\xff\xfeG\x00", "encoding that cannot be read"),
    ],
    ids=(
        "empty",
        "other columns",
        "one missing",
        "no lines",
        "xlsx",
        "2 MB",
        "10 MB",
        "lines",
        "huge cell",
        "utf16",
    ),
)
def test_a_file_that_is_no_roll_is_said_in_words(content: str | bytes, words: str, tmp_path: Path) -> None:
    assert words in refused(tmp_path, content)


@given(content=st.text(max_size=300))
def test_whatever_stands_in_a_file_is_read_or_refused_in_words(
    content: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(("Group,Code,Pupils\n" + content).encode("utf-8", "replace"))
    with contextlib.suppress(UserError):
        assert all(0 <= number for number in read_roll(path).values())
