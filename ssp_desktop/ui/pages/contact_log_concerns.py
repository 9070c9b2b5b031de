"""What the answers so far ask for: shown while somebody types, so that no concern passes in silence."""

from __future__ import annotations

from collections.abc import Callable

from ssp_desktop.forms.conditions import concerns_child_under_13, raises_concern
from ssp_desktop.forms.spec import Values
from ssp_desktop.ui.tokens import Tone
from ssp_desktop.ui.widgets import Notice
from ssp_desktop.vocabulary.contact import CrimeDecision, PromptKind

UNDER_13 = "A child under 13 is named together with sexual activity or harm."
TODAY = "A child under 13 cannot consent. Your sergeant will see this today."
CONCERN = "A concern is ticked."

# Each prompt with the answers that settle it: the answer itself, or the reason why there is none.
_SETTLED_BY = {
    PromptKind.SAFEGUARDING_REFERENCE: ("safeguarding_reference", "safeguarding_reason"),
    PromptKind.INTELLIGENCE_REFERENCE: ("intelligence_reference", "intelligence_reason"),
    PromptKind.SUPERVISOR_TOLD: ("supervisor_name", "supervisor_reason"),
}


def still_asked(values: Values) -> tuple[PromptKind, ...]:
    """Return what a concern asks for and these answers do not give yet; empty without a concern."""
    if not raises_concern(values):
        return ()
    asked = []
    if values.get("crime_decision") in {"", None, CrimeDecision.PENDING.value}:
        asked.append(PromptKind.CRIME_DECISION)
    asked.extend(
        kind
        for kind, keys in _SETTLED_BY.items()
        if not any(str(values.get(key) or "").strip() for key in keys)
    )
    return tuple(asked)


class ConcernNotice(Notice):
    """Says which concern the answers raise and what is still asked; hidden while there is none."""

    def __init__(self, wording: Callable[[str], str] = str) -> None:
        super().__init__(Tone.WARNING, "")
        self._wording = wording
        self._shown = ("", "")
        self.hide()

    def show_values(self, values: Values) -> None:
        """Say what these answers ask for; only what is new is announced."""
        under_13 = concerns_child_under_13(values)
        asked = still_asked(values)
        title = UNDER_13 if under_13 else CONCERN
        if not under_13 and not asked:
            title = ""
        text = " ".join(part for part in (TODAY if under_13 else "", self._asked_words(asked)) if part)
        if (title, text) == self._shown:
            return
        fresh = title not in {"", self._shown[0]}
        self._shown = (title, text)
        self.setVisible(bool(title))
        if title:
            self.show_message(Tone.WARNING, title, text, say=fresh)

    def _asked_words(self, asked: tuple[PromptKind, ...]) -> str:
        if not asked:
            return ""
        names = [self._wording(kind.label) for kind in asked]
        first = names[0]
        rest = "".join(f"; {name[0].lower()}{name[1:]}" for name in names[1:])
        return f"Still to give, or the reason why not: {first}{rest}. What is left open stays on your board."
