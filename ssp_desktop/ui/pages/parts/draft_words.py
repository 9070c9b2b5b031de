"""What a page that keeps a draft says about its noun."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftWords:
    """The words in which a page speaks of its noun.

    Args:
        draft: the title of a draft.
        school_of: what belongs to the school, in the label of the choice of schools.
        choose: what to do when no school is chosen.
        submitted: what stands on the page of a draft that was submitted.
        open: the button beside it.
        submit: the button that submits.
        correct: the title of a correction, before the reference.
        overtaken: what happened when somebody else was first.
        again: what to do then, after copying and discarding.
        stays: what a discarded draft does not touch.
    """

    draft: str
    school_of: str
    choose: str
    submitted: str
    open: str
    submit: str
    correct: str
    overtaken: str
    again: str
    stays: str
