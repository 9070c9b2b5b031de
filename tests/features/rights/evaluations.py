"""Annual evaluations and the prioritisation of schools. Columns of the table: see the package."""

from __future__ import annotations

from datetime import date

from ssp_desktop.services import (
    evaluation_evidence,
    evaluation_lists,
    evaluation_sign_off,
    evaluation_views,
    evaluation_voices,
    evaluations,
    printing,
    prioritisations,
)
from ssp_desktop.services.print_evaluation import EvaluationPrint
from ssp_desktop.vocabulary.evaluation import EvaluationPart
from tests.features.rights.calling import NOBODY, Calls, own

CALLS: Calls = {
    "evaluation_evidence.candidates": lambda who: evaluation_evidence.candidates(who, NOBODY),
    "evaluation_evidence.pick": lambda who: evaluation_evidence.pick(who, NOBODY, "E1", 1, based_on=1),
    "evaluation_evidence.drop": lambda who: evaluation_evidence.drop(who, NOBODY, 1, based_on=1),
    "evaluation_lists.evaluations": evaluation_lists.evaluations,
    "evaluation_lists.new_evaluation": evaluation_lists.new_evaluation,
    "evaluation_views.open_evaluation": lambda who: evaluation_views.open_evaluation(who, NOBODY),
    "evaluations.start": lambda who: evaluations.start(who, NOBODY, 2026),
    "evaluations.open_part": lambda who: evaluations.open_part(who, NOBODY, EvaluationPart.AIMS),
    "evaluations.save_part": lambda who: evaluations.save_part(
        who, NOBODY, EvaluationPart.AIMS, {}, based_on=1
    ),
    "evaluation_voices.open_own": lambda who: evaluation_voices.open_own(who, NOBODY),
    "evaluation_voices.save_own": lambda who: evaluation_voices.save_own(who, NOBODY, {}, based_on=0),
    "evaluation_voices.sign_own": lambda who: evaluation_voices.sign_own(who, own(who), NOBODY, 1),
    "evaluation_sign_off.freeze": lambda who: evaluation_sign_off.freeze(who, NOBODY, based_on=1),
    "evaluation_sign_off.reopen": lambda who: evaluation_sign_off.reopen(who, NOBODY, based_on=1),
    "evaluation_sign_off.sign": lambda who: evaluation_sign_off.sign(who, own(who), NOBODY, 1),
    "evaluation_sign_off.sign_for_senior_officer": lambda who: evaluation_sign_off.sign_for_senior_officer(
        who, own(who), NOBODY, 1, name="Example-Mbeki", rank="Chief Inspector", on=date(2026, 11, 17)
    ),
    "printing.preview (an evaluation)": lambda who: printing.preview(who, EvaluationPrint(NOBODY)),
    "prioritisations.open_prioritisation": lambda who: prioritisations.open_prioritisation(who, 1),
    "prioritisations.save": lambda who: prioritisations.save(who, 1, {}, based_on=7),
}

TABLE = """
evaluation_evidence.candidates              - - - x -
evaluation_evidence.pick                    - - - x -
evaluation_evidence.drop                    - - - x -
evaluation_lists.evaluations                x x x x -
evaluation_lists.new_evaluation             - - - x -
evaluation_views.open_evaluation            x x x x -
evaluations.start                           - - - x -
evaluations.open_part                       - - - x -
evaluations.save_part                       - - - x -
evaluation_voices.open_own                  x x x - -
evaluation_voices.save_own                  x x x - -
evaluation_voices.sign_own                  x x x - -
evaluation_sign_off.freeze                  - - - x -
evaluation_sign_off.reopen                  - - - x -
evaluation_sign_off.sign                    x x x x -
evaluation_sign_off.sign_for_senior_officer - - - x -
printing.preview (an evaluation)            x x x x -
prioritisations.open_prioritisation         x - - x -
prioritisations.save                        - - - x -
"""
