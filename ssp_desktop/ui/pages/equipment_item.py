"""One item of the equipment register: its issue with both signatures, its checks, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.errors import UserError
from ssp_desktop.forms.display import shown_sections
from ssp_desktop.forms.equipment import CHECK_QUESTIONS, EQUIPMENT, STATE_QUESTIONS, asked_plainly
from ssp_desktop.forms.spec import Field, Kind, always
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import equipment, equipment_signing, equipment_views
from ssp_desktop.services.clock import in_words
from ssp_desktop.services.equipment import LONGEST_WORDS
from ssp_desktop.services.equipment_views import OpenedEquipment
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signing import ShownSignature
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.equipment_tags import state_tag
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.parts.inline_form import InlineForm
from ssp_desktop.ui.pages.parts.password_question import PasswordQuestion
from ssp_desktop.ui.pages.parts.record_view import section_cards
from ssp_desktop.ui.pages.storage_cards import tag_line
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import (
    Card,
    KeyValueTable,
    Notice,
    PageFrame,
    body_text,
    breakable,
    button_row,
    primary_button,
    secondary_button,
)
from ssp_desktop.vocabulary.equipment import EquipmentKind, EquipmentState

DEALT_WITH = Field(
    "words", "What you did about the loss", Kind.LONG_TEXT, required=always, max_length=LONGEST_WORDS
)
_ACTS = {equipment_signing.ISSUED: "You issued it", equipment_signing.RECEIVED: "You received it"}


class EquipmentItemPage(PageFrame):
    """One item, to read, sign, check and move on. Only the police come here."""

    keeps_while_typing = True
    title = "Equipment"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.opened: OpenedEquipment | None = None
        self.forms: dict[str, InlineForm] = {}
        self.password: PasswordQuestion | None = None
        self.sign_problem = Notice(Tone.ERROR, "")
        self._saved = str(place.extra.get("saved", ""))
        self._typed: dict[str, Any] = dict(place.extra.get("typed", {}))
        self._shown: list[QWidget] = []
        follow(desk, self, self.refresh, equipment.NOUN)
        self.refresh()

    def refresh(self) -> None:
        """Read it again; what is being written stays."""
        self._typed = self._being_written()
        self.desk.run(equipment_views.open_equipment, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Keep what is being written, never the password."""
        self.place = Place(self.place.page, self.place.record_id, {"typed": self._being_written()})

    def _being_written(self) -> dict[str, Any]:
        """Return what stands in the forms, and what waits for one that is not there."""
        waiting = {key: values for key, values in self._typed.items() if key not in self.forms}
        return waiting | {key: form.values() for key, form in self.forms.items() if form.is_touched}

    def _show(self, opened: OpenedEquipment) -> None:
        for old in self._shown:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown, self.forms, self.password, self.opened = [], {}, None, opened
        self.set_title(breakable(f"{opened.line.name}, {opened.line.school}"))
        self.set_intro("")
        school = opened.line.partnership_id
        correct = partial(self.desk.go, "equipment_edit", school, item=opened.line.id)
        back = partial(self.desk.go, "equipment", school)
        self.set_actions([secondary_button("Correct", correct), secondary_button("The whole register", back)])
        self._put_notices(opened)
        self._put(self._signatures(opened))
        for card in section_cards(EQUIPMENT, shown_sections(EQUIPMENT, opened.values, opened.names)):
            self._put(card)
        self._put_forms(opened)

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self.add(widget)

    def _put_notices(self, opened: OpenedEquipment) -> None:
        if self._saved:
            self._put(Notice(Tone.SUCCESS, self._saved))
        tag = state_tag(opened.line.state)
        self._put(tag_line(tag))
        for each in opened.line.warnings:
            self._put(Notice(Tone.ERROR if each.late else Tone.WARNING, f"{each.words}."))
        for words in opened.weights:
            self._put(Notice(Tone.WARNING, "It weighs less than before.", words))

    def _signatures(self, opened: OpenedEquipment) -> Card:
        card = Card("Signatures under the issue")
        signatures = opened.signatures
        for name, each in (("Issued", signatures.issued), ("Received", signatures.received)):
            if each is not None:
                card.add(_signature(name, each))
        if signatures.missing:
            card.add(body_text(f"Not signed yet by {' and '.join(signatures.missing)}."))
        if signatures.earlier:
            count = len(signatures.earlier)
            words = "1 earlier signature does" if count == 1 else f"{count} earlier signatures do"
            card.add(body_text(f"{words} not count: the issue was changed, or the signature is INVALID."))
        act = self._act(opened)
        if act and getattr(signatures, act) is None and self.desk.may(Action.EQUIPMENT_SIGN):
            self._add_signing(card, act)
        return card

    def _act(self, opened: OpenedEquipment) -> str:
        me = self.desk.actor.account_id
        if me == opened.values["issued_by"]:
            return equipment_signing.ISSUED
        return equipment_signing.RECEIVED if me == opened.values["received_by"] else ""

    def _add_signing(self, card: Card, act: str) -> None:
        self.password = PasswordQuestion(help_text=f"{_ACTS[act]}: you sign for it with your own key.")
        self.password.entered.connect(self._sign)
        self.sign_problem = Notice(Tone.ERROR, "")
        self.sign_problem.hide()
        for each in (self.password, self.sign_problem, button_row(primary_button("Sign", self._sign))):
            card.add(each)

    def _sign(self) -> None:
        if self.password is None or self.opened is None:
            return
        if not self.password.text:
            self._sign_refused(UserError("Your password is missing.", "Type it, then sign."))
            return
        self.desk.run(
            equipment_signing.sign,
            self.password.text,
            self.opened.line.id,
            self.opened.revision,
            done=lambda _nothing: self._done("It is signed."),
            failed=self._sign_refused,
            receiver=self,
        )

    def _sign_refused(self, error: UserError) -> None:
        self.sign_problem.show()
        self.sign_problem.show_problem(error)
        if self.password is not None:
            self.password.set_wrong(True)

    def _put_forms(self, opened: OpenedEquipment) -> None:
        if not self.desk.may(Action.EQUIPMENT_WRITE):
            return
        in_use = opened.line.state is EquipmentState.IN_USE
        lost = opened.line.state is EquipmentState.LOST and not opened.values["dealt_with"]
        if in_use and self.desk.may(Action.EQUIPMENT_SUPERVISE):
            weighed = opened.line.kind is EquipmentKind.PAVA
            asked = tuple(
                replace(each, required=always) if each.key == "weight" else each
                for each in CHECK_QUESTIONS
                if weighed or each.key != "weight"
            )
            self._put_form("Note a check", asked, equipment.check, "The check is noted.")
        if lost and self.desk.may(Action.EQUIPMENT_SUPERVISE):
            self._put_form("Deal with the loss", (DEALT_WITH,), _deal_with, "The loss is dealt with.")
        self._put_form("Say where it stands", STATE_QUESTIONS, equipment.set_state, "It is noted.")

    def _put_form(self, title: str, fields: tuple[Field, ...], service: Any, saved: str) -> None:
        card = Card(title)
        form = InlineForm(title, asked_plainly(fields), "Save", name=title)
        form.submitted.connect(partial(self._submit, form, service, saved))
        card.add(button_row(form.folded(secondary_button(title))))
        card.add(form)
        self.forms[title] = form
        form.set_values(self._typed.get(title, {}))
        self._put(card)

    def _submit(self, form: InlineForm, service: Any, saved: str, values: dict[str, Any]) -> None:
        for row in form.rows.values():
            row.set_error("")
        self.desk.run(
            service,
            self.place.record_id,
            values,
            done=lambda _revision: self._done(saved, form),
            failed=partial(_refused, form),
            receiver=self,
        )

    def _done(self, words: str, form: InlineForm | None = None) -> None:
        """Say so once the change is announced, which reads everything again."""
        self._saved = words
        if form is not None:
            self.forms.pop(form.key, None)
            self._typed.pop(form.key, None)


def _deal_with(signed_in: Any, record_id: int, values: dict[str, Any]) -> int:
    return equipment.deal_with(signed_in, record_id, values[DEALT_WITH.key])


def _refused(form: InlineForm, error: UserError) -> None:
    """Say what is wrong beside each question, and all of it below them."""
    if isinstance(error, ProblemsFound):
        for each in error.problems:
            if each.path in form.rows:
                form.rows[each.path].set_error(each.message)
        error = UserError(" ".join(each.message for each in error.problems))
    form.show_problem(error)


def _signature(name: str, each: ShownSignature) -> KeyValueTable:
    return KeyValueTable(
        [
            (name, f"{each.signer}, {each.role.label}"),
            ("Signed at", in_words(each.signed_at)),
            ("Signature", "VALID" if each.is_valid else f"INVALID. {each.fault}"),
        ]
    )
