"""The menu marks something on every page."""

from __future__ import annotations

from ssp_desktop.services.signed_in import Actor
from ssp_desktop.ui.menu import menu_for
from ssp_desktop.ui.menu_list import BELONGS_TO
from ssp_desktop.ui.pages import PAGE_KEYS
from ssp_desktop.vocabulary.people import Role


def test_every_page_is_in_a_menu_or_belongs_to_one_that_is() -> None:
    people = [Actor(1, "somebody", "Example-Lee", role, True, 1) for role in Role]
    in_menu = {item.page for person in people for item in menu_for(person)}
    # What is printed says itself where it belongs.
    assert {BELONGS_TO.get(page, page) for page in PAGE_KEYS} - {"print"} <= in_menu
