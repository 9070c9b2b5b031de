"""The pages of equipment: the register, an item with its signatures, what is refused and kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from ssp_desktop.services import equipment, equipment_views, exports, plain_clothes
from ssp_desktop.services.exports import ExportRequest
from ssp_desktop.services.print_equipment import EquipmentPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.equipment import EquipmentPage
from ssp_desktop.ui.pages.equipment_edit import EquipmentEditPage
from ssp_desktop.ui.pages.equipment_item import EquipmentItemPage
from ssp_desktop.ui.pages.plain_clothes import PlainClothesPage
from ssp_desktop.ui.pages.storage_view import StorageView
from tests.features.equipment_steps import CHECK, canister, open_item, register, sign
from tests.features.steps import OFFICER
from tests.pages.conftest import DeskFor
from tests.pages.looking import places, visible_text, without_name
from tests.pages.page_steps import press, settle, show
from tests.stores import NAMES, PASSWORDS, Store


def item(qtbot: QtBot, desk: Desk, record_id: int) -> EquipmentItemPage:
    return show(qtbot, desk, EquipmentItemPage(desk, Place("equipment_item", record_id)))


def test_the_register_tells_what_is_to_do_and_leads_on(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    record_id = register(store.sign_in("officer"), issued_on=date(2026, 9, 1))
    desk = desk_for("officer")
    went = places(desk)
    page = show(qtbot, desk, EquipmentPage(desk, Place("equipment", 1)))
    assert page.table.row_count == 1
    page.table.activated.emit(record_id)
    assert went[-1] == Place("equipment_item", record_id)
    press(page, "Register an item")
    assert went[-1] == Place("equipment_edit", 1)
    press(page, "Print the register")
    assert went[-1] == Place("print", None, {"request": EquipmentPrint(1)})
    assert "Nobody is authorised to work here in plain clothes." in visible_text(page)
    assert "Authorise plain clothes" not in visible_text(page)
    assert without_name(page) == []


def test_the_storage_page_leads_the_police_to_it_and_not_the_school(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    view = show(qtbot, desk, StorageView(desk, Place("storage", 1)))
    went = places(desk)
    press(view, "Open the equipment register")
    assert went[-1] == Place("equipment", 1)
    desk = desk_for("spoc")
    assert "quipment register" not in visible_text(show(qtbot, desk, StorageView(desk, Place("storage", 1))))


def test_an_item_is_registered_and_what_is_wrong_is_said_beside_its_question(
    qtbot: QtBot, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    went = places(desk)
    page = show(qtbot, desk, EquipmentEditPage(desk, Place("equipment_edit", 1)))
    assert page.form is not None
    values = {key: value for key, value in canister().items() if key in page.form.values()}
    page.form.set_values({**values, "received_by": values["issued_by"]})
    press(page, "Save")
    settle(qtbot, desk)
    assert "Nobody issues equipment to themselves. Choose somebody else." in visible_text(page)
    page.leaving()
    again = show(qtbot, desk, EquipmentEditPage(desk, page.place))
    assert again.form is not None
    assert again.form.values()["number"] == "PX-0417"
    again.form.set_values(values)
    press(again, "Save")
    settle(qtbot, desk)
    assert went[-1].page == "equipment_item"
    assert open_item(desk.signed_in, went[-1].record_id or 0).line.number == "PX-0417"


def test_the_expiry_follows_from_the_batch(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    page = show(qtbot, desk, EquipmentEditPage(desk, Place("equipment_edit", 1)))
    assert page.form is not None
    values = {key: value for key, value in canister().items() if key in page.form.values()}
    page.form.set_values({**values, "expires_on": None})
    press(page, "Save")
    settle(qtbot, desk)
    (line,) = equipment_views.register(desk.signed_in, 1)
    assert line.expires_on == date(2028, 5, 1)


def test_an_item_is_corrected_from_what_it_says(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    record_id = register(store.sign_in("officer"))
    desk = desk_for("officer")
    page = show(qtbot, desk, EquipmentEditPage(desk, Place("equipment_edit", 1, {"item": record_id})))
    assert page.form is not None
    assert page.form.values()["batch_number"] == "B-EXAMPLE-25"
    page.form.set_values({**page.form.values(), "kept_in": "Cabinet"})
    press(page, "Save")
    settle(qtbot, desk)
    assert open_item(desk.signed_in, record_id).values["kept_in"] == "Cabinet"


def test_the_receiver_signs_on_the_page(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    record_id = register(store.sign_in("officer"))
    desk = desk_for("officer")
    page = item(qtbot, desk, record_id)
    missing = f"Not signed yet by {NAMES['sergeant']} (issuer) and {NAMES['officer']} (receiver)."
    assert missing in visible_text(page)
    press(page, "Sign")
    assert "Your password is missing." in visible_text(page)
    assert page.password is not None
    page.password.line.setText("wrong")
    press(page, "Sign")
    settle(qtbot, desk)
    assert "password" in visible_text(page)
    page.password.line.setText(PASSWORDS["officer"])
    press(page, "Sign")
    settle(qtbot, desk)
    told = visible_text(page)
    assert "It is signed." in told
    assert f"Not signed yet by {NAMES['sergeant']} (issuer)." in told
    assert "you sign for it" not in told
    assert without_name(page) == []


def test_the_sergeant_checks_and_a_lighter_canister_is_pointed_out(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    record_id = register(store.sign_in("officer"))
    desk = desk_for("sergeant")
    page = item(qtbot, desk, record_id)
    press(page, "Note a check: Save")
    form = page.forms["Note a check"]
    form.set_values({**CHECK, "weight": 7})
    press(page, "Note a check: Save")
    settle(qtbot, desk)
    assert "Enter 10 or more for “Weight now, in grams”." in visible_text(page)
    assert form.values()["weight"] == 7
    form.set_values({**CHECK, "weight": 58})
    press(page, "Note a check: Save")
    settle(qtbot, desk)
    told = visible_text(page)
    assert "The check is noted." in told
    assert "it weighed 58 g, 4 g less than at issue (62 g)" in told
    assert not page.forms["Note a check"].is_touched


def test_a_loss_is_noted_by_the_officer_and_dealt_with_by_the_sergeant(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    record_id = register(store.sign_in("officer"))
    desk = desk_for("officer")
    page = item(qtbot, desk, record_id)
    assert list(page.forms) == ["Say where it stands"]
    press(page, "Say where it stands: Save")
    page.forms["Say where it stands"].set_values({"state": "lost", "state_reason": "Not in the safe"})
    page.leaving()
    page = show(qtbot, desk, EquipmentItemPage(desk, page.place))
    form = page.forms["Say where it stands"]
    assert form.values()["state_reason"] == "Not in the safe"
    form.set_values({**form.values(), "state_on": date(2026, 11, 16)})
    press(page, "Say where it stands: Save")
    settle(qtbot, desk)
    assert "The sergeant has not dealt with it yet." in visible_text(page)
    desk = desk_for("sergeant")
    page = item(qtbot, desk, record_id)
    press(page, "Deal with the loss: Save")
    page.forms["Deal with the loss"].set_values({"words": "Reported, safe searched."})
    press(page, "Deal with the loss: Save")
    settle(qtbot, desk)
    assert "Deal with the loss" not in page.forms
    assert "Reported, safe searched." in open_item(desk.signed_in, record_id).values["dealt_with"]


def test_plain_clothes_are_authorised_on_the_page(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("sergeant")
    went = places(desk)
    page = show(qtbot, desk, PlainClothesPage(desk, Place("plain_clothes", 1)))
    press(page, "Authorise and sign")
    assert "Your password is missing." in visible_text(page)
    page.password.line.setText(PASSWORDS["sergeant"])
    press(page, "Authorise and sign")
    settle(qtbot, desk)
    assert "Choose a person for" in visible_text(page)
    assert page.form is not None
    page.form.set_values(
        {
            "officer": OFFICER,
            "reason": "Home visits",
            "starts_on": date(2026, 11, 17),
            "ends_on": date(2026, 12, 1),
            "covert_harness": True,
        }
    )
    page.leaving()
    page.hide()
    assert page.password.text == ""
    page.show()
    page.password.line.setText(PASSWORDS["sergeant"])
    press(page, "Authorise and sign")
    settle(qtbot, desk)
    assert went[-1] == Place("equipment", 1, {"saved": "The authority is signed."})
    shown = show(qtbot, desk, EquipmentPage(desk, went[-1]))
    told = visible_text(shown)
    assert "The authority is signed." in told
    assert "In force" in told
    assert len(plain_clothes.authorities(desk.signed_in, 1)) == 1


def test_an_earlier_signature_is_said_not_to_count(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    officer = store.sign_in("officer")
    record_id = register(officer)
    sign(officer, record_id)
    equipment.save(officer, 1, record_id, canister(weight_at_issue=61))
    page = item(qtbot, desk_for("officer"), record_id)
    assert "1 earlier signature does not count" in visible_text(page)


def test_the_register_is_exported_for_the_police_alone(
    qtbot: QtBot, store: Store, desk_for: DeskFor, tmp_path: Path
) -> None:
    register(store.sign_in("officer"))
    desk = desk_for("officer")
    page = show(qtbot, desk, EquipmentPage(desk, Place("equipment", 1)))
    assert page.export is not None
    path = tmp_path / "list.csv"
    wanted = ExportRequest("equipment", {"partnership_id": 1}, "csv", path, "Ms Example-Lee", "Stock take")
    assert exports.export(desk.signed_in, PASSWORDS["officer"], wanted).rows == 1
    assert "PX-0417" in path.read_text(encoding="utf-8")
    assert not exports.may_export(store.sign_in("spoc").actor, "equipment")
