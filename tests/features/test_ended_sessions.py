"""What a session that has ended leaves in the memory of the program: nothing of its own."""

from __future__ import annotations

import gc
import weakref

from sqlalchemy import Engine

from ssp_desktop.database.engine import StoreDialect
from tests.features.steps import submit
from tests.stores import Store


def dialects() -> int:
    """Return how many engines' dialects are still there."""
    gc.collect()
    return sum(isinstance(each, StoreDialect) for each in gc.get_objects())


def write_and_leave(store: Store) -> weakref.ref[Engine]:
    """Sign in, submit a record, sign out. Returns a way to see whether the engine is still there."""
    signed_in = store.sign_in("officer")
    submit(signed_in)
    engine = weakref.ref(signed_in.database.engine)
    store.sign_out()
    return engine


def test_a_session_that_has_ended_leaves_no_engine_behind(store: Store) -> None:
    engine = write_and_leave(store)
    gc.collect()
    assert engine() is None


def test_the_tables_do_not_keep_what_they_compiled_for_each_session(store: Store) -> None:
    """They keep one dialect, with the statements that every later session uses again."""
    write_and_leave(store)
    after_the_first = dialects()
    assert after_the_first > 0
    for _ in range(3):
        write_and_leave(store)
    assert dialects() == after_the_first
