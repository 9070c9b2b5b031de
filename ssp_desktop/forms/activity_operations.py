"""Activity: what patrols, operations, searches, referrals and abstractions ask (handbook 3.1.15 on)."""

from __future__ import annotations

from ssp_desktop.forms.conditions import answered, both, equals
from ssp_desktop.forms.spec import Condition, Field, Kind, Values
from ssp_desktop.vocabulary.activity import (
    AbstractionReason,
    ActivityKind,
    ReferralTo,
    StopOutcome,
    WeaponKind,
)
from ssp_desktop.vocabulary.contact import Answer

Activity = ActivityKind
LONGEST_NAME = 120


def of(*kinds: ActivityKind) -> Condition:
    """True for activities of these kinds."""
    return equals("kind", *(each.value for each in kinds))


OPERATIONS = (Activity.WEAPON_SWEEP, Activity.SCREENING_ARCH)
PATROLS = (Activity.PATROL, Activity.TRUANCY_PATROL)


def _found_weapons(values: Values) -> bool:
    found = values.get("weapons_found")
    return isinstance(found, int) and found > 0


def _not_led(values: Values) -> bool:
    return of(Activity.TRUANCY_PATROL)(values) and values.get("intelligence_led") == Answer.NO


OPERATION_DETAILS = (
    Field(
        "intelligence_reference",
        "Reference of the intelligence report",
        Kind.REFERENCE,
        required=of(Activity.INTELLIGENCE),
        shown=of(Activity.INTELLIGENCE, Activity.STOP_SEARCH, Activity.WEAPONS_FOUND, *PATROLS, *OPERATIONS),
        max_length=60,
        searchable=True,
    ),
    Field(
        "intelligence_led",
        "Led by intelligence",
        Kind.YES_NO,
        choices=Answer,
        required=of(*PATROLS, *OPERATIONS),
        shown=of(*PATROLS, *OPERATIONS),
        guidance="Handbook 3.1.15, 3.1.17",
    ),
    Field(
        "not_led_reason",
        "Why the truancy patrol was not led by intelligence",
        Kind.TEXT,
        "Truancy patrols must be led by intelligence.",
        required=_not_led,
        shown=_not_led,
        max_length=300,
        searchable=True,
        guidance="Handbook 3.1.15",
    ),
    Field(
        "people_screened",
        "How many people went through",
        Kind.NUMBER,
        required=of(Activity.SCREENING_ARCH),
        shown=of(Activity.SCREENING_ARCH),
        minimum=0,
        maximum=5000,
    ),
    Field(
        "weapons_found",
        "How many knives and weapons were found",
        Kind.NUMBER,
        "0 if none.",
        required=of(Activity.WEAPONS_FOUND, *OPERATIONS),
        shown=of(Activity.WEAPONS_FOUND, *OPERATIONS),
        minimum=0,
        maximum=1000,
    ),
    Field(
        "weapon_kinds",
        "What was found",
        Kind.CHOICES,
        choices=WeaponKind,
        required=_found_weapons,
        shown=both(of(Activity.WEAPONS_FOUND, *OPERATIONS), _found_weapons),
    ),
    Field(
        "stop_search_reference",
        "Reference of the stop and search record",
        Kind.REFERENCE,
        "The record itself stays in the force's own system.",
        required=of(Activity.STOP_SEARCH),
        shown=of(Activity.STOP_SEARCH),
        max_length=60,
        searchable=True,
    ),
    Field(
        "stop_outcome",
        "What came of the search",
        Kind.CHOICE,
        choices=StopOutcome,
        required=of(Activity.STOP_SEARCH),
        shown=of(Activity.STOP_SEARCH),
    ),
    Field(
        "crime_reference",
        "Crime reference",
        Kind.REFERENCE,
        shown=of(Activity.INVESTIGATION, Activity.STOP_SEARCH, Activity.WEAPONS_FOUND),
        max_length=60,
        searchable=True,
    ),
    Field(
        "referral_to",
        "Referred to",
        Kind.CHOICE,
        choices=ReferralTo,
        required=of(Activity.REFERRAL),
        shown=of(Activity.REFERRAL),
        guidance="Handbook 3.1.17",
    ),
    Field(
        "referral_scheme",
        "Name of the scheme or service",
        Kind.TEXT,
        required=equals("referral_to", ReferralTo.OTHER.value),
        shown=both(of(Activity.REFERRAL), answered("referral_to")),
        max_length=LONGEST_NAME,
        searchable=True,
    ),
    Field(
        "abstraction_reason",
        "What took you away",
        Kind.CHOICE,
        choices=AbstractionReason,
        required=of(Activity.ABSTRACTION),
        shown=of(Activity.ABSTRACTION),
    ),
    Field(
        "hours",
        "Hours",
        Kind.NUMBER,
        "To the nearest whole hour.",
        required=of(Activity.ABSTRACTION, Activity.TRAINING_RECEIVED),
        shown=of(Activity.ABSTRACTION, Activity.TRAINING_GIVEN, Activity.TRAINING_RECEIVED),
        minimum=1,
        maximum=24,
    ),
)
