"""What a page is given: who is signed in, the way to the services, the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.security.permissions import Action
from ssp_desktop.services.page_drafts import PageDraft
from ssp_desktop.services.signed_in import Actor, SignedIn
from ssp_desktop.ui.events import Events
from ssp_desktop.ui.fields.person import PersonChoice
from ssp_desktop.ui.tasks import Tasks, owner_of


@dataclass(frozen=True)
class Place:
    """Where somebody is: the page's key, the record that it shows, and what else it needs to know."""

    page: str
    record_id: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)


class Page(Protocol):
    """What the window expects of a page; every page is a QWidget as well.

    ``leaving`` is called before another page takes its place and before a lock: it keeps what was typed and
    never asks anything. ``place`` says how to come back to what is shown now.
    """

    place: Place

    def refresh(self) -> None:
        """Read again what the page shows."""

    def leaving(self) -> None:
        """Keep what was typed."""


class Desk(QObject):
    """One signed-in person at the screen.

    Signals:
        going(Place): a page asked for another one.
        going_back(): a page asked for the one before.
        locking(str): a page asked to lock; the text is "lock" or "hand_over".
        restoring(PreparedRestore): a page asked to sign out and put a copy in the place of the store.
    """

    going = Signal(object)
    going_back = Signal()
    locking = Signal(str)
    restoring = Signal(object)

    def __init__(
        self,
        signed_in: SignedIn,
        tasks: Tasks,
        events: Events,
        *,
        wording: Callable[[str], str] = str,
        people: tuple[PersonChoice, ...] = (),
        drafts: tuple[PageDraft, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.signed_in = signed_in
        self.tasks = tasks
        self.events = events
        self.wording = wording
        self.people = people
        self.drafts = drafts
        self._ended = False

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self.signed_in.actor

    def may(self, action: Action) -> bool:
        """Tell whether a page offers this person to do something: never to write what cannot be written."""
        return self.signed_in.may(action)

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[UserError], object] | None = None,
        receiver: QObject | None = None,
        **kwargs: Any,
    ) -> None:
        """Call ``function(signed_in, *args, **kwargs)`` on the database thread; tell the lists what changed.

        Args:
            function: a function of ``services``.
            args: handed to it.
            done: called on the GUI thread with the result.
            failed: called with a UserError; without it the window shows the error above the page. A mistake
                of ours always goes to the window.
            receiver: the widget that ``done`` speaks to; when it is gone, the result is dropped.
            kwargs: handed to ``function``.
        """
        self.tasks.run(
            _call,
            self.signed_in,
            partial(function, self.signed_in, *args, **kwargs),
            done=partial(self._finish, done),
            failed=partial(self._fail, failed),
            receiver=receiver or owner_of(done),
        )

    def end(self) -> None:
        """The person is gone: what comes back from now on is theirs, and is told to nobody."""
        self._ended = True

    def _finish(self, done: Callable[[Any], object], outcome: tuple[Any, tuple[str, ...]]) -> None:
        if self._ended:
            return
        value, nouns = outcome
        done(value)
        self.events.announce(*nouns)

    def _fail(self, failed: Callable[[UserError], object] | None, error: Exception) -> None:
        if self._ended and not (isinstance(error, UserError) and error.told_to_whoever_comes):
            return
        if failed is not None and isinstance(error, UserError) and not self._ended:
            failed(error)
        else:
            self.tasks.tell(error)

    def go(self, page: str, record_id: int | None = None, **extra: Any) -> None:
        """Ask for another page."""
        self.going.emit(Place(page, record_id, extra))

    def back(self) -> None:
        """Ask for the page before this one."""
        self.going_back.emit()


PageMaker = Callable[[Desk, Place], QWidget]


def _call(signed_in: SignedIn, function: Callable[[], Any]) -> tuple[Any, tuple[str, ...]]:
    """On the database thread: do it, and take what changed with the result."""
    value = function()
    return value, signed_in.take_changes()
