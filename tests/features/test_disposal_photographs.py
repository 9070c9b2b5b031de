"""Photographs go with the record that was disposed of: no byte of a picture is left, and the log says so."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from ssp_desktop.errors import UserError
from ssp_desktop.services import attachments, disposal_views, printing, storage_checklists
from ssp_desktop.services.print_disposal import DisposalPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.storage_checklists import PHOTOGRAPHS
from tests.features.arrangement_steps import make_checklist, picture_file
from tests.features.disposal_steps import REASON, WORD, confirm, later, plain_bytes, propose_of
from tests.features.steps import open_other_school, sql, trace
from tests.features.storage_steps import checklist_values, failed_checks
from tests.stores import NAMES, Store

PIECE = 64


def pieces(signed_in: SignedIn) -> list[bytes]:
    """Return pieces from all over the pictures and their small copies, none of which two of them share."""
    found = []
    for column in ("picture", "preview"):
        for (data,) in sql(signed_in, f"SELECT {column} FROM attachment"):  # noqa: S608 - the names are ours
            found += [data[start : start + PIECE] for start in range(2_000, len(data) - PIECE, 1_000)]
    return found


def left(store: Store, key: bytes, looked_for: list[bytes]) -> int:
    plain = plain_bytes(store.folder, key)
    return sum(each in plain for each in looked_for)


@pytest.fixture
def proposed(store: Store) -> SignedIn:
    """A checklist with a photograph, and with one that was taken off; its disposal is proposed."""
    make_checklist(store)
    propose_of(later(store), "storage_checklist")
    return store.sign_in("officer")


def test_no_piece_of_a_picture_is_left_in_the_file(store: Store, proposed: SignedIn) -> None:
    looked_for, key = pieces(proposed), proposed.database_key
    assert len(looked_for) > 50
    assert left(store, key, looked_for) > 0.8 * len(looked_for)  # others lie across two pages
    confirm(proposed)
    assert sql(proposed, "SELECT * FROM attachment") == []
    assert sql(proposed, "SELECT * FROM attachment_removal") == []
    assert left(store, key, looked_for) == 0
    assert failed_checks(proposed) == {}


def test_the_log_and_the_certificate_say_that_photographs_went(proposed: SignedIn) -> None:
    assert disposal_views.open_disposal(proposed, 1).photographs == 2
    confirm(proposed)
    erased = [each[1:3] for each in trace(proposed) if each[0] == "erased"]
    assert erased == [("storage_checklist", 1), ("attachment", 1), ("attachment", 2)]
    assert disposal_views.open_disposal(proposed, 1).photographs == 2
    shown = repr(printing.preview(proposed, DisposalPrint(1)).spec)
    assert "('Photographs deleted', '2')" in shown
    assert "('Record', 'Storage checklist 1')" in shown
    for each in (REASON, NAMES["sergeant"], NAMES["officer"], "photographs"):
        assert each in shown
    assert WORD not in shown


def test_opening_a_photograph_of_it_says_what_happened(proposed: SignedIn) -> None:
    confirm(proposed)
    with pytest.raises(UserError, match="Storage checklist 1 was disposed of on 17 November 2033"):
        attachments.photographs(proposed, PHOTOGRAPHS, 1)
    with pytest.raises(UserError, match="not there any more"):
        attachments.open_picture(proposed, PHOTOGRAPHS, 1)


def test_photographs_of_another_record_stay_and_no_number_is_given_twice(store: Store) -> None:
    other = open_other_school(store)
    make_checklist(store)
    sergeant = later(store)
    second = storage_checklists.save(sergeant, other, checklist_values(), confirm=True)
    third = attachments.add(sergeant, PHOTOGRAPHS, second, picture_file(store), "Another door", "R1")
    propose_of(sergeant, "storage_checklist")
    officer = store.sign_in("officer")
    with pytest.raises(DatabaseError, match="append only"):
        sql(officer, "DELETE FROM attachment")
    confirm(officer)
    assert [each.caption for each in attachments.photographs(officer, PHOTOGRAPHS, second)] == [
        "Another door"
    ]
    with pytest.raises(DatabaseError, match="append only"):
        sql(officer, "DELETE FROM attachment")
    assert third == 3
    assert failed_checks(officer) == {}


def test_a_photograph_never_gets_the_number_of_one_that_is_gone(store: Store, proposed: SignedIn) -> None:
    confirm(proposed)
    again = storage_checklists.save(proposed, 1, checklist_values(), confirm=True)
    assert attachments.add(proposed, PHOTOGRAPHS, again, picture_file(store), "A new lock", "R1") == 3
    assert failed_checks(proposed) == {}
