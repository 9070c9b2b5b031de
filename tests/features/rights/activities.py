"""Activities and what belongs to them. Columns of the table: see the package."""

from __future__ import annotations

from datetime import date

from ssp_desktop.services import (
    activities,
    activity_lists,
    activity_views,
    bwv_viewings,
    confidentiality_agreements,
    information_shares,
    missing_pupils,
    prevention_plans,
    printing,
)
from ssp_desktop.services.print_activities import (
    ActivityRegisterPrint,
    BlankMissingPrint,
    MissingPupilPrint,
    PreventionPlanPrint,
)
from tests.features.rights.calling import NOBODY, Calls, own

CALLS: Calls = {
    "activities.start": activities.start,
    "activities.record": lambda who: activities.record(who, {}, partnership_id=1),
    "activities.correct": lambda who: activities.correct(who, NOBODY, {}, reason="x", based_on=1),
    "activity_lists.page": activity_lists.page,
    "activity_views.open_activity": lambda who: activity_views.open_activity(who, NOBODY),
    "bwv_viewings.overview": lambda who: bwv_viewings.overview(who, 1),
    "bwv_viewings.start": lambda who: bwv_viewings.start(who, 1),
    "bwv_viewings.record": lambda who: bwv_viewings.record(who, {}, partnership_id=1),
    "bwv_viewings.amend": lambda who: bwv_viewings.amend(who, NOBODY, {}, reason="x", based_on=1),
    "bwv_viewings.open_viewing": lambda who: bwv_viewings.open_viewing(who, NOBODY),
    "confidentiality_agreements.agree": lambda who: confidentiality_agreements.agree(who, own(who)),
    "confidentiality_agreements.record_paper": lambda who: confidentiality_agreements.record_paper(
        who, {}, partnership_id=1
    ),
    "information_shares.start": information_shares.start,
    "information_shares.record": lambda who: information_shares.record(who, {}, partnership_id=1),
    "information_shares.amend": lambda who: information_shares.amend(who, NOBODY, {}, reason="x", based_on=1),
    "information_shares.open_share": lambda who: information_shares.open_share(who, NOBODY),
    "information_shares.page": information_shares.page,
    "missing_pupils.start": missing_pupils.start,
    "missing_pupils.record": lambda who: missing_pupils.record(who, {}, partnership_id=1),
    "missing_pupils.amend": lambda who: missing_pupils.amend(who, NOBODY, {}, reason="x", based_on=1),
    "missing_pupils.open_sheet": lambda who: missing_pupils.open_sheet(who, NOBODY),
    "missing_pupils.page": missing_pupils.page,
    "prevention_plans.schools": prevention_plans.schools,
    "prevention_plans.open_plan": lambda who: prevention_plans.open_plan(who, 1),
    "prevention_plans.plan": lambda who: prevention_plans.plan(who, 1, 2026, "gangs", None),
    "printing.preview (activities)": lambda who: printing.preview(
        who, ActivityRegisterPrint(date(2026, 11, 1), date(2026, 11, 30))
    ),
    "printing.preview (an empty missing pupil sheet)": lambda who: printing.preview(who, BlankMissingPrint()),
    "printing.preview (a missing pupil sheet)": lambda who: printing.preview(who, MissingPupilPrint(NOBODY)),
    "printing.preview (a prevention plan)": lambda who: printing.preview(who, PreventionPlanPrint(1, 2026)),
}

TABLE = """
activities.start                                x - - x -
activities.record                               x - - x -
activities.correct                              x - - x -
activity_lists.page                             x x x x -
activity_views.open_activity                    x x x x -
bwv_viewings.overview                           x x x x -
bwv_viewings.start                              x - - x -
bwv_viewings.record                             x - - x -
bwv_viewings.amend                              x - - x -
bwv_viewings.open_viewing                       x x x x -
confidentiality_agreements.agree                - x x - -
confidentiality_agreements.record_paper         x - - x -
information_shares.start                        x - - x -
information_shares.record                       x - - x -
information_shares.amend                        x - - x -
information_shares.open_share                   x x x x -
information_shares.page                         x x x x -
missing_pupils.start                            x x - x -
missing_pupils.record                           x x - x -
missing_pupils.amend                            x x - x -
missing_pupils.open_sheet                       x x x x -
missing_pupils.page                             x x x x -
prevention_plans.schools                        x x x x -
prevention_plans.open_plan                      x x x x -
prevention_plans.plan                           x - - x -
printing.preview (activities)                   x x x x -
printing.preview (an empty missing pupil sheet) x x x x -
printing.preview (a missing pupil sheet)        x x x x -
printing.preview (a prevention plan)            x x x x -
"""
