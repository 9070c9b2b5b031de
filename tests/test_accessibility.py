"""Every page of every role in the real window: each control has a name, nothing is empty, clipped or cut off.

At 1366×768 with ordinary text, and with text at 200 % in dark colours. The store is the demo's, so every page
has something to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ssp_desktop.app import Program
from ssp_desktop.demo import DemoStore, build_demo
from ssp_desktop.demo.people import PASSWORD
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.policy import Policy
from ssp_desktop.security.device_secret import Keyring
from ssp_desktop.services.this_pc import ThisPc
from ssp_desktop.ui import theme
from ssp_desktop.ui.form_view import FormView
from ssp_desktop.ui.tokens import Scheme
from tests.seeing import clipped, controls, cut_off, nameless, sideways, words_on
from tools.hands import Hands
from tools.places import ONE_OF_EACH_ROLE, Records, find_records, places_of

SMALL_SCREEN = (1366, 768)
LOOKS = {"light, 100 %": (Scheme.LIGHT, 1.0), "dark, 200 %": (Scheme.DARK, 2.0)}
FEWEST_WORDS = 2


@dataclass
class Seen:
    """The demo store, with the records that show much."""

    made: DemoStore
    records: Records


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A term of invented records, built once."""
    made = build_demo(tmp_path_factory.mktemp("demo") / "store", ThisPc(keyring=Keyring()))
    return Seen(made, find_records(made))


@pytest.fixture
def hands(seen: Seen, qapp: QApplication) -> Iterator[Hands]:
    """The program in its window, on the demo store."""
    program = Program(seen.made.folder, Policy(), pc=seen.made.pc, demo=True)
    program.start()
    at_the_screen = Hands(program, PASSWORD)
    at_the_screen.settle()
    at_the_screen.resize(*SMALL_SCREEN)
    yield at_the_screen
    at_the_screen.close()
    theme.override()


def faults(hands: Hands, name: str, look: str) -> list[str]:
    """Return what is wrong with the page that is shown, each with the page's name."""
    large = LOOKS[look][1] > 1
    window = hands.program.window
    found = [f"no name: {each}" for each in nameless(window)]
    found += [f"clipped: {each}" for each in clipped(window)]
    found += [f"scrolls sideways: {each}" for each in sideways(window, lists_may=large)]
    found += [f"cut off at the side: {each}" for each in cut_off(window)]
    if words_on(hands.page) < FEWEST_WORDS:
        found.append("the page is empty")
    return [f"{name}: {each}" for each in found]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("who", ONE_OF_EACH_ROLE)
def test_every_page_has_names_and_room(hands: Hands, seen: Seen, who: str, look: str) -> None:
    theme.override(*LOOKS[look])
    hands.sign_in(who)
    found: list[str] = []
    for name, place in places_of(hands.shell.desk.actor, seen.records):
        hands.go(place.page, place.record_id, **place.extra)
        found += faults(hands, name, look)
    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS)
def test_every_section_of_a_contact_log_has_names_and_room(hands: Hands, seen: Seen, look: str) -> None:
    theme.override(*LOOKS[look])
    hands.sign_in("officer")
    hands.go("contact_log_edit", seen.records.linked)
    form = hands.page.findChild(FormView)
    assert isinstance(form, FormView)
    found: list[str] = []
    for section in CONTACT_LOG.sections:
        form.open_section(section.key)
        hands.settle()
        assert controls(form) > 0
        found += faults(hands, f"contact_log_edit, {section.key}", look)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_the_sign_in_screen_has_names_and_room(hands: Hands, look: str) -> None:
    theme.override(*LOOKS[look])
    hands.settle()
    window = hands.program.window
    assert controls(window) >= 4
    assert nameless(window) + clipped(window) + sideways(window) + cut_off(window) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_marked_entry_of_the_menu_has_room_for_bold_words(hands: Hands, look: str) -> None:
    theme.override(*LOOKS[look])
    hands.sign_in("sergeant")
    hands.go("storage")
    marked = hands.button("Storage and safety")
    assert marked.isChecked()
    plain, bold = (
        QFontMetrics(theme.theme().font(bold=each)).horizontalAdvance(marked.text()) for each in (False, True)
    )
    around_the_words = marked.sizeHint().width() - plain
    assert marked.width() >= bold + around_the_words
