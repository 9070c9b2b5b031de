"""The printed evaluation: sound files, within the reader's rights, with every signature's state."""

from __future__ import annotations

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import evaluations, printing
from ssp_desktop.services.print_evaluation import EvaluationPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from tests.features.evaluation_steps import begin, fill, freeze, ready, sign, survey
from tests.features.steps import submit, trace
from tests.reports.documents import faults, pages
from tests.stores import NAMES, SCHOOL, Store


def printed(signed_in: SignedIn, evaluation: int) -> list[str]:
    prepared = printing.disclose(
        signed_in, EvaluationPrint(evaluation), "Mr Example-Prosser", "to sign", "printed"
    )
    pdf = printing.render(prepared)
    assert faults(pdf) == []
    return pages(pdf)


def test_it_holds_everything_and_the_school_gets_no_figure_of_the_police(store: Store) -> None:
    submit(store.sign_in("officer"), arising="pupil_asked")
    evaluation = ready(store)
    sergeant = store.open_sessions[-1]
    fill(sergeant, evaluation, EvaluationPart.PUPIL_VOICE, **survey())
    opened = evaluations.open_part(sergeant, evaluation, EvaluationPart.ANNOTATIONS)
    police = next(each for each in opened.indicators if each.police_only)
    fill(
        sergeant,
        evaluation,
        EvaluationPart.ANNOTATIONS,
        **{f"note_{police.key}": "CANARY-POLICE", "note_confidence": "She asked at the gate."},
    )
    freeze(sergeant, evaluation)
    sign(store.sign_in("officer"), evaluation)
    head = store.sign_in("head_teacher")
    found = printed(head, evaluation)
    text = " ".join(found)
    for words in (
        SCHOOL,
        "2026 to 2027",
        "Waiting for signatures",
        "E1 Pupils are used to the police",
        "Seen at the open day.",
        "She asked at the gate.",
        "Very good",
        "Thank you.",
        "The gates.",
        "I know the officer 60 20 5 5",
        "A knife crime assembly for each year",
        "Chief Inspector Example-Mbeki",
        f"Signed by {NAMES['officer']}",
        "Signature VALID",
        "Not signed yet",
    ):
        assert words in text
    assert police.label not in text
    assert "unfair treatment" not in text
    assert "CANARY" not in text
    assert "Summary" in found[1]
    assert "Aims and measures of success" in found[2]  # the summary has one page
    assert trace(head)[-1][:3] == ("disclosed", "evaluation", evaluation)
    text = " ".join(printed(store.sign_in("sergeant"), evaluation))
    assert f"{police.label} (police only)" in text
    assert "CANARY-POLICE" in text
    assert "a difference by itself proves neither unfair treatment nor its absence" in text


def test_an_empty_one_prints_for_the_police_and_not_for_the_school(store: Store) -> None:
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant, 2023)
    text = " ".join(printed(sergeant, evaluation))
    for words in ("3 not rated", "There is none.", "No survey"):
        assert words in text
    with pytest.raises(UserError, match="This evaluation is being written"):
        printing.preview(store.sign_in("spoc"), EvaluationPrint(evaluation))
