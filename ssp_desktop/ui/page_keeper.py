"""Keeps what is typed on any page with a form: a draft in the store, a few seconds after the last change.

A page needs nothing for it but what every form page has: ``leaving`` puts what was typed and not saved into
``place.extra["typed"]`` and shows it again from there. What has been saved is in ``typed`` no more, and its
draft goes. Where in the form the person was comes along as ``at``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ssp_desktop.services import page_drafts
from ssp_desktop.services.page_drafts import PageDraft, ToKeep
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.form_position import Position, go_to, position_in
from ssp_desktop.ui.form_view import FormView

if TYPE_CHECKING:
    from ssp_desktop.services.signed_in import SignedIn

LOOK_EVERY_MS = 2_500
_TRY_EVERY_MS = 60
_TRIES = 80
# What was typed, as a page keeps it.
TYPED = frozenset({"typed", "typed_reason", "seen", "at"})
# What a page is told for once, or keeps for itself: it does not tell one place from another.
_PASSING = TYPED | {"notice", "saved", "field", "draft_id", "submitted"}
# What a page notes of itself, such as the school that was chosen on it, begins with this word.
_CHOSEN = "chosen_"

Key = tuple[str, int | None, str]


class PageKeeper(QObject):
    """Watches the page that is shown. It lives and dies with the person's screen.

    Signals:
        saved(object): the PageDraft, after each save of the page that is watched.
        gone(): the page that is watched has no draft any more.
    """

    saved = Signal(object)
    gone = Signal()

    def __init__(self, desk: Desk, drafts: tuple[PageDraft, ...] = ()) -> None:
        super().__init__(desk)
        self._desk = desk
        self._known = {_key(Place(each.page, each.record_id, each.extra)): each for each in drafts}
        self._extras = {key: each.extra for key, each in self._known.items()}
        self._memories: dict[Key, dict[str, int]] = {
            key: {"draft_id": each.id} for key, each in self._known.items()
        }
        self._stored: dict[Key, str] = {}
        self._page: QWidget | None = None
        self._key: Key | None = None
        self._edits = 0
        self._tries = 0
        self._at: Position | None = None
        self._brought: Any = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)
        self._take_up = QTimer(self, interval=_TRY_EVERY_MS)
        self._take_up.timeout.connect(self._try_take_up)

    # --- coming

    def with_draft(self, place: Place) -> Place:
        """Return the place with what was typed there before, if there is a draft of it."""
        found = self._extras.get(_key(place))
        if found is None or "typed" in place.extra:
            return place
        return Place(place.page, place.record_id, {**found, **place.extra})

    def watch(self, page: QWidget, place: Place) -> None:
        """From now on keep what is typed on this page, which was opened at ``place``."""
        self._page, self._key, self._edits, self._tries = page, _key(place), 0, 0
        self._brought = place.extra.get("typed")
        found = self._known.get(self._key)
        if found is not None:
            self.saved.emit(found)
        else:
            self.gone.emit()
        self._at = place.extra.get("at")
        if self._at:
            self._take_up.start()
        self._look.start()

    def _try_take_up(self) -> None:
        """Put the keyboard where it was, once the form is there and filled, unless somebody types already."""
        self._tries += 1
        forms = self._forms()
        if forms and self._desk.tasks.idle:
            self._take_up.stop()
            if self._at is not None and not any(form.edits for form in forms):
                go_to(forms[0], self._at)
        elif self._tries > _TRIES:
            self._take_up.stop()

    # --- staying

    def look(self) -> None:
        """Keep what was typed since the last look, if anything was."""
        page = self._page
        edits = sum(form.edits for form in self._forms())
        if page is None or (edits == self._edits and not getattr(page, "keeps_while_typing", False)):
            return
        self._edits = edits
        leaving = getattr(page, "leaving", None)
        if leaving is not None:
            leaving()
            self.keep()

    def keep(self) -> None:
        """Keep what the page has just put into its place, or let the draft of what was saved go."""
        page = self._page
        place = getattr(page, "place", None)
        if page is None or not isinstance(place, Place):
            return
        key = _key(place)
        if self._key is not None and key != self._key:
            self._drop(self._key)  # a new record has got its number: it was saved
        self._key = key
        at = next((position_in(form) for form in self._forms()), None)
        if at is not None:
            place.extra["at"] = at
        if not _is_blank(place.extra.get("typed")):
            self._save(key, place, _title_of(page))
        elif self._never_shown():
            place.extra["typed"] = self._brought
        else:
            self._drop(key)

    def _never_shown(self) -> bool:
        """Tell whether the page was opened with a draft and goes before it could show it, or failed to."""
        if _is_blank(self._brought) or getattr(self._page, "keeps_while_typing", False):
            return False
        forms = self._forms()
        return not any(form.edits for form in forms) and not any(
            _shows(form, self._brought) for form in forms
        )

    def leave(self) -> None:
        """The page goes; what it has put into its place is kept."""
        self._look.stop()
        self._take_up.stop()
        self.keep()
        self._page = None

    def discard(self) -> None:
        """Throw the draft of this page away; the page must go without being asked for what is on it."""
        self._look.stop()
        self._page = None
        if self._key is not None:
            self._drop(self._key)

    def _forms(self) -> list[FormView]:
        return [] if self._page is None else self._page.findChildren(FormView)

    # --- the store

    def _save(self, key: Key, place: Place, title: str) -> None:
        extra = dict(place.extra)
        content = repr(sorted((name, value) for name, value in extra.items() if name != "at"))
        if self._stored.get(key) == content:
            return
        self._stored[key], self._extras[key] = content, extra
        what = ToKeep(place.page, place.record_id, extra, title)
        memory = self._memories.setdefault(key, {})
        done, failed = partial(self._kept, key), partial(self._not_kept, key)
        self._desk.run(_keep, what, memory, done=done, failed=failed, receiver=self)

    def _kept(self, key: Key, draft: PageDraft) -> None:
        if key in self._memories:
            self._known[key] = draft
            if key == self._key:
                self.saved.emit(draft)

    def _not_kept(self, key: Key, error: Exception) -> None:
        self._stored.pop(key, None)
        self._desk.tasks.tell(error)

    def _drop(self, key: Key) -> None:
        memory = self._memories.pop(key, None)
        self._known.pop(key, None)
        self._extras.pop(key, None)
        self._stored.pop(key, None)
        if memory is not None:
            self._desk.run(_discard, memory, done=lambda _: None, receiver=self)
        if key == self._key:
            self.gone.emit()


def _keep(signed_in: SignedIn, what: ToKeep, memory: dict[str, int]) -> PageDraft:
    """On the database thread: save, and remember which draft it is even when nobody waits any more."""
    draft = page_drafts.save(signed_in, what, memory.get("draft_id"))
    memory["draft_id"] = draft.id
    return draft


def _discard(signed_in: SignedIn, memory: dict[str, int]) -> None:
    """On the database thread, after every save that is on its way: only then its number is known."""
    found = memory.pop("draft_id", None)
    if found is not None:
        page_drafts.discard(signed_in, found)


def _key(place: Place) -> Key:
    lasting = {
        name: value
        for name, value in place.extra.items()
        if name not in _PASSING
        and not name.startswith(_CHOSEN)
        and isinstance(value, (str, int))
        and value != ""
    }
    return (place.page, place.record_id, repr(sorted(lasting.items())))


def _shows(form: FormView, typed: Any) -> bool:
    values = form.typed()
    return isinstance(typed, dict) and all(values.get(key) == value for key, value in typed.items())


def _is_blank(typed: Any) -> bool:
    if isinstance(typed, dict):
        return all(_is_blank(each) for each in typed.values())
    return typed in (None, "", (), False)


def _title_of(page: QWidget) -> str:
    label = getattr(getattr(page, "shown", page), "title_label", None)
    return label.text().replace("\u200b", "") if label is not None else page.accessibleName()
