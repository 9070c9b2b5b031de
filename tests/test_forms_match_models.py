"""Each form has its table, and each table of a form has nothing else to answer."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapper, RelationshipProperty, configure_mappers
from sqlalchemy.schema import Column
from sqlalchemy.types import TypeEngine

import ssp_desktop.forms
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.spec import Field, FormSpec, Kind
from ssp_desktop.models import Base, ChoiceSet


def every_form() -> list[FormSpec]:
    """Every form that a module of `ssp_desktop.forms` defines."""
    modules = [
        importlib.import_module(f"ssp_desktop.forms.{each.name}")
        for each in pkgutil.iter_modules(ssp_desktop.forms.__path__)
    ]
    found = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, FormSpec)
    }
    return list(found.values())


FORMS = every_form()
configure_mappers()
MAPPERS: dict[str, Mapper[Any]] = {mapper.class_.__tablename__: mapper for mapper in Base.registry.mappers}
ROWS_OF = {
    f"{form.noun}.{field.key}": (form, field)
    for form in FORMS
    for field in form.fields
    if field.kind is Kind.ROWS
}

# What the program itself keeps about a record: no form asks for it.
KEPT = {
    "account": "id state slot_account_id partnership_id created_at created_by last_signed_in_at "
    "code_expires_at",
    "action": "id contact_log_id position partnership_id state closed_at updated_at updated_by",
    "activity": "id reference partnership_id author_id revision form_version created_at updated_at",
    "arrest_arrangement": "id partnership_id form_version created_at updated_at revision",
    "arrest_outcome": "id arrest_plan_id form_version created_at updated_at revision",
    "arrest_plan": "id reference partnership_id person_id author_id state submitted_at cancelled_reason "
    "cancelled_at form_version created_at updated_at revision",
    "arrest_share": "id arrest_plan_id partnership_id shared_by form_version created_at updated_at revision",
    "bwv_viewing": "id partnership_id author_id revision form_version created_at updated_at",
    "confidentiality_agreement": "id partnership_id account_id author_id revision form_version "
    "created_at updated_at",
    "information_share": "id partnership_id author_id revision form_version created_at updated_at",
    "missing_pupil": "id partnership_id author_id revision form_version created_at updated_at",
    "prevention_plan": "id partnership_id school_year revision form_version created_at updated_at",
    "contact_log": "id reference partnership_id visit_id author_id state revision submitted_at corrected_at "
    "waiting_since form_version",
    "evaluation": "id partnership_id year form_version created_at updated_at revision",
    "evaluation_account": "id evaluation_id author_id form_version created_at updated_at revision",
    "evaluation_feedback": "id evaluation_id party author_id form_version created_at updated_at revision",
    "equipment": "id partnership_id form_version created_at updated_at revision",
    "plain_clothes_authority": "id partnership_id authorised_by form_version created_at updated_at revision",
    "officer_profile": "id account_id form_version updated_at",
    "partnership": "id form_version created_at updated_at revision",
    "prioritisation": "id partnership_id form_version created_at updated_at revision",
    "school_roll": "id partnership_id academic_year form_version created_at updated_at revision",
    "disposal": "id partnership_id state confirmed_at form_version created_at updated_at revision",
    "retention_review": "id kind record_id form_version created_at updated_at revision",
    "storage_checklist": "id partnership_id form_version created_at updated_at revision",
    "storage_risk_assessment": "id partnership_id party form_version created_at updated_at revision",
    "store_settings": "id store_id acknowledged_at preset demo created_at form_version next_contact_number "
    "next_activity_number next_police_activity_number",
}
KEPT_IN_ROWS = {
    "contact_log.pupils": {"person_id"},
    "activity.pupils": {"person_id"},
    "information_share.pupils": {"person_id"},
    "missing_pupil.pupils": {"person_id"},
}

TYPES: dict[Kind, tuple[type[TypeEngine[Any]], bool]] = {
    Kind.TEXT: (String, False),
    Kind.LONG_TEXT: (String, False),
    Kind.VERBATIM: (String, False),
    Kind.REFERENCE: (String, False),
    Kind.CHOICE: (String, False),
    Kind.YES_NO: (String, False),
    Kind.CHOICES: (ChoiceSet, False),
    Kind.CONFIRMATION: (Boolean, False),
    Kind.DATE: (Date, True),
    Kind.TIME: (Time, True),
    Kind.NUMBER: (Integer, True),
    Kind.RATING: (Integer, True),
    Kind.PERSON: (Integer, True),
}


def fault_of(field: Field, column: Column[Any] | None) -> str:
    """What is wrong with the column of a field; empty when it fits."""
    if column is None:
        return "has no column"
    wanted, nullable = TYPES[field.kind]
    if not isinstance(column.type, wanted):
        return f"is {column.type!r}, not {wanted.__name__}"
    if column.nullable is not nullable:
        return "may be empty" if column.nullable else "may not be empty"
    if not nullable and column.default is None and column.name != "user_name":
        return "has no default"
    if field.kind is Kind.PERSON:
        targets = {key.target_fullname for key in column.foreign_keys}
        return "" if targets == {"account.id"} else "does not refer to an account"
    return room_fault(field, column.type)


def room_fault(field: Field, kind: TypeEngine[Any]) -> str:
    """What is wrong with the room for a text or for the longest of the choices."""
    if not isinstance(kind, String) or kind.length is None:
        return ""
    longest = max(map(len, field.choices)) if field.choices else field.max_length
    return "" if kind.length >= longest else f"holds {kind.length} of {longest} characters"


def faults(owner: str, fields: tuple[Field, ...], mapper: Mapper[Any]) -> list[str]:
    """What is wrong with the columns of these fields."""
    told = [
        f"{owner}.{field.key} {fault_of(field, mapper.columns.get(field.key))}"
        for field in fields
        if field.kind is not Kind.ROWS and fault_of(field, mapper.columns.get(field.key))
    ]
    differing = [each.key for each in mapper.column_attrs if each.key != each.columns[0].name]
    return told + [f"{owner}.{key} has another name in the table" for key in differing]


def test_all_forms_are_found() -> None:
    assert {form.noun for form in FORMS} == set(KEPT)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.noun)
def test_each_question_has_its_column(form: FormSpec) -> None:
    assert faults(form.noun, form.fields, MAPPERS[form.noun]) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.noun)
def test_no_column_is_left_that_nobody_asks_for(form: FormSpec) -> None:
    asked = {field.key for field in form.fields if field.kind is not Kind.ROWS}
    if form is ACTION:  # the contact log asks for the task, this form for its outcome
        asked |= {column.key for column in CONTACT_LOG.field("actions").columns}
    columns = {column.key for column in MAPPERS[form.noun].columns}
    assert columns - asked == set(KEPT[form.noun].split())


@pytest.mark.parametrize("rows", ROWS_OF)
def test_each_kind_of_row_has_its_table(rows: str) -> None:
    form, field = ROWS_OF[rows]
    relation: RelationshipProperty[Any] = MAPPERS[form.noun].relationships[field.key]
    child = relation.mapper
    assert faults(rows, field.columns, child) == []
    assert relation.cascade.delete_orphan
    assert [str(each) for each in relation.order_by or ()] == [f"{child.class_.__tablename__}.position"]
    parent = child.columns[f"{form.noun}_id"]
    assert {key.target_fullname for key in parent.foreign_keys} == {f"{form.noun}.id"}
    assert not parent.nullable


@pytest.mark.parametrize("rows", [each for each in ROWS_OF if each != "contact_log.actions"])
def test_no_column_of_a_row_is_left_that_nobody_asks_for(rows: str) -> None:
    form, field = ROWS_OF[rows]
    child = MAPPERS[form.noun].relationships[field.key].mapper
    asked = {column.key for column in field.columns}
    kept = {"id", "position", f"{form.noun}_id"} | KEPT_IN_ROWS.get(rows, set())
    assert {column.key for column in child.columns} - asked == kept


def test_every_key_that_refers_to_a_table_has_an_index_that_starts_with_it() -> None:
    bare = []
    for table in Base.metadata.tables.values():
        unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
        groups = [each.columns for each in table.indexes] + [each.columns for each in unique]
        first = {next(iter(group)).name for group in groups}
        bare += [
            f"{table.name}.{key.parent.name}" for key in table.foreign_keys if key.parent.name not in first
        ]
    assert bare == []


def test_the_check_of_columns_can_fail() -> None:
    mapper = MAPPERS["contact_log"]
    assert fault_of(Field("nothing", "", Kind.TEXT), mapper.columns.get("nothing")) == "has no column"
    assert "not Date" in fault_of(Field("account", "", Kind.DATE), mapper.columns["account"])
    assert fault_of(Field("account", "", Kind.PERSON), MAPPERS["partnership"].columns["lowest_age"]) != ""
    assert fault_of(Field("kind", "", Kind.TEXT, max_length=65), mapper.columns["kind"]) != ""
