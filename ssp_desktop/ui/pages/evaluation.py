"""One evaluation, to read: where it stands, what it says, and what the reader has to do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ssp_desktop.security.permissions import Action
from ssp_desktop.services import evaluation_sign_off, evaluation_views
from ssp_desktop.services.evaluation_figures import ShownFigure
from ssp_desktop.services.evaluation_views import OpenedEvaluation
from ssp_desktop.services.print_evaluation import EvaluationPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.evaluation_asking import PAPER, REASON, AskCard
from ssp_desktop.ui.pages.evaluation_cards import aims_card, meeting_card, objectives_card, survey_card
from ssp_desktop.ui.pages.evaluation_sign_cards import corrected_words, figures_card, steps_card, voice_card
from ssp_desktop.ui.pages.evaluation_tags import state_tag
from ssp_desktop.ui.pages.listening import follow
from ssp_desktop.ui.pages.storage_cards import tag_line
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice, PageFrame, breakable, secondary_button
from ssp_desktop.vocabulary.evaluation import EvaluationPart, EvaluationState, SignOffStep

_NOUNS = ("evaluation", "evaluation_feedback", "evaluation_account")


class EvaluationPage(PageFrame):
    """The evaluation of one school and year, a card for each part."""

    keeps_while_typing = True
    title = "Annual evaluation"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(self.title, intro="Loading \u2026")
        self.desk = desk
        self.place = place
        self.opened: OpenedEvaluation | None = None
        self.notices: list[Notice] = []
        self.asking: dict[str, AskCard] = {}
        self._saved = str(place.extra.get("saved", ""))
        self._typed: dict[str, Any] = dict(place.extra.get("typed", {}))
        self._shown: list[QWidget] = []
        follow(desk, self, self.refresh, *_NOUNS)
        self.refresh()

    def refresh(self) -> None:
        """Read it again; what is being answered stays."""
        self._keep_typed()
        self.desk.run(evaluation_views.open_evaluation, self.place.record_id, done=self._show)

    def leaving(self) -> None:
        """Keep what is being answered, never a password."""
        self._keep_typed()
        self.place = Place(self.place.page, self.place.record_id, {"typed": dict(self._typed)})

    def _keep_typed(self) -> None:
        self._typed |= {key: card.to_keep() for key, card in self.asking.items()}

    # --- what is shown

    def _show(self, opened: OpenedEvaluation) -> None:
        for old in self._shown:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown, self.notices, self.asking, self.opened = [], [], {}, opened
        self.set_title(breakable(f"Evaluation {opened.year.label}: {opened.school}"))
        self.set_intro("")
        self.set_actions(self._print_buttons(opened))
        if self._saved:
            self._put_notice(Notice(Tone.SUCCESS, self._saved))
        self._put(tag_line(state_tag(opened.state)))
        if not opened.readable:
            words = "You can read it here once the sergeant has frozen it for signature."
            self._put_notice(Notice(Tone.INFORMATION, "This evaluation is being written.", words))
        if opened.corrected:
            words = "\n".join(corrected_words(opened.figures))
            title = "Records were corrected or disposed of after these figures were frozen, which stay."
            self._put_notice(Notice(Tone.WARNING, title, words))
        self._put_asking(opened)
        if opened.readable:
            self._put_parts(opened)
        for voice in opened.voices:
            self._put(voice_card(voice, self._voice_buttons(opened, voice.voice)))
        if opened.state is not EvaluationState.WRITING:
            self._put(steps_card(opened))

    def _print_buttons(self, opened: OpenedEvaluation) -> list[QWidget]:
        if not opened.readable:
            return []
        wanted = partial(self.desk.go, "print", request=EvaluationPrint(opened.id))
        return [secondary_button("Print or save as PDF", wanted)]

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self.add(widget)

    def _put_notice(self, notice: Notice) -> None:
        self.notices.append(notice)
        self._put(notice)

    def _put_parts(self, opened: OpenedEvaluation) -> None:
        edit = partial(self._edit_buttons, opened)
        self._put(aims_card(opened, [*edit(EvaluationPart.AIMS), *self._evidence_buttons(opened)]))
        lists = {each.key: self._list_button(opened, each) for each in opened.figures}
        self._put(figures_card(opened.figures, lists, self._figure_buttons(opened)))
        self._put(survey_card(opened.values, edit(EvaluationPart.PUPIL_VOICE)))
        self._put(objectives_card(opened.values, edit(EvaluationPart.OBJECTIVES)))
        self._put(meeting_card(opened.values, edit(EvaluationPart.MEETING)))

    def _edit_buttons(self, opened: OpenedEvaluation, part: EvaluationPart) -> list[QWidget]:
        if opened.state is not EvaluationState.WRITING or not self.desk.may(Action.EVALUATION_WRITE):
            return []
        wanted = partial(self.desk.go, "evaluation_part", opened.id, part=part.value)
        button = secondary_button("Change", wanted)
        button.setAccessibleName(f"Change: {part.label}")
        return [button]

    def _list_button(self, opened: OpenedEvaluation, figure: ShownFigure) -> QWidget:
        wanted = partial(
            self.desk.go, "indicator", opened.partnership_id, begins=opened.year.begins, key=figure.key
        )
        button = secondary_button("Show the list", wanted)
        button.setAccessibleName(f"Show the list: {figure.label}")
        return button

    def _figure_buttons(self, opened: OpenedEvaluation) -> list[QWidget]:
        buttons = self._edit_buttons(opened, EvaluationPart.ANNOTATIONS)
        if opened.fairness is not None:
            wanted = partial(self.desk.go, "fairness", opened.partnership_id, begins=opened.year.begins)
            buttons.append(secondary_button("Compare groups of pupils", wanted))
        return buttons

    def _evidence_buttons(self, opened: OpenedEvaluation) -> list[QWidget]:
        if not self._edit_buttons(opened, EvaluationPart.AIMS):
            return []
        return [secondary_button("Pick evidence", partial(self.desk.go, "evaluation_evidence", opened.id))]

    def _voice_buttons(self, opened: OpenedEvaluation, voice: object) -> list[QWidget]:
        may = self.desk.may(Action.EVALUATION_VOICE_WRITE)
        if opened.state is not EvaluationState.WRITING or voice is not opened.own_voice or not may:
            return []
        return [secondary_button("Write or sign", partial(self.desk.go, "evaluation_voice", opened.id))]

    # --- what is asked

    def _put_asking(self, opened: OpenedEvaluation) -> None:
        sergeant = self.desk.may(Action.EVALUATION_WRITE)
        if not self.desk.may(Action.EVALUATION_SIGN):
            return
        if sergeant and opened.state is EvaluationState.WRITING:
            self._put_freezing(opened)
        elif opened.next_step is not None and opened.next_step is opened.own_step:
            words = f"You sign as the {_called(opened.next_step)}. Read the whole evaluation first."
            card = AskCard("sign", "Your signature", [words], "Sign the evaluation", password=True)
            self._ask(card, self._sign)
        elif sergeant and opened.next_step is SignOffStep.SENIOR_OFFICER:
            words = "The senior officer has no account here: they sign on paper. You sign that they did."
            card = AskCard(
                "paper", "The senior officer's signature", [words], "Sign", fields=PAPER, password=True
            )
            card.fill_in(
                {
                    "name": opened.values["senior_officer_name"],
                    "rank": opened.values["senior_officer_rank"],
                }
            )
            self._ask(card, self._sign_paper)
        if sergeant and opened.state is EvaluationState.SIGNING:
            words = "Then it can be changed. Signatures that were given do not count any more."
            self._ask(AskCard("reopen", "Reopen", [words], "Reopen the evaluation"), self._reopen)

    def _put_freezing(self, opened: OpenedEvaluation) -> None:
        """The sergeant freezes it once everything is written, or says why somebody's words are missing."""
        if opened.missing:
            title = "Not ready to be signed yet."
            words = "\n".join((*opened.missing, *opened.missing_voices))
            self._put_notice(Notice(Tone.INFORMATION, title, words))
            return
        words = (
            "The figures are computed and frozen, with everything that is written. Then it is signed in "
            "order, and the school reads it."
        )
        card = AskCard(
            "freeze",
            "Freeze for signature",
            [words, *opened.missing_voices],
            "Freeze for signature",
            fields=(REASON,) if opened.missing_voices else (),
        )
        self._ask(card, self._freeze)

    def _ask(self, card: AskCard, act: Callable[[dict[str, Any], str], None]) -> None:
        card.set_typed(self._typed.get(card.key, {}))
        card.asked.connect(act)
        self.asking[card.key] = card
        self._put(card)

    # --- what is done

    def _run(self, key: str, said: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        self.desk.run(
            function,
            *args,
            done=lambda _result: self._done(said),
            failed=self.asking[key].show_problem,
            receiver=self,
            **kwargs,
        )

    def _done(self, said: str) -> None:
        """Say so once the change is announced, which reads everything again."""
        self._saved = said
        self.asking, self._typed = {}, {}

    def _freeze(self, answers: dict[str, Any], _password: str) -> None:
        revision, reason = self._revision, answers.get("missing_reason", "")
        self._run(
            "freeze",
            "The evaluation is frozen for signature.",
            evaluation_sign_off.freeze,
            self.place.record_id,
            based_on=revision,
            missing_reason=reason,
        )

    def _reopen(self, _answers: dict[str, Any], _password: str) -> None:
        said = "The evaluation can be changed again."
        self._run("reopen", said, evaluation_sign_off.reopen, self.place.record_id, based_on=self._revision)

    def _sign(self, _answers: dict[str, Any], password: str) -> None:
        said = "You have signed the evaluation."
        self._run("sign", said, evaluation_sign_off.sign, password, self.place.record_id, self._revision)

    def _sign_paper(self, answers: dict[str, Any], password: str) -> None:
        said = "The senior officer's signature is recorded."
        sign = evaluation_sign_off.sign_for_senior_officer
        self._run("paper", said, sign, password, self.place.record_id, self._revision, **answers)

    @property
    def _revision(self) -> int:
        return self.opened.revision if self.opened is not None else 0


def _called(step: SignOffStep) -> str:
    return step.label if step is SignOffStep.SPOC else step.label.lower()
