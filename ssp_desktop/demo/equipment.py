"""Equipment at the demo's first school, invented: canisters signed for, one of them light, a lost baton."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from ssp_desktop.demo.answers import whole
from ssp_desktop.demo.desk_book import DeskBook
from ssp_desktop.demo.people import PASSWORD, SERGEANT
from ssp_desktop.demo.timeline import YEAR, clock_time, on
from ssp_desktop.forms.equipment import EQUIPMENT, expiry_of
from ssp_desktop.forms.plain_clothes_authority import PLAIN_CLOTHES_AUTHORITY
from ssp_desktop.services import equipment, equipment_signing, equipment_views, plain_clothes
from ssp_desktop.vocabulary.equipment import EquipmentCondition, EquipmentKind, EquipmentState

OFFICER, SCHOOL = "officer", "larkfield"
SAFE, CABINET = "Grey safe, medical room", "Uniform cabinet, medical room"
LOST = (
    EquipmentState.LOST,
    "Not in the cabinet this morning. Last seen on Tuesday at the end of the day.",
    "LOSS-EXAMPLE-4",
)
WHY_PLAIN = "Three home visits with the safeguarding lead, where a uniform would tell the whole street."


def steps(book: DeskBook) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """Yield what was done about equipment, each with its local time."""
    for number, (kind, item, answers) in enumerate(_items(book)):
        yield _at(on(9, 24), f"09:{10 + number}"), _doing(register, book, kind, item, answers)
    yield _at(on(9, 24), "10:00"), lambda: sign(book, SERGEANT, ("PX-0417", "BT-112"))
    yield _at(on(9, 24), "10:30"), lambda: sign(book, OFFICER, ("PX-0417", "BT-112"))
    yield _at(on(10, 20), "14:10"), lambda: check(book, "PX-0417", 62, "")
    yield _at(on(11, 18), "14:10"), lambda: check(book, "PX-0417", 58, "Officer asked; no use reported.")
    yield _at(on(11, 19), "08:40"), lambda: set_state(book, "BT-112", *LOST)
    yield _at(on(11, 20), "09:30"), lambda: _plain_clothes(book)


def _items(book: DeskBook) -> Iterator[tuple[EquipmentKind, str, dict[str, Any]]]:
    batch = date(YEAR - 2, 1, 1)
    issued = {"issued_on": on(9, 24), "kept_in": SAFE}
    spray = {**issued, "batch_number": "B-EXAMPLE-24", "batch_on": batch, "expires_on": expiry_of(batch)}
    yield EquipmentKind.PAVA, "PX-0417", {**spray, "weight_at_issue": 62, "description": "Pocket canister"}
    yield EquipmentKind.PAVA, "PX-0418", {**spray, "weight_at_issue": 61, "description": "Spare canister"}
    other = {**issued, "kept_in": CABINET}
    yield EquipmentKind.BATON, "BT-112", {**other, "description": "21 inch, friction lock"}
    yield EquipmentKind.KEYS, "K-2", {**other, "description": "Medical room and safe, second set"}


def _doing(act: Callable[..., None], *args: Any) -> Callable[[], None]:
    return lambda: act(*args)


def _at(day: date, at: str) -> datetime:
    return datetime.combine(day, clock_time(at))


def register(book: DeskBook, kind: EquipmentKind, number: str, answers: dict[str, Any]) -> None:
    """Enter an item, issued by the sergeant to the officer."""
    officer, sergeant = (book.signed_in(who).actor.account_id for who in (OFFICER, SERGEANT))
    filled = whole(
        EQUIPMENT,
        {"kind": kind.value, "number": number, "issued_by": sergeant, "received_by": officer, **answers},
    )
    equipment.save(book.signed_in(OFFICER), book.schools[SCHOOL], None, filled)


def _find(book: DeskBook, who: str, number: str) -> equipment_views.OpenedEquipment:
    signed_in = book.signed_in(who)
    found = equipment_views.register(signed_in, book.schools[SCHOOL])
    return equipment_views.open_equipment(signed_in, next(each.id for each in found if each.number == number))


def sign(book: DeskBook, who: str, numbers: tuple[str, ...]) -> None:
    """Sign that items were issued or received."""
    for number in numbers:
        opened = _find(book, who, number)
        equipment_signing.sign(book.signed_in(who), PASSWORD, opened.line.id, opened.revision)


def check(book: DeskBook, number: str, weight: int, note: str) -> None:
    """The sergeant checks an item."""
    opened = _find(book, SERGEANT, number)
    sergeant = book.signed_in(SERGEANT)
    answers = {
        "checked_on": book.today(),
        "weight": weight,
        "condition": EquipmentCondition.GOOD.value,
        "note": note,
    }
    equipment.check(sergeant, opened.line.id, answers)


def set_state(book: DeskBook, number: str, state: EquipmentState, reason: str, reference: str) -> None:
    """The officer says what became of an item."""
    opened = _find(book, OFFICER, number)
    answers = {
        "state": state.value,
        "state_on": book.today(),
        "state_reason": reason,
        "state_reference": reference,
    }
    equipment.set_state(book.signed_in(OFFICER), opened.line.id, answers)


def _plain_clothes(book: DeskBook) -> None:
    officer = book.signed_in(OFFICER).actor.account_id
    answers = {
        "officer": officer,
        "reason": WHY_PLAIN,
        "starts_on": on(11, 23),
        "ends_on": on(12, 18),
        "covert_harness": True,
    }
    filled = whole(PLAIN_CLOTHES_AUTHORITY, answers)
    plain_clothes.authorise(book.signed_in(SERGEANT), PASSWORD, book.schools[SCHOOL], filled)
