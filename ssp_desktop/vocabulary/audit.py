"""Words for the audit log: what Data Protection Act 2018 section 62 names, and what keeps the store safe."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled


class AuditEvent(Labelled):
    """What happened. The first six are the operations that section 62 names."""

    COLLECTED = "collected", "Collected"
    ALTERED = "altered", "Altered"
    CONSULTED = "consulted", "Consulted"
    DISCLOSED = "disclosed", "Disclosed"
    COMBINED = "combined", "Combined"
    ERASED = "erased", "Erased"
    COUNTERSIGNED = "countersigned", "Countersigned"
    REVIEWED = "reviewed", "Reviewed"
    SIGNED = "signed", "Signed"
    STORAGE_DECIDED = "storage_decided", "Storage decided"
    SEARCHED = "searched", "Searched"
    LISTED = "listed", "Listed"
    STORE_MADE = "store_made", "Store set up"
    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
    SIGNED_OUT = "signed_out", "Signed out"
    LOCKED = "locked", "Locked"
    HANDED_OVER = "handed_over", "Handed over to the SPOC"
    REFUSED = "refused", "Refused"
    ACCOUNT_MADE = "account_made", "Account made"
    ACCOUNT_CHANGED = "account_changed", "Account changed"
    PASSWORD_SET = "password_set", "Password set"
    RECOVERY_USED = "recovery_used", "Recovery key used"
    RECOVERY_ISSUED = "recovery_issued", "New recovery key issued"
    SETTING_CHANGED = "setting_changed", "Setting changed"
    VERIFIED = "verified", "Store checked"
    BACKED_UP = "backed_up", "Backed up"
    RESTORED = "restored", "Restored from a copy"
    ROLLBACK_EXPLAINED = "rollback_explained", "Older records explained"
    STORE_MOVED = "store_moved", "Marked as moved to another PC"
    STORE_STAYS = "store_stays", "Goes on at this PC"
    COPY_PUT_AWAY = "copy_put_away", "Copy put away"
    DISCARDED = "discarded", "Draft discarded"
