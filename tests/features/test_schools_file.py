"""The schools file that the person picks: what is read, what is refused, and what the person is told."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.services import schools_file
from ssp_desktop.services.school_words import phase_of, status_of, type_of
from ssp_desktop.services.schools_file import (
    NEEDED,
    ReadingStopped,
    School,
    SchoolList,
    SchoolStatus,
    read_schools,
    sample_file,
)
from ssp_desktop.vocabulary.partnership import Phase, SchoolType

HEADER = (*NEEDED, "Street", "Town", "TelephoneNum", "StatutoryLowAge", "StatutoryHighAge", "NumberOfPupils")
ROW = ("900001", "Larkfield Example School", "Open", "Community school", "Primary", "ZZ99 1AA")


def as_csv(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> str:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([header, *rows])
    return stream.getvalue()


def write(folder: Path, content: str | bytes, encoding: str = "cp1252") -> Path:
    path = folder / "edubasealldata20260101.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.fixture(scope="module")
def sample() -> SchoolList:
    return read_schools(sample_file())


def named(schools: SchoolList, urn: str) -> School:
    return next(each for each in schools.schools if each.urn == urn)


def test_the_sample_is_read_with_open_schools_first_and_closed_ones_marked(sample: SchoolList) -> None:
    assert (len(sample), sample.skipped) == (40, 0)
    statuses = [list(SchoolStatus).index(each.status) for each in sample.schools]
    assert statuses == sorted(statuses)
    titles = [each.title for each in sample.search("harbour invented")]
    assert [title.rpartition(",")[0] for title in titles] == [
        "Harbour Invented Academy",
        "Harbour Invented School",
    ]
    assert titles[1].endswith("(closed)")
    assert "(" not in titles[0]
    assert sample.search("new meadows")[0].title.endswith("(proposed to open)")


def test_a_school_is_read_into_our_words(sample: SchoolList) -> None:
    assert named(sample, "900004") == School(
        urn="900004",
        name="St. Mary's Example Catholic Primary School",
        school_type=SchoolType.VOLUNTARY,
        phase=Phase.PRIMARY,
        status=SchoolStatus.OPEN,
        address="Church Example Lane, Larkfield, Exampleshire",
        postcode="ZZ99 5FD",
        telephone="01632960004",
        lowest_age=4,
        highest_age=11,
        local_authority="Exampleshire",
        number_of_pupils=208,
    )
    nowhere = named(sample, "900011")
    assert (nowhere.lowest_age, nowhere.highest_age, nowhere.number_of_pupils) == (None, None, None)
    assert (nowhere.school_type, nowhere.phase) == ("university", "not_applicable")


def test_what_was_read_fits_the_partnership_form(sample: SchoolList) -> None:
    for school in sample.schools:
        assert len(school.name) <= PARTNERSHIP.field("school_name").max_length
        assert len(school.address) <= PARTNERSHIP.field("address").max_length
        assert len(school.postcode) <= PARTNERSHIP.field("postcode").max_length
        assert school.school_type in {str(each) for each in SchoolType}
        assert school.phase in {str(each) for each in Phase}


def test_head_teachers_are_never_read(sample: SchoolList) -> None:
    assert b"Head-Example" in sample_file().read_bytes()
    assert "Head-Example" not in repr(sample.schools)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("larkfield academy", "Larkfield Example Academy"),
        ("ACADEMY lark", "Larkfield Example Academy"),
        ("bronte", "Brontë Sample Girls' School"),
        ("st marys", "St. Mary's Example Catholic Primary School"),
        ("St. Mary’s", "St. Mary's Example Catholic Primary School"),
        ("ecole exemple", "École Exemple de Larkfield"),
        ("mor dychmygol", "Ysgol Gyfun Enghraifft Môr Dychmygol"),
        ("oexample smythe", "O'Example-Smythe Primary School"),
        ("900031", "Brontë Sample Girls' School"),
        (" 900031 ", "Brontë Sample Girls' School"),
    ],
)
def test_schools_are_found_by_words_in_any_order_or_by_urn(
    sample: SchoolList, typed: str, first: str
) -> None:
    assert sample.search(typed)[0].name == first


@pytest.mark.parametrize("typed", ["", "  ", "'", '"', "*", "50%", "zzz", "akfield", "1", "\x00"])
def test_a_search_that_fits_nothing_finds_nothing(sample: SchoolList, typed: str) -> None:
    assert sample.search(typed) == []


def test_a_search_stops_at_the_most_that_a_list_shows(sample: SchoolList) -> None:
    assert len(sample.search("9", most=3)) == 3
    assert len(sample.search("9000", most=50)) == len(sample)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_both_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, as_csv(("900001", "École Brontë Enghraifft", *ROW[2:])), encoding)
    assert read_schools(path).schools[0].name == "École Brontë Enghraifft"


def test_odd_rows_are_skipped_counted_or_trimmed(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        as_csv(
            ("", *ROW[1:]),
            ("90000", *ROW[1:]),
            ("９０００01", *ROW[1:]),
            ("900002", " ", *ROW[2:]),
            (),
            ("900003", "  Short \n Row  "),
            ("900004", "N" * 500, "Mothballed", "Odd kind", "Odd phase", "ZZ99  1AA"),
            (*ROW, "1 Example Way", "", "1632960001", "-1", "100", "1,000"),
            ("900006", *ROW[1:], "", "", "1632 960 001 ext 5", "3", "19", "100000"),
        ),
        "utf-8",
    )
    found = read_schools(path)
    assert found.skipped == 4
    short, long, odd, other = (named(found, urn) for urn in ("900003", "900004", "900001", "900006"))
    assert (short.name, short.status, short.postcode) == ("Short Row", SchoolStatus.OTHER, "")
    assert short.title == "Short Row (status not given)"
    assert (len(long.name), long.school_type, long.phase, long.postcode) == (160, "other", "", "ZZ99 1AA")
    assert (odd.telephone, odd.lowest_age, odd.highest_age, odd.number_of_pupils) == (
        "01632960001",
        None,
        None,
        None,
    )
    assert (other.telephone, other.lowest_age, other.number_of_pupils) == ("1632 960 001 ext 5", 3, None)


def test_missing_columns_are_named_in_words(tmp_path: Path) -> None:
    header = tuple(name for name in HEADER if name not in {"Postcode", "EstablishmentStatus (name)"})
    with pytest.raises(UserError) as told:
        read_schools(write(tmp_path, as_csv(ROW, header=header)))
    assert told.value.what_happened == (
        "The schools file lacks whether the school is open (column “EstablishmentStatus (name)”) "
        "and the postcode (column “Postcode”)."
    )
    assert "Establishment fields CSV" in told.value.what_to_do


def test_one_missing_column_is_named_alone(tmp_path: Path) -> None:
    header = tuple(name for name in HEADER if name != "URN")
    with pytest.raises(UserError, match=r"lacks the unique reference number \(column “URN”\)\."):
        read_schools(write(tmp_path, as_csv(ROW, header=header)))


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty"),
        (b" \r\n ", "This file is empty"),
        (zipped("edubasealldata.csv"), "This is a zip folder"),
        (zipped("[Content_Types].xml"), "Save it as CSV"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "Save it as CSV"),
        (b"%PDF-1.7", "This is a PDF file"),
        (b"\n<!DOCTYPE html><html>", "This is a web page"),
        (as_csv(ROW).encode("utf-16"), "save it as “CSV UTF-8”"),
        (as_csv(ROW).encode("utf-16-le"), "save it as “CSV UTF-8”"),
        (as_csv(("900001", "X", *ROW[2:])).encode().replace(b"X", b"\x81"), "in an encoding that cannot be"),
        (b"name;age\nAda;12\n", "no column has the expected name"),
        (b"just words", "no column has the expected name"),
        (as_csv().encode(), "There is no school in this file"),
        (
            as_csv(ROW).replace("\r\n", "\r").replace('"', "").encode(),
            "not a list of schools that can be read",
        ),
        (as_csv(("900001", "N" * 200_000, *ROW[2:])).encode(), "not a list of schools that can be read"),
    ],
)
def test_every_other_kind_of_file_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(UserError) as error:
        read_schools(write(tmp_path, content))
    assert told in str(error.value)
    assert error.value.what_to_do


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="no longer there"):
        read_schools(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="A folder was picked"):
        read_schools(tmp_path)
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    with pytest.raises(UserError, match="cannot be opened"):
        read_schools(loop)
    monkeypatch.setattr(schools_file, "LARGEST_FILE", 10)
    with pytest.raises(UserError, match="too large"):
        read_schools(write(tmp_path, as_csv(ROW)))


@pytest.fixture(scope="module")
def thirty_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    header, first = list(csv.reader(sample_file().read_text("cp1252").splitlines()))[:2]
    rows = [(str(900000 + number), f"Example School {number}", *first[2:]) for number in range(30_000)]
    order = [header.index("URN"), header.index("EstablishmentName")]
    rest = [place for place in range(len(header)) if place not in order]
    columns = (*(header[place] for place in (*order, *rest)),)
    body = [(row[0], row[1], *(first[place] for place in rest)) for row in rows]
    return write(tmp_path_factory.mktemp("large"), as_csv(*body, header=columns))


def test_thirty_thousand_schools_are_read_with_progress(thirty_thousand: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(read: int, of: int) -> bool:
        seen.append((read, of))
        return True

    found = read_schools(thirty_thousand, progress)
    assert len(found) == 30_000
    assert [read for read, _ in seen] == sorted(read for read, _ in seen)
    assert seen[-1][0] == seen[-1][1] > 1_000_000
    assert [each.urn for each in found.search("school 29999")] == ["929999"]


@pytest.mark.parametrize("reports", [1, 5])
def test_reading_can_be_stopped(thirty_thousand: Path, reports: int) -> None:
    seen: list[int] = []

    def progress(read: int, _of: int) -> bool:
        seen.append(read)
        return len(seen) < reports

    with pytest.raises(ReadingStopped, match="was stopped"):
        read_schools(thirty_thousand, progress)
    assert len(seen) == reports


def test_reading_can_be_stopped_at_the_very_end(tmp_path: Path) -> None:
    with pytest.raises(ReadingStopped):
        read_schools(write(tmp_path, as_csv(ROW, ROW)), lambda read, of: read < of)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Community special school", "special"),
        ("Free schools special", "special"),
        ("Academy special converter", "special"),
        ("Academy alternative provision converter", "pru"),
        ("Pupil referral unit", "pru"),
        ("Free schools", "free"),
        ("University technical college", "free"),
        ("Academy sponsor led", "academy"),
        ("City technology college", "independent"),
        ("Further education", "college"),
        ("Welsh establishment", "other"),
        ("", ""),
    ],
)
def test_types_of_school_become_ours(theirs: str, ours: str) -> None:
    assert type_of(theirs) == ours


def test_phases_and_statuses_become_ours() -> None:
    phases = [
        "Middle deemed secondary",
        "Secondary",
        "16 plus",
        "All-through",
        "Nursery",
        "Not applicable",
        "",
    ]
    assert [phase_of(each) for each in phases] == [
        "middle",
        "secondary",
        "sixteen_plus",
        "all_through",
        "not_applicable",
        "not_applicable",
        "",
    ]
    statuses = ["Open", "Closed", "Open, but proposed to close", "Proposed to open", ""]
    assert [status_of(each).value for each in statuses] == ["open", "closed", "closing", "proposed", "other"]


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: as_csv(ROW, (text,)).encode("utf-8", "replace"))
)
def test_any_file_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = write(tmp_path_factory.getbasetemp(), content)
    with contextlib.suppress(UserError):
        assert len(read_schools(path)) > 0
