"""The enrolment code: 125 random bits in five groups, used once by the person it was made for.

The code also yields an Ed25519 key pair. The grant of a role names its public half; at enrolment the person's
own new key is endorsed with its private half. So whoever made the code never learns the password or the
account key.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ssp_desktop.security.canonical import canonical_json
from ssp_desktop.security.code_groups import GroupsWrong, new_symbols, read_groups, write_groups
from ssp_desktop.security.failures import WrongEnrolmentCode
from ssp_desktop.security.signatures import PRIVATE_KEY_BYTES

GROUPS: Final = 5


def new_enrolment_code() -> str:
    """Return a new enrolment code as shown (five groups of six characters)."""
    return write_groups(new_symbols(GROUPS))


def parse_enrolment_code(text: str) -> bytes:
    """Return the secret of a typed code: 25 characters without checks, as ASCII.

    Raises:
        WrongEnrolmentCode: names the group that is wrong.
    """
    try:
        return read_groups(text, GROUPS).encode("ascii")
    except GroupsWrong as error:
        raise WrongEnrolmentCode(str(error).format("enrolment code")) from None


def enrolment_private_key(secret: bytes, store_id: str, account_id: str) -> bytes:
    """Return the Ed25519 private key (32 bytes) that belongs to a code, a store and an account."""
    info = canonical_json(["ssp-desktop/enrolment-key/1", store_id, account_id])
    return HKDF(algorithm=SHA256(), length=PRIVATE_KEY_BYTES, salt=None, info=info).derive(secret)
