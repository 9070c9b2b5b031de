"""Steps of the tests about disposal: a full record, two people, every place where a word could be left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.models import Base
from ssp_desktop.services import (
    backup,
    countersigning,
    disposals,
    drafts,
    prompts,
    restore,
    retention,
    reviews,
    search,
)
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.store_folder import StoreLock, database_path
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.features.steps import crime, sql, submit
from tests.features.storage_steps import failed_checks
from tests.stores import PASSWORDS, Store, contact_values, pupil, row

WORD = "Quizzacious"
REASON = "Its time has run out, and no inquiry needs it."
YEARS = 7 * 365 + 2
PAGE, RESERVED, SALT, IV, KEY_BYTES = 4096, 80, 16, 16, 32


def words(**changes: Any) -> dict[str, Any]:
    """Return a contact log with the word in every part of it."""
    task = row(
        CONTACT_LOG,
        "actions",
        task=f"{WORD} task",
        owner_name=f"{WORD} owner",
        due_on=date(2026, 11, 24),
    )
    return {
        "subject": f"{WORD} subject",
        "account": f"{WORD} account",
        "childs_words": f"{WORD} said the child",
        "officer_notes": f"{WORD} notes",
        "pupils": (pupil(given_name=WORD, address=f"1 {WORD} Lane"),),
        "actions": (task,),
        "concerns": ("weapons",),
        **crime(crime_reason=f"{WORD} reason"),
        **changes,
    }


def full_record(store: Store) -> None:
    """Write a contact log with the word in it, and everything that people add to one."""
    officer = store.sign_in("officer")
    submit(officer, **words())
    with_words = {**contact_values(**words()), "subject": f"{WORD} unfinished"}
    drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", 1, 1), with_words)
    open_prompt = sql(officer, "SELECT id FROM prompt WHERE state = 'open' ORDER BY id")[0][0]
    prompts.answer(officer, open_prompt, reason=f"{WORD} answered")
    decision = CountersignDecision.DISAGREE
    countersigning.countersign(store.sign_in("spoc"), PASSWORDS["spoc"], 1, 1, decision, f"{WORD} not so")
    sergeant = store.sign_in("sergeant")
    reviews.close(sergeant, reviews.waiting(sergeant)[0], f"{WORD} looked at")


def later(store: Store) -> SignedIn:
    """Let the record's time run out, and sign the sergeant in."""
    store.sign_out()
    store.clock.go(days=YEARS)
    return store.sign_in("sergeant")


def propose(sergeant: SignedIn, record_id: int = 1, reason: str = REASON) -> int:
    """Propose the disposal of a contact log, as the sergeant does."""
    return disposals.propose(sergeant, PASSWORDS["sergeant"], "contact_log", record_id, {"reason": reason})


def propose_of(sergeant: SignedIn, kind: str, record_id: int = 1) -> int:
    """Propose the disposal of a record of any kind."""
    return disposals.propose(sergeant, PASSWORDS["sergeant"], kind, record_id, {"reason": REASON})


def restored(store: Store, copy: Path) -> SignedIn:
    """Restore a copy, and sign the sergeant in."""
    sergeant = store.sign_in("sergeant")
    store.open_sessions.clear()
    prepared = restore.prepare(sergeant, copy, "The disk failed.", PASSWORDS["sergeant"])
    with StoreLock(store.folder) as lock:
        restore.finish(sergeant, prepared, lock)
    return store.sign_in("sergeant")


def confirm(second: SignedIn, disposal_id: int = 1, based_on: int = 1, who: str = "officer") -> str:
    """Confirm it, as the second person does."""
    return disposals.confirm(second, PASSWORDS[who], disposal_id, based_on=based_on)


def disposed(store: Store) -> SignedIn:
    """Write a full record, dispose of it by two people, and return the second, still signed in."""
    full_record(store)
    propose(later(store))
    officer = store.sign_in("officer")
    confirm(officer)
    return officer


def tables_with_the_word(signed_in: SignedIn) -> set[str]:
    """Return the tables in which the word stands, whatever the column; the full-text table among them."""
    found = set()
    with signed_in.database.session() as db:
        for table in Base.metadata.sorted_tables:
            if any(WORD.casefold() in repr(tuple(each)).casefold() for each in db.execute(table.select())):
                found.add(table.name)
    rows = sql(signed_in, "SELECT open_text, police_text FROM search_text")
    if any(WORD.casefold() in repr(tuple(each)).casefold() for each in rows):
        found.add("search_text")
    return found


def plain_bytes(folder: Path, key: bytes) -> bytes:
    """Decrypt every page of the file, free ones and the ends of pages too."""
    sealed = database_path(folder).read_bytes()
    found = []
    for start in range(0, len(sealed), PAGE):
        page = sealed[start : start + PAGE]
        body = page[SALT if start == 0 else 0 : PAGE - RESERVED]
        vector = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        found.append(cipher.update(body) + cipher.finalize())
    return b"".join(found)


def due(signed_in: SignedIn) -> list[str]:
    """Return the references whose review is due."""
    return [each.reference for each in retention.page(signed_in)]


def assert_no_word_is_left(store: Store, officer: SignedIn, key: bytes) -> None:
    """No table, no search and no byte of the file holds the word, and every check passes."""
    assert tables_with_the_word(officer) == set()
    assert search.find(officer, WORD) == ()
    assert failed_checks(officer) == {}
    plain = plain_bytes(store.folder, key)
    assert b"revision_no_delete" in plain  # the pages were read
    assert WORD.encode() not in plain
    assert WORD.casefold().encode() not in plain


def assert_a_restored_copy_has_it_disposed_of_again(
    store: Store, make: Callable[[Store], object], kind: str, record_id: int = 1
) -> None:
    """Back up, dispose of it, restore: the next sign-in disposes of it again, and says so."""
    target = store.folder.parent / "copies"
    target.mkdir()
    make(store)
    sergeant = later(store)
    backup.back_up(sergeant, target)
    copy = next(target.glob("ssp-desktop backup*"))
    disposal = propose_of(sergeant, kind, record_id)
    confirm(store.sign_in("officer"), disposal)
    again = restored(store, copy)
    assert any("disposed of again" in each for each in again.notices)
    assert tables_with_the_word(again) == set()
    assert failed_checks(again) == {}
