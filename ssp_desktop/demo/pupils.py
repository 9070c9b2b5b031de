"""The invented pupils. Their names look invented, in the scripts that real school rolls hold."""

from __future__ import annotations

from datetime import date
from typing import Any


def _pupil(
    given: str, family: str, born: date | None, sex: str, ethnicity: str, **more: Any
) -> dict[str, Any]:
    return {
        "given_name": given,
        "family_name": family,
        "date_of_birth": born,
        "sex": sex,
        "ethnicity": ethnicity,
        "ethnicity_source": "not_asked" if ethnicity == "NS" else "school_record",
        "needs": ("none_known",),
        "care_status": "none",
        **more,
    }


PUPILS: dict[str, dict[str, Any]] = {
    # Larkfield Example Academy
    "angharad": _pupil("Angharad", "Enghraifft-Pugh", date(2012, 3, 14), "female", "W1", known_as="Hari"),
    "zazolta": _pupil("Zażółta", "Przykład", date(2012, 11, 2), "female", "W9", needs=("eal",)),
    "mo": _pupil("محمد", "مثال", date(2014, 1, 19), "male", "O2", known_as="Mo", needs=("eal",)),
    "li": _pupil(
        "例", "张", date(2011, 7, 8), "female", "A4", known_as="Li", ethnicity_source="self_defined"
    ),
    "rhodri": _pupil("Rhodri", "Sampl-Evans", date(2011, 2, 3), "male", "W1"),
    "kofi": _pupil(
        "Kofi", "Example-Mensah", date(2013, 5, 30), "male", "B2", ethnicity_source="self_defined"
    ),
    "priya": _pupil("Priya", "Specimen-Rao", date(2015, 1, 22), "female", "A1"),
    "jay": _pupil(
        "Jayden",
        "Mockford-Bell",
        date(2011, 12, 12),
        "male",
        "M1",
        known_as="Jay",
        address="14 Example Row, Exampleton",
        needs=("send", "trauma"),
        care_status="child_in_need",
    ),
    # The same boy as another officer heard his name: no date of birth, another spelling.
    "jaydon": _pupil("Jaydon", "Mockford Bell", None, "male", "NS", care_status="not_known"),
    "tegan": _pupil("Tegan", "Dummy-Lloyd", date(2013, 10, 27), "female", "W1", needs=("mental_health",)),
    "oskar": _pupil("Oskar", "Beispiel", date(2013, 1, 9), "male", "W9"),
    "siobhan": _pupil("Siobhán", "O’Sample", date(2010, 4, 1), "female", "W2"),
    "ng": _pupil("Wei", "Ng", date(2014, 6, 15), "male", "A4"),
    "amara": _pupil("Amara", "Placeholder-Eze", date(2012, 8, 20), "female", "B2"),
    "leo": _pupil("Leo", "Template-Shaw", date(2014, 10, 5), "male", "W1", care_status="looked_after"),
    "fatima": _pupil("Fatima", "Instance-Khan", date(2012, 5, 17), "female", "A2"),
    "billy": _pupil("Billy", "Filler-Cross", date(2013, 3, 3), "male", "W3", ethnicity_source="self_defined"),
    # Brackenmoor Example High and its neighbours
    "isla": _pupil(
        "Isla", "Example-Brook", date(2014, 5, 21), "female", "W1", address="4 Mock Terrace, Brackenmoor"
    ),
    # As the PCSO typed her name into the police system two months later.
    "isla_again": _pupil("Isla", "Exampel-Brooke", None, "female", "NS", care_status="not_known"),
    "kian": _pupil("Kian", "Example-Cole", None, "male", "NS", care_status="not_known"),
    "jodie": _pupil("Jodie", "Example-Jarvis", date(2014, 2, 11), "female", "W1"),
}
