"""The invented pupils of the year before, in the style of ``pupils.py``; few of them come up again."""

from __future__ import annotations

from datetime import date
from typing import Any

# Key: given name, family name, date of birth, sex, ethnicity, needs, care status.
_LINES = """
harri  | Harri   | Enghraifft-Rees  | 2013-06-02 | male   | W1 | none_known    | none
samira | Samira  | Specimen-Begum   | 2012-01-25 | female | A3 | eal           | none
tyrone | Tyrone  | Mock-Campbell    | 2010-12-09 | male   | B1 | send          | early_help
ebony  | Ebony   | Dummy-Clarke     | 2011-09-17 | female | B1 | none_known    | none
luka   | Luka    | Beispiel-Novak   | 2013-02-14 | male   | W9 | eal           | none
aoife  | Aoife   | O’Filler         | 2012-10-30 | female | W2 | none_known    | none
ravi   | Ravi    | Placeholder-Iyer | 2010-11-11 | male   | A1 | none_known    | none
zara   | Zara    | Sample-Malik     | 2011-05-06 | female | A2 | health        | none
noah   | Noah    | Template-Green   | 2014-03-08 | male   | W1 | send, ehcp    | none
mia    | Mia     | Instance-Wood    | 2012-12-01 | female | NS | none_known    | not_known
reuben | Reuben  | Prototype-Hart   | 2010-03-03 | male   | M1 | mental_health | looked_after
hana   | Hana    | Muster-Kim       | 2012-07-19 | female | A9 | none_known    | none
dylan  | Dylan   | Sampl-Price      | 2011-03-22 | male   | W1 | trauma        | child_in_need
chidi  | Chidi   | Fictive-Nwosu    | 2013-08-15 | male   | B2 | none_known    | none
sofia  | Sofia   | Ejemplo          | 2014-04-27 | female | O9 | eal           | none
callum | Callum  | Dummy-Burns      | 2010-06-18 | male   | NS | none_known    | not_known
ellie  | Ellie   | Mock-Fell        | 2012-09-29 | female | W1 | none_known    | none
tom    | Tom     | Filler-Beck      | 2011-10-03 | male   | W1 | send          | none
yusuf  | Yusuf   | Sample-Aziz      | 2013-04-11 | male   | A2 | eal           | none
grace  | Grace   | Template-Moss    | 2010-02-20 | female | W1 | mental_health | early_help
finn   | Finn    | Instance-Gill    | 2014-07-07 | male   | NS | none_known    | not_known
lowri  | Lowri   | Enghraifft-Lewis | 2013-11-23 | female | W1 | none_known    | none
jakub  | Jakub   | Wzorzec          | 2011-12-28 | male   | W9 | eal           | none
"""


def _pupil(line: str) -> tuple[str, dict[str, Any]]:
    key, given, family, born, sex, ethnicity, needs, care = (each.strip() for each in line.split("|"))
    return key, {
        "given_name": given,
        "family_name": family,
        "date_of_birth": date.fromisoformat(born),
        "sex": sex,
        "ethnicity": ethnicity,
        "ethnicity_source": "not_asked" if ethnicity == "NS" else "school_record",
        "needs": tuple(needs.split(", ")),
        "care_status": care,
    }


PUPILS_BEFORE: dict[str, dict[str, Any]] = dict(_pupil(line) for line in _LINES.strip().splitlines())
