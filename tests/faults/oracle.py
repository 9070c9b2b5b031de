"""What must hold after any fault: the state before or the state after, whole, sound, audited and unread.

`state_of` reads everything that a person could have lost. Two runs of one act differ only in what is random
(keys, signatures, hashes, salts) and in seconds, so that those are left out; that they fit is what
`faults_in` checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ssp_desktop.database import open_database
from ssp_desktop.models import Base
from ssp_desktop.security.vault import Vault, load_vault
from ssp_desktop.services import anchors, sign_in, verification
from ssp_desktop.services.step_up import device_secret_of
from ssp_desktop.store_folder import database_path
from tests.faults.bench import Bench
from tests.stores import PASSWORDS

CANARY = "Kanarienvogel"
"""In every answer that the scenarios type."""

State = tuple[str, ...]
NO_STORE: State = ("no store",)

_RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|\b[ER]-[0-9A-F]{8}\b"
    r"|, \d+(?:, \d+)?(?=, tzinfo=)|\.\d{6}(?=\+00:00)"
)
_IN_THE_STORE = re.compile(
    r"records\.db(-journal|\.before-\d{4})?|vault(\.copy)?\.json|attempts\.json|store\.lock|restored\.note"
)
_BESIDE_THE_STORE = re.compile(
    r"store(\.backup\.json|\.disposals|\.replaced-[-\d]+)?|attempts\.json|copies|saved"
)
_SAVED = re.compile(r"copy\.\w+")


def state_of(bench: Bench) -> State:
    """Start the program on the bench, and return all that is stored: each row, each slot of the key file."""
    if not bench.start():
        return NO_STORE
    vault = load_vault(bench.folder)
    lines = [
        f"slot {slot.kind} {slot.account_id} {slot.created} used={bool(slot.used)}" for slot in vault.slots
    ]
    database = open_database(database_path(bench.folder), _key(bench, vault))
    try:
        with database.session() as db:
            for table in Base.metadata.sorted_tables:
                lines += [f"{table.name} {tuple(row)!r}" for row in db.execute(table.select())]
    finally:
        database.close()
    return tuple(sorted(_RANDOM.sub("<random>", line) for line in lines))


def _key(bench: Bench, vault: Vault) -> bytes:
    device = device_secret_of(vault, bench.pc.keyring, "sergeant")
    return vault.open_account_slot("sergeant", PASSWORDS["sergeant"], device).database_key


def faults_in(bench: Bench, witnesses: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the bench once the program was started on it again; nothing when all is well.

    ``witnesses`` are those who must get in with their old passwords; the first of them checks the store.
    """
    yield from _readable(bench)
    if not bench.start():
        yield from _litter(bench)
        return
    for who in witnesses:
        signed_in = bench.sign_in(who)
        if who == witnesses[0]:
            checked = verification.check_store(
                signed_in.database,
                store_id=signed_in.store_id,
                root_public=signed_in.vault.authority_public,
            )
            yield from (f"{line.name}: {line.words}" for line in checked.lines if not line.ok)
        yield from filter(None, [anchors.alarm(signed_in)])
        sign_in.sign_out(signed_in)
    yield from _litter(bench)


def _readable(bench: Bench) -> Iterator[str]:
    """Files with a word in them that somebody typed."""
    needles = [CANARY.encode(code) for code in ("utf-8", "utf-16-le")]
    for path in sorted(bench.root.rglob("*")):
        if path.parent == bench.saved:
            continue  # what somebody saved is there to be read; what is left unfinished there is litter
        content = path.read_bytes() if path.is_file() else b""
        if CANARY in path.name or any(needle in content for needle in needles):
            yield f"{path.relative_to(bench.root)} can be read"


def _litter(bench: Bench) -> Iterator[str]:
    """Files that are left over once everything was finished or taken back."""
    places = ((bench.folder, _IN_THE_STORE), (bench.disk, _BESIDE_THE_STORE), (bench.saved, _SAVED))
    for folder, known in places:
        yield from (f"{each} is left over" for each in _names(folder) if not known.fullmatch(each))


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
