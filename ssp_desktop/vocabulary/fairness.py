"""Words for the comparison of groups of pupils."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class Measure(Labelled):
    """What can happen to a pupil in a year's records; each pupil counts once in each."""

    CONTACTS = "contacts", "In a contact log"
    STOPS = "stops", "Stopped and searched"
    CRIME_RECORDED = "crime_recorded", "Suspect, recorded as a crime"
    SCHOOL_PROCEDURE = "school_procedure", "Suspect, school's own procedure"
    REFERRALS = "referrals", "Referred"
    EXCLUSIONS = "exclusions", "Exclusion shared"


class Dimension(Labelled):
    """By what pupils are compared."""

    ETHNICITY = "ethnicity", "Ethnicity, self-defined or from the school's record"
    SEX = "sex", "Sex"
    AGE = "age", "Age, by school year"
    NEED = "need", "Need"
