"""Words for the equipment that officers keep at a school (handbook 3.1.10 and 3.2.13)."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class EquipmentKind(Labelled):
    """What is registered."""

    PAVA = "pava", "PAVA canister"
    BATON = "baton", "Baton"
    CUFFS = "cuffs", "Quick cuffs"
    RADIO = "radio", "Radio"
    BODY_WORN_VIDEO = "body_worn_video", "Body-worn video"
    LOCKER = "locker", "Locker or cabinet"
    KEYS = "keys", "Keys"


class EquipmentState(Labelled):
    """Where an item stands. Only what is in use is checked."""

    IN_USE = "in_use", "In use"
    DISCHARGED = "discharged", "Discharged"
    LOST = "lost", "Lost"
    EXPIRED = "expired", "Expired, taken out of use"
    RETURNED = "returned", "Returned"
    DESTROYED = "destroyed", "Destroyed"


class EquipmentCondition(Labelled):
    """What a check found."""

    GOOD = "good", "Good"
    WORN = "worn", "Worn, still usable"
    DAMAGED = "damaged", "Damaged: not to be used"
    SEAL_BROKEN = "seal_broken", "Seal or tab broken"
