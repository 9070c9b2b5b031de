"""The chronology of a pupil: one confirmed person, everything in order, to each only what is theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import chronology, exports, people, printing, search
from ssp_desktop.services.chronology import Chronology
from ssp_desktop.services.chronology_sources import CHRONOLOGY_SOURCES
from ssp_desktop.services.print_chronology import ChronologyPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import MatchDecision
from tests.features import arrest_steps
from tests.features.arrest_steps import THURSDAY, give_bells
from tests.features.export_steps import export, lines_of, sheet_of, table_of
from tests.features.steps import CANARY, crime, open_other_school, sign_in_other_spoc, sql, submit, trace
from tests.reports.documents import pages
from tests.stores import SignInAs, Store, pupil, row

GONE = "This pupil is not in the store."
SHARE = row(
    CONTACT_LOG,
    "shares",
    direction="to_school",
    category="1",
    what="The bus company's number",
    with_whom="Ms Example-Whitlock, deputy head",
    how="in_person",
)


def person_named(signed_in: SignedIn, given: str) -> int:
    return int(sql(signed_in, "SELECT id FROM person WHERE given_name = :given", given=given)[0][0])


def told(found: Chronology) -> list[tuple[date | None, str, str]]:
    return [(each.happened_on, each.kind, each.about) for each in found.lines]


def test_everything_about_a_pupil_stands_in_date_order(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    later = submit(officer, subject="Later", contact_date=date(2026, 11, 16), shares=(SHARE,))
    nothing: dict[str, Any] = {"actions": (), "no_action_reason": "It was settled."}
    earlier = submit(officer, subject="Earlier", contact_date=date(2026, 11, 3), **nothing)
    submit(officer, subject="Somebody else", pupils=(pupil(given_name="Kim"),))
    found = chronology.open_chronology(officer, person_named(officer, "Bea"))
    assert told(found) == [
        (date(2026, 11, 3), "Contact log", "Earlier"),
        (date(2026, 11, 16), "Contact log", "Later"),
        (date(2026, 11, 16), "Information shared", "The bus company's number"),
        (date(2026, 11, 24), "Action", "Speak to the bus company"),
    ]
    assert [(each.noun, each.record_id, each.reference) for each in found.lines[:2]] == [
        ("contact_log", earlier.id, earlier.reference),
        ("contact_log", later.id, later.reference),
    ]
    assert found.lines[0].part == "Subject of concern"
    assert (found.names, found.born) == (("Bea Example-Marsh",), (date(2012, 3, 14),))
    assert trace(officer)[-1] == ("consulted", "person", found.person_id, "chronology, entries shown: 4")


def test_what_was_confirmed_stands_together_and_what_was_kept_apart_does_not(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    submit(officer, subject="As Bea")
    submit(officer, subject="As Beatrice", pupils=(pupil(given_name="Beatrice", date_of_birth=None),))
    bea, beatrice = person_named(officer, "Bea"), person_named(officer, "Beatrice")

    def subjects() -> set[str]:
        found = chronology.open_chronology(officer, bea)
        return {each.about for each in found.lines if each.noun == "contact_log"}

    assert subjects() == {"As Bea"}
    people.decide(officer, bea, beatrice, MatchDecision.SAME)
    assert subjects() == {"As Bea", "As Beatrice"}
    found = chronology.open_chronology(officer, beatrice)
    assert set(found.names) == {"Bea Example-Marsh", "Beatrice Example-Marsh"}
    assert [each.name for each in chronology.pupils(officer)] == ["Bea Example-Marsh"]
    assert [each.id for each in chronology.pupils(officer, "beatrice")] == [bea]
    people.decide(officer, bea, beatrice, MatchDecision.DIFFERENT)
    assert subjects() == {"As Bea"}
    assert len(chronology.pupils(officer)) == 2


def test_the_school_reads_its_own_records_and_no_hint_of_others(store: Store, signed_in_as: SignInAs) -> None:
    other = open_other_school(store)
    officer = signed_in_as("officer")
    submit(officer, subject="Here", **{"concerns": ("weapons",), **crime(), "intelligence_reference": CANARY})
    submit(officer, other, subject="There", pupils=(pupil(known_as="Zed"),))
    submit(officer, other, subject="Only there", pupils=(pupil(given_name="Kim"),))
    bea, kim = person_named(officer, "Bea"), person_named(officer, "Kim")
    assert len(chronology.open_chronology(officer, bea).lines) == 4
    for who in ("spoc", "head_teacher"):
        school = signed_in_as(who)
        found = chronology.open_chronology(school, bea)
        assert {each.about for each in found.lines} <= {"Here", "Speak to the bus company"}
        assert {each.kind for each in found.lines} == (
            {"Contact log", "Action"} if who == "spoc" else {"Contact log"}
        )
        assert (found.names, "Zed" in repr(found), CANARY in repr(found)) == (
            ("Bea Example-Marsh",),
            False,
            False,
        )
        assert [(each.id, each.known_as) for each in chronology.pupils(school)] == [(bea, "")]
        assert chronology.pupils(school, "kim") == chronology.pupils(school, "zed") == ()
        for number in (kim, 999):  # told in the same words, whether somebody is elsewhere or nowhere
            with pytest.raises(UserError, match=f"^{GONE} Go back to the list and choose again.$"):
                chronology.open_chronology(school, number)
    there = sign_in_other_spoc(store)
    assert [each.about for each in chronology.open_chronology(there, kim).lines][0] == "Only there"


def test_the_register_is_read_page_by_page_and_found_by_name(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    for name in ("Ada", "Bea", "Łukasz", "Zoë"):
        submit(officer, pupils=(pupil(given_name=name, known_as=f"{name[0]}-boy"),))
    assert [each.name.split()[0] for each in chronology.pupils(officer)] == ["Zoë", "Łukasz", "Bea", "Ada"]
    for who in ("officer", "spoc"):
        reader = signed_in_as(who)
        seen: list[str] = []
        after = None
        while found := chronology.pupils(reader, after=after, limit=3):
            after = found[-1].id
            seen.extend(each.name.split()[0] for each in found)
        assert seen == ["Zoë", "Łukasz", "Bea", "Ada"]
        for typed, name in (
            ("lukasz", "Łukasz"),
            ("marsh zoe", "Zoë"),
            ("ZOE exam", "Zoë"),
            ("b-boy", "Bea"),
        ):
            assert [each.name.split()[0] for each in chronology.pupils(reader, typed)] == [name]
        assert chronology.pupils(reader, "nobody") == ()
        assert trace(reader)[-1] == ("listed", "person", None, "0 shown")


@pytest.mark.parametrize("who", ["officer", "spoc"])
@pytest.mark.parametrize(
    "typed",
    ["NEAR(x)", '"', "*", "%", "' OR 1=1 --", "{open_text} : bea", "x" * 300, "a b c d e f g h i j k l m"],
)
def test_hostile_words_find_nobody_and_break_nothing(signed_in_as: SignInAs, who: str, typed: str) -> None:
    submit(signed_in_as("officer"))
    reader = signed_in_as(who)
    if typed in {'"', "*", "%"} or len(typed) > 20:
        with pytest.raises(UserError, match="There is no word|The search "):
            chronology.pupils(reader, typed)
    else:
        assert chronology.pupils(reader, typed) == ()


def test_the_police_find_a_pupil_in_the_search_and_the_school_does_not(signed_in_as: SignInAs) -> None:
    submit(signed_in_as("officer"), pupils=(pupil(given_name="Quagga"),))
    officer = signed_in_as("officer")
    (hit,) = search.find(officer, "quagga", noun="person")
    assert (hit.subject, hit.record_id) == ("Quagga Example-Marsh", person_named(officer, "Quagga"))
    for who in ("spoc", "head_teacher"):
        assert [each.noun for each in search.find(signed_in_as(who), "quagga")] == ["contact_log"]


def test_an_administrator_alone_reads_no_chronology(signed_in_as: SignInAs) -> None:
    submit(signed_in_as("officer"))
    administrator = signed_in_as("administrator")
    for call in (chronology.pupils, lambda who: chronology.open_chronology(who, 1)):
        with pytest.raises(Refused):
            call(administrator)


def test_a_copy_is_numbered_marked_and_names_its_recipient(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    bea = person_named(officer, "Bea")
    prepared = printing.disclose(officer, ChronologyPrint(bea), "Ms Example-Lee", "Conference", "printed")
    assert "Bea" not in prepared.suggested_file_name
    text = "\n".join(pages(printing.render(prepared)))
    for words in ("Chronology of a pupil", "Bea Example-Marsh", made.reference, "OFFICIAL-SENSITIVE"):
        assert words in text
    assert "For Ms Example-Lee" in text
    entry = trace(officer)[-1]
    assert entry[:3] == ("disclosed", "person", bea)
    assert entry[3] == "copy 1 printed for Ms Example-Lee; purpose: Conference; chronology, 2 entries"


def test_register_and_chronology_are_exported(signed_in_as: SignInAs, tmp_path: Path) -> None:
    spoc_sees = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    bea = person_named(spoc, "Bea")
    export(spoc, "pupils", tmp_path / "list.csv", filters={"typed": "bea"})
    assert [each["Name"] for each in table_of(tmp_path / "list.csv")] == ["Bea Example-Marsh"]
    export(spoc, "chronology", tmp_path / "list.csv", filters={"person_id": bea})
    assert table_of(tmp_path / "list.csv")[0]["Reference"] == spoc_sees.reference


def test_each_kind_of_line_has_somebody_who_may_read_it() -> None:
    assert all(each.needs for each in CHRONOLOGY_SOURCES.values())


def test_arrests_stand_in_the_chronology_of_the_police_alone(store: Store, signed_in_as: SignInAs) -> None:
    give_bells(store)
    officer = signed_in_as("officer")
    named = {"given_name": "Bea", "family_name": "Example-Marsh", "date_of_birth": date(2012, 3, 14)}
    submit(officer, pupils=(pupil(**named),))
    plan = arrest_steps.submit(officer, **named)
    found = chronology.open_chronology(officer, person_named(officer, "Bea"))
    (line,) = [each for each in found.lines if each.noun == "arrest_plan"]
    assert (line.happened_on, line.reference, line.part) == (
        THURSDAY,
        plan.reference,
        "Waiting for the sergeant",
    )
    for who in ("spoc", "head_teacher"):
        school = signed_in_as(who)
        shown = chronology.open_chronology(school, person_named(school, "Bea"))
        assert "arrest" not in repr(shown).lower()


@pytest.mark.parametrize(
    ("who", "marking", "arrests"),
    [
        ("officer", "OFFICIAL-SENSITIVE", True),
        ("sergeant", "OFFICIAL-SENSITIVE", True),
        ("spoc", "OFFICIAL", False),
    ],
)
def test_a_chronology_that_may_name_arrests_is_marked_whatever_the_pc_says(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str, marking: str, arrests: bool
) -> None:
    for asked in (printing, exports):
        monkeypatch.setattr(asked, "policy_folder", lambda: tmp_path)
    (tmp_path / "policy.ini").write_text("[policy]\nmarking = OFFICIAL\n", encoding="utf-8")
    give_bells(store)
    officer = store.sign_in("officer")
    named = {"given_name": "Bea", "family_name": "Example-Marsh", "date_of_birth": date(2012, 3, 14)}
    submit(officer, pupils=(pupil(**named),))
    plan = arrest_steps.submit(officer, **named)
    reader = store.sign_in(who)
    bea = person_named(reader, "Bea")
    prepared = printing.disclose(reader, ChronologyPrint(bea), "Ms Example-Lee", "Conference", "saved")
    printed = pages(printing.render(prepared))
    assert printed
    for text in printed:
        assert text.split()[0] == marking
        assert text.count("OFFICIAL-SENSITIVE") == (2 if arrests else 0)
    assert (plan.reference in "\n".join(printed)) is arrests
    export(reader, "chronology", tmp_path / "list.csv", filters={"person_id": bea})
    assert lines_of(tmp_path / "list.csv")[0] == ["Marking", marking]
    references = [each["Reference"] for each in table_of(tmp_path / "list.csv")]
    assert (plan.reference in references) is arrests
    export(reader, "chronology", tmp_path / "list.xlsx", filters={"person_id": bea})
    assert sheet_of((tmp_path / "list.xlsx").read_bytes(), 2)[0] == ["Marking", marking]
