"""Arrests at a school. Columns of the table: see the package."""

from __future__ import annotations

from datetime import time

from ssp_desktop.services import (
    arrest_arrangements,
    arrest_decisions,
    arrest_outcomes,
    arrest_plan_lists,
    arrest_plan_views,
    arrest_plans,
    arrest_sharing,
    printing,
    register,
)
from ssp_desktop.services.print_arrests import ArrestPlanPrint, ArrestSharePrint
from ssp_desktop.vocabulary.arrest import ArrestDecision, ArrestPaper
from tests.features.arrest_steps import THURSDAY
from tests.features.rights.calling import NOBODY, Calls, own

CALLS: Calls = {
    "arrest_arrangements.schools": arrest_arrangements.schools,
    "arrest_arrangements.open_arrangement": lambda who: arrest_arrangements.open_arrangement(who, 1),
    "arrest_arrangements.save": lambda who: arrest_arrangements.save(who, 1, {}),
    "arrest_plan_lists.page": arrest_plan_lists.page,
    "arrest_plan_views.open_plan": lambda who: arrest_plan_views.open_plan(who, NOBODY),
    "arrest_plans.timing": lambda who: arrest_plans.timing(who, 1, THURSDAY, time(9, 20)),
    "arrest_plans.submit": lambda who: arrest_plans.submit(who, {}, partnership_id=1),
    "arrest_plans.change": lambda who: arrest_plans.change(who, NOBODY, {}, based_on=1),
    "arrest_plans.cancel": lambda who: arrest_plans.cancel(who, NOBODY, "x"),
    "arrest_decisions.decide": lambda who: arrest_decisions.decide(
        who, own(who), NOBODY, 1, ArrestDecision.APPROVED
    ),
    "arrest_outcomes.open_outcome": lambda who: arrest_outcomes.open_outcome(who, NOBODY),
    "arrest_outcomes.save": lambda who: arrest_outcomes.save(who, NOBODY, {}),
    "arrest_sharing.share": lambda who: arrest_sharing.share(who, own(who), NOBODY, {}),
    "arrest_sharing.shared_with_us": arrest_sharing.shared_with_us,
    # There is no summary of this number: the school is not told whether there is one, so it is refused too.
    "arrest_sharing.open_share": lambda who: arrest_sharing.open_share(who, NOBODY),
    "register.find_people": lambda who: register.find_people(who, "Ada"),
    "printing.preview (an arrest plan)": lambda who: printing.preview(who, ArrestPlanPrint(NOBODY)),
    "printing.disclose (an arrest brief)": lambda who: printing.disclose(
        who, ArrestPlanPrint(NOBODY, ArrestPaper.BRIEF), "PC Example", "", "printed"
    ),
    "printing.preview (no shared summary)": lambda who: printing.preview(who, ArrestSharePrint(NOBODY)),
}

TABLE = """
arrest_arrangements.schools          x - - x -
arrest_arrangements.open_arrangement x - - x -
arrest_arrangements.save             x - - x -
arrest_plan_lists.page               x - - x -
arrest_plan_views.open_plan          x - - x -
arrest_plans.timing                  x - - x -
arrest_plans.submit                  x - - x -
arrest_plans.change                  x - - x -
arrest_plans.cancel                  x - - x -
arrest_decisions.decide              - - - x -
arrest_outcomes.open_outcome         x - - x -
arrest_outcomes.save                 x - - x -
arrest_sharing.share                 - - - x -
arrest_sharing.shared_with_us        - x x - -
arrest_sharing.open_share            - - - - -
register.find_people                 x - - x -
printing.preview (an arrest plan)    x - - x -
printing.disclose (an arrest brief)  x - - x -
printing.preview (no shared summary) x - - x -
"""
